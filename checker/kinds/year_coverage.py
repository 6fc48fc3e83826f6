"""An item must cover the assessed year, in the way that it asks for.

Modes: ``mentioned`` (the year is named), ``dated_in`` (issued or took place in it),
``in_force`` (issued by its end and still held), ``overlaps`` (some stretch of time
touches it), ``all_months`` (each month is covered), ``report`` (December or the whole
year). Evidence for the year passes; another year fails only where dates are sure and
every page was read; print dates and references never decide.

Example rule::

    id: year.other_year
    title: {zh: 材料是其他年度的, en: Material of another year}
    source: {document: 填报说明, clause: 附件列表 8}
    why: {zh: 考核的是当年。, en: The year is what is assessed.}
    scope: item
    applies_to: {items: ["08"]}
    kind: year_coverage
    params: {mode: dated_in, min_confidence: 0.85}
    severity: error
    message: {zh: "只找到 {years_found} 年", en: "Only {years_found} found"}
    doubt: {zh: "年度无法确定：{reason}", en: "Year unsure: {reason}"}
    remedy: {zh: 请提交当年的材料, en: Hand in that of the year}
    examples:  # each runs as a test
      pass: [{year: 2021, pages: [{date.dates: [{start: 2021-06-01, end: 2021-06-01,
              kind: day, role: event}]}]}]
      fail: [{year: 2021, pages: [{date.dates: [{start: 2020-06-01, end: 2020-06-01,
              kind: day, role: event}]}]}]
      unknown: [{year: 2021, pages: [{date.dates: []}]}]
"""

from dataclasses import dataclass
from typing import Literal

from checker.kinds._coverage import MODES, Answer, Asked, Covers, mentioned
from checker.kinds._matching import title_hit
from checker.kinds._pages import Placed, documents_of, lines_of, pages_of, text_doubt
from checker.kinds._sightings import Sightings, sightings_of
from checker.kinds._verdicts import NOT_APPLICABLE, WhenUnsure, unsure
from checker.model.evidence import DocumentEvidence
from checker.model.ids import FactName
from checker.model.rule import Measured, Outcome, RuleKind, Scope, Verdict
from checker.model.subject import Subject
from checker.model.wording import Reason


@dataclass(frozen=True, slots=True)
class Params:
    """The mode, how sure the deciding date must be, and the limits of the modes.

    A date counts for the year from ``min_pass_confidence`` on; one that shows another
    year fails from ``min_confidence`` on. Confidence is that of the reading times that
    of the written form: 2021/06 could be something else, 2021年6月 could not.
    ``near_years``, ``lookback_years`` and ``periods_first`` as in ``Asked``.
    ``titled_words``: pages whose title holds one of these wordings (an annual plan)
    must name the year, whatever the rest says.
    """

    mode: Literal[
        "mentioned", "dated_in", "in_force", "overlaps", "all_months", "report"
    ]
    min_confidence: float = 0.85
    min_pass_confidence: float = 0.7
    min_text_confidence: float = 0.7
    near_years: int = 5
    lookback_years: int = 0
    periods_first: bool = False
    titled_words: tuple[tuple[str, ...], ...] = ()
    when_unsure: WhenUnsure = WhenUnsure.UNKNOWN


def evaluate(params: Params, subject: Subject) -> tuple[Verdict, ...]:
    """Return one verdict for the item."""
    item = subject.item
    documents = documents_of(subject)
    if not documents or item is None or item.left_out is not None:
        return NOT_APPLICABLE
    asked = Asked(
        subject.whole.year,
        params.near_years,
        params.lookback_years,
        params.periods_first,
    )
    answer = _titled(params, documents, asked) or _answer(params, documents, asked)
    measured = _measured(params, documents, answer)
    if answer.covers is Covers.YES:
        return (_placed(Outcome.PASS, measured, answer),)
    doubt = text_doubt(item, "date.dates", _text_limit(params))
    if doubt is None and answer.covers is Covers.OTHER and _is_sure(params, answer):
        return (_placed(Outcome.FAIL, measured, answer),)
    return (_undecided(params, answer, doubt, measured=measured),)


def _is_sure(params: Params, answer: Answer) -> bool:
    """Whether the date that shows another year is sure; a missing month has none."""
    if params.mode == "all_months" or answer.by is None:
        return True
    return answer.by.date.confidence >= params.min_confidence


def _undecided(
    params: Params,
    answer: Answer,
    doubt: Reason | None,
    *,
    measured: dict[str, Measured],
) -> Verdict:
    is_no_question = params.mode == "all_months" and answer.covers is Covers.NOTHING
    if is_no_question and doubt is not Reason.NOT_READ:
        return Verdict(Outcome.NOT_APPLICABLE, measured, Reason.NOTHING_FOUND)
    silent = Reason.NOTHING_FOUND
    if answer.covers is Covers.OTHER:
        silent = Reason.LOW_CONFIDENCE
    return unsure(params.when_unsure, doubt or answer.reason or silent, measured)


def _text_limit(params: Params) -> float:
    """Return how surely pages must be read before silence counts.

    Only missing months are silence; another year is something that was read.
    """
    return params.min_text_confidence if params.mode == "all_months" else 0.0


def _titled(
    params: Params, documents: tuple[DocumentEvidence, ...], asked: Asked
) -> Answer | None:
    """Return the answer of pages that must name the year, where it is another."""
    if not params.titled_words:
        return None
    for place in pages_of(documents):
        hit = title_hit(lines_of(place.page), params.titled_words, 1.0)
        if hit is not None:
            answer = mentioned(_alone(place, params), asked)
            if answer.covers is Covers.OTHER:
                return answer
    return None


def _alone(place: Placed, params: Params) -> Sightings:
    return sightings_of((place,), params.min_pass_confidence)


def _answer(
    params: Params, documents: tuple[DocumentEvidence, ...], asked: Asked
) -> Answer:
    """Return the best answer of any document; months are counted over all."""
    mode = MODES[params.mode]
    groups = (
        [documents] if params.mode == "all_months" else [(one,) for one in documents]
    )
    answers = [
        mode(sightings_of(pages_of(group), params.min_pass_confidence), asked)
        for group in groups
    ]
    order = (Covers.YES, Covers.UNSURE, Covers.OTHER, Covers.NOTHING)
    return min(answers, key=lambda one: order.index(one.covers))


def _measured(
    params: Params, documents: tuple[DocumentEvidence, ...], answer: Answer
) -> dict[str, Measured]:
    seen = sightings_of(pages_of(documents), params.min_pass_confidence)
    years = sorted({year for one in seen.sure for year in one.years})
    return {
        "mode": params.mode,
        "years_found": tuple(years),
        "months_missing": answer.months_missing,
        "deciding": answer.by.date.text if answer.by else None,
        "min_confidence": params.min_confidence,
        "lookback_years": params.lookback_years,
    }


def _placed(outcome: Outcome, measured: dict[str, Measured], answer: Answer) -> Verdict:
    by = answer.by
    return Verdict(
        outcome,
        measured,
        document=by.path if by else None,
        page_no=by.page_no if by else None,
        box=by.date.box if by else None,
        confidence=by.date.confidence if by else 1.0,
    )


KIND = RuleKind(
    name="year_coverage",
    scopes=frozenset({Scope.ITEM}),
    params=Params,
    needs=lambda _params: frozenset({FactName("date.dates"), FactName("text.lines")}),
    placeholders=(
        "mode",
        "years_found",
        "months_missing",
        "deciding",
        "min_confidence",
        "lookback_years",
    ),
    evaluate=evaluate,
)
