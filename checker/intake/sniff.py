"""What a file really is, by its content, and how a clerk turns it into a PDF."""

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from checker.model.wording import Text

_HEAD_BYTES = 1024
"""Source: ISO 32000-1 annex H, note 13: readers look for the header in 1,024 bytes."""

_TAIL_BYTES = 2048
_MAX_MEMBERS = 20_000
_TEXT_SHARE = 0.95

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"II+\x00", "tiff"),
    (b"MM\x00+", "tiff"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PK\x07\x08", "zip"),
    (b"MZ", "unknown"),
    (b"\x7fELF", "unknown"),
    (b"\x1f\x8b", "unknown"),
    (b"Rar!", "unknown"),
    (b"7z\xbc\xaf\x27\x1c", "unknown"),
    (b"GIF8", "unknown"),
    (b"%FDF-", "unknown"),
    (b"#!", "text"),
    (b"<?php", "text"),
)
_PDF_HEADER = re.compile(rb"%PDF-|%!PS-Adobe-\d\.\d PDF-")
_PDF_OBJECT = re.compile(rb"(?:^|[\r\n])\s*\d{1,10}\s+\d{1,5}\s+obj\b")
_PDF_END = re.compile(rb"startxref|%%EOF|\bxref\b|\btrailer\b")


def kind_of(path: Path) -> str:
    """Return what a file is by content, whatever its name says.

    Args:
        path: the file; at most a few kilobytes of it are read (and a zip's directory).

    Returns:
        One of pdf, jpeg, png, tiff, ofd, docx, doc, xlsx, zip, text, empty, unknown.
        A PDF header counts only where no other format begins the file. A file without
        a header that is made of PDF objects is a (damaged) pdf. Old spreadsheets
        (.xls) are doc: the container is the same.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES * 4)
        size = file.seek(0, 2)
        file.seek(max(0, size - _TAIL_BYTES))
        tail = file.read(_TAIL_BYTES)
    if not head:
        return "empty"
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return _zip_kind(path) if kind == "zip" else kind
    if _is_pdf(head, tail):
        return "pdf"
    return "text" if _is_text(head) else "unknown"


def _is_pdf(head: bytes, tail: bytes) -> bool:
    if _PDF_HEADER.search(head[:_HEAD_BYTES]):
        return True
    return bool(_PDF_OBJECT.search(head) and _PDF_END.search(head + tail))


def _zip_kind(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist()[:_MAX_MEMBERS])
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return "zip"
    if "OFD.xml" in names or any(name.endswith("/OFD.xml") for name in names):
        return "ofd"
    if any(name.startswith("word/") for name in names):
        return "docx"
    return "xlsx" if any(name.startswith("xl/") for name in names) else "zip"


def _is_text(head: bytes) -> bool:
    for encoding in ("utf-8", "gb18030"):
        text = head.decode(encoding, errors="ignore")
        kept = len(text.encode(encoding, errors="ignore"))
        printable = sum(char.isprintable() or char in "\r\n\t\f" for char in text)
        if kept >= _TEXT_SHARE * len(head) and printable >= _TEXT_SHARE * len(text):
            return True
    return head.startswith((b"\xff\xfe", b"\xfe\xff"))


_PRINT_TO_PDF = "另存为（或导出为）PDF 后重新上传"

HOW_TO_CONVERT: Mapping[str, Text] = {
    "jpeg": Text(
        "这是 JPEG 照片，不是 PDF。请用扫描仪重新扫描成 PDF；或在电脑上打开照片，"
        "选择“打印”→“Microsoft Print to PDF”（WPS 选“图片转 PDF”）另存为 PDF 后上传。"
        "只改扩展名没有用",
        "This is a JPEG photo, not a PDF. Scan the sheet to PDF, or open the photo and "
        "choose Print, then Microsoft Print to PDF (WPS: picture to PDF), and upload "
        "the result. Renaming the file does not convert it",
    ),
    "png": Text(
        "这是 PNG 图片，不是 PDF。请打开图片，选择“打印”→“Microsoft Print to PDF”"
        "（WPS 选“图片转 PDF”）另存为 PDF 后上传。只改扩展名没有用",
        "This is a PNG picture, not a PDF. Open it and choose Print, then Microsoft "
        "Print to PDF (WPS: picture to PDF), and upload the result. Renaming the file "
        "does not convert it",
    ),
    "tiff": Text(
        "这是 TIFF 扫描图，不是 PDF。请在扫描仪设置中把格式改为 PDF 重新扫描，"
        "或打开图片用“Microsoft Print to PDF”打印成 PDF 后上传",
        "This is a TIFF scan, not a PDF. Set the scanner to PDF and scan again, or "
        "open it and print it with Microsoft Print to PDF, then upload the result",
    ),
    "ofd": Text(
        "这是 OFD 版式文件，不是 PDF。请用 WPS、数科或福昕 OFD 阅读器打开，"
        "选择“导出/转换为 PDF”（电子发票可在税务平台直接下载 PDF）后上传",
        "This is an OFD file, not a PDF. Open it in WPS or in an OFD reader (Suwell, "
        "Foxit), export it to PDF (e-invoices: download the PDF from the tax platform) "
        "and upload that",
    ),
    "docx": Text(
        "这是 Word 文档（docx），不是 PDF。请用 Word 或 WPS 打开，" + _PRINT_TO_PDF,
        "This is a Word document (docx), not a PDF. Open it in Word or WPS, save or "
        "export it as PDF, and upload that",
    ),
    "doc": Text(
        "这是旧版 Office 文档（doc 或 xls），不是 PDF。请用 Word、Excel 或 WPS 打开，"
        + _PRINT_TO_PDF,
        "This is an old Office document (doc or xls), not a PDF. Open it in Word, "
        "Excel or WPS, save or export it as PDF, and upload that",
    ),
    "xlsx": Text(
        "这是 Excel 表格，不是 PDF。请用 Excel 或 WPS 打开，设好打印区域，"
        + _PRINT_TO_PDF,
        "This is an Excel workbook, not a PDF. Open it in Excel or WPS, set the print "
        "area, save or export it as PDF, and upload that",
    ),
    "zip": Text(
        "这是压缩包，不是 PDF。请先解压，再把里面的 PDF 逐个上传",
        "This is an archive, not a PDF. Unpack it, and upload the PDFs that are in it "
        "one by one",
    ),
    "text": Text(
        "这是纯文本或网页文件，不是 PDF。请找到原件扫描成 PDF，"
        "或用 Word、WPS 打开后另存为 PDF 再上传",
        "This is plain text or a web page, not a PDF. Scan the original to PDF, or "
        "open the file in Word or WPS and save it as PDF",
    ),
    "empty": Text(
        "文件是空的（0 字节），多半是上传或拷贝中断。请从原件重新生成 PDF 后上传",
        "The file is empty (0 bytes); an upload or a copy was probably cut off. Make "
        "the PDF again from the original and upload it",
    ),
    "unknown": Text(
        "认不出这是什么文件，肯定不是 PDF。请用生成它的软件打开并导出为 PDF，"
        "或把原件重新扫描成 PDF 后上传",
        "The file's format is not known, and it is not a PDF. Open it in the program "
        "that made it and export a PDF, or scan the original to PDF",
    ),
}
"""What each kind that is no PDF is, and how to turn it into one."""
