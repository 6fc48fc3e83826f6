"""The 「验证码」: what counts as right, and who may hear it."""

import importlib.metadata
import wave
from io import BytesIO
from pathlib import Path

from reviewer_app import challenge
from reviewer_app.challenge import LETTERS, Offered, draw, is_right, new_words, speak


def test_letters_are_fresh_and_not_mistaken_for_others() -> None:
    many = {new_words() for _ in range(50)}

    assert len(many) > 45
    assert set("".join(many)) <= set(LETTERS)
    assert not set(LETTERS) & set("0O1I8B5S2Z")


def test_capitals_and_spaces_do_not_count() -> None:
    assert is_right(" a7km ", "A7KM")
    assert not is_right("A7K", "A7KM")


def test_nothing_is_right_where_nothing_was_asked() -> None:
    assert not is_right("", "")


def test_letters_are_drawn() -> None:
    assert draw("A7KM").startswith(b"\x89PNG")


def test_every_letter_can_be_spoken() -> None:
    for start in range(0, len(LETTERS), 4):
        with wave.open(BytesIO(speak(LETTERS[start : start + 4]))) as sound:
            assert sound.getnframes() / sound.getframerate() > 4


def test_only_who_has_the_key_hears_the_letters() -> None:
    offered = Offered()

    key = offered.offer("A7KM")

    assert offered.words(key) == "A7KM"
    assert offered.words("another") is None
    assert "A7KM" not in key


def test_what_was_answered_is_heard_no_longer() -> None:
    offered = Offered()
    key = offered.offer("A7KM")

    offered.withdraw(key)
    offered.withdraw(key)

    assert offered.words(key) is None


def test_the_oldest_offers_go_first() -> None:
    offered = Offered()
    keys = [offered.offer("A7KM") for _ in range(challenge._MOST_OFFERED + 1)]

    assert offered.words(keys[0]) is None
    assert offered.words(keys[-1]) == "A7KM"


def test_no_module_of_ours_hides_a_package() -> None:
    """Streamlit puts the folder of ``app.py`` on the path first."""
    folder = Path(challenge.__file__).parent
    ours = {one.stem for one in folder.iterdir() if one.name != "__pycache__"}

    assert not ours & set(importlib.metadata.packages_distributions())
