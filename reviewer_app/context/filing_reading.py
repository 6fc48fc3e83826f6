"""The reading side of a company's screens, bound to who asks."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from reviewer_app import pack_work
from reviewer_app.context.filing_rows import (
    Around,
    AssessmentRow,
    AssessmentView,
    CheckState,
    NoticeRow,
    as_assessment,
    as_row,
)
from reviewer_app.db.cases import Case
from reviewer_app.db.filing import Precheck
from reviewer_app.domain.acts import allowed_acts
from reviewer_app.domain.attempts import Act
from reviewer_app.domain.people import Actor
from reviewer_app.domain.permissions import Permission, may
from reviewer_app.queries import filing
from reviewer_app.queries.packs import texts_in_force
from reviewer_app.services.desk import Desk


@dataclass(frozen=True, slots=True)
class FilingReading:
    """Asks the database for a company's user."""

    desk: Desk
    actor: Actor

    def list(self) -> tuple[AssessmentRow, ...]:
        """Return one's assessments, newest year first."""
        found = filing.read_summaries(self.actor, self.desk.database)
        asked = self.items()
        return tuple(self._row(one, asked) for one in found)

    def whole(self, case_id: int) -> AssessmentView:
        """Return an assessment with everything that was filed."""
        view = filing.read_filing(case_id, self.actor, self.desk.database)
        return as_assessment(view, self._around(view))

    def notices(self) -> tuple[NoticeRow, ...]:
        """Return the notices of one's company, newest first."""
        rows = filing.read_company_notices(self.actor, self.desk.database)
        return tuple(
            NoticeRow(one.words, one.made_at, one.case_id, one.read_at is not None)
            for one in rows
        )

    def unread(self) -> int:
        """Return how many notices one's company has not read."""
        if not may(self.actor, Permission.SEE_NOTICES):
            return 0
        return filing.count_unread_notices(self.actor, self.desk.database)

    def items(self) -> tuple[pack_work.ItemAsked, ...]:
        """Return what the pack in force asks for."""
        database, now = self.desk.database, self.desk.clock.now()
        return pack_work.items_of(texts_in_force(database, now))

    def _row(
        self, filed: filing.FilingSummary, asked: tuple[pack_work.ItemAsked, ...]
    ) -> AssessmentRow:
        report, allowed = self._report(filed.precheck), self._allowed(filed.case)
        return as_row(filed, Around(report, asked, CheckState("none"), allowed))

    def _around(self, view: filing.FilingView) -> Around:
        report, allowed = self._report(view.precheck), self._allowed(view.case)
        return Around(report, self.items(), self._check(view), allowed)

    def _report(self, checked: Precheck | None) -> Mapping[str, Any]:
        if checked is None or checked.report_sha256 is None:
            return {}
        return _report_at(self.desk.files.path(checked.report_sha256))

    def _allowed(self, case: Case) -> tuple[Act, ...]:
        standing = case.standing
        acts = allowed_acts(self.actor, standing)
        if standing.was_claimed:
            return tuple(act for act in acts if act is not Act.WITHDRAW)
        return acts

    def _check(self, view: filing.FilingView) -> CheckState:
        checked, revision = view.precheck, view.case.revision
        if not view.files:
            return CheckState("none")
        if checked is None or checked.revision < revision:
            jobs = self.desk.jobs
            progress = jobs.draft_progress(view.case.id, revision)
            return CheckState("checking", progress)
        if checked.failure:
            return CheckState("failed", None, checked.checked_at, "", checked.failure)
        digest = checked.pack_digest or ""
        return CheckState("ready", None, checked.checked_at, digest)


@lru_cache(maxsize=64)
def _report_at(path: Path) -> Mapping[str, Any]:
    """Read a report once: what is kept by content never changes."""
    report: Mapping[str, Any] = json.loads(path.read_bytes())
    return report
