"""What is certain is planned, what is not is left and said."""

import pytest

from checker.errors import InputError
from checker.mending.plan import plan_mending
from checker.model.mending import Act, Cause, MendedPage, MendPlan, NewFile
from tests.unit.mending.documents import SHA256, a_blank, a_document, a_page


def acts(plan: MendPlan, page_no: int) -> list[Act]:
    return [note.act for note in plan.notes_of(page_no)]


def test_a_good_document_needs_nothing() -> None:
    plan = plan_mending(a_document(a_page(1), a_page(2)))

    assert plan.files == ()
    assert plan.refusal is None
    assert plan.sha256 == SHA256
    assert [note.act for note in plan.notes] == [Act.KEPT, Act.KEPT]


@pytest.mark.parametrize(("lies", "turn"), [(90, 270), (180, 180), (270, 90)])
def test_a_surely_turned_page_is_turned_back(lies: int, turn: int) -> None:
    plan = plan_mending(a_document(a_page(1), a_page(2, orientation=lies)))

    assert plan.files == (NewFile((MendedPage(1), MendedPage(2, turn))),)
    assert acts(plan, 2) == [Act.TURNED]


def test_turning_takes_a_confidence_of_0_95() -> None:
    at, under = (
        plan_mending(a_document(a_page(1, orientation=90, orientation_confidence=sure)))
        for sure in (0.95, 0.9499)
    )

    assert at.files == (NewFile((MendedPage(1, 270),)),)
    assert under.files == ()
    assert acts(under, 1) == [Act.UNSURE]
    assert "94.9%" in under.notes[0].why.zh


@pytest.mark.parametrize("lean", [0.5, -0.5, 4.2, 15.0, -15.0])
def test_a_leaning_page_is_straightened_the_other_way(lean: float) -> None:
    plan = plan_mending(a_document(a_page(1, skew_deg=lean)))

    assert plan.files == (NewFile((MendedPage(1, 0, -lean),)),)
    assert acts(plan, 1) == [Act.STRAIGHTENED]


@pytest.mark.parametrize("lean", [0.49, -0.49, 0.0, None])
def test_a_page_that_hardly_leans_stays(lean: float | None) -> None:
    plan = plan_mending(a_document(a_page(1, skew_deg=lean)))

    assert plan.files == ()
    assert acts(plan, 1) == [Act.KEPT]


@pytest.mark.parametrize(
    "changes",
    [
        {"skew_deg": 15.1},
        {"skew_deg": 3.0, "skew_confidence": 0.69},
        {"skew_deg": 3.0, "skew_confidence": None},
    ],
    ids=["too far", "unsure", "older report"],
)
def test_a_doubtful_lean_is_left_and_said(changes: dict[str, float | None]) -> None:
    plan = plan_mending(a_document(a_page(1, **changes)))

    assert plan.files == ()
    assert acts(plan, 1) == [Act.UNSURE]


@pytest.mark.parametrize("content", ["digital", "mixed"])
def test_a_typeset_page_is_never_straightened(content: str) -> None:
    plan = plan_mending(a_document(a_page(1, content=content, skew_deg=2.4)))

    assert plan.files == ()
    assert acts(plan, 1) == [Act.KEPT]


def test_a_page_of_unsure_turn_is_not_straightened_either() -> None:
    page = a_page(1, orientation_confidence=0.6, skew_deg=3.0)

    assert plan_mending(a_document(page)).files == ()


@pytest.mark.parametrize("turn", [None, 45])
def test_a_page_whose_turn_is_unknown_is_left_to_a_person(turn: int | None) -> None:
    plan = plan_mending(a_document(a_page(1, orientation=turn)))

    assert plan.files == ()
    assert acts(plan, 1) == [Act.UNSURE]


def test_turn_and_lean_are_mended_together() -> None:
    plan = plan_mending(a_document(a_page(1, orientation=180, skew_deg=-2.0)))

    assert plan.files == (NewFile((MendedPage(1, 180, 2.0),)),)
    assert acts(plan, 1) == [Act.TURNED, Act.STRAIGHTENED]


def test_a_blank_page_among_others_is_dropped() -> None:
    plan = plan_mending(a_document(a_page(1), a_blank(2), a_page(3)))

    assert plan.files == (NewFile((MendedPage(1), MendedPage(3))),)
    assert acts(plan, 2) == [Act.DROPPED]


@pytest.mark.parametrize(("sure", "stays"), [(0.98, False), (0.94, True), (None, True)])
def test_a_scan_is_dropped_only_when_surely_blank(
    *, sure: float | None, stays: bool
) -> None:
    blank = a_blank(2, content="scan", blank_confidence=sure)

    plan = plan_mending(a_document(a_page(1), blank))

    assert (plan.files == ()) is stays


def test_a_document_of_blank_pages_keeps_them_all() -> None:
    plan = plan_mending(a_document(a_blank(1), a_blank(2)))

    assert plan.files == ()
    assert acts(plan, 1) == [Act.UNSURE]
    assert "重新扫描" in plan.notes[0].why.zh


def test_a_page_that_was_not_measured_stays() -> None:
    plan = plan_mending(a_document(a_page(1), page_count=2))

    assert plan.files == ()
    assert acts(plan, 2) == [Act.UNSURE]


SIGNED = [{"covers_whole_file": True, "intact": None, "signer": "张三"}]


@pytest.mark.parametrize(
    ("changes", "cause"),
    [
        ({"signatures": SIGNED}, Cause.SIGNED),
        ({"signatures": None}, Cause.MAYBE_SIGNED),
        ({"status": "encrypted"}, Cause.ENCRYPTED),
        ({"status": "damaged"}, Cause.DAMAGED),
        ({"status": "not_pdf"}, Cause.NOT_PDF),
        ({"status": "empty"}, Cause.EMPTY),
        ({"status": "too_large"}, Cause.TOO_LARGE),
        ({"status": "timeout"}, Cause.TIMEOUT),
        ({"status": None}, Cause.DAMAGED),
        ({"page_count": None}, Cause.DAMAGED),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_document_that_must_not_be_touched_is_refused(
    changes: dict[str, object], cause: Cause
) -> None:
    plan = plan_mending(a_document(a_page(1, orientation=90), **changes))

    assert plan.files == ()
    assert plan.refusal is not None
    assert plan.refusal.cause is cause
    assert plan.refusal.words.zh
    assert plan.refusal.words.en


def test_a_repaired_file_may_be_mended() -> None:
    plan = plan_mending(a_document(a_page(1, orientation=90), status="repaired"))

    assert plan.refusal is None
    assert plan.files


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"sha256": SHA256, "pages": [{"number": 0}]},
        a_document(a_page(1, skew_deg=float("nan"))),
        a_document(a_page(1, orientation_confidence=1.5)),
    ],
    ids=["empty", "page 0", "nan", "sure beyond 1"],
)
def test_what_is_no_document_of_the_report_is_refused(
    document: dict[str, object],
) -> None:
    with pytest.raises(InputError, match="document object"):
        plan_mending(document)
