"""Kinds that look at pages: blank_page, page_numbers, seals and the red header."""

from dataclasses import replace

import pytest

from checker.kinds import (
    blank_page,
    header_present,
    page_numbers,
    seal_present,
    seal_quality,
)
from checker.kinds._verdicts import WhenUnsure
from checker.model.evidence import (
    FactValue,
    Known,
    PageLabel,
    Reading,
    SealShape,
    Signature,
    Unknown,
)
from checker.model.geometry import Box
from checker.model.rule import Outcome
from checker.model.wording import Reason
from tests.unit.kinds.subjects import (
    Given,
    document,
    document_subject,
    dossier_of,
    header,
    item_of,
    item_subject,
    lines,
    only,
    outcome,
    page_subject,
    seal,
)

BLANK = blank_page.Params()


FULL: Given = {"blank.is_blank": False}
EMPTY: Given = {"blank.is_blank": True}
RATHER_EMPTY: Given = {"blank.is_blank": Known(value=True, confidence=0.9)}
PERHAPS_EMPTY: Given = {"blank.is_blank": Known(value=True, confidence=0.5)}


def test_a_blank_page_among_others_fails_on_page_scope() -> None:
    whole = document_subject(document(FULL, EMPTY))
    assert whole.document is not None
    pages = [replace(whole, page=page) for page in whole.document.pages]

    outcomes = [outcome(blank_page.KIND, BLANK, one) for one in pages]

    assert outcomes == [Outcome.PASS, Outcome.FAIL]
    assert outcome(blank_page.KIND, BLANK, whole) is Outcome.PASS


def test_a_document_of_blank_pages_fails_once() -> None:
    whole = document_subject(document(RATHER_EMPTY, EMPTY))
    assert whole.document is not None
    page = replace(whole, page=whole.document.pages[0])

    verdict = only(blank_page.KIND, BLANK, whole)

    assert (verdict.outcome, verdict.confidence) == (Outcome.FAIL, 0.9)
    assert verdict.measured["blank_pages"] == (1, 2)
    assert outcome(blank_page.KIND, BLANK, page) is Outcome.NOT_APPLICABLE


def test_unsure_blankness_is_unknown() -> None:
    whole = document_subject(document(EMPTY, PERHAPS_EMPTY))

    assert outcome(blank_page.KIND, BLANK, whole) is Outcome.UNKNOWN


def test_a_file_without_pages_is_not_blank() -> None:
    unreadable = document_subject(document())

    assert outcome(blank_page.KIND, BLANK, unreadable) is Outcome.NOT_APPLICABLE


NUMBERS = page_numbers.Params()


def labels(*readings: FactValue | Reading) -> Outcome:
    pages = [{"page_label.label": one} for one in readings]
    verdicts = page_numbers.KIND.evaluate(NUMBERS, document_subject(document(*pages)))
    return verdicts[0].outcome


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((1, 2, 3), Outcome.PASS),
        ((1, 2, 4), Outcome.FAIL),
        ((1, 2, 1), Outcome.PASS),
        ((1, 2, 90), Outcome.PASS),
        ((1,), Outcome.NOT_APPLICABLE),
    ],
)
def test_a_gap_in_page_numbers_fails(
    numbers: tuple[int, ...], expected: Outcome
) -> None:
    assert labels(*(PageLabel(one) for one in numbers)) is expected


def test_pages_that_were_not_read_count_as_one_each() -> None:
    unread = Unknown(Reason.NOT_READ)

    assert labels(PageLabel(1), unread, PageLabel(3)) is Outcome.PASS
    assert labels(PageLabel(1), unread, PageLabel(4)) is Outcome.FAIL
    assert labels(PageLabel(1), Known(PageLabel(9), 0.2)) is Outcome.NOT_APPLICABLE
    assert labels(PageLabel(1), Unknown(Reason.PROBE_FAILED)) is Outcome.UNKNOWN


def test_the_page_behind_the_gap_is_named() -> None:
    pages = [{"page_label.label": PageLabel(one)} for one in (1, 2, 5)]

    verdict = only(page_numbers.KIND, NUMBERS, document_subject(document(*pages)))

    assert (verdict.page_no, verdict.measured["missing"]) == (3, (3, 4))


def numbered(*pages: tuple[int, int | None] | None) -> tuple[Given, ...]:
    """Pages with number and total; None for one without a number."""
    nothing = Unknown(Reason.NOTHING_FOUND)
    return tuple(
        {"page_label.label": nothing if one is None else Known(PageLabel(*one), 0.95)}
        for one in pages
    )


def missing_on(*pages: tuple[int, int | None] | None) -> list[object]:
    subject = document_subject(document(*numbered(*pages)))
    verdicts = page_numbers.KIND.evaluate(NUMBERS, subject)
    return [one.measured["missing"] for one in verdicts if one.outcome is Outcome.FAIL]


@pytest.mark.parametrize(
    ("pages", "missing"),
    [
        pytest.param([(1, 4), (2, 4)], [(3, 4)], id="end"),
        pytest.param([(2, 3), (3, 3)], [(1,)], id="head"),
        pytest.param([None, (2, 3), (3, 3)], [], id="cover without number"),
        pytest.param([(1, 3), (2, 3), None], [], id="end without number"),
        pytest.param([(1, 2), (1, 3), (2, 3), (3, 3)], [(2,)], id="end of the first"),
        pytest.param([(1, 2), (2, 2), (2, 3), (3, 3)], [(1,)], id="head of the second"),
        pytest.param([(1, 2), (2, 2), (1, 3), (2, 3), (3, 3)], [], id="two documents"),
        pytest.param([(1, 1)], [], id="one of one"),
        pytest.param([(1, 3)], [(2, 3)], id="one of three"),
        pytest.param([(4, None), (5, None)], [], id="no total"),
        pytest.param([(1, None), (7, None), (3, None), (4, None)], [], id="misread"),
    ],
)
def test_totals_say_what_is_missing_at_both_ends(
    pages: list[tuple[int, int | None] | None], missing: list[object]
) -> None:
    assert missing_on(*pages) == missing


def test_a_total_that_one_page_names_unsurely_is_not_believed() -> None:
    doubtful = {"page_label.label": Known(PageLabel(2, 12), 0.85)}
    subject = document_subject(document({}, doubtful))

    assert outcome(page_numbers.KIND, NUMBERS, subject) is Outcome.NOT_APPLICABLE


def test_the_last_page_is_asked_for_where_the_first_bears_a_number() -> None:
    unread: Given = {"page_label.label": Unknown(Reason.NOT_READ)}
    first, second = numbered((1, None), (1, 2))

    assert outcome(
        page_numbers.KIND, NUMBERS, document_subject(document(first, unread))
    ) is (Outcome.UNKNOWN)
    assert outcome(
        page_numbers.KIND, NUMBERS, document_subject(document(second, unread))
    ) is (Outcome.NOT_APPLICABLE)
    assert outcome(
        page_numbers.KIND, NUMBERS, document_subject(document(unread, unread))
    ) is (Outcome.NOT_APPLICABLE)


def test_a_number_that_comes_twice_inside_a_run_is_a_page_scanned_twice() -> None:
    asked = page_numbers.Params(ask=page_numbers.Ask.REPEATED)
    twice = numbered((1, None), (2, None), (2, None), (3, None))
    apart = numbered((1, None), (1, None), (2, None), (1, None))

    verdict = only(page_numbers.KIND, asked, document_subject(document(*twice)))

    assert (verdict.page_no, verdict.measured["repeated"]) == (3, (2,))
    once = outcome(page_numbers.KIND, asked, document_subject(document(*apart)))
    assert once is Outcome.PASS


def test_an_unreadable_file_has_no_page_numbers() -> None:
    subject = document_subject(document(file={"file.status": "damaged"}))

    assert outcome(page_numbers.KIND, NUMBERS, subject) is Outcome.NOT_APPLICABLE


SEAL = seal_present.Params(min_mm=26, max_mm=60, min_confidence=0.6)


def page(*seals: object, colour: bool = True, sure: float = 0.95) -> Given:
    return {
        "seal.seals": Known(seals, sure),  # type: ignore[arg-type]
        "page.shows_colour": colour,
    }


def test_a_red_round_seal_on_any_page_passes_and_is_shown() -> None:
    subject = document_subject(document(page(), page(seal())))

    verdict = only(seal_present.KIND, SEAL, subject)

    assert (verdict.outcome, verdict.page_no) == (Outcome.PASS, 2)
    assert verdict.box == Box(300, 500, 413, 613)
    assert verdict.measured["sizes_mm"] == ("40.0",)


def test_no_seal_on_colour_pages_fails() -> None:
    blank_back = {"blank.is_blank": True}
    subject = document_subject(document(page(), blank_back))

    assert outcome(seal_present.KIND, SEAL, subject) is Outcome.FAIL


def test_a_persons_square_stamp_is_no_company_seal() -> None:
    stamp = seal(SealShape.SQUARE, size_mm=(20, 20))
    subject = document_subject(document(page(stamp)))

    assert outcome(seal_present.KIND, SEAL, subject) is Outcome.FAIL


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (page(colour=False), Reason.NO_COLOUR),
        (page(seal(colour="black"), colour=False), Reason.PROBABLY_COPY),
        (page(seal(colour="blue")), Reason.NOT_IN_RED),
        (page(seal(confidence=0.4)), Reason.LOW_CONFIDENCE),
        (page(seal(size_mm=(15, 15))), Reason.LOW_CONFIDENCE),
        (page(seal(size_mm=(70, 70))), Reason.LOW_CONFIDENCE),
        (page(sure=0.4), Reason.LOW_CONFIDENCE),
        ({"page.shows_colour": True}, Reason.NOT_MEASURED),
        ({"seal.seals": ()}, Reason.NOT_MEASURED),
        (
            {"page.shows_colour": True, "seal.seals": Unknown(Reason.TOO_COARSE)},
            Reason.TOO_COARSE,
        ),
    ],
    ids=lambda value: str(value) if isinstance(value, Reason) else "",
)
def test_a_seal_that_cannot_be_judged_in_red_is_unknown(
    given: Given, reason: Reason
) -> None:
    verdict = only(seal_present.KIND, SEAL, document_subject(document(given)))

    assert (verdict.outcome, verdict.reason) == (Outcome.UNKNOWN, reason)


def test_a_seal_without_scale_passes() -> None:
    subject = document_subject(document(page(seal(size_mm=None))))

    assert outcome(seal_present.KIND, SEAL, subject) is Outcome.PASS


@pytest.mark.parametrize(
    ("size_mm", "expected"),
    [
        ((33.3, 37.9), Outcome.PASS),
        ((40.0, 30.0), Outcome.UNKNOWN),
        (None, Outcome.PASS),
    ],
)
def test_a_round_seal_may_look_slightly_oval(
    size_mm: tuple[float, float] | None, expected: Outcome
) -> None:
    oval = seal(SealShape.OVAL, size_mm=size_mm)
    subject = document_subject(document(page(oval)))

    assert outcome(seal_present.KIND, SEAL, subject) is expected


def test_a_seal_without_extent_has_no_shape() -> None:
    flat = seal(SealShape.OVAL, size_mm=None, box=Box(1, 1, 1, 1))
    subject = document_subject(document(page(flat)))

    assert outcome(seal_present.KIND, SEAL, subject) is Outcome.UNKNOWN


def test_an_electronic_signature_may_hold_the_seal() -> None:
    file = {"file.signatures": (Signature(covers_whole_file=True),)}
    verdict = only(
        seal_present.KIND, SEAL, document_subject(document(page(), file=file))
    )

    assert verdict.reason is Reason.ONLY_WEAK_EVIDENCE


def test_pages_that_we_could_not_finish_leave_the_seal_unknown() -> None:
    subject = document_subject(document(page(), failed=("page 2",)))

    verdict = only(seal_present.KIND, SEAL, subject)

    assert verdict.reason is Reason.ENGINE_FAILED


def test_an_unreadable_file_has_no_seal_to_judge() -> None:
    subject = document_subject(document(file={"file.status": "encrypted"}))

    assert outcome(seal_present.KIND, SEAL, subject) is Outcome.NOT_APPLICABLE


QUALITY = seal_quality.Params(min_mm=33, max_mm=50, faint_below=0.7)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (seal(), Outcome.PASS),
        (seal(size_mm=None), Outcome.PASS),
        (seal(size_mm=(28, 28)), Outcome.FAIL),
        (seal(size_mm=(55, 30)), Outcome.FAIL),
        (seal(confidence=0.6), Outcome.FAIL),
        (seal(confidence=0.3), Outcome.NOT_APPLICABLE),
        (seal(SealShape.SQUARE, size_mm=(20, 20)), Outcome.NOT_APPLICABLE),
        (seal(size_mm=(20, 20), box=Box(540, 400, 595, 450)), Outcome.PASS),
        (seal(size_mm=(20, 20), box=Box(100, 800, 150, 842)), Outcome.PASS),
        (seal(size_mm=(20, 20), box=Box(100, 1, 150, 40)), Outcome.PASS),
        (seal(size_mm=(20, 20), box=Box(1, 100, 50, 150)), Outcome.PASS),
    ],
)
def test_faint_seals_and_odd_sizes_fail_but_cut_ones_do_not(
    one: object, expected: Outcome
) -> None:
    subject = page_subject(page(one))

    assert outcome(seal_quality.KIND, QUALITY, subject) is expected


def test_seal_quality_is_silent_where_seals_cannot_be_seen() -> None:
    coarse = page_subject({"seal.seals": Unknown(Reason.TOO_COARSE)})
    broken = page_subject({"seal.seals": Unknown(Reason.PROBE_FAILED)})

    assert outcome(seal_quality.KIND, QUALITY, coarse) is Outcome.NOT_APPLICABLE
    assert outcome(seal_quality.KIND, QUALITY, broken) is Outcome.UNKNOWN
    assert outcome(seal_quality.KIND, QUALITY, dossier_of()) is Outcome.NOT_APPLICABLE


HEADER = header_present.Params(min_confidence=0.6)


def top(one: object, *, colour: bool = True) -> Given:
    return {
        "red_header.header": Known(one),  # type: ignore[arg-type]
        "page.shows_colour": colour,
    }


def test_a_red_header_on_the_second_page_passes() -> None:
    pages = (top(header(present=False)), top(header()))

    verdict = only(header_present.KIND, HEADER, document_subject(document(*pages)))

    assert (verdict.outcome, verdict.page_no) == (Outcome.PASS, 2)


def test_no_red_header_on_colour_pages_fails() -> None:
    one = document(top(header(present=False)))
    two = document(top(header(present=False)), top(header(present=False)))

    first = only(header_present.KIND, HEADER, document_subject(one))
    second = only(header_present.KIND, HEADER, document_subject(two))

    assert (first.outcome, first.page_no) == (Outcome.FAIL, 1)
    assert (second.outcome, second.page_no) == (Outcome.FAIL, None)


def test_only_the_first_pages_that_are_not_blank_count() -> None:
    none = top(header(present=False))
    pages = ({"blank.is_blank": True}, none, none, none, top(header()))

    verdict = only(header_present.KIND, HEADER, document_subject(document(*pages)))

    assert (verdict.outcome, verdict.measured["pages"]) == (Outcome.FAIL, 3)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (top(header(in_red=False)), Reason.NOT_IN_RED),
        (top(header(in_red=False), colour=False), Reason.PROBABLY_COPY),
        (top(header(present=None), colour=False), Reason.NO_COLOUR),
        (top(header(present=False), colour=False), Reason.NO_COLOUR),
        (top(header(present=False, confidence=0.3)), Reason.LOW_CONFIDENCE),
        (top(header(confidence=0.3)), Reason.LOW_CONFIDENCE),
        (top(header(present=None)), Reason.LOW_CONFIDENCE),
        ({"page.shows_colour": True}, Reason.NOT_MEASURED),
    ],
    ids=lambda value: str(value) if isinstance(value, Reason) else "",
)
def test_a_header_that_cannot_be_judged_in_red_is_unknown(
    given: Given, reason: Reason
) -> None:
    verdict = only(header_present.KIND, HEADER, document_subject(document(given)))

    assert (verdict.outcome, verdict.reason) == (Outcome.UNKNOWN, reason)


def test_pages_that_we_could_not_finish_leave_the_header_unknown() -> None:
    one = document(top(header(present=False)), failed=("page 1",))

    verdict = only(header_present.KIND, HEADER, document_subject(one))

    assert verdict.reason is Reason.ENGINE_FAILED


def test_one_header_in_an_item_is_enough_for_a_recommendation() -> None:
    params = header_present.Params(when_unsure=WhenUnsure.NOT_APPLICABLE)
    plain = document(top(header(present=False)))
    grey = document(top(header(present=None), colour=False))
    item = item_of(plain, document(top(header()), path="b.pdf"))

    assert outcome(header_present.KIND, params, item_subject(item)) is Outcome.PASS
    assert (
        outcome(header_present.KIND, params, item_subject(item_of(grey)))
        is Outcome.NOT_APPLICABLE
    )
    assert (
        outcome(header_present.KIND, params, item_subject(item_of(plain, left_out="x")))
        is Outcome.NOT_APPLICABLE
    )


def test_only_documents_with_the_words_are_asked_for_a_header() -> None:
    params = header_present.Params(only_with_words=(("资金", "计划"),))
    plan = {**top(header(present=False)), "text.lines": lines("安全资金使用计划")}
    other = {**top(header(present=False)), "text.lines": lines("发票")}

    assert (
        outcome(header_present.KIND, params, document_subject(document(plan)))
        is Outcome.FAIL
    )
    assert (
        outcome(header_present.KIND, params, document_subject(document(other)))
        is Outcome.NOT_APPLICABLE
    )
    assert "text.lines" in header_present.KIND.needs(params)
    assert "text.lines" not in header_present.KIND.needs(HEADER)
