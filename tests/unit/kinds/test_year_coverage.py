"""Whether an item covers the assessed year, 2021 throughout."""

import datetime as dt
from dataclasses import replace

import pytest

from checker.kinds import year_coverage
from checker.kinds._verdicts import WhenUnsure
from checker.model.evidence import (
    DateKind,
    DateRole,
    DateSpan,
    DocumentEvidence,
    Known,
    Unknown,
)
from checker.model.geometry import Box
from checker.model.rule import Outcome, Verdict
from checker.model.wording import Reason
from tests.unit.kinds.subjects import (
    Given,
    day,
    document,
    dossier_of,
    item_of,
    item_subject,
    lines,
    month,
    only,
    outcome,
    whole_year,
)

ISSUED, EVENT = DateRole.ISSUED, DateRole.EVENT
PRINTED, VALIDITY = DateRole.PRINTED, DateRole.VALIDITY
UNREAD: Given = {"date.dates": Unknown(Reason.NOT_READ)}
FOOT = Box(300, 700, 420, 715)


def page(*dates: DateSpan, **more: object) -> Given:
    return {"date.dates": Known(dates), **more}  # type: ignore[dict-item]


def span(
    start: str | None, end: str | None, role: DateRole | None = DateRole.PERIOD
) -> DateSpan:
    first = dt.date.fromisoformat(start) if start else None
    last = dt.date.fromisoformat(end) if end else None
    return DateSpan(f"{start}-{end}", first, last, DateKind.RANGE, role, 0.95)


def judge(params: year_coverage.Params, *pages: Given) -> Verdict:
    subject = item_subject(item_of(document(*pages)))
    return only(year_coverage.KIND, params, subject)


DATED = year_coverage.Params("dated_in")


@pytest.mark.parametrize(
    "dates",
    [
        (day("2021-06-18", EVENT),),
        (day("2021-06-18"),),
        (day("2021-06-18", ISSUED), day("2022-01-05", ISSUED)),
        (whole_year(2021),),
        (whole_year(2021), day("2021-03-01", ISSUED)),
        (whole_year(2020), day("2021-03-01", EVENT)),
        (month(5),),
        (span("2021-04-01", "2021-06-30"),),
    ],
)
def test_something_of_the_year_passes(dates: tuple[DateSpan, ...]) -> None:
    assert judge(DATED, page(*dates)).outcome is Outcome.PASS


@pytest.mark.parametrize(
    "dates",
    [
        (day("2020-06-18", EVENT),),
        (day("2020-06-18"), day("2022-01-05", PRINTED)),
        (whole_year(2020), day("2020-06-18", EVENT)),
        (whole_year(2020), day("2021-01-10", ISSUED)),
        (day("2020-06-18", EVENT), day("2021-01-10", PRINTED)),
    ],
)
def test_only_another_year_fails_at_the_date_that_shows_it(
    dates: tuple[DateSpan, ...],
) -> None:
    verdict = judge(DATED, page(*dates))

    assert verdict.outcome is Outcome.FAIL
    assert (verdict.document, verdict.page_no) == ("a.pdf", 1)
    assert 2020 in verdict.measured["years_found"]  # type: ignore[operator]


@pytest.mark.parametrize(
    ("dates", "reason"),
    [
        ((), Reason.NOTHING_FOUND),
        ((day("2021-06-18", PRINTED),), Reason.ONLY_WEAK_EVIDENCE),
        ((day("2021-06-18", VALIDITY),), Reason.ONLY_WEAK_EVIDENCE),
        ((whole_year(2021), day("2022-01-10")), Reason.ONLY_WEAK_EVIDENCE),
        ((day("2021-06-18", confidence=0.5),), Reason.LOW_CONFIDENCE),
        (
            (day("2021-06-18", confidence=0.5), day("2020-06-18")),
            Reason.LOW_CONFIDENCE,
        ),
        ((day("2020-06-18", confidence=0.8),), Reason.LOW_CONFIDENCE),
        ((day("2002-06-29"),), Reason.NOTHING_FOUND),
        ((span("1998-01-01", "2021-12-31"),), Reason.NOTHING_FOUND),
        ((span(None, None, VALIDITY),), Reason.NOTHING_FOUND),
    ],
)
def test_what_does_not_decide_is_unknown(
    dates: tuple[DateSpan, ...], reason: Reason
) -> None:
    verdict = judge(DATED, page(*dates))

    assert (verdict.outcome, verdict.reason) == (Outcome.UNKNOWN, reason)


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        (UNREAD, Reason.NOT_READ),
        ({}, Reason.NOT_READ),
        ({"date.dates": Unknown(Reason.PROBE_FAILED)}, Reason.PROBE_FAILED),
        (page(**{"legibility.is_legible": False}), Reason.LOW_CONFIDENCE),
    ],
)
def test_another_year_fails_only_when_every_page_was_read(
    second: Given, reason: Reason
) -> None:
    verdict = judge(DATED, page(day("2020-06-18", EVENT)), second)

    assert (verdict.outcome, verdict.reason) == (Outcome.UNKNOWN, reason)


def test_evidence_for_the_year_passes_though_pages_are_unread() -> None:
    verdict = judge(DATED, page(day("2021-06-18", EVENT)), UNREAD)

    assert verdict.outcome is Outcome.PASS


def test_one_document_of_the_year_is_enough_for_the_item() -> None:
    old = document(page(whole_year(2020), day("2020-06-18", EVENT)))
    new = document(page(day("2021-06-18", EVENT)), path="b.pdf")

    verdict = only(year_coverage.KIND, DATED, item_subject(item_of(old, new)))

    assert (verdict.outcome, verdict.document) == (Outcome.PASS, "b.pdf")


def test_a_year_counts_as_title_in_the_upper_half_of_the_first_page_alone() -> None:
    title = whole_year(2020, box=Box(100, 100, 300, 130))
    foot = whole_year(2020, box=FOOT)
    issued = day("2021-03-01", ISSUED)

    assert judge(DATED, page(title, issued)).outcome is Outcome.FAIL
    assert judge(DATED, page(foot, issued)).outcome is Outcome.PASS
    assert judge(DATED, page(), page(title, issued)).outcome is Outcome.PASS
    blank: Given = {"blank.is_blank": True, **page()}
    assert judge(DATED, blank, page(title, issued)).outcome is Outcome.FAIL


def test_a_recommendation_is_silent_where_nothing_decides() -> None:
    params = replace(DATED, when_unsure=WhenUnsure.NOT_APPLICABLE)

    assert judge(params, page()).outcome is Outcome.NOT_APPLICABLE
    assert judge(params, page(day("2020-06-18"))).outcome is Outcome.FAIL


def test_there_is_no_year_to_judge_without_documents() -> None:
    left_out = item_of(document(page()), left_out="无")
    damaged = item_of(document(file={"file.status": "damaged"}))

    for subject in (
        item_subject(left_out),
        item_subject(damaged),
        item_subject(item_of()),
        dossier_of(),
    ):
        assert outcome(year_coverage.KIND, DATED, subject) is Outcome.NOT_APPLICABLE


PLAN = year_coverage.Params("dated_in", titled_words=(("资金", "计划"),))


def test_a_titled_plan_must_name_the_year_whatever_the_vouchers_say() -> None:
    plan_2020 = page(whole_year(2020), **{"text.lines": lines("2020年资金使用计划")})
    plan_2021 = page(whole_year(2021), **{"text.lines": lines("2021年资金使用计划")})
    voucher = page(day("2021-05-06", EVENT), **{"text.lines": lines("发票")})

    assert judge(PLAN, voucher, plan_2020).outcome is Outcome.FAIL
    assert judge(PLAN, voucher, plan_2021).outcome is Outcome.PASS
    assert judge(PLAN, voucher).outcome is Outcome.PASS


MENTIONED = year_coverage.Params("mentioned")


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ((whole_year(2021),), Outcome.PASS),
        ((day("2021-01-10", ISSUED),), Outcome.PASS),
        ((whole_year(2022), day("2021-12-20", ISSUED)), Outcome.FAIL),
        ((whole_year(2022), whole_year(2021, box=FOOT)), Outcome.FAIL),
        ((whole_year(2020), whole_year(2021, box=FOOT)), Outcome.UNKNOWN),
        ((whole_year(2020), day("2021-01-10", ISSUED)), Outcome.FAIL),
        ((day("2020-01-10", ISSUED),), Outcome.FAIL),
        ((whole_year(2019, box=FOOT),), Outcome.UNKNOWN),
        ((), Outcome.UNKNOWN),
    ],
)
def test_the_title_of_a_plan_decides(
    dates: tuple[DateSpan, ...], expected: Outcome
) -> None:
    assert judge(MENTIONED, page(*dates)).outcome is expected


IN_FORCE = year_coverage.Params("in_force", when_unsure=WhenUnsure.NOT_APPLICABLE)
FILED = year_coverage.Params("in_force", lookback_years=3, near_years=12)


@pytest.mark.parametrize(
    ("params", "dates", "expected"),
    [
        (IN_FORCE, (day("2015-03-01", ISSUED),), Outcome.PASS),
        (IN_FORCE, (day("2021-12-31", ISSUED),), Outcome.PASS),
        (IN_FORCE, (day("2022-03-01", ISSUED),), Outcome.FAIL),
        (IN_FORCE, (span(None, "2023-05-01", VALIDITY),), Outcome.PASS),
        (IN_FORCE, (span("2020-05-01", None, VALIDITY),), Outcome.PASS),
        (IN_FORCE, (span("2022-05-01", None, VALIDITY),), Outcome.NOT_APPLICABLE),
        (IN_FORCE, (whole_year(2021),), Outcome.PASS),
        (IN_FORCE, (), Outcome.NOT_APPLICABLE),
        (FILED, (day("2018-05-01", ISSUED),), Outcome.PASS),
        (FILED, (day("2017-05-01", ISSUED),), Outcome.FAIL),
        (
            FILED,
            (day("2017-05-01", ISSUED), day("2021-05-01", confidence=0.5)),
            Outcome.UNKNOWN,
        ),
        (FILED, (day("2022-05-01", ISSUED),), Outcome.FAIL),
    ],
)
def test_what_was_issued_by_the_end_of_the_year_was_in_force(
    params: year_coverage.Params, dates: tuple[DateSpan, ...], expected: Outcome
) -> None:
    assert judge(params, page(*dates)).outcome is expected


OVERLAPS = year_coverage.Params("overlaps")
PERIODS = year_coverage.Params("overlaps", periods_first=True)


@pytest.mark.parametrize(
    ("params", "dates", "expected"),
    [
        (OVERLAPS, (span("2018-01-01", "2023-12-31"),), Outcome.PASS),
        (OVERLAPS, (span("2021-05-01", "2022-05-01", VALIDITY),), Outcome.PASS),
        (OVERLAPS, (month(6, 2020),), Outcome.FAIL),
        (OVERLAPS, (month(6, 2020), day("2021-01-05", ISSUED)), Outcome.PASS),
        (PERIODS, (month(6, 2020), day("2021-01-05", ISSUED)), Outcome.FAIL),
        (PERIODS, (day("2021-01-05", ISSUED),), Outcome.PASS),
    ],
)
def test_a_stretch_that_touches_the_year_overlaps_it(
    params: year_coverage.Params, dates: tuple[DateSpan, ...], expected: Outcome
) -> None:
    assert judge(params, page(*dates)).outcome is expected


MONTHS = year_coverage.Params("all_months")
TWELVE = tuple(month(number) for number in range(1, 13))


@pytest.mark.parametrize(
    "dates",
    [
        TWELVE,
        (span("2021-01-01", "2021-12-31"),),
        (span("2020-06-01", "2021-06-30"), span("2021-07-01", "2022-02-28")),
        (whole_year(2021),),
        tuple(day(f"2021-{number:02}-15", ISSUED) for number in range(1, 13)),
    ],
)
def test_twelve_months_pass(dates: tuple[DateSpan, ...]) -> None:
    assert judge(MONTHS, page(*dates)).outcome is Outcome.PASS


def test_missing_months_are_named() -> None:
    verdict = judge(MONTHS, page(whole_year(2021), *TWELVE[:10]))

    assert verdict.outcome is Outcome.FAIL
    assert verdict.measured["months_missing"] == (11, 12)


def test_months_may_lie_in_several_documents() -> None:
    halves = (TWELVE[:6], TWELVE[6:])
    documents: list[DocumentEvidence] = [
        document(page(*half), path=f"{no}.pdf") for no, half in enumerate(halves)
    ]

    verdict = only(year_coverage.KIND, MONTHS, item_subject(item_of(*documents)))

    assert verdict.outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("pages", "reason"),
    [
        ((page(*TWELVE[:11]), UNREAD), Reason.NOT_READ),
        ((page(*TWELVE[:11], month(12, confidence=0.5)),), Reason.LOW_CONFIDENCE),
        (
            (page(*TWELVE[:11], **{"text.lines": lines("模糊", confidence=0.5)}),),
            Reason.LOW_CONFIDENCE,
        ),
        ((page(TWELVE[11]), page(whole_year(2021))), Reason.ONLY_WEAK_EVIDENCE),
        ((page(day("2021-03-01", ISSUED)),), Reason.ONLY_WEAK_EVIDENCE),
        ((page(), UNREAD), Reason.NOT_READ),
    ],
)
def test_a_month_is_missing_only_where_silence_can_be_trusted(
    pages: tuple[Given, ...], reason: Reason
) -> None:
    verdict = judge(MONTHS, *pages)

    assert (verdict.outcome, verdict.reason) == (Outcome.UNKNOWN, reason)


@pytest.mark.parametrize(
    "dates", [(), (month(6, 2020),), (month(6, 2020), day("2021-01-05", ISSUED))]
)
def test_another_year_is_no_question_of_months(dates: tuple[DateSpan, ...]) -> None:
    assert judge(MONTHS, page(*dates)).outcome is Outcome.NOT_APPLICABLE


REPORT = year_coverage.Params("report")
LAST_DAY = day("2021-12-31")


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ((month(12),), Outcome.PASS),
        ((whole_year(2021), day("2022-03-15", ISSUED)), Outcome.PASS),
        ((span("2021-01-01", "2021-12-31"),), Outcome.PASS),
        ((LAST_DAY,), Outcome.PASS),
        ((whole_year(2020), day("2021-03-15", ISSUED)), Outcome.FAIL),
        ((month(11),), Outcome.FAIL),
        ((whole_year(2022), LAST_DAY), Outcome.FAIL),
        ((whole_year(2020), LAST_DAY), Outcome.UNKNOWN),
        ((month(11, 2020), LAST_DAY), Outcome.PASS),
        ((month(11, 2020), replace(LAST_DAY, box=FOOT)), Outcome.UNKNOWN),
        ((day("2020-12-31"), day("2021-03-15", ISSUED)), Outcome.FAIL),
        ((day("2021-03-15", ISSUED),), Outcome.UNKNOWN),
        ((day("2021-12-31", ISSUED),), Outcome.UNKNOWN),
        ((span("2021-06-01", None),), Outcome.UNKNOWN),
        ((), Outcome.UNKNOWN),
    ],
)
def test_the_report_is_that_of_december_or_of_the_year(
    dates: tuple[DateSpan, ...], expected: Outcome
) -> None:
    assert judge(REPORT, page(*dates)).outcome is expected


def test_readings_of_another_type_are_passed_over() -> None:
    assert judge(DATED, {"date.dates": Known("2021")}).outcome is Outcome.UNKNOWN
    assert judge(DATED, {"date.dates": Known(("2021",))}).outcome is Outcome.UNKNOWN
