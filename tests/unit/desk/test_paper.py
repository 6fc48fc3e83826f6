"""What all papers share."""

import pytest

from reviewer_app.paper import fitted, listed, shortened
from tests.unit.desk.paper_reports import jpeg


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        ((), ""),
        ((3,), "3"),
        ((3, 4), "3–4"),
        ((7, 1, 3, 6, 5, 5), "1、3、5–7"),
    ],
)
def test_pages_in_a_row_are_told_by_their_ends(
    pages: tuple[int, ...], words: str
) -> None:
    assert listed(pages) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("短.pdf", "短.pdf"),
        ("abcdefghijklmnopqrstuvwxyz", "abcdefgh…wxyz"),
        ("一二三四五六七八九十", "一二三四…九十"),
        ("a\u202eb", "a[U+202E]b"),
    ],
)
def test_long_text_keeps_its_begin_and_its_end(text: str, words: str) -> None:
    assert shortened(text, 14) == words


@pytest.mark.parametrize(
    ("size_px", "size_mm"),
    [((100, 200), (10.0, 20.0)), ((200, 100), (20.0, 10.0)), ((1, 900), (0.02, 20.0))],
)
def test_picture_fits_its_room(
    size_px: tuple[int, int], size_mm: tuple[float, float]
) -> None:
    picture = fitted(jpeg(*size_px), 20, 20)

    assert picture is not None
    assert (picture.width_mm, picture.height_mm) == size_mm


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\xff\xd8\xff\xe0"])
def test_what_is_no_picture_is_none(content: bytes) -> None:
    assert fitted(content, 20, 20) is None
