"""The printed total of a table of amounts must be the sum of its rows.

A table may go on over pages, and its total may count the page or all of it. Where a
row lacks its amount, or a page between was not read, nothing is said against the total.
Where an amount was read unsurely, a person must look.

Example rule::

    id: consistency.total
    title: {zh: 合计不等于各行之和, en: The total is not the sum}
    source: {document: 填报说明, clause: 第 4 项}
    why: {zh: 汇总表要算得对。, en: A summary must add up.}
    scope: document
    applies_to: {items: all}
    kind: table_total
    params: {min_confidence: 0.85}
    severity: warning
    message: {zh: "合计 {total} 元，各行相加 {sum} 元",
              en: "Total {total} yuan, rows {sum} yuan"}
    doubt: {zh: "合计无法核对：{reason}", en: "The total is unsure: {reason}"}
    remedy: {zh: 请核对, en: Check it}
    examples:  # each runs as a test
      pass: [{pages: [{amounts.tables: [{rows: [3000, 5000], total: 8000}]}]}]
      fail: [{pages: [{amounts.tables: [{rows: [3000, 5000], total: 9000}]}]}]
      unknown: [{pages: [{amounts.tables: {unknown: probe_failed}}]}]
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.kinds._verdicts import NOT_APPLICABLE, OUR_FAILURES
from checker.model.evidence import (
    Amount,
    AmountTable,
    DocumentEvidence,
    PageEvidence,
    Unknown,
)
from checker.model.ids import FactName
from checker.model.rule import Measured, Outcome, RuleKind, Scope, Verdict
from checker.model.subject import Subject
from checker.model.wording import Reason

_FACT = "amounts.tables"

_FEN_PER_YUAN = 100


@dataclass(frozen=True, slots=True)
class Params:
    """How surely each amount must be read, how many rows a table has at least.

    Amounts less sure than ``doubt_confidence`` are no ground for a doubt either.
    ``tolerance_fen``: rounding that is let pass.
    """

    min_confidence: float = 0.85
    doubt_confidence: float = 0.7
    min_rows: int = 2
    tolerance_fen: int = 1


@dataclass(frozen=True, slots=True)
class _Summed:
    """A total with all rows that may belong to it, of this page and of those before.

    ``is_whole``: no row is missing and no page between was left unread.
    """

    page: PageEvidence
    total: Amount
    here: tuple[Amount, ...]
    before: tuple[Amount, ...]
    is_whole: bool


def evaluate(params: Params, subject: Subject) -> tuple[Verdict, ...]:
    """Return fail for each total that surely is not the sum of its rows."""
    document = subject.document
    if document is None or not document.is_readable:
        return NOT_APPLICABLE
    failure = _failure(document)
    if failure is not None:
        return (Verdict(Outcome.UNKNOWN, _measured(None, None, 0), failure),)
    summed = list(_summed(document))
    wrong = [verdict for one in summed if (verdict := _wrong(params, one)) is not None]
    if wrong:
        return tuple(wrong)
    right = [one for one in summed if _agrees(params, one)]
    return (_right(right[0]),) if right else NOT_APPLICABLE


def _failure(document: DocumentEvidence) -> Reason | None:
    readings = (page.evidence.get(_FACT) for page in document.pages)
    reasons = (one.reason for one in readings if isinstance(one, Unknown))
    return next((one for one in reasons if one in OUR_FAILURES), None)


def _summed(document: DocumentEvidence) -> Iterator[_Summed]:
    """Yield each total with its rows; rows without a total are carried on."""
    carried: tuple[Amount, ...] = ()
    is_whole = True
    for page in document.pages:
        reading = page.evidence.get(_FACT)
        if isinstance(reading, Unknown):
            carried, is_whole = (), False
            continue
        for table in _tables(reading.value):
            if table.total is None:
                carried += table.rows
                is_whole = is_whole and table.is_whole
                continue
            # A table with heads of its own need not go on from the page before.
            yield _Summed(
                page, table.total, table.rows, carried, is_whole and table.is_whole
            )
        if any(table.total is not None for table in _tables(reading.value)):
            carried, is_whole = (), True


def _tables(value: object) -> Sequence[AmountTable]:
    if not isinstance(value, tuple):
        return ()
    return [one for one in value if isinstance(one, AmountTable)]


def _agrees(params: Params, one: _Summed) -> bool:
    here = sum(row.fen for row in one.here)
    both = here + sum(row.fen for row in one.before)
    apart = (abs(one.total.fen - here), abs(one.total.fen - both))
    return min(apart) <= params.tolerance_fen and len(one.here) >= 1


def _wrong(params: Params, one: _Summed) -> Verdict | None:
    amounts = (one.total, *one.here, *one.before)
    sure = min(amount.confidence for amount in amounts)
    is_readable = one.is_whole and sure >= params.doubt_confidence
    if _agrees(params, one) or len(amounts) <= params.min_rows or not is_readable:
        return None
    is_sure = sure >= params.min_confidence
    total = sum(row.fen for row in (*one.here, *one.before))
    return Verdict(
        Outcome.FAIL if is_sure else Outcome.UNKNOWN,
        _measured(one.total.fen, total, len(amounts) - 1),
        None if is_sure else Reason.LOW_CONFIDENCE,
        page_no=one.page.page_no,
        box=one.total.box,
        confidence=round(sure, 3),
    )


def _right(one: _Summed) -> Verdict:
    measured = _measured(one.total.fen, one.total.fen, len(one.here))
    return Verdict(Outcome.PASS, measured, page_no=one.page.page_no, box=one.total.box)


def _measured(
    total_fen: int | None, sum_fen: int | None, rows: int
) -> dict[str, Measured]:
    return {"total": _yuan(total_fen), "sum": _yuan(sum_fen), "rows": rows}


def _yuan(fen: int | None) -> str | None:
    if fen is None:
        return None
    return f"{fen // _FEN_PER_YUAN:,}.{fen % _FEN_PER_YUAN:02d}"


KIND = RuleKind(
    name="table_total",
    scopes=frozenset({Scope.DOCUMENT}),
    params=Params,
    needs=lambda _params: frozenset({FactName(_FACT)}),
    placeholders=("total", "sum", "rows"),
    evaluate=evaluate,
)
