"""The reading side for screens: what queries return, put as one place shows it."""

import datetime as dt
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import sqrt
from pathlib import Path

from checker.model.wording import Text
from reviewer_app import pack_work
from reviewer_app.context import dossier_rows
from reviewer_app.context.case_rows import (
    AcceptRow,
    DossierView,
    LetterView,
    PageRow,
    QueueRow,
    QueueView,
)
from reviewer_app.context.changes import Changes, changes_between
from reviewer_app.context.office_rows import (
    FigureRow,
    FiguresView,
    LogRow,
    LogView,
    LogWanted,
    ProgressView,
    ReasonCode,
    ReviewerRow,
    RuleFigure,
    TokenRow,
    UserRow,
)
from reviewer_app.context.public_rows import ItemToTry, ServiceLines
from reviewer_app.db.packs import in_force, read_packs
from reviewer_app.domain.acts import allowed_acts
from reviewer_app.domain.attempts import Act
from reviewer_app.domain.people import Actor, Role
from reviewer_app.queries import chief, figures, letters, office
from reviewer_app.queries import queue as waiting_cases
from reviewer_app.queries.dossier import DossierView as KeptDossier
from reviewer_app.queries.dossier import read_dossier, report_of
from reviewer_app.services.desk import Desk

_LOG_ROWS = 100


@dataclass(frozen=True, slots=True)
class Reading:
    """Asks the database for who is looking.

    One is made for each drawing. ``reports``: where the reports of cases lie that were
    asked for in it, so that their pages cost no further statement.
    """

    desk: Desk
    actor: Actor
    reports: dict[int, str | None] = field(default_factory=dict)
    codes: list[ReasonCode] = field(default_factory=list)

    def queue(self, tab: str, search: str, page: int) -> QueueView:
        """Return a page of the queue, pages from 1."""
        wanted = waiting_cases.Wanted(waiting_cases.Tab(tab), search, max(page, 1) - 1)
        view = waiting_cases.read_queue(wanted, self.actor, self.desk.database)
        counts = {tab.value: count for tab, count in view.counts.items()}
        rows = tuple(self._queue_row(row) for row in view.rows)
        return QueueView(counts, rows, len(rows) if search else view.total)

    def _queue_row(self, row: waiting_cases.QueueRow) -> QueueRow:
        checking = None
        if not row.is_checked:
            known = self.desk.jobs.progress(row.case_id, row.round_no)
            checking = known or (0, 0)
        return QueueRow(
            row.case_id,
            row.company,
            row.credit_code,
            row.year,
            row.round_no,
            row.state,
            row.since,
            row.faults,
            row.unknowns,
            row.suggested,
            row.minutes,
            row.holder,
            checking,
        )

    def dossier(self, case_id: int) -> DossierView:
        """Return a case at a glance; eight statements."""
        view = read_dossier(case_id, self.actor, self.desk.database)
        shown = dossier_rows.as_view(view, self._report(view), self._changes(view))
        return replace(shown, allowed=self._allowed(view))

    def pages(
        self, case_id: int, documents: Collection[str]
    ) -> Mapping[str, tuple[PageRow, ...]]:
        """Return documents' pages with what was measured on them."""
        if not documents:
            return {}
        if case_id not in self.reports:
            database = self.desk.database
            self.reports[case_id] = report_of(case_id, self.actor, database)
        sha256 = self.reports[case_id]
        report = {} if sha256 is None else _report_at(self.desk.files.path(sha256))
        return {path: dossier_rows.pages_of(report, path) for path in documents}

    def _report(self, view: KeptDossier) -> Mapping[str, object]:
        sha256 = view.rounds[-1].report_sha256 if view.rounds else None
        self.reports[view.case.id] = sha256
        return {} if sha256 is None else _report_at(self.desk.files.path(sha256))

    def _changes(self, view: KeptDossier) -> Changes | None:
        """Return what changed since the round before, None where there is none."""
        hashes = [one.report_sha256 for one in view.rounds[-2:]]
        if len(hashes) < 2 or None in hashes:  # noqa: PLR2004
            return None
        return _changes_at(*(self.desk.files.path(str(one)) for one in hashes))

    def _allowed(self, view: KeptDossier) -> tuple[Act, ...]:
        two_steps = bool(self.settings()["two_steps"])
        absent = Act.RELEASE if two_steps else Act.RECOMMEND
        acts = allowed_acts(self.actor, view.case.standing)
        return tuple(act for act in acts if act is not absent)

    def letter(self, case_id: int) -> LetterView:
        """Return the letter as it stands, or a first draft of it."""
        rows = letters.read_letters(case_id, self.actor, self.desk.database)
        view = read_dossier(case_id, self.actor, self.desk.database)
        newest = [
            row
            for row in rows
            if row.withdrawn_at is None and row.round_no == view.case.round_no
        ]
        return dossier_rows.as_letter(
            view,
            newest[-1] if newest else None,
            settings=self.settings(),
            now=self.desk.clock.now(),
        )

    def to_accept(self) -> tuple[AcceptRow, ...]:
        """Return the recommendations that wait."""
        rows = chief.read_recommendations(self.actor, self.desk.database)
        return tuple(
            AcceptRow(
                row.case_id,
                row.company,
                row.grade,
                row.suggested,
                row.reason,
                row.recommender,
                row.since,
                row.letter_lines,
                row.dismissed,
            )
            for row in rows
        )

    def progress(self) -> ProgressView:
        """Return what is left and by whom."""
        left, loads = chief.read_loads(self.actor, self.desk.database)
        days = workdays_until(
            str(self.settings()["season_ends_on"]), self.desk.clock.now().date()
        )
        return ProgressView(
            left,
            days,
            left / days if days else None,
            tuple(
                ReviewerRow(one.user_id, one.name, one.held, one.done, None)
                for one in loads
            ),
            self.queue("open", "", 1).rows,
        )

    def log(self, wanted: LogWanted) -> LogView:
        """Return a part of the log, newest first."""
        case = int(wanted.search) if wanted.search.strip().isdigit() else None
        asked = office.LogFilter(
            case_id=case, before=wanted.before, at_most=_LOG_ROWS + 1
        )
        rows = office.read_log(asked, self.actor, self.desk.database)
        named = {row.case_id for row in rows if row.case_id is not None}
        names = office.read_company_names(named, self.actor, self.desk.database)
        shown = tuple(_log_row(row, names) for row in rows[:_LOG_ROWS])
        return LogView(shown, len(rows) > _LOG_ROWS)

    def verify_log(self) -> Text | None:
        """Return where the log breaks, None where it is whole."""
        _, fault = office.verify_log(self.desk.database)
        if fault is None:
            return None
        number, why = fault.sequence, fault.reason
        return Text(f"第 {number} 条：{why.zh}", f"entry {number}: {why.en}")

    def figures(self, since: dt.date, until: dt.date) -> FiguresView:
        """Return the rows behind the figures, both days included."""
        start = dt.datetime.combine(since, dt.time()).astimezone(dt.UTC)
        end = dt.datetime.combine(until, dt.time()).astimezone(dt.UTC)
        counted = figures.read_figures(
            start, end + dt.timedelta(days=1), self.actor, database=self.desk.database
        )
        rows = tuple(
            FigureRow(
                row.case_id,
                row.company,
                row.state,
                row.grade,
                row.rounds,
                row.minutes,
                row.spent,
                row.since.date(),
            )
            for row in counted.cases
        )
        return FiguresView(rows, tuple(_rule(one) for one in counted.rules))

    def reason_codes(self) -> tuple[ReasonCode, ...]:
        """Return all reason codes, retired ones too."""
        if not self.codes:
            rows = office.read_reason_codes(self.desk.database)
            self.codes.extend(
                ReasonCode(row.code, row.words, is_active=not row.is_retired)
                for row in rows
            )
        return tuple(self.codes)

    def users(self) -> tuple[UserRow, ...]:
        """Return everybody with an account."""
        rows = office.read_users(self.actor, self.desk.database)
        return tuple(
            UserRow(row.user_id, row.account, row.name, row.role, row.is_active)
            for row in rows
        )

    def tokens(self) -> tuple[TokenRow, ...]:
        """Return one's own tokens for the HTTP API."""
        found = office.read_tokens(self.actor, self.desk.database)
        return tuple(TokenRow(one.id, one.name, one.created_at) for one in found)

    def settings(self) -> Mapping[str, object]:
        """Return all settings."""
        return office.read_desk_settings(self.desk.database)

    def service_lines(self) -> ServiceLines:
        """Return how to reach the service; for everybody."""
        given = self.settings()
        return ServiceLines(
            str(given["technical_phone"]),
            str(given["business_phone"]),
            str(given["service_hours"]),
        )

    def items_to_try(self) -> tuple[ItemToTry, ...]:
        """Return the items of the pack in force now; for everybody."""
        with self.desk.database.reading() as tx:
            current = in_force(read_packs(tx), self.desk.clock.now())
        texts = pack_work.built_in() if current is None else current.texts
        return tuple(ItemToTry(*one) for one in pack_work.items_to_try(texts))


@lru_cache(maxsize=32)
def _report_at(path: Path) -> Mapping[str, object]:
    """Read a report once: what is kept by content never changes."""
    report: Mapping[str, object] = json.loads(path.read_bytes())
    return report


@lru_cache(maxsize=64)
def _changes_at(before: Path, now: Path) -> Changes:
    return changes_between(_report_at(before), _report_at(now))


def _log_row(row: office.LogRow, names: Mapping[int, str]) -> LogRow:
    content = row.content
    return LogRow(
        row.sequence,
        row.at,
        str(content.get("name", "")),
        Role(str(content["role"])),
        row.act,
        row.case_id,
        names.get(row.case_id or 0, ""),
        str(content.get("before") or ""),
        str(content.get("after") or ""),
        str(content.get("why") or ""),
    )


def _rule(row: figures.CountedRule) -> RuleFigure:
    low, high = share_interval(row.confirmed, row.confirmed + row.dismissed)
    return RuleFigure(
        row.rule, None, row.findings, row.confirmed, row.dismissed, row.late, low, high
    )


def workdays_until(end: str, today: dt.date) -> int | None:
    """Return the working days from today to a day, both included; None: no such day.

    Monday to Friday; holidays are not known here.
    """
    try:
        last = dt.date.fromisoformat(end.strip())
    except ValueError:
        return None
    days = (last - today).days + 1
    week = (today + dt.timedelta(days=at) for at in range(max(days, 0)))
    return sum(1 for day in week if day.isoweekday() <= 5)  # noqa: PLR2004 - Friday


def share_interval(part: int, whole: int) -> tuple[float, float]:
    """Return the 95 % interval of a share, 0 to 1; all of it where nothing is known.

    Source: Wilson 1927.
    """
    if whole == 0:
        return 0.0, 1.0
    z, share = 1.96, part / whole
    middle = share + z * z / (2 * whole)
    half = z * sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    scale = 1 + z * z / whole
    return max((middle - half) / scale, 0.0), min((middle + half) / scale, 1.0)
