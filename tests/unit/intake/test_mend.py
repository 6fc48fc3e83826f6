"""A PDF is rewritten without loss: only what was asked for is another."""

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, String
from PIL import Image

from checker.intake.pdf.mend import rewrite
from checker.model.mending import Cause, MendedPage
from tests.pdfs import Sink, both, change_pdf, scanned, typed, uneven_picture, write_pdf


def mended(path: Path, *pages: MendedPage) -> bytes:
    with pikepdf.open(path) as pdf:
        count = len(pdf.pages)
    sink = Sink()
    assert rewrite(str(path), pages, count, sink=sink) is None
    return bytes(sink.body)


def refusal(path: Path, page_count: int = 1) -> Cause | None:
    return rewrite(str(path), [MendedPage(1, 90)], page_count, sink=Sink())


def texts(body: bytes) -> list[str]:
    with pdfium.PdfDocument(body) as document:
        return [page.get_textpage().get_text_bounded().strip() for page in document]


def drawn(body: bytes, page_index: int = 0) -> Image.Image:
    with pdfium.PdfDocument(body) as document:
        picture: Image.Image = document[page_index].render(scale=1).to_pil()
        return picture.convert("L")


def streams(body: bytes) -> set[bytes]:
    with pikepdf.open(io.BytesIO(body)) as pdf:
        return {
            one.read_raw_bytes()
            for one in pdf.objects
            if isinstance(one, pikepdf.Stream)
        }


def three_pages(path: Path) -> Path:
    picture = scanned(uneven_picture(300, 400))
    return write_pdf(path, typed("one"), both(picture, typed("two")), typed("three"))


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_the_old_one_turned(tmp_path: Path, turn: int) -> None:
    path = write_pdf(tmp_path / "a.pdf", scanned(uneven_picture(300, 400)))
    old = drawn(path.read_bytes())

    new = drawn(mended(path, MendedPage(1, turn)))

    expected = np.asarray(old.rotate(-turn, expand=True), dtype=int)
    assert np.abs(np.asarray(new, dtype=int) - expected).mean() < 2


@pytest.mark.parametrize(
    ("before", "after"), [(0, 90), (90, 180), (270, 0), (-90, 0), (450, 180), (45, 90)]
)
def test_a_turn_adds_to_the_turn_that_a_viewer_sees(
    tmp_path: Path, before: int, after: int
) -> None:
    def turn(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Rotate = before

    path = change_pdf(write_pdf(tmp_path / "a.pdf", typed()), turn)

    with pikepdf.open(io.BytesIO(mended(path, MendedPage(1, 90)))) as pdf:
        assert int(pdf.pages[0].obj.Rotate) == after


def test_a_turn_from_the_page_tree_is_not_lost(tmp_path: Path) -> None:
    def turn(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            del page.obj.Rotate
        pdf.Root.Pages.Rotate = 90

    path = change_pdf(write_pdf(tmp_path / "a.pdf", typed(), typed()), turn)
    inherited = drawn(path.read_bytes()).size

    body = mended(path, MendedPage(2), MendedPage(1, 90))

    assert drawn(body, 0).size == inherited
    assert drawn(body, 1).size == inherited[::-1]


def test_streams_keep_their_bytes_and_text_its_letters(tmp_path: Path) -> None:
    path = three_pages(tmp_path / "a.pdf")

    body = mended(path, MendedPage(1, 90), MendedPage(2, 0, 3.0), MendedPage(3, 180))

    assert streams(path.read_bytes()) <= streams(body)
    assert texts(body) == ["one", "two", "three"]


def test_the_old_file_is_not_touched(tmp_path: Path) -> None:
    path = three_pages(tmp_path / "a.pdf")
    before = path.read_bytes()

    mended(path, MendedPage(3, 90))

    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_the_same_order_gives_the_same_bytes(tmp_path: Path) -> None:
    path = three_pages(tmp_path / "a.pdf")
    pages = MendedPage(2, 90), MendedPage(1, 0, 1.5)

    assert mended(path, *pages) == mended(path, *pages)


def test_pages_come_in_the_new_order(tmp_path: Path) -> None:
    path = three_pages(tmp_path / "a.pdf")

    body = mended(path, MendedPage(3), MendedPage(1), MendedPage(2))

    assert texts(body) == ["three", "one", "two"]


def test_a_dropped_page_leaves_nothing_behind(tmp_path: Path) -> None:
    def link(pdf: pikepdf.Pdf) -> None:
        target = Array([pdf.pages[1].obj, Name.Fit])
        note = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], Dest=target
        )
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])
        with pdf.open_outline() as outline:
            outline.root.append(OutlineItem("to page 2", 1))
            outline.root.append(OutlineItem("to page 3", 2))

    path = change_pdf(three_pages(tmp_path / "a.pdf"), link)

    body = mended(path, MendedPage(1), MendedPage(3))

    with pikepdf.open(io.BytesIO(body)) as pdf, pdf.open_outline() as outline:
        assert len(pdf.pages) == 2
        gone, there = (one.destination for one in outline.root)
        assert isinstance(gone, Array)
        assert isinstance(there, Array)
        assert there[0].objgen == pdf.pages[1].obj.objgen
        assert list(gone[0].keys()) == ["/Type"]
        assert pdf.check_pdf_syntax() == []
    assert texts(body) == ["one", "three"]
    assert len(body) < 0.5 * path.stat().st_size


def test_what_was_filled_in_on_a_dropped_page_is_gone(tmp_path: Path) -> None:
    def fill(pdf: pikepdf.Pdf) -> None:
        widgets = [
            pdf.make_indirect(
                Dictionary(
                    Subtype=Name.Widget, FT=Name.Tx, T=String(name), V=String(name)
                )
            )
            for name in ("first", "second", "kid")
        ]
        parent = pdf.make_indirect(Dictionary(T=String("p"), Kids=[widgets[2]]))
        pdf.pages[0].obj.Annots = Array([widgets[0]])
        pdf.pages[1].obj.Annots = Array(widgets[1:])
        pdf.Root.AcroForm = Dictionary(Fields=[*widgets[:2], parent, String("odd")])

    path = change_pdf(three_pages(tmp_path / "a.pdf"), fill)

    body = mended(path, MendedPage(1), MendedPage(3))

    with pikepdf.open(io.BytesIO(body)) as pdf:
        left = len(pdf.Root.AcroForm.Fields)
    assert b"second" not in body
    assert b"kid" not in body
    assert b"first" in body
    assert left == 2


def test_labels_of_pages_go_when_places_change(tmp_path: Path) -> None:
    def label(pdf: pikepdf.Pdf) -> None:
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))

    path = change_pdf(three_pages(tmp_path / "a.pdf"), label)
    same = MendedPage(1, 90), MendedPage(2), MendedPage(3)

    with pikepdf.open(io.BytesIO(mended(path, *same))) as pdf:
        assert Name.PageLabels in pdf.Root
    with pikepdf.open(io.BytesIO(mended(path, MendedPage(2)))) as pdf:
        assert Name.PageLabels not in pdf.Root


def dark_centre(image: Image.Image) -> tuple[float, float]:
    rows, columns = np.nonzero(np.asarray(image) < 100)
    return float(columns.mean()), float(rows.mean())


def square(pdf: pikepdf.Pdf, at: tuple[int, int], before: bytes = b"") -> None:
    content = before + f" 0 g {at[0]} {at[1]} 10 10 re f".encode()
    pdf.pages[0].obj.Contents = pdf.make_stream(content)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("angle", [5.0, -5.0])
def test_a_page_is_straightened_clockwise_about_its_middle(
    tmp_path: Path, rotate: int, angle: float
) -> None:
    def draw(pdf: pikepdf.Pdf) -> None:
        square(pdf, (60, 700))
        pdf.pages[0].obj.Rotate = rotate

    path = change_pdf(write_pdf(tmp_path / "a.pdf", typed()), draw)
    old = drawn(path.read_bytes())

    new = drawn(mended(path, MendedPage(1, 0, angle)))

    x, y = np.subtract(dark_centre(old), np.divide(old.size, 2))
    turn = np.radians(angle)
    expected = (
        x * np.cos(turn) - y * np.sin(turn),
        x * np.sin(turn) + y * np.cos(turn),
    )
    found = np.subtract(dark_centre(new), np.divide(new.size, 2))
    assert found == pytest.approx(expected, abs=1.0)


def test_no_corner_is_cut_off_and_nothing_hidden_comes_into_view(
    tmp_path: Path,
) -> None:
    def draw(pdf: pikepdf.Pdf) -> None:
        content = b"0 g 100 100 10 10 re 485 732 10 10 re f 0 0 600 90 re f"
        pdf.pages[0].obj.Contents = pdf.make_stream(content)
        pdf.pages[0].obj.CropBox = Array([100, 100, 495, 742])

    path = change_pdf(write_pdf(tmp_path / "a.pdf", typed()), draw)

    new = np.asarray(drawn(mended(path, MendedPage(1, 0, 8.0))))

    assert (new < 100).sum() == pytest.approx(200, rel=0.1)


@pytest.mark.parametrize(
    "before",
    [b"Q Q", b"q q 2 0 0 2 0 0 cm Q", b"q 1 0 0 1 0 0 cm", b"(unclosed"],
    ids=["stray", "left open", "one open", "broken"],
)
def test_a_page_that_does_not_balance_is_straightened_all_the_same(
    tmp_path: Path, before: bytes
) -> None:
    def draw(pdf: pikepdf.Pdf) -> None:
        square(pdf, (60, 700), before + b"\n")

    path = change_pdf(write_pdf(tmp_path / "a.pdf", typed()), draw)
    old = drawn(path.read_bytes())
    if b"(" in before:
        assert mended(path, MendedPage(1, 0, 5.0))
        return

    new = drawn(mended(path, MendedPage(1, 0, 5.0)))

    moved = np.subtract(dark_centre(new), np.divide(new.size, 2))
    stayed = np.subtract(dark_centre(old), np.divide(old.size, 2))
    assert np.hypot(*(moved - stayed)) > 20


def test_an_empty_page_can_be_straightened(tmp_path: Path) -> None:
    def empty(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[0].obj.Contents
        pdf.pages[0].obj.MediaBox = Array([1, 2])

    path = change_pdf(write_pdf(tmp_path / "a.pdf", typed()), empty)

    assert drawn(mended(path, MendedPage(1, 0, 5.0))).size[0] > 612


def stamp(pdf: pikepdf.Pdf) -> None:
    """Lay a stamp with a picture of its own, and a link, over the first page."""
    look = pdf.make_stream(
        b"0 g 0 0 10 20 re f", BBox=[0, 0, 10, 20], Subtype=Name.Form, Type=Name.XObject
    )
    shown = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Stamp,
        F=4,
        Rect=[60, 600, 80, 640],
        AP=Dictionary(N=look),
    )
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=[100, 100, 200, 120],
        QuadPoints=[100, 100, 200, 100, 100, 120, 200, 120],
        A=Dictionary(S=Name.URI, URI=String("https://example.org")),
    )
    pdf.pages[0].obj.Contents = pdf.make_stream(b"")
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(shown), link, String("odd")])


def test_stamps_and_links_go_with_the_page(tmp_path: Path) -> None:
    path = change_pdf(write_pdf(tmp_path / "a.pdf", typed()), stamp)
    old = drawn(path.read_bytes())

    body = mended(path, MendedPage(1, 0, -10.0))

    new = drawn(body)
    x, y = np.subtract(dark_centre(old), np.divide(old.size, 2))
    turn = np.radians(-10.0)
    expected = (
        x * np.cos(turn) - y * np.sin(turn),
        x * np.sin(turn) + y * np.cos(turn),
    )
    found = np.subtract(dark_centre(new), np.divide(new.size, 2))
    assert found == pytest.approx(expected, abs=1.0)
    assert (np.asarray(new) < 100).sum() == pytest.approx(800, rel=0.1)
    with pikepdf.open(io.BytesIO(body)) as pdf:
        link = pdf.pages[0].obj.Annots[1]
        assert float(link.Rect[1]) < 100
        assert float(link.QuadPoints[3]) > float(link.QuadPoints[1])


def test_an_owner_password_is_not_taken_away(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed())
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="secret", R=6))

    assert refusal(path) is Cause.PROTECTED


def test_a_password_to_open_is_refused(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed(), password="secret")  # noqa: S106

    assert refusal(path) is Cause.ENCRYPTED


def test_what_is_no_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"\xff\xd8\xff\xe0")

    assert refusal(path) is Cause.DAMAGED


def test_a_file_with_other_pages_than_were_seen_is_refused(tmp_path: Path) -> None:
    path = three_pages(tmp_path / "a.pdf")

    assert refusal(path, page_count=2) is Cause.DAMAGED


def signature(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.make_indirect(Dictionary(Type=Name.Sig, ByteRange=[0, 1, 2, 3]))


def in_the_form(pdf: pikepdf.Pdf) -> None:
    kid = Dictionary(T=String("kid"), V=signature(pdf))
    field = Dictionary(FT=Name.Sig, Kids=[pdf.make_indirect(kid)])
    pdf.Root.AcroForm = Dictionary(Fields=[pdf.make_indirect(field)])


def on_the_page_alone(pdf: pikepdf.Pdf) -> None:
    widget = Dictionary(Subtype=Name.Widget, FT=Name.Sig, V=signature(pdf))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(widget)])


def as_a_permission(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Perms = Dictionary(DocMDP=signature(pdf))


@pytest.mark.filterwarnings("ignore:This document has 1 form widget")
@pytest.mark.parametrize("sign", [in_the_form, on_the_page_alone, as_a_permission])
def test_a_signature_anywhere_is_respected(
    tmp_path: Path, sign: Callable[[pikepdf.Pdf], None]
) -> None:
    path = change_pdf(write_pdf(tmp_path / "a.pdf", typed()), sign)

    assert refusal(path) is Cause.SIGNED


def test_a_field_that_waits_for_a_signature_is_no_signature(tmp_path: Path) -> None:
    def plant(pdf: pikepdf.Pdf) -> None:
        field = pdf.make_indirect(Dictionary(FT=Name.Sig, T=String("a")))
        field.Kids = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=[field, String("odd")])

    path = change_pdf(write_pdf(tmp_path / "a.pdf", typed()), plant)

    assert refusal(path) is None
