"""Kinds that judge one value: one_of, threshold, never_present, file_status."""

from dataclasses import replace

import pytest

from checker.kinds import file_status, never_present, one_of, threshold
from checker.kinds._verdicts import WhenUnsure
from checker.model.evidence import FileStatus, Known, Reading, TextLine, Unknown
from checker.model.geometry import Box
from checker.model.ids import FactName
from checker.model.rule import Outcome
from checker.model.subject import Subject
from checker.model.wording import FLAWS, Reason, Text
from tests.unit.kinds.subjects import (
    Given,
    document,
    document_subject,
    dossier_of,
    only,
    outcome,
    page_subject,
)

TURN = FactName("orientation.turn_deg")
SKEW = FactName("skew.angle_deg")
TURNED = one_of.Params(
    TURN, ("0",), min_confidence=0.95, skip_reasons=(Reason.BLANK_PAGE,)
)


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        (Known(0, 0.4), Outcome.PASS),
        (Known(90, 0.96), Outcome.FAIL),
        (Known(180, 0.9), Outcome.UNKNOWN),
        (Unknown(Reason.PROBE_FAILED), Outcome.UNKNOWN),
        (Unknown(Reason.BLANK_PAGE), Outcome.NOT_APPLICABLE),
    ],
)
def test_a_page_turned_surely_fails_and_less_surely_is_unknown(
    reading: Reading, expected: Outcome
) -> None:
    assert outcome(one_of.KIND, TURNED, page_subject({TURN: reading})) is expected


def test_an_allowed_value_read_too_unsurely_does_not_pass() -> None:
    params = one_of.Params(TURN, ("0",), min_pass_confidence=0.5)
    subject = page_subject({TURN: Known(0, 0.4)})

    verdict = only(one_of.KIND, params, subject)

    assert (verdict.outcome, verdict.reason) == (
        Outcome.UNKNOWN,
        Reason.LOW_CONFIDENCE,
    )


def test_booleans_and_words_of_a_file_can_be_allowed() -> None:
    flag = one_of.Params(FactName("legibility.is_legible"), ("true",))
    kind = one_of.Params(FactName("file.kind"), ("pdf",))

    assert (
        outcome(one_of.KIND, flag, page_subject({"legibility.is_legible": True}))
        is Outcome.PASS
    )
    assert outcome(one_of.KIND, kind, document_subject(document({}))) is Outcome.PASS


def test_numbers_are_shown_to_three_decimals() -> None:
    params = one_of.Params(FactName("page.dpi"), ("200.0",))

    verdict = only(one_of.KIND, params, page_subject({"page.dpi": 199.98765}))

    assert (verdict.outcome, verdict.measured["value"]) == (Outcome.FAIL, 199.988)


def test_a_value_that_nobody_can_have_is_unknown() -> None:
    assert outcome(one_of.KIND, TURNED, dossier_of()) is Outcome.UNKNOWN


LEGIBLE = threshold.Params(
    FactName("legibility.probability"), fail_below=0.4, doubt_below=0.6
)
STRAIGHT = threshold.Params(
    SKEW,
    fail_above=5,
    absolute=True,
    min_confidence=0.6,
    skip_reasons=(Reason.NO_TEXT,),
    when_unsure=WhenUnsure.NOT_APPLICABLE,
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.39, Outcome.FAIL), (0.5, Outcome.UNKNOWN), (0.6, Outcome.PASS)],
)
def test_between_the_limits_lies_doubt(value: float, expected: Outcome) -> None:
    subject = page_subject({"legibility.probability": value})

    assert outcome(threshold.KIND, LEGIBLE, subject) is expected


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        (Known(-5.4, 0.9), Outcome.FAIL),
        (Known(5.0, 0.9), Outcome.PASS),
        (Known(9.0, 0.5), Outcome.NOT_APPLICABLE),
        (Known("much", 0.9), Outcome.NOT_APPLICABLE),
        (Unknown(Reason.NO_TEXT), Outcome.NOT_APPLICABLE),
        (Unknown(Reason.LOW_CONFIDENCE), Outcome.NOT_APPLICABLE),
        (Unknown(Reason.PROBE_FAILED), Outcome.UNKNOWN),
    ],
)
def test_a_recommendation_is_silent_in_doubt_but_not_about_our_failures(
    reading: Reading, expected: Outcome
) -> None:
    assert outcome(threshold.KIND, STRAIGHT, page_subject({SKEW: reading})) is expected


ACTIVE = never_present.Params(FactName("file.active_content"), ("javascript", "launch"))


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        (Known(("uri",)), Outcome.PASS),
        (Known(("javascript", "uri")), Outcome.FAIL),
        (Unknown(Reason.PROBE_FAILED), Outcome.UNKNOWN),
        (Known("javascript"), Outcome.PASS),
    ],
)
def test_active_content_is_found_by_name(reading: Reading, expected: Outcome) -> None:
    subject = document_subject(document({}, file={"file.active_content": reading}))

    assert outcome(never_present.KIND, ACTIVE, subject) is expected


def test_an_unreadable_file_is_not_searched() -> None:
    subject = document_subject(document(file={"file.status": "damaged"}))

    assert outcome(never_present.KIND, ACTIVE, subject) is Outcome.NOT_APPLICABLE


def test_cut_edges_count_only_when_sure() -> None:
    params = never_present.Params(
        FactName("crop.edges"),
        ("left",),
        min_confidence=0.8,
        skip_reasons=(Reason.BLANK_PAGE,),
        when_unsure=WhenUnsure.NOT_APPLICABLE,
    )

    for reading, expected in (
        (Known(("left",), 0.9), Outcome.FAIL),
        (Known(("left",), 0.7), Outcome.NOT_APPLICABLE),
        (Unknown(Reason.BLANK_PAGE), Outcome.NOT_APPLICABLE),
    ):
        subject = page_subject({"crop.edges": reading})
        assert outcome(never_present.KIND, params, subject) is expected


def status(params: file_status.Params, reading: Reading) -> Outcome:
    subject = document_subject(document(file={"file.status": reading}))
    return outcome(file_status.KIND, params, subject)


def test_a_status_fails_is_in_doubt_or_passes() -> None:
    params = file_status.Params((FileStatus.TOO_LARGE,), (FileStatus.TIMEOUT,))

    assert status(params, Known("too_large")) is Outcome.FAIL
    assert status(params, Known("timeout")) is Outcome.UNKNOWN
    assert status(params, Known("damaged")) is Outcome.PASS
    assert status(params, Unknown(Reason.ENGINE_FAILED)) is Outcome.UNKNOWN


def test_a_file_of_another_kind_is_named_in_both_languages() -> None:
    params = file_status.Params((FileStatus.NOT_PDF,))
    file: Given = {"file.status": "not_pdf", "file.kind": "docx", "file.page_count": 3}
    subject = document_subject(document(file=file))

    verdict = only(file_status.KIND, params, subject)

    assert verdict.measured["kind"] == Text(
        "Word 文档（docx）", "a Word document (docx)"
    )
    assert verdict.measured["page_count"] == 3


def test_a_status_needs_a_document() -> None:
    params = file_status.Params((FileStatus.NOT_PDF,))
    subject: Subject = dossier_of()

    assert outcome(file_status.KIND, params, subject) is Outcome.NOT_APPLICABLE


def test_a_number_out_of_limits_says_why_and_where() -> None:
    params = replace(
        LEGIBLE, because=FactName("clarity.flaw"), where=FactName("clarity.regions")
    )
    box = Box(60.0, 80.0, 500.0, 700.0)
    subject = page_subject(
        {
            "legibility.probability": 0.1,
            "clarity.flaw": "glare",
            "clarity.regions": (TextLine("glare", box, 0.3),),
        }
    )

    verdict = only(threshold.KIND, params, subject)

    assert verdict.measured["because"] == FLAWS["glare"]
    assert verdict.box == box
