"""Each part of an item must be found, by title and content.

One verdict a part. A part is found where a title holds its words, in any document of
the item; it is missing only when every page was read and no text names it. What is
merely mentioned in prose, or promised by a file's name, is weak evidence: unknown.

Example rule::

    id: completeness.part_missing
    title: {zh: 缺少组成部分, en: A part is missing}
    source: {document: 填报说明, clause: 附件列表}
    why: {zh: 各部分都要提交。, en: Each part must be handed in.}
    scope: item
    applies_to: {items: all}
    kind: parts
    params: {min_similarity: 0.85, min_text_confidence: 0.7}
    severity: error
    message: {zh: "没有找到“{part}”", en: "“{part}” was not found"}
    doubt: {zh: "有无“{part}”无法确定：{reason}", en: "“{part}” unsure: {reason}"}
    remedy: {zh: 请补充, en: Add it}
    examples:  # each runs as a test
      pass: [{item: "05", pages: [{text.lines: [风险分级管控和隐患排查治理工作方案]}]}]
      fail: [{item: "05", pages: [{text.lines: [安全生产风险分级管控工作方案]}]}]
      unknown: [{item: "05", pages: [{text.lines: {unknown: not_read}}]}]
"""

from dataclasses import dataclass
from pathlib import PurePosixPath

from checker.kinds._matching import (
    Hit,
    any_holds,
    line_holds,
    page_hit,
    plain_text,
    title_hit,
)
from checker.kinds._pages import Placed, documents_of, lines_of, pages_of, text_doubt
from checker.kinds._verdicts import NOT_APPLICABLE
from checker.model.checklist import ChecklistItem, Part
from checker.model.evidence import TextLine
from checker.model.ids import FactName
from checker.model.rule import Measured, Outcome, RuleKind, Scope, Verdict
from checker.model.subject import Subject
from checker.model.wording import Reason, Text


@dataclass(frozen=True, slots=True)
class Params:
    """How alike words must be, and how surely the pages must have been read.

    Source: 0.85 forgives one wrong character in seven; words of up to six characters
    must stand as they are.
    """

    min_similarity: float = 0.85
    min_text_confidence: float = 0.7


@dataclass(frozen=True, slots=True)
class _Search:
    """The pages of one item, and what stands against trusting their silence."""

    params: Params
    places: tuple[Placed, ...]
    doubt: Reason | None
    names: tuple[str, ...]


def evaluate(params: Params, subject: Subject) -> tuple[Verdict, ...]:
    """Return one verdict a part of the item."""
    item = subject.item
    documents = documents_of(subject)
    if item is None or not item.item.parts or item.left_out is not None:
        return NOT_APPLICABLE
    if not documents:
        return NOT_APPLICABLE
    search = _Search(
        params,
        tuple(pages_of(documents)),
        text_doubt(item, "text.lines", params.min_text_confidence),
        tuple(PurePosixPath(one.document.path).stem for one in documents),
    )
    stand_in = _stand_in(search, item.item)
    if stand_in is not None:
        return stand_in
    if item.item.any_part:
        return _any(search, item.item.parts)
    return tuple(_judged(search, item.item, part) for part in item.item.parts)


def _stand_in(search: _Search, item: ChecklistItem) -> tuple[Verdict, ...] | None:
    """Return the verdicts where one part stands for the whole item.

    Its words are matched exactly: they deny something, and a fuzzy match would
    overlook the "no".
    """
    part = item.replaced_by
    if part is None:
        return None
    found = _found(search, part, 1.0)
    if found is None:
        return None
    others = (
        Verdict(Outcome.NOT_APPLICABLE, _measured(search, one)) for one in item.parts
    )
    return (found, *others)


def _any(search: _Search, parts: tuple[Part, ...]) -> tuple[Verdict, ...]:
    found = {part.id: _found(search, part, None) for part in parts}
    if any(found.values()):
        return tuple(
            found[part.id] or Verdict(Outcome.NOT_APPLICABLE, _measured(search, part))
            for part in parts
        )
    either = Part(
        id="|".join(part.id for part in parts),
        title=Text(
            " 或 ".join(part.title.zh for part in parts),
            " or ".join(part.title.en for part in parts),
        ),
        words=tuple(words for part in parts for words in part.words),
    )
    return (_not_found(search, either, is_named=_is_named(search, either)),)


def _judged(search: _Search, item: ChecklistItem, part: Part) -> Verdict:
    found = _found(search, part, None)
    if found is not None:
        return found
    is_named = _is_named(search, part) and not all(
        _is_named(search, one) for one in item.parts
    )
    return _not_found(search, part, is_named=is_named)


def _found(search: _Search, part: Part, min_similarity: float | None) -> Verdict | None:
    limit = search.params.min_similarity if min_similarity is None else min_similarity
    for place in search.places:
        hit = _hit(_counted_lines(place, part), part, limit)
        if hit is not None:
            return Verdict(
                Outcome.PASS,
                _measured(search, part),
                document=place.path,
                page_no=place.page.page_no,
                box=hit.box,
                confidence=round(hit.confidence, 3),
            )
    return None


def _hit(lines: tuple[TextLine, ...], part: Part, min_similarity: float) -> Hit | None:
    hit = title_hit(lines, part.words, min_similarity)
    if hit is None and part.anywhere:
        hit = page_hit(lines, part.words, min_similarity)
    return hit


def _counted_lines(place: Placed, part: Part) -> tuple[TextLine, ...]:
    barred = tuple((word,) for word in part.not_words)
    lines = lines_of(place.page)
    if not any_holds((line.text for line in lines), barred):
        return lines
    return tuple(line for line in lines if not line_holds(line.text, barred))


def _not_found(search: _Search, part: Part, *, is_named: bool) -> Verdict:
    measured = _measured(search, part)
    if search.doubt is not None:
        return Verdict(Outcome.UNKNOWN, measured, search.doubt)
    if not any(plain_text(line.text) for line in _all_lines(search)):
        return Verdict(Outcome.UNKNOWN, measured, Reason.NO_TEXT)
    if is_named or _is_mentioned(search, part):
        return Verdict(Outcome.UNKNOWN, measured, Reason.ONLY_WEAK_EVIDENCE)
    return Verdict(Outcome.FAIL, measured)


def _all_lines(search: _Search) -> tuple[TextLine, ...]:
    return tuple(line for place in search.places for line in lines_of(place.page))


def _is_mentioned(search: _Search, part: Part) -> bool:
    lines = (line for place in search.places for line in _counted_lines(place, part))
    return any_holds((line.text for line in lines), part.words)


def _is_named(search: _Search, part: Part) -> bool:
    return any_holds(search.names, part.words)


def _measured(search: _Search, part: Part) -> dict[str, Measured]:
    return {
        "part": part.title,
        "part_id": part.id,
        "pages": len(search.places),
        "min_similarity": search.params.min_similarity,
    }


KIND = RuleKind(
    name="parts",
    scopes=frozenset({Scope.ITEM}),
    params=Params,
    needs=lambda _params: frozenset(
        {FactName("text.lines"), FactName("legibility.is_legible")}
    ),
    placeholders=("part", "part_id", "pages", "min_similarity"),
    evaluate=evaluate,
)
