"""The title of a document must answer the item that it was filed under.

It fails only where the main title of the first page surely names papers of another
item and no title of any page that was read names its own. A title that names nothing
is left alone: whether an item is complete is asked elsewhere.

Example rule::

    id: title.other_item
    title: {zh: 标题不是这一项的, en: The title answers another item}
    source: {document: 填报说明, clause: 附件列表}
    why: {zh: 材料要放在对应的项里。, en: Material belongs under its own item.}
    scope: document
    applies_to: {items: all}
    kind: title_answers
    params:
      papers:
        "01": {names: [任命文件]}
        "05": {names: [风险分级管控]}
    severity: warning
    message: {zh: "标题“{heading}”像是第 {other_item} 项“{other_title}”的",
              en: "“{heading}” seems to belong to item {other_item}, {other_title}"}
    doubt: {zh: "标题无法判断：{reason}", en: "The title is unsure: {reason}"}
    remedy: {zh: 请放到对应的项, en: Move it to its item}
    examples:  # each runs as a test
      pass: [{item: "01", pages: [{text.lines: [任命文件]}]}]
      fail: [{item: "01", pages: [{text.lines: [风险分级管控工作方案]}]}]
      unknown: [{item: "01", pages: [{text.lines: {unknown: probe_failed}}]}]
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from checker.kinds._matching import plain_text, similarity
from checker.kinds._pages import is_blank
from checker.kinds._titles import main_titles
from checker.kinds._verdicts import NOT_APPLICABLE, OUR_FAILURES
from checker.model.evidence import DocumentEvidence, TextLine, Unknown
from checker.model.ids import FactName, ItemCode
from checker.model.rule import Measured, Outcome, RuleKind, Scope, Verdict
from checker.model.subject import ItemEvidence, Subject
from checker.model.wording import Reason, Text

_FACT = "text.lines"

_SHORTEST_BENT = 7
"""Shorter names must stand as they are: one character makes another name of them."""


@dataclass(frozen=True, slots=True)
class Papers:
    """What the papers of one item are called.

    ``names`` say so surely; ``own`` are enough for a document that lies there already;
    ``kindred`` are items whose papers may lie there too.
    """

    names: tuple[str, ...]
    own: tuple[str, ...] = ()
    kindred: tuple[ItemCode, ...] = ()


@dataclass(frozen=True, slots=True)
class Params:
    """The papers of each item, and how alike and how surely read a title must be."""

    papers: Mapping[ItemCode, Papers] = field(default_factory=dict)
    min_similarity: float = 0.85
    min_text_confidence: float = 0.8


@dataclass(frozen=True, slots=True)
class _Named:
    """A title that names papers of another item."""

    code: ItemCode
    text: str
    line: TextLine
    page_no: int
    sure: float


def evaluate(params: Params, subject: Subject) -> tuple[Verdict, ...]:
    """Return fail where the document's title names another item, and only that."""
    item, document = subject.item, subject.document
    if item is None or document is None or not document.is_readable:
        return NOT_APPLICABLE
    papers = params.papers.get(item.item.code)
    if papers is None or item.left_out is not None:
        return NOT_APPLICABLE
    failure = _failure(document)
    if failure is not None:
        return (Verdict(Outcome.UNKNOWN, _measured(), failure),)
    foreign = _foreign(params, item, papers)
    own = (*papers.names, *papers.own, *item.item.title_words)
    if _is_own(document, own, foreign):
        return (Verdict(Outcome.PASS, _measured()),)
    named = _named(params, document, foreign)
    return NOT_APPLICABLE if named is None else (_fail(named, subject),)


def _failure(document: DocumentEvidence) -> Reason | None:
    readings = (page.evidence.get(_FACT) for page in document.pages)
    reasons = (one.reason for one in readings if isinstance(one, Unknown))
    return next((one for one in reasons if one in OUR_FAILURES), None)


def _foreign(
    params: Params, item: ItemEvidence, papers: Papers
) -> tuple[tuple[ItemCode, str], ...]:
    """Return the names of the papers that have no place in an item, longest first."""
    names = [
        (code, plain_text(name))
        for code, one in params.papers.items()
        if code != item.item.code and code not in papers.kindred
        for name in one.names
    ]
    return tuple(sorted(names, key=lambda one: (-len(one[1]), one)))


def _is_own(
    document: DocumentEvidence,
    own: Sequence[str],
    foreign: Sequence[tuple[ItemCode, str]],
) -> bool:
    words = [plain_text(word) for word in own]
    texts = (text for page in document.pages for _, text in main_titles(page))
    return any(_names_own(text, words, foreign) for text in texts)


def _names_own(
    text: str, words: Sequence[str], foreign: Sequence[tuple[ItemCode, str]]
) -> bool:
    """Whether a title holds a word of its own apart from names of other papers.

    安全教育培训计划 names a plan, not the training of which it speaks.
    """
    for _, name in foreign:
        text = text.replace(name, "\n")
    return any(word in text for word in words)


def _named(
    params: Params,
    document: DocumentEvidence,
    foreign: Sequence[tuple[ItemCode, str]],
) -> _Named | None:
    page = next((one for one in document.pages if not is_blank(one)), None)
    if page is None:
        return None
    titles = [
        (line, text)
        for line, text in main_titles(page)
        if line.confidence >= params.min_text_confidence
    ]
    # A name that stands there as it is goes before one that OCR may have bent.
    tries = [(code, name, 1.0) for code, name in foreign]
    tries += [
        (code, name, params.min_similarity)
        for code, name in foreign
        if len(name) >= _SHORTEST_BENT
    ]
    for code, name, least in tries:
        for line, text in titles:
            sure = similarity(name, text, least)
            if sure >= least:
                confidence = sure * line.confidence
                return _Named(code, text, line, page.page_no, confidence)
    return None


def _fail(named: _Named, subject: Subject) -> Verdict:
    found = subject.whole.checklist.item(named.code)
    measured: dict[str, Measured] = {
        "heading": named.text,
        "other_item": named.code,
        "other_title": found.title if found else Text(named.code, named.code),
    }
    return Verdict(
        Outcome.FAIL,
        measured,
        page_no=named.page_no,
        box=named.line.box,
        confidence=round(named.sure, 3),
    )


def _measured() -> dict[str, Measured]:
    return {"heading": None, "other_item": None, "other_title": None}


KIND = RuleKind(
    name="title_answers",
    scopes=frozenset({Scope.DOCUMENT}),
    params=Params,
    needs=lambda _params: frozenset({FactName(_FACT)}),
    placeholders=("heading", "other_item", "other_title"),
    evaluate=evaluate,
)
