"""Pages are drawn once, as displayed, with their text and kind of content."""

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from checker.errors import PageUnreadableError
from checker.intake.pdf import _survey
from checker.intake.pdf.pages import picture, read_pages
from checker.intake.pdf.pixels import MAX_PIXELS, MAX_SIDE_PX
from checker.intake.pdf.words import Layer
from checker.intake.view import PageFailure, RawPage
from checker.model.evidence import Colour, Content, TextLine
from tests.pdfs import (
    A4_PT,
    both,
    change_pdf,
    scanned,
    typed,
    typed_chinese,
    uneven_picture,
    write_pdf,
)

NOTICE = (
    "关于开展安全生产许可证动态考核工作的通知",
    "各建筑施工企业应当按照要求如实填报材料",
    "二〇二二年三月三十一日",
)


def read(path: Path, page_no: int = 1) -> RawPage:
    page = next(read_pages(str(path), [page_no]))
    assert isinstance(page, RawPage)
    return page


def edit_page(path: Path, **entries: object) -> Path:
    def edit(pdf: pikepdf.Pdf) -> None:
        for name, value in entries.items():
            pdf.pages[0].obj[f"/{name}"] = value

    return change_pdf(path, edit)


def empty(_canvas: Canvas) -> None:
    """Draw nothing."""


def scan_at(dpi: float, mode: str = "RGB") -> Image.Image:
    width_px, height_px = (round(side * dpi / 72) for side in A4_PT)
    return uneven_picture(width_px, height_px, mode)


def test_a_digital_page_is_drawn_at_100_dpi_with_its_lines(tmp_path: Path) -> None:
    page = read(write_pdf(tmp_path / "a.pdf", typed_chinese(*NOTICE)))

    assert page.content is Content.DIGITAL
    assert page.scan is None
    assert [line.text for line in page.layer] == list(NOTICE)
    assert page.layer_trusted
    assert page.layer_turn_deg == 0
    assert page.raster.shape == (1169, 826, 3)
    assert page.raster_dpi == pytest.approx(100, abs=0.2)
    assert (page.width_pt, page.height_pt) == A4_PT


def test_each_page_comes_in_the_order_asked_for(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed("one"), typed("two"), typed("three"))

    pages = list(read_pages(str(path), [3, 1]))

    assert [page.page_no for page in pages] == [3, 1]
    assert [page.layer[0].text for page in pages if isinstance(page, RawPage)] == [
        "three",
        "one",
    ]


@pytest.mark.parametrize(
    ("dpi", "raster_dpi"), [(72, 100), (100, 100), (150, 150), (200, 200), (300, 200)]
)
def test_a_scan_keeps_its_resolution_between_100_and_200(
    tmp_path: Path, dpi: int, raster_dpi: int
) -> None:
    page = read(write_pdf(tmp_path / "a.pdf", scanned(scan_at(dpi))))

    assert page.content is Content.SCAN
    assert page.scan is not None
    assert page.scan.dpi == pytest.approx(dpi, rel=0.005)
    assert page.raster_dpi == pytest.approx(raster_dpi, rel=0.005)
    assert not page.layer_trusted


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_short_cut_shows_what_pdfium_shows(tmp_path: Path, turn: int) -> None:
    plain = write_pdf(tmp_path / "a.pdf", scanned(scan_at(120)))
    edit_page(plain, Rotate=turn)
    other = tmp_path / "b.pdf"
    other.write_bytes(plain.read_bytes())
    edit_page(other, Group=Dictionary(S=Name.Transparency))  # pdfium's way

    fast, slow = read(plain), read(other)

    assert fast.raster.shape == slow.raster.shape
    difference = np.abs(fast.raster.astype(int) - slow.raster.astype(int))
    assert difference.max() <= 2


@pytest.mark.parametrize(
    ("mode", "colour"),
    [("RGB", Colour.COLOUR), ("L", Colour.GREY)],
)
def test_a_scan_has_the_colours_of_its_picture(
    tmp_path: Path, mode: str, colour: Colour
) -> None:
    page = read(write_pdf(tmp_path / "a.pdf", scanned(scan_at(100, mode))))

    assert page.scan is not None
    assert page.scan.colour is colour


def test_one_bit_a_pixel_is_bilevel(tmp_path: Path) -> None:
    def thin_out(pdf: pikepdf.Pdf) -> None:
        (image,) = (
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        )
        image.write(bytes([0xF0, 0x0F]) * 200)
        image.Width, image.Height, image.BitsPerComponent = 16, 200, 1
        image.ColorSpace = Name.DeviceGray

    path = write_pdf(tmp_path / "a.pdf", scanned(scan_at(30, "L")))
    page = read(change_pdf(path, thin_out))

    assert page.scan is not None
    assert page.scan.colour is Colour.BILEVEL


def test_stripes_make_one_scan(tmp_path: Path) -> None:
    stripe = uneven_picture(1240, 219)
    height = A4_PT[1] / 8
    stripes = [scanned(stripe, (0, height * at, A4_PT[0], height)) for at in range(8)]

    page = read(write_pdf(tmp_path / "a.pdf", both(*stripes)))

    assert page.content is Content.SCAN
    assert page.scan is not None
    assert page.scan.dpi == pytest.approx(150, rel=0.01)
    assert page.scan.height_px == pytest.approx(1752, rel=0.01)


def test_a_card_alone_on_the_sheet_is_a_scan(tmp_path: Path) -> None:
    card = scanned(uneven_picture(1000, 630), (150, 500, 243, 153))

    assert read(write_pdf(tmp_path / "a.pdf", card)).content is Content.SCAN


def test_text_and_a_large_picture_are_mixed(tmp_path: Path) -> None:
    photo = scanned(uneven_picture(800, 600), (100, 300, 400, 300))
    page = read(write_pdf(tmp_path / "a.pdf", both(typed(), photo)))

    assert page.content is Content.MIXED
    assert page.layer
    assert not page.layer_trusted
    assert page.raster_dpi == pytest.approx(150, abs=0.2)


def test_text_and_a_small_picture_are_digital(tmp_path: Path) -> None:
    logo = scanned(uneven_picture(120, 120), (400, 100, 120, 120))
    page = read(write_pdf(tmp_path / "a.pdf", both(typed(), logo)))

    assert page.content is Content.DIGITAL
    assert page.layer_trusted


def invisible(canvas: Canvas) -> None:
    text = canvas.beginText(72, 700)
    text.setFont("Helvetica", 14)
    text.setTextRenderMode(3)
    text.textLine("what a machine believed to read")
    canvas.drawText(text)


def test_invisible_text_over_a_scan_is_not_trusted(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", both(scanned(scan_at(100)), invisible))
    page = read(path)

    assert page.content is Content.SCAN
    assert [line.text for line in page.layer] == ["what a machine believed to read"]
    assert not page.layer_trusted


def test_text_under_a_scan_counts_as_invisible(tmp_path: Path) -> None:
    words = [typed(y=60 * row) for row in range(1, 12)]
    page = read(write_pdf(tmp_path / "a.pdf", both(*words, scanned(scan_at(100)))))

    assert page.content is Content.SCAN
    assert not page.layer_trusted


def white(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    typed("approved by nobody", 300)(canvas)


def test_white_text_on_white_is_left_out(tmp_path: Path) -> None:
    page = read(write_pdf(tmp_path / "a.pdf", both(typed(), white)))

    assert [line.text for line in page.layer] == ["Safety production notice"]
    assert not page.layer_trusted


@pytest.mark.parametrize("draw", [empty, white, invisible])
def test_a_page_that_draws_nothing_is_blank(
    tmp_path: Path, draw: Callable[[Canvas], None]
) -> None:
    page = read(write_pdf(tmp_path / "a.pdf", draw))

    assert page.content is Content.BLANK
    assert int(page.raster.min()) == 255


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_measured_as_displayed(tmp_path: Path, turn: int) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed_chinese(*NOTICE))
    page = read(edit_page(path, Rotate=turn))
    scale = page.raster_dpi / 72

    assert page.layer_turn_deg == turn
    assert (page.width_pt < page.height_pt) == (turn % 180 == 0)
    for line in page.layer:
        box = line.box.scaled(scale)
        rows, columns = np.nonzero(
            page.raster[
                int(box.y0) : int(box.y1) + 1, int(box.x0) : int(box.x1) + 1
            ].min(axis=2)
            < 128
        )
        assert len(rows) > 50
        assert np.ptp(rows) > 0.8 * box.height
        assert np.ptp(columns) > 0.8 * box.width


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_letters_drawn_turned_are_seen_turned(tmp_path: Path, turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(300, 400)
        canvas.rotate(-turn)  # reportlab turns the other way
        canvas.drawString(0, 0, "Safety production licence")

    assert read(write_pdf(tmp_path / "a.pdf", draw)).layer_turn_deg == turn


def test_the_crop_box_is_the_page(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed("corner", y=700))
    page = read(edit_page(path, CropBox=Array([60, 600, 360, 800])))

    assert (page.width_pt, page.height_pt) == (300, 200)
    assert page.layer[0].box.x0 == pytest.approx(12, abs=1.5)
    assert page.layer[0].box.y1 == pytest.approx(100, abs=1.5)


def test_user_units_make_a_page_larger(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed("large", y=700))
    page = read(edit_page(path, UserUnit=2))

    assert (page.width_pt, page.height_pt) == (1190, 1684)
    assert page.layer[0].box.x0 == pytest.approx(144, abs=3)
    assert page.raster.shape == (2339, 1653, 3)


@pytest.mark.parametrize("unit", [0, -1, 1_000_000, Name.Odd])
def test_impossible_user_units_are_ignored(tmp_path: Path, unit: object) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed())

    assert read(edit_page(path, UserUnit=unit)).width_pt == A4_PT[0]


@pytest.mark.parametrize(
    "box", [[0, 0, 14400, 14400], [0, 0, 1_000_000, 1_000_000], [0, 0, 1, 14_000_000]]
)
def test_an_absurd_page_is_drawn_small(tmp_path: Path, box: list[int]) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed())
    page = read(edit_page(path, MediaBox=Array(box)))

    assert page.raster.shape[0] * page.raster.shape[1] <= MAX_PIXELS
    assert max(page.raster.shape) <= MAX_SIDE_PX


def _stamp(pdf: pikepdf.Pdf) -> None:
    look = pdf.make_stream(b"BT /F1 12 Tf 2 5 Td (filled in) Tj ET")
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    look.stream_dict.Type = Name.XObject
    look.stream_dict.Subtype = Name.Form
    look.stream_dict.BBox = Array([0, 0, 100, 20])
    look.stream_dict.Resources = Dictionary(Font=Dictionary(F1=font))
    stamp = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Stamp,
        Rect=Array([100, 500, 200, 520]),
        AP=Dictionary(N=look),
        F=4,
    )
    pdf.pages[0].Annots = Array([pdf.make_indirect(stamp)])


def test_what_annotations_show_is_drawn_and_read(tmp_path: Path) -> None:
    path = change_pdf(write_pdf(tmp_path / "a.pdf", typed("typed")), _stamp)
    page = read(path)

    assert [line.text for line in page.layer] == ["typed", "filled in"]
    box = page.layer[1].box.scaled(page.raster_dpi / 72)
    assert page.raster[int(box.y0) : int(box.y1), int(box.x0) : int(box.x1)].min() < 90


def test_garbled_text_is_read_again_by_the_other_parser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed("Safety notice", y=700))
    edit_page(path, CropBox=Array([60, 600, 360, 800]))
    before = read(path).layer[0]
    garbled = Layer((TextLine("???", before.box, 0.9),), is_garbled=True)
    monkeypatch.setattr("checker.intake.pdf.pages.read_layer", lambda *_: garbled)

    page = read(path)

    assert [line.text for line in page.layer] == ["Safety notice"]
    assert page.layer[0].box.overlap_share(before.box) > 0.6
    assert page.layer_trusted


def test_text_that_stays_garbled_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed())
    garbled = Layer(read(path).layer, is_garbled=True)
    monkeypatch.setattr("checker.intake.pdf.pages.read_layer", lambda *_: garbled)
    monkeypatch.setattr("checker.intake.pdf.pages.read_again", lambda *_: [])

    assert not read(path).layer_trusted


def test_the_finest_layer_of_a_scan_gives_its_resolution(tmp_path: Path) -> None:
    layers = both(scanned(scan_at(75)), scanned(scan_at(150, "L")))
    page = read(write_pdf(tmp_path / "a.pdf", layers))

    assert page.scan is not None
    assert page.scan.dpi == pytest.approx(150, rel=0.01)
    assert page.scan.colour is Colour.COLOUR


@pytest.mark.parametrize(
    ("mode", "colour"), [("RGB", Colour.COLOUR), ("L", Colour.GREY)]
)
def test_where_the_file_is_silent_the_pixels_tell_the_colour(
    tmp_path: Path, mode: str, colour: Colour
) -> None:
    def as_jpeg_2000(pdf: pikepdf.Pdf) -> None:
        coded = io.BytesIO()
        uneven_picture(300, 400, mode).save(coded, "JPEG2000")
        (image,) = (
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        )
        image.write(coded.getvalue(), filter=Name.JPXDecode)
        image.Width, image.Height = 300, 400

    path = write_pdf(tmp_path / "a.pdf", scanned(scan_at(30, mode)))
    page = read(change_pdf(path, as_jpeg_2000))

    assert page.scan is not None
    assert page.scan.colour is colour


def test_letters_drawn_as_curves_leave_the_layer_incomplete(tmp_path: Path) -> None:
    def curves(canvas: Canvas) -> None:
        for at in range(400):
            canvas.circle(50 + at % 20 * 20, 100 + at // 20 * 20, 4)

    page = read(write_pdf(tmp_path / "a.pdf", both(typed("page 1"), curves)))

    assert page.content is Content.DIGITAL
    assert not page.layer_trusted


def test_a_picture_of_too_many_pixels_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_survey, "_MAX_PIXELS", 1000)
    path = write_pdf(tmp_path / "a.pdf", scanned(uneven_picture(100, 100)), typed())

    first, second = read_pages(str(path), [1, 2])

    assert isinstance(first, PageFailure)
    assert "pixels" in first.message
    assert isinstance(second, RawPage)


def test_a_page_that_is_not_there_is_a_failure(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed())

    first, second = read_pages(str(path), [2, 1])

    assert isinstance(first, PageFailure)
    assert isinstance(second, RawPage)


def test_a_file_that_does_not_open_fails_on_every_page(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\nlost")

    failures = list(read_pages(str(path), [1, 2]))

    assert [one.page_no for one in failures] == [1, 2]
    assert all(isinstance(one, PageFailure) for one in failures)


def test_a_picture_is_a_jpeg_of_the_width_asked_for(tmp_path: Path) -> None:
    path = edit_page(write_pdf(tmp_path / "a.pdf", typed()), Rotate=90)

    with Image.open(io.BytesIO(picture(str(path), 1, 500))) as image:
        assert image.format == "JPEG"
        assert image.size == (500, 353)


def test_no_picture_of_a_page_that_cannot_be_shown(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed())

    with pytest.raises(PageUnreadableError, match="page 7"):
        picture(str(path), 7, 500)
