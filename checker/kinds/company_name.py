"""Where only the applicant can stand, no other company may be named.

It fails where a name beside 缴费单位 or 购买方, over a red line, at a signature and
the like surely is another company's. A name that OCR may have bent is none: it must
be far from the applicant's, or stand there twice, read surely and both times alike.

Example rule::

    id: consistency.company_name
    title: {zh: 单位名称不一致, en: Another company's name}
    source: {document: 填报说明, clause: 附件列表}
    why: {zh: 材料应当是本企业的。, en: The papers must be the company's own.}
    scope: document
    applies_to: {items: all}
    kind: company_name
    params: {signed_items: ["01"]}
    severity: warning
    message: {zh: "{spot}写的是“{found}”，不是“{expected}”",
              en: "{spot} names {found}, not {expected}"}
    doubt: {zh: "名称无法判断：{reason}", en: "The name is unsure: {reason}"}
    remedy: {zh: 请改为本企业的材料, en: Hand in your own}
    examples:  # each runs as a test
      pass: [{company: 济南虚构建筑工程有限公司, pages: [{
              text.lines: ["单位名称：济南虚构建筑工程有限公司"]}]}]
      fail: [{company: 济南虚构建筑工程有限公司, pages: [{
              text.lines: ["单位名称：山东样本市政有限公司"]}]}]
      unknown: [{company: 济南虚构建筑工程有限公司, pages: [{
                 text.lines: {unknown: probe_failed}}]}]
"""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.kinds._credit_code import foreign_code
from checker.kinds._matching import plain_text
from checker.kinds._names import (
    SPOT_NAMES,
    THIRD_PARTIES,
    Mention,
    Spot,
    core_of,
    differences,
    likeness,
    mentions_on,
)
from checker.kinds._pages import lines_of
from checker.kinds._verdicts import NOT_APPLICABLE, OUR_FAILURES
from checker.model.dossier import Dossier
from checker.model.evidence import DocumentEvidence, PageEvidence, TextLine, Unknown
from checker.model.ids import FactName, ItemCode
from checker.model.rule import Measured, Outcome, RuleKind, Scope, Verdict
from checker.model.subject import Subject
from checker.model.wording import Reason, Text

_FACT = "text.lines"
_SOURCE = "text.source"
_CONTENT = "page.content"

_SIGNED_SPOTS = frozenset({Spot.SIGNATURE, Spot.TITLE, Spot.LETTERHEAD})

_SHORTEST_CORE = 4
"""Characters of a name without 有限公司; shorter is a piece that a line break left."""

_TYPED_DIFFERENCES = 2
"""Characters by which names in a digital page's own text differ for good; one may be a
slip of the pen."""

_TWICE = 2

_CODE_NAME = Text("统一社会信用代码栏", "the field for the credit code")


@dataclass(frozen=True, slots=True)
class Params:
    """How sure a name must be.

    ``signed_items``: their papers are signed and titled by the company itself.
    ``far_below``: names less alike than this are two companies, even in a scan.
    ``min_confidence`` of a line whose name is far; ``sure_confidence`` of lines whose
    name is near, but the same twice. ``except_labels_in``: items whose forms may
    rightly name others. ``code_items``: items whose credit code is the applicant's.
    """

    signed_items: tuple[ItemCode, ...] = ()
    except_labels_in: tuple[ItemCode, ...] = ()
    code_items: tuple[ItemCode, ...] = ()
    far_below: float = 0.6
    min_confidence: float = 0.85
    sure_confidence: float = 0.95


@dataclass(frozen=True, slots=True)
class _Search:
    """One document, and what its names are held against."""

    params: Params
    dossier: Dossier
    document: DocumentEvidence
    item: ItemCode | None

    @property
    def expected(self) -> str:
        """The applicant's name, plain."""
        return plain_text(self.dossier.company)


def evaluate(params: Params, subject: Subject) -> tuple[Verdict, ...]:
    """Return fail at the first name that surely is another company's."""
    document = subject.document
    dossier = subject.whole.dossier
    if document is None or not document.is_readable or not dossier.company:
        return NOT_APPLICABLE
    failure = _failure(document)
    if failure is not None:
        return (Verdict(Outcome.UNKNOWN, _measured(None, None, dossier), failure),)
    item = subject.item.item.code if subject.item else None
    return (_judged(_Search(params, dossier, document, item)),)


def _failure(document: DocumentEvidence) -> Reason | None:
    readings = (page.evidence.get(_FACT) for page in document.pages)
    reasons = (one.reason for one in readings if isinstance(one, Unknown))
    return next((one for one in reasons if one in OUR_FAILURES), None)


def _judged(search: _Search) -> Verdict:
    is_own = False
    for page in search.document.pages:
        mentions = list(_mentions(search, page))
        is_own = is_own or any(_is_same(one.name, search.expected) for one in mentions)
        for one in mentions:
            if _is_other(search, page, one):
                spot = SPOT_NAMES[one.spot]
                measured = _measured(spot, one.name, search.dossier)
                return _fail(page, one.line, measured)
        code = _code(search, page)
        if code is not None:
            text, line = code
            measured = _measured(_CODE_NAME, text, search.dossier)
            measured["expected"] = search.dossier.credit_code
            return _fail(page, line, measured)
    outcome = Outcome.PASS if is_own else Outcome.NOT_APPLICABLE
    return Verdict(outcome, _measured(None, None, search.dossier))


def _mentions(search: _Search, page: PageEvidence) -> Iterator[Mention]:
    """Yield the names that say whose paper it is.

    Where the applicant stands beside another at the same kind of place, the other is
    the other party: of a contract, of a joint notice.
    """
    found = [one for one in mentions_on(page, lines_of(page)) if _is_asked(search, one)]
    ours = {one.spot for one in found if _is_same(one.name, search.expected)}
    for one in found:
        if one.spot not in ours or _is_same(one.name, search.expected):
            yield one


def _is_asked(search: _Search, mention: Mention) -> bool:
    if mention.spot in _SIGNED_SPOTS:
        return _is_signer(search, mention)
    if mention.spot is Spot.LABEL:
        return search.item not in search.params.except_labels_in
    if mention.spot is Spot.SELF:
        return not _is_third_party(search, mention)
    return True


def _is_third_party(search: _Search, mention: Mention) -> bool:
    """Whether a name is of a trade that signs papers which others hand in."""
    is_our_trade = THIRD_PARTIES.search(search.expected) is not None
    return THIRD_PARTIES.search(mention.name) is not None and not is_our_trade


def _is_signer(search: _Search, mention: Mention) -> bool:
    is_ours = search.item in search.params.signed_items
    is_asked = is_ours or mention.spot is Spot.LETTERHEAD
    return is_asked and not _is_third_party(search, mention)


def _is_same(name: str, expected: str) -> bool:
    return name in expected or expected in name


def _is_other(search: _Search, page: PageEvidence, mention: Mention) -> bool:
    name, expected = mention.name, search.expected
    if _is_same(name, expected) or len(core_of(name)) < _SHORTEST_CORE:
        return False
    if mention.spot is Spot.BUYER and _names_us(page, expected):
        return False
    if _is_typed(page):
        return differences(name, expected) >= _TYPED_DIFFERENCES
    return _is_read_as_other(search, mention)


def _is_read_as_other(search: _Search, mention: Mention) -> bool:
    """Whether a name in a picture is another's, and not the applicant's read badly."""
    name, expected = mention.name, search.expected
    sure = mention.line.confidence
    if likeness(name, expected) < search.params.far_below:
        return sure >= search.params.min_confidence
    if sure < search.params.sure_confidence:
        return False
    is_apart = differences(name, expected) >= _TYPED_DIFFERENCES
    return is_apart and _times(search, name) >= _TWICE


def _names_us(page: PageEvidence, expected: str) -> bool:
    """Whether a page of two parties names the applicant, perhaps bent, at all."""
    names = [one for one in mentions_on(page, lines_of(page)) if one.spot is Spot.BUYER]
    text = "".join(plain_text(line.text) for line in lines_of(page))
    if not names or expected in text:
        return True
    return any(differences(one.name, expected) <= _TYPED_DIFFERENCES for one in names)


def _is_typed(page: PageEvidence) -> bool:
    """Whether a page's text is its own, not read from a picture by anybody."""
    is_layer = page.evidence.value(_SOURCE) == "layer"
    return is_layer and page.evidence.value(_CONTENT) == "digital"


def _times(search: _Search, name: str) -> int:
    lines = (line for page in search.document.pages for line in lines_of(page))
    return sum(
        name in plain_text(line.text)
        and line.confidence >= search.params.sure_confidence
        for line in lines
    )


def _code(search: _Search, page: PageEvidence) -> tuple[str, TextLine] | None:
    if search.item not in search.params.code_items or not search.dossier.credit_code:
        return None
    return foreign_code(lines_of(page), search.dossier.credit_code)


def _fail(page: PageEvidence, line: TextLine, measured: dict[str, Measured]) -> Verdict:
    return Verdict(
        Outcome.FAIL,
        measured,
        page_no=page.page_no,
        box=line.box,
        confidence=round(line.confidence, 3),
    )


def _measured(
    spot: Text | None, found: str | None, dossier: Dossier
) -> dict[str, Measured]:
    return {"spot": spot, "found": found, "expected": dossier.company}


KIND = RuleKind(
    name="company_name",
    scopes=frozenset({Scope.DOCUMENT}),
    params=Params,
    needs=lambda _params: frozenset(
        {FactName(_FACT), FactName(_SOURCE), FactName(_CONTENT)}
    ),
    placeholders=("spot", "found", "expected"),
    evaluate=evaluate,
)
