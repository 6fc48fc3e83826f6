"""The probe ``fingerprint``: the same picture, the same digits."""

import numpy as np
import pytest

from checker.model.evidence import Evidence
from checker.model.page import Pixels
from checker.probes.fingerprint import DHASH, PROBE
from tests import damage
from tests.fakes import view_of
from tests.makers import draw_page


def _digits(raster: Pixels, dpi: float) -> str:
    found = PROBE.look(view_of(raster, dpi), Evidence())[DHASH]
    value = getattr(found, "value", "")
    assert isinstance(value, str)
    return value


def _distance(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()


@pytest.mark.parametrize("kind", ["letter", "table", "sparse", "certificate"])
def test_same_page_compressed_and_resized_keeps_its_digits(kind: str) -> None:
    page = draw_page(kind, font="ukai", seed=11, dpi=150)
    again = damage.compressed(damage.scaled(page, 2 / 3), 50)

    distance = _distance(_digits(page, 150), _digits(again, 100))

    assert distance <= 4


def test_brightness_of_the_paper_does_not_matter() -> None:
    page = draw_page("letter", font="ukai", seed=11, dpi=100)

    distance = _distance(_digits(page, 100), _digits(damage.darkened(page, 0.7), 100))

    assert distance <= 2


def test_other_pages_have_other_digits() -> None:
    pages = [draw_page("table", font="ukai", seed=s, dpi=100) for s in range(4)]

    digits = [_digits(page, 100) for page in pages]

    assert all(
        _distance(one, other) > 8
        for index, one in enumerate(digits)
        for other in digits[:index]
    )


def test_digits_are_sixteen_even_for_an_empty_page() -> None:
    empty = np.full((1169, 827, 3), 255, np.uint8)

    digits = _digits(empty, 100)

    assert digits == "0" * 16
