"""A printed total must be the sum of its rows, over pages if need be."""

import pytest

from checker.kinds import table_total
from checker.model.evidence import Amount, AmountTable, Known, Unknown
from checker.model.rule import Outcome, Verdict
from checker.model.wording import Reason
from tests.unit.kinds.subjects import Given, document, document_subject, only, outcome

PARAMS = table_total.Params()
BLANK: Given = {"amounts.tables": Known(())}


def table(
    *rows: int, total: int | None, sure: float = 0.99, whole: bool = True
) -> AmountTable:
    amounts = tuple(Amount(row, sure) for row in rows)
    return AmountTable(amounts, None if total is None else Amount(total), whole)


def page(*tables: AmountTable) -> Given:
    return {"amounts.tables": Known(tables)}


def verdict(*pages: Given) -> Verdict:
    return only(table_total.KIND, PARAMS, document_subject(document(*pages)))


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        pytest.param([page(table(1, 2, total=3))], "pass", id="right"),
        pytest.param([page(table(10, 20, total=31))], "pass", id="rounded"),
        pytest.param([page(table(10, 20, total=33))], "fail", id="wrong"),
        pytest.param([page(table(10, 20, total=33, sure=0.8))], "unknown", id="unsure"),
        pytest.param(
            [page(table(10, 20, total=33, sure=0.6))], "not_applicable", id="a guess"
        ),
        pytest.param(
            [page(table(10, 20, total=33, whole=False))], "not_applicable", id="a hole"
        ),
        pytest.param([page(table(10, total=33))], "not_applicable", id="one row"),
        pytest.param([page(table(10, total=10))], "pass", id="one row, right"),
        pytest.param([BLANK], "not_applicable", id="none"),
        pytest.param(
            [page(table(10, 20, total=None)), page(table(30, total=60))],
            "pass",
            id="over two pages",
        ),
        pytest.param(
            [page(table(10, 20, total=None)), page(table(30, total=30))],
            "pass",
            id="of this page",
        ),
        pytest.param(
            [page(table(10, 20, total=None)), page(table(30, total=70))],
            "fail",
            id="over two pages, wrong",
        ),
        pytest.param(
            [{"amounts.tables": Unknown(Reason.NOT_READ)}, page(table(1, 2, total=9))],
            "not_applicable",
            id="a page between was not read",
        ),
        pytest.param(
            [page(table(1, 2, total=3)), page(table(5, 5, total=20))],
            "fail",
            id="the second of two",
        ),
    ],
)
def test_totals_are_held_against_their_rows(pages: list[Given], expected: str) -> None:
    assert verdict(*pages).outcome == expected


def test_the_finding_names_both_figures() -> None:
    found = verdict(page(table(300_000, 500_050, total=900_000)))

    assert found.measured == {"total": "9,000.00", "sum": "8,000.50", "rows": 2}
    assert found.page_no == 1


def test_a_failure_of_ours_is_unknown() -> None:
    found = verdict({"amounts.tables": Unknown(Reason.PROBE_FAILED)})

    assert (found.outcome, found.reason) == (Outcome.UNKNOWN, Reason.PROBE_FAILED)


def test_a_file_that_cannot_be_read_has_no_total() -> None:
    subject = document_subject(document(file={"file.status": "damaged"}))

    assert outcome(table_total.KIND, PARAMS, subject) is Outcome.NOT_APPLICABLE
