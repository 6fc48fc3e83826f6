"""What every reader promises, whichever it is."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from checker.errors import SettingsError
from checker.model.page import Pixels, TextReader
from checker.ocr import null, rapid, tesseract

FONTS = (
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"),
    Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"),
)

READERS = (rapid.READER, tesseract.READER, null.READER)


@pytest.fixture(params=READERS, ids=lambda each: str(each.name))
def reader(request: pytest.FixtureRequest) -> TextReader:
    kind = request.param
    missing: str = kind.is_available()
    if missing:
        pytest.skip(missing)
    made: TextReader = kind()
    return made


@pytest.fixture(scope="session")
def font_path() -> Path:
    found = next((path for path in FONTS if path.is_file()), None)
    if found is None:
        pytest.skip("no Chinese font is installed")
    return found


def drawn(font_path: Path, rows: tuple[tuple[int, int, str], ...]) -> Pixels:
    sheet = Image.new("RGB", (900, 400), "white")
    font = ImageFont.truetype(str(font_path), 32)
    draw = ImageDraw.Draw(sheet)
    for x, y, text in rows:
        draw.text((x, y), text, font=font, fill=(20, 20, 20))
    return np.asarray(sheet, dtype=np.uint8)


def is_reading(reader: TextReader) -> bool:
    return reader.name != "none"


def test_names_are_different() -> None:
    assert [each.name for each in READERS] == ["rapidocr", "tesseract", "none"]


def test_a_reader_says_its_version(reader: TextReader) -> None:
    assert reader.version
    assert "none" not in reader.version


def test_a_page_is_read_with_boxes_round_the_lines(
    reader: TextReader, font_path: Path
) -> None:
    page = drawn(font_path, ((60, 80, "安全生产工作总结"), (60, 240, "济宁建筑公司")))

    lines = reader.read(page)

    if not is_reading(reader):
        assert lines == ()
        return
    assert [line.text for line in lines] == ["安全生产工作总结", "济宁建筑公司"]
    x0, y0, x1, y1 = lines[0].box_px
    assert (x0, y0) == pytest.approx((60, 86), abs=18)
    assert (x1, y1) == pytest.approx((316, 116), abs=18)
    assert all(0.8 < line.confidence <= 1 for line in lines)


def test_lines_of_a_row_come_from_left_to_right(
    reader: TextReader, font_path: Path
) -> None:
    page = drawn(
        font_path, ((230, 80, "施工现场"), (60, 80, "安全检查"), (60, 150, "整改情况"))
    )

    lines = reader.read(page)

    text = "".join(line.text for line in lines)
    places = [text.find(words) for words in ("安全检查", "施工现场", "整改情况")]
    if is_reading(reader):
        assert min(places) >= 0
        assert places == sorted(places)
    else:
        assert text == ""


def test_an_empty_page_has_no_lines(reader: TextReader) -> None:
    assert reader.read(np.full((400, 300, 3), 255, np.uint8)) == ()


def test_no_pixels_are_no_lines(reader: TextReader) -> None:
    assert reader.read(np.zeros((0, 0, 3), np.uint8)) == ()


def test_strips_are_read_one_by_one(reader: TextReader, font_path: Path) -> None:
    page = drawn(font_path, ((60, 80, "安全生产"), (60, 240, "工作总结")))
    strips = [page[76:128, 50:200], page[236:288, 50:200]]

    read = reader.recognise(strips)

    expected = ["安全生产", "工作总结"] if is_reading(reader) else ["", ""]
    assert [each.text for each in read] == expected
    assert all(0 <= each.confidence <= 1 for each in read)


def test_no_strips_give_no_readings(reader: TextReader) -> None:
    assert reader.recognise([]) == ()


def test_an_empty_strip_reads_as_nothing(reader: TextReader) -> None:
    (read,) = reader.recognise([np.full((48, 200, 3), 255, np.uint8)])

    assert read.text == ""


def test_the_same_page_reads_the_same_twice(
    reader: TextReader, font_path: Path
) -> None:
    page = drawn(font_path, ((60, 80, "2021年12月31日"),))

    assert reader.read(page) == reader.read(page)


def test_the_image_is_left_as_it_was(reader: TextReader, font_path: Path) -> None:
    page = drawn(font_path, ((60, 80, "安全生产"),))
    before = page.copy()

    reader.read(page)

    assert (page == before).all()


def test_a_page_on_its_side_reads_badly_and_is_not_turned(font_path: Path) -> None:
    missing = rapid.READER.is_available()
    if missing:
        pytest.skip(missing)
    page = drawn(font_path, ((60, 80, "安全生产工作总结"), (60, 240, "济宁建筑公司")))

    lines = rapid.READER().read(np.ascontiguousarray(np.rot90(page)))

    assert all(line.confidence < 0.8 for line in lines)


@pytest.mark.parametrize("kind", [rapid.READER, tesseract.READER])
def test_a_missing_part_is_an_error_that_says_what_to_install(
    kind: type[rapid.RapidReader | tesseract.TesseractReader],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kind, "is_available", staticmethod(lambda: "it is not there"))

    with pytest.raises(SettingsError, match=r"it is not there; install it with"):
        kind()
