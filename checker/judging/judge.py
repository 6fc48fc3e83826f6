"""Judges a dossier: which rules apply, what they say, and how each item stands."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.errors import EngineError
from checker.judging._findings import Draft, Places, draft, number, sort_key
from checker.judging._items import PartVerdict, sum_up
from checker.judging._subjects import subjects_of
from checker.judging.waivers import apply_waivers
from checker.model.result import Judgement, Tally
from checker.model.rule import Outcome, Rule, Scope, Verdict
from checker.model.rulebook import Rulebook
from checker.model.subject import DossierEvidence, Subject
from checker.model.waiver import Waiver

_WORTH_A_LOOK = (Outcome.FAIL, Outcome.UNKNOWN)


def judge(
    rulebook: Rulebook, whole: DossierEvidence, waivers: Sequence[Waiver] = ()
) -> Judgement:
    """Hold all rules of a rulebook against a dossier's evidence.

    Args:
        rulebook: a loaded pack.
        whole: the evidence, sorted into the pack's items.
        waivers: accepted findings of this dossier; they mark, and never remove.

    Returns:
        Findings in the order of items, documents and pages; a tally for each rule,
        also for one that had nothing to judge; the state of each item.

    Raises:
        EngineError: a kind failed, which is a fault of ours; the message names the
            rule.
    """
    places = Places.of(whole)
    judged = [
        _judge_rule(rule, whole, places)
        for rule in sorted(rulebook.rules, key=lambda rule: rule.id)
    ]
    drafts = [one for rule in judged for one in number(rule.drafts)]
    drafts.sort(key=lambda one: sort_key(one.finding))
    findings = apply_waivers(
        [one.finding for one in drafts],
        waivers,
        as_of=whole.dossier.as_of,
        former_ids=[one.former_ids for one in drafts],
    )
    parts = [part for rule in judged for part in rule.parts]
    return Judgement(
        findings=findings,
        tallies=tuple(one.tally for one in judged),
        items=sum_up(whole, findings, parts),
    )


def evaluate(rule: Rule, whole: DossierEvidence) -> Iterator[tuple[Subject, Verdict]]:
    """Yield each verdict of a rule with the subject that it is about.

    Raises:
        EngineError: the rule's kind failed or gave no verdict.
    """
    for subject in subjects_of(rule, whole):
        for verdict in _evaluate_one(rule, subject):
            yield subject, verdict


@dataclass(frozen=True, slots=True)
class _Judged:
    """What became of one rule."""

    tally: Tally
    drafts: tuple[Draft, ...]
    parts: tuple[PartVerdict, ...]


def _judge_rule(rule: Rule, whole: DossierEvidence, places: Places) -> _Judged:
    verdicts = list(evaluate(rule, whole))
    counted = Counter(verdict.outcome for _, verdict in verdicts)
    drafts = tuple(
        draft(rule, subject, verdict, places=places)
        for subject, verdict in verdicts
        if verdict.outcome in _WORTH_A_LOOK
    )
    parts = tuple(
        PartVerdict(subject.item.item.code, verdict)
        for subject, verdict in verdicts
        if rule.scope is Scope.ITEM and subject.item and "part_id" in verdict.measured
    )
    tally = Tally(rule.id, {outcome: counted[outcome] for outcome in Outcome})
    return _Judged(tally, drafts, parts)


def _evaluate_one(rule: Rule, subject: Subject) -> tuple[Verdict, ...]:
    try:
        verdicts = rule.kind.evaluate(rule.params, subject)
    except Exception as error:
        raise EngineError(
            f"rule {rule.id}: its kind {rule.kind.name} failed on {_named(subject)} "
            f"({type(error).__name__}: {error}); please report this as a bug"
        ) from error
    if not verdicts:
        raise EngineError(
            f"rule {rule.id}: its kind {rule.kind.name} gave no verdict on "
            f"{_named(subject)}; please report this as a bug"
        )
    return verdicts


def _named(subject: Subject) -> str:
    """Name a subject without personal data: path and page, or item, or dossier."""
    if subject.document is not None:
        path = subject.document.document.path
        return f"{path}, page {subject.page.page_no}" if subject.page else path
    return f"item {subject.item.item.code}" if subject.item else "the dossier"
