"""Quick comparisons find what a slow one, word by word, finds."""

import random

import pytest
from rapidfuzz import fuzz

from checker.kinds._matching import (
    Alternatives,
    any_holds,
    best_match,
    line_holds,
    plain_text,
    similarity,
    title_hit,
)
from checker.model.evidence import TextLine
from checker.model.geometry import Box

LETTERS = "安全生产责任制度aB１ "
LIMITS = (0.5, 0.7, 0.85, 0.9, 1.0)


def slow_similarity(word: str, text: str) -> float:
    if word in text:
        return 1.0
    if len(text) < len(word):
        return 0.0
    return fuzz.partial_ratio(word, text) / 100


def slow_match(text: str, alternatives: Alternatives, limit: float) -> float | None:
    found = [
        min(slow_similarity(plain_text(word), text) for word in words)
        for words in alternatives
    ]
    return max((one for one in found if one >= limit), default=None)


def some_text(chance: random.Random, most: int) -> str:
    return "".join(chance.choices(LETTERS, k=chance.randint(1, most)))


def some_wording(chance: random.Random) -> tuple[str, ...]:
    words = [f"安{some_text(chance, 8)}" for _ in range(chance.randint(1, 2))]
    return tuple(words)


@pytest.mark.parametrize("limit", LIMITS)
def test_a_glance_at_the_letters_never_loses_a_match(limit: float) -> None:
    chance = random.Random(5)  # noqa: S311 - no secret

    for _ in range(1500):
        text = plain_text(some_text(chance, 14))
        alternatives = tuple(some_wording(chance) for _ in range(3))

        assert best_match(text, alternatives, limit) == slow_match(
            text, alternatives, limit
        )


def test_a_word_cut_off_by_the_edge_of_a_text_is_still_alike() -> None:
    word, text = "安全生产责任制", "全生产责任制度"

    assert similarity(word, text, 0.9) == pytest.approx(12 / 13)


def test_words_of_one_alternative_must_stand_in_one_line() -> None:
    lines = ("安全生产", "责任制度")

    assert any_holds(lines, (("安全", "生产"),))
    assert not any_holds(lines, (("安全", "责任"),))


def test_a_word_never_runs_over_the_end_of_a_line() -> None:
    assert not any_holds(("安全生产", "责任制度"), (("生产责任",),))


@pytest.mark.parametrize("alternatives", [(), ((),)], ids=["none", "an empty one"])
def test_no_words_are_held_by_no_line(alternatives: Alternatives) -> None:
    assert not line_holds("安全", alternatives)
    assert best_match("安全", alternatives, 0.85) is None


def test_the_title_read_most_surely_is_the_hit() -> None:
    lines = (
        TextLine("安全生产责任制", Box(0, 0, 100, 20), 0.7),
        TextLine("安全生产责任制", Box(0, 40, 100, 60), 0.9),
    )

    hit = title_hit(lines, (("安全生产责任制",),), 0.85)

    assert hit is not None
    assert (hit.confidence, hit.box) == (0.9, Box(0, 40, 100, 60))


def test_a_page_that_lacks_the_letters_holds_no_title() -> None:
    lines = (TextLine("会议纪要", Box(0, 0, 100, 20), 0.9),)

    assert title_hit(lines, (("安全生产责任制",),), 0.85) is None
