"""Documents as the report has them, for tests of plans."""

from typing import Any

SHA256 = "ab" * 32


def a_page(number: int, **changes: object) -> dict[str, Any]:
    """Return an upright, straight page of the report, with some fields changed."""
    page: dict[str, Any] = {
        "number": number,
        "content": "scan",
        "blank": False,
        "blank_confidence": 0.99,
        "orientation": 0,
        "orientation_confidence": 0.99,
        "skew_deg": 0.1,
        "skew_confidence": 0.98,
        "seals": [],
    }
    return page | changes


def a_document(*pages: dict[str, Any], **changes: object) -> dict[str, Any]:
    """Return a document of the report, with some fields changed."""
    document: dict[str, Any] = {
        "path": "03-报表.pdf",
        "sha256": SHA256,
        "kind": "pdf",
        "status": "ok",
        "page_count": len(pages),
        "signatures": [],
        "pages": list(pages),
    }
    return document | changes


def a_blank(number: int, **changes: object) -> dict[str, Any]:
    """Return a page of the report on which nothing at all is drawn."""
    nothing = {"orientation": None, "orientation_confidence": None, "skew_deg": None}
    blank = {"content": "blank", "blank": True, "skew_confidence": None}
    return a_page(number, **(nothing | blank | changes))
