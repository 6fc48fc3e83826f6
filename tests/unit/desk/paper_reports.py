"""Reports for papers to print, pictures for them, and what a PDF holds."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
from PIL import Image

REAL: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "app" / "reports.json").read_text("utf-8")
)
"""Reports that the checker wrote, cut to what screens show."""


def finding(number: int, rule: str = "legibility.illegible", **changes: Any) -> Any:  # noqa: ANN401 - JSON
    """Return an error on page 1 of a file of item 08."""
    given = {
        "id": f"f-{number:04d}",
        "rule": rule,
        "area": rule.partition(".")[0],
        "verdict": "fail",
        "severity": "error",
        "item": "08",
        "document": "08-演练记录.pdf",
        "page": number,
        "bbox": [0.1, 0.2, 0.3, 0.4],
        "message": {"zh": f"第 {number} 处问题", "en": f"fault {number}"},
        "remedy": {"zh": "请改正", "en": "mend it"},
        "evidence": {"value": 0.1, "fail_below": 0.3},
        "source": {"document": "填报说明", "clause": "备注 1"},
        "waived": None,
    }
    return {**given, **changes}


def a_report(*findings: Any, **changes: Any) -> Any:  # noqa: ANN401 - JSON
    """Return a report of a file of forty scanned pages."""
    pages = [{"number": number, "content": "scan"} for number in range(1, 41)]
    given = {
        "ruleset": {"id": "small", "version": "1", "sha256": "ab" * 32, "year": 2021},
        "dossier": {"company": "济南示例建设有限公司", "year": 2021},
        "grade": "basically_qualified",
        "grade_reasons": [],
        "items": [
            {"id": "08", "title": "应急救援演练记录", "status": "fail", "parts": []},
            {"id": "07", "title": "应急预案备案登记表", "status": "missing"},
        ],
        "documents": [{"path": "08-演练记录.pdf", "page_count": 40, "pages": pages}],
        "findings": list(findings),
    }
    return {**given, **changes}


def jpeg(width_px: int = 24, height_px: int = 34) -> bytes:
    """Return a small picture."""
    file = io.BytesIO()
    Image.new("RGB", (width_px, height_px), "white").save(file, "JPEG")
    return file.getvalue()


def draw(_document: str, _page_no: int) -> bytes | None:
    """Draw every page."""
    return jpeg()


def draw_nothing(_document: str, _page_no: int) -> bytes | None:
    """Draw no page."""
    return None


class Printed:
    """What a PDF holds: words, fonts with what each is embedded as, and pages."""

    def __init__(self, pdf: bytes) -> None:
        with pdfplumber.open(io.BytesIO(pdf)) as file:
            self.page_count = len(file.pages)
            pages = [page.extract_text() or "" for page in file.pages]
            self.words = "".join("".join(pages).split())
            self.fonts = {
                str(font["BaseFont"]): embedded
                for page in file.pages
                for font, embedded in _fonts(page.page_obj.resources)
            }


def _fonts(resources: Any) -> Iterator[tuple[Any, bool]]:  # noqa: ANN401 - of pdfminer
    from pdfminer.pdftypes import resolve1  # noqa: PLC0415 - for PDFs only

    for one in resolve1(resources.get("Font", {})).values():
        font = resolve1(one)
        for below in resolve1(font.get("DescendantFonts", [font])):
            descriptor = resolve1(resolve1(below).get("FontDescriptor", {}))
            embedded = {"FontFile", "FontFile2", "FontFile3"} & set(descriptor)
            yield font, bool(embedded)
