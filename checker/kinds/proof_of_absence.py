"""An item that is left out needs a sealed statement that it does not apply.

It judges items that the dossier declares as not applicable, and items whose documents
hold a statement that stands for the whole (``replaced_by``).

Example rule::

    id: completeness.no_proof
    title: {zh: 没有不适用证明, en: No proof that an item does not apply}
    source: {document: 填报说明, clause: 附件列表}
    why: {zh: 不适用要有证明。, en: What does not apply must be proved.}
    scope: item
    applies_to: {items: ["10"]}
    kind: proof_of_absence
    params: {min_seal_confidence: 0.5}
    severity: warning
    message: {zh: "没有证明（声明：{has_statement}，盖章：{has_seal}）",
              en: "No proof (statement {has_statement}, seal {has_seal})"}
    doubt: {zh: "证明无法确定：{reason}", en: "Proof unsure: {reason}"}
    remedy: {zh: 请上传盖章的证明, en: Upload a sealed statement}
    examples:  # each runs as a test
      pass: [{not_applicable: {"10": 无}, item: "10", pages: [{
              text.lines: [关于我公司无重大危险源的声明],
              seal.seals: [{shape: round, colour: red, confidence: 0.9}]}]}]
      fail: [{not_applicable: {"10": 无}}]
      unknown: [{not_applicable: {"10": 无}, item: "10", pages: [{
                 text.lines: {unknown: not_read}}]}]
"""

from dataclasses import dataclass

from checker.kinds._matching import page_hit
from checker.kinds._pages import documents_of, lines_of, pages_of, text_doubt
from checker.kinds._seals import SealAsk, best_seal, doubt_of_absence
from checker.kinds._verdicts import NOT_APPLICABLE
from checker.model.evidence import DocumentEvidence, SealShape
from checker.model.ids import FactName
from checker.model.rule import Measured, Outcome, RuleKind, Scope, Verdict
from checker.model.subject import ItemEvidence, Subject
from checker.model.wording import Reason, Text

_YES = Text("有", "yes")
_NO = Text("无", "no")
_SEAL_SHAPES = (SealShape.ROUND, SealShape.OVAL)


@dataclass(frozen=True, slots=True)
class Params:
    """How sure a seal must be, its absence, and the reading of the text."""

    min_seal_confidence: float = 0.5
    min_absence_confidence: float = 0.6
    min_text_confidence: float = 0.7


def evaluate(params: Params, subject: Subject) -> tuple[Verdict, ...]:
    """Return whether the item's absence is proved."""
    item = subject.item
    if item is None or not item.item.not_applicable_words:
        return NOT_APPLICABLE
    documents = documents_of(subject)
    has_statement = _has_statement(item, documents)
    is_replaced = item.item.replaced_by is not None and has_statement
    if item.left_out is None and not is_replaced:
        return NOT_APPLICABLE
    return (_judged(params, item, documents, has_statement=has_statement),)


def _has_statement(item: ItemEvidence, documents: tuple[DocumentEvidence, ...]) -> bool:
    wordings = item.item.not_applicable_words
    if item.item.replaced_by is not None:
        wordings += item.item.replaced_by.words
    hits = (page_hit(lines_of(one.page), wordings, 1.0) for one in pages_of(documents))
    return any(hit is not None for hit in hits)


def _judged(
    params: Params,
    item: ItemEvidence,
    documents: tuple[DocumentEvidence, ...],
    *,
    has_statement: bool,
) -> Verdict:
    if not documents:
        measured: dict[str, Measured] = {"has_statement": _NO, "has_seal": _NO}
        if item.documents:
            return Verdict(Outcome.UNKNOWN, measured, Reason.FILE_UNREADABLE)
        return Verdict(Outcome.FAIL, measured)
    seal_doubt, has_seal = _seal(params, documents)
    doubt = seal_doubt
    if not has_statement:
        text = text_doubt(item, "text.lines", params.min_text_confidence)
        doubt = text or seal_doubt
        if doubt is None and has_seal:
            doubt = Reason.ONLY_WEAK_EVIDENCE
    measured = {
        "has_statement": _YES if has_statement else _NO,
        "has_seal": _YES if has_seal else _NO,
    }
    if doubt is not None:
        return Verdict(Outcome.UNKNOWN, measured, doubt)
    outcome = Outcome.PASS if has_statement and has_seal else Outcome.FAIL
    return Verdict(outcome, measured)


def _seal(
    params: Params, documents: tuple[DocumentEvidence, ...]
) -> tuple[Reason | None, bool]:
    places = tuple(pages_of(documents))
    ask = SealAsk(_SEAL_SHAPES, ("red",), (0.0, 0.0), params.min_seal_confidence)
    if best_seal(places, ask) is not None:
        return None, True
    return doubt_of_absence(places, ask, params.min_absence_confidence), False


KIND = RuleKind(
    name="proof_of_absence",
    scopes=frozenset({Scope.ITEM}),
    params=Params,
    needs=lambda _params: frozenset(
        {
            FactName("text.lines"),
            FactName("seal.seals"),
            FactName("page.shows_colour"),
            FactName("file.signatures"),
        }
    ),
    placeholders=("has_statement", "has_seal"),
    evaluate=evaluate,
)
