"""What a file is comes from its content, whatever its name says."""

import io
import zipfile
from pathlib import Path

import pytest

from checker.intake.sniff import HOW_TO_CONVERT, kind_of

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def zip_of(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "pdf"),
        (b"\xef\xbb\xbf" + PDF, "pdf"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + PDF, "pdf"),
        (PDF.removeprefix(b"%PDF-1.7"), "pdf"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "jpeg"),
        (b"\x89PNG\r\n\x1a\n....", "png"),
        (b"II*\0....", "tiff"),
        (b"MM\0*....", "tiff"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "doc"),
        (zip_of("OFD.xml", "Doc_0/Document.xml"), "ofd"),
        (zip_of("[Content_Types].xml", "word/document.xml"), "docx"),
        (zip_of("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (zip_of("a.pdf"), "zip"),
        (b"PK\x03\x04 and then nothing of a zip", "zip"),
        ("动态考核填报说明\r\n".encode(), "text"),
        ("动态考核填报说明\r\n".encode("gbk"), "text"),
        ("text in utf-16".encode("utf-16"), "text"),
        (b"<html><body>login first</body></html>", "text"),
        (b"%FDF-1.2\n1 0 obj\n<<>>\nendobj\ntrailer\n", "unknown"),
        (b"MZ\x90\0" + PDF, "unknown"),
        (b"#!/bin/sh\n" + PDF, "text"),
        (bytes(4096), "unknown"),
        (b"", "empty"),
    ],
)
def test_content_tells_the_kind(tmp_path: Path, content: bytes, kind: str) -> None:
    path = tmp_path / "财务审计报告.pdf"
    path.write_bytes(content)

    assert kind_of(path) == kind


def test_a_zip_that_begins_with_a_pdf_inside_is_still_a_zip(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("b.pdf", PDF)

    assert kind_of(path) == "zip"


@pytest.mark.parametrize("kind", sorted(HOW_TO_CONVERT))
def test_each_kind_says_in_both_languages_how_to_get_a_pdf(kind: str) -> None:
    words = HOW_TO_CONVERT[kind]

    assert "PDF" in words.zh
    assert "PDF" in words.en
    assert words.zh != words.en
