"""A required item must have a document.

An item that may be left out with a proof is not missing while a reason is given; the
proof is the matter of ``proof_of_absence``. A file that cannot be read counts as
present: its own finding says what to do, and one upload mends both.

Example rule::

    id: completeness.item_missing
    title: {zh: 缺少材料, en: An item is missing}
    source: {document: 填报说明, clause: 附件列表}
    why: {zh: 每项都要提交。, en: Each item must be handed in.}
    scope: item
    applies_to: {items: ["01"]}
    kind: item_present
    params: {}
    severity: error
    message: {zh: "没有提交“{item_title}”", en: "“{item_title}” was not handed in"}
    doubt: {zh: "无法确定：{reason}", en: "Unsure: {reason}"}
    remedy: {zh: 请补充上传, en: Upload it}
    examples:  # each runs as a test
      pass: [{items: {"01": [{path: 01.pdf, pages: [{}]}]}}]
      fail: [{items: {}}]
      unknown: [{items: {}, notes: [{code: unreadable_member, path: 01-a.pdf}]}]
"""

import re
from dataclasses import dataclass

from checker.kinds._matching import plain_text
from checker.kinds._verdicts import NOT_APPLICABLE
from checker.model.dossier import IntakeNote, Submission
from checker.model.ids import FactName
from checker.model.rule import Outcome, RuleKind, Scope, Verdict
from checker.model.subject import ItemEvidence, Subject
from checker.model.wording import Reason


@dataclass(frozen=True, slots=True)
class Params:
    """``doubt_notes``: codes of intake's notes about files that were not taken in.

    An empty item is in doubt where such a file bears its number or its title words.
    """

    doubt_notes: tuple[str, ...] = ("unreadable_member", "unreadable_file")


def evaluate(params: Params, subject: Subject) -> tuple[Verdict, ...]:
    """Return whether the item was handed in."""
    item = subject.item
    if item is None or not _is_asked_for(item, subject):
        return NOT_APPLICABLE
    measured = {"documents": len(item.documents)}
    if item.documents:
        return (Verdict(Outcome.PASS, measured),)
    if item.left_out is not None and item.item.not_applicable_words:
        return (Verdict(Outcome.NOT_APPLICABLE, measured),)
    if any(
        note.code in params.doubt_notes and _is_about(note, item)
        for note in subject.whole.dossier.notes
    ):
        return (Verdict(Outcome.UNKNOWN, measured, Reason.FILE_UNREADABLE),)
    return (Verdict(Outcome.FAIL, measured),)


def _is_about(note: IntakeNote, item: ItemEvidence) -> bool:
    path = plain_text(note.path or "")
    numbers = {str(item.item.code), str(item.item.code).lstrip("0")}
    begins = {re.split(r"\D", part, maxsplit=1)[0] for part in path.split("/")}
    words = (plain_text(word) for word in item.item.title_words)
    return not numbers.isdisjoint(begins) or any(word in path for word in words)


def _is_asked_for(item: ItemEvidence, subject: Subject) -> bool:
    if not item.item.only_after_return:
        return item.item.required
    return subject.whole.dossier.submission is Submission.RECTIFICATION


KIND = RuleKind(
    name="item_present",
    scopes=frozenset({Scope.ITEM}),
    params=Params,
    needs=lambda _params: frozenset[FactName](),
    placeholders=("documents",),
    evaluate=evaluate,
)
