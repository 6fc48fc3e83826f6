"""A person's wishes: each is carried out, or refused with a reason."""

import pytest

from checker.errors import MendOrderError
from checker.mending.plan import plan_mending
from checker.mending.wished import check_plan, read_wishes
from checker.model.mending import (
    Act,
    Cause,
    MendedPage,
    MendPlan,
    MendWishes,
    NewFile,
)
from tests.unit.mending.documents import SHA256, a_document, a_page

FOUR = a_document(*(a_page(number, orientation=180) for number in range(1, 5)))


def numbers(plan: MendPlan) -> list[list[int]]:
    return [[page.page_no for page in file.pages] for file in plan.files]


def test_nothing_is_done_that_was_not_asked_for() -> None:
    plan = plan_mending(FOUR, MendWishes(turns={3: 90}))

    assert plan.files == (
        NewFile((MendedPage(1), MendedPage(2), MendedPage(3, 90), MendedPage(4))),
    )
    assert [note.act for note in plan.notes] == [
        Act.KEPT,
        Act.KEPT,
        Act.TURNED,
        Act.KEPT,
    ]


def test_pages_are_dropped_ordered_and_split_by_their_old_numbers() -> None:
    wishes = MendWishes(drop=(2,), order=(4, 1, 3), split_after=(1,))

    plan = plan_mending(FOUR, wishes)

    assert numbers(plan) == [[4, 1], [3]]
    assert [note.act for note in plan.notes_of(1)] == [Act.MOVED, Act.CUT]
    assert [note.act for note in plan.notes_of(2)] == [Act.DROPPED]


def test_a_file_may_be_split_several_times() -> None:
    plan = plan_mending(FOUR, MendWishes(split_after=(1, 2)))

    assert numbers(plan) == [[1], [2], [3, 4]]
    assert "3" in plan.notes_of(2)[0].why.en


def test_a_small_turn_may_be_wished_for() -> None:
    plan = plan_mending(FOUR, MendWishes(straighten={1: -2.5}))

    assert plan.files[0].pages[0] == MendedPage(1, 0, -2.5)
    assert plan.notes[0].act is Act.STRAIGHTENED


def test_an_order_that_changes_nothing_is_no_work() -> None:
    plan = plan_mending(FOUR, MendWishes(order=(1, 2, 3, 4)))

    assert plan.files == ()


def test_wishes_do_not_open_a_signed_file() -> None:
    plan = plan_mending(FOUR | {"signatures": [{}]}, MendWishes(turns={1: 90}))

    assert plan.refusal is not None
    assert plan.refusal.cause is Cause.SIGNED


@pytest.mark.parametrize(
    ("wishes", "words"),
    [
        (MendWishes(turns={5: 90}), "no page 5"),
        (MendWishes(turns={0: 90}), "no page 0"),
        (MendWishes(turns={1: 45}), "90, 180 or 270"),
        (MendWishes(turns={1: 0}), "90, 180 or 270"),
        (MendWishes(straighten={1: 46.0}), "-45 to 45"),
        (MendWishes(straighten={1: float("nan")}), "-45 to 45"),
        (MendWishes(drop=(1, 2, 3, 4)), "not all pages"),
        (MendWishes(drop=(9,)), "no page 9"),
        (MendWishes(drop=(1, 1)), "named twice"),
        (MendWishes(order=(1, 2, 3)), "leaves out page 4"),
        (MendWishes(order=(1, 2, 3, 3, 4)), "named twice"),
        (MendWishes(order=(1, 2, 3, 4), drop=(2,)), "is to be dropped"),
        (MendWishes(turns={2: 90}, drop=(2,)), "is to be dropped"),
        (MendWishes(straighten={2: 1.0}, drop=(2,)), "is to be dropped"),
        (MendWishes(split_after=(2,), drop=(2,)), "is to be dropped"),
        (MendWishes(split_after=(4,)), "nothing follows"),
        (MendWishes(split_after=(3,), drop=(4,)), "nothing follows"),
        (MendWishes(split_after=(1,), order=(2, 3, 4, 1)), "nothing follows"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_wish_that_cannot_be_carried_out_says_why(
    wishes: MendWishes, words: str
) -> None:
    with pytest.raises(MendOrderError, match=words):
        plan_mending(FOUR, wishes)


def test_wishes_are_read_from_texts() -> None:
    wishes = read_wishes(
        ["3:90", "1：180，2:270"], drop="2, 5", order="3,1，4", split_after="4"
    )

    assert wishes == MendWishes(
        turns={3: 90, 1: 180, 2: 270}, drop=(2, 5), order=(3, 1, 4), split_after=(4,)
    )


def test_no_texts_are_no_wishes() -> None:
    assert read_wishes().is_empty


@pytest.mark.parametrize(
    ("option", "text"),
    [
        ("turns", "3"),
        ("turns", "3:x"),
        ("turns", "3:90,3:180"),
        ("drop", "a"),
        ("drop", "2-5"),
        ("order", ","),
        ("order", "1,,2"),
        ("split_after", "-1"),
        ("split_after", "12345678"),
    ],
)
def test_a_text_of_another_form_is_a_wrong_order(option: str, text: str) -> None:
    turns = [text] if option == "turns" else []
    others = {} if option == "turns" else {option: text}

    with pytest.raises(MendOrderError):
        read_wishes(turns, **others)


@pytest.mark.parametrize(
    "files",
    [
        (NewFile((MendedPage(3),)),),
        (NewFile((MendedPage(1), MendedPage(1))),),
        (NewFile((MendedPage(1),)), NewFile(())),
        (NewFile((MendedPage(1, 45),)),),
        (NewFile((MendedPage(1, 0, 400.0),)),),
    ],
    ids=["no such page", "twice", "no page", "odd turn", "far lean"],
)
def test_a_plan_from_elsewhere_is_checked(files: tuple[NewFile, ...]) -> None:
    with pytest.raises(MendOrderError):
        check_plan(MendPlan(SHA256, 2, files))
