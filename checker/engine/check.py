"""One dossier from files to a suggested grade: look, judge, read on, judge again."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from checker.engine.examine import Examiner
from checker.engine.plan import (
    REACHES,
    ReadPlan,
    first_reading,
    further_reading,
    merge_reading,
    text_facts,
)
from checker.model.dossier import Document, Dossier
from checker.model.evidence import DocumentEvidence, Evidence
from checker.model.grade import GradeSuggestion, GradingScheme
from checker.model.result import CheckResult, Judgement, Ruleset, Timing
from checker.model.rulebook import Rulebook
from checker.model.subject import DossierEvidence, ItemEvidence
from checker.model.waiver import Waiver
from checker.model.wording import Text

Judge = Callable[[Rulebook, DossierEvidence, Sequence[Waiver]], Judgement]
Suggest = Callable[[GradingScheme, Judgement, bool], GradeSuggestion]


@dataclass(frozen=True, slots=True)
class Law:
    """What judges: a rulebook, the waivers, and the two steps after evidence."""

    rulebook: Rulebook
    judge: Judge
    suggest: Suggest
    waivers: tuple[Waiver, ...] = ()

    def judge_all(self, whole: DossierEvidence) -> Judgement:
        """Judge a dossier's evidence by every rule of the book."""
        return self.judge(self.rulebook, whole, self.waivers)


def check_dossier(
    dossier: Dossier, law: Law, examiner: Examiner, *, tool_version: str
) -> CheckResult:
    """Return all that one check produces.

    Args:
        dossier: as intake found it; a year of None becomes the pack's.
        law: the rules, and how they judge and grade.
        examiner: looks at documents, from the store where it can.
        tool_version: of this program, for the report.
    """
    started = time.perf_counter()
    whole_dossier = replace(dossier, year=dossier.year or law.rulebook.year)
    whole, judgement = _look_and_judge(whole_dossier, law, examiner)
    failures = _failures(whole)
    return CheckResult(
        tool_version=tool_version,
        ruleset=_ruleset(law.rulebook, whole.year),
        evidence=whole,
        judgement=judgement,
        suggestion=law.suggest(law.rulebook.scheme, judgement, not failures),
        complete=not failures,
        timing=_timing(whole, examiner, time.perf_counter() - started),
        failures=failures,
    )


def _look_and_judge(
    dossier: Dossier, law: Law, examiner: Examiner
) -> tuple[DossierEvidence, Judgement]:
    rules = law.rulebook.rules
    dear = text_facts(examiner.shelf.probes)
    files = examiner.examine_files(dossier.documents)
    unread = [_unread(one, files[one.content_hash]) for one in dossier.documents]
    reading: ReadPlan = first_reading(rules, _sort(dossier, law, unread), dear)
    whole = _sort(dossier, law, examiner.examine(dossier.documents, reading))
    judgement = law.judge_all(whole)
    for reach in REACHES:
        further = further_reading(
            rules, judgement.findings, whole, dear=dear, reach=reach
        )
        more = merge_reading(reading, further)
        if more != reading:
            reading = more
            whole = _sort(dossier, law, examiner.examine(dossier.documents, reading))
            judgement = law.judge_all(whole)
    return whole, judgement


def _unread(document: Document, file: Evidence) -> DocumentEvidence:
    return DocumentEvidence(document, file)


def _sort(
    dossier: Dossier, law: Law, documents: Iterable[DocumentEvidence]
) -> DossierEvidence:
    """Put documents under their items; people's and unmatched ones stay apart."""
    checklist = law.rulebook.checklist
    known = {item.code for item in checklist.items}
    found = list(documents)
    items = tuple(
        ItemEvidence(
            item,
            tuple(one for one in found if one.document.item == item.code),
            dossier.not_applicable.get(item.code),
        )
        for item in checklist.items
    )
    people = tuple(one for one in found if _is_personal(one))
    unmatched = tuple(
        one for one in found if one.document.item not in known and not _is_personal(one)
    )
    return DossierEvidence(dossier, checklist, items, people, unmatched)


def _is_personal(one: DocumentEvidence) -> bool:
    return one.document.matched_by == "personnel"


def _failures(whole: DossierEvidence) -> tuple[Text, ...]:
    return tuple(
        Text(
            f"没有完成：{one.document.path}（{cause}）",
            f"not finished: {one.document.path} ({cause})",
        )
        for one in whole.documents
        for cause in one.failed
    )


def _ruleset(rulebook: Rulebook, year: int) -> Ruleset:
    return Ruleset(rulebook.id, rulebook.version, rulebook.digest, year)


def _timing(whole: DossierEvidence, examiner: Examiner, wall_s: float) -> Timing:
    pages = {
        (one.document.content_hash, page.page_no)
        for one in whole.documents
        for page in one.pages
    }
    fresh = {
        (content_hash, page_no)
        for content_hash, page_nos in examiner.looked_at.items()
        for page_no in page_nos
    }
    return Timing(round(wall_s, 3), len(pages), len(pages - fresh))
