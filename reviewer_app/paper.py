"""What all papers share: templates, pictures of pages, and how times are written."""

import base64
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from unicodedata import east_asian_width

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from checker.model.unseen import visible

Draw = Callable[[str, int], bytes | None]
"""Path in the dossier and page number to a JPEG."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page within a paper; ``source`` holds the picture itself."""

    source: str
    width_mm: float
    height_mm: float


def fill(template: str, **values: object) -> str:
    """Return a template with its values: escaped, and nothing in them unseen."""
    return _templates().get_template(template).render(**values)


def fitted(jpeg: bytes, width_mm: float, height_mm: float) -> Picture | None:
    """Return a picture as large as a space allows, None where it is no picture."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - for papers only

    try:
        with Image.open(BytesIO(jpeg), formats=("JPEG",)) as image:
            width_px, height_px = image.size
    except (UnidentifiedImageError, OSError, ValueError):
        return None
    scale = min(width_mm / width_px, height_mm / height_px)
    inline = base64.b64encode(jpeg).decode()
    return Picture(
        f"data:image/jpeg;base64,{inline}",
        round(width_px * scale, 2),
        round(height_px * scale, 2),
    )


def local(moment: dt.datetime) -> str:
    """Return a time as the machine's own zone has it, with the zone's offset."""
    here = moment.astimezone()
    offset = here.strftime("%z")
    return f"{here:%Y-%m-%d %H:%M}（UTC{offset[:3]}:{offset[3:5]}）"


def listed(pages: tuple[int, ...]) -> str:
    """Return page numbers in short: 1、3、5–9."""
    runs: list[list[int]] = []
    for page_no in sorted(set(pages)):
        if runs and page_no == runs[-1][-1] + 1:
            runs[-1].append(page_no)
        else:
            runs.append([page_no])
    return "、".join(
        str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs
    )


def shortened(text: str, columns: int) -> str:
    """Return text of at most so many columns: of a long one its begin and its end.

    Args:
        text: such as a file's name; nothing in it stays unseen.
        columns: a Chinese character takes two, a Latin one takes one.
    """
    shown = visible(text)
    if _columns(shown) <= columns:
        return shown
    end = _begin(shown[::-1], columns // 3)[::-1]
    return f"{_begin(shown, columns - columns // 3 - 2)}…{end}"


def _columns(text: str) -> int:
    return sum(1 + (east_asian_width(one) in "WFA") for one in text)


def _begin(text: str, columns: int) -> str:
    taken = ""
    for one in text:
        columns -= _columns(one)
        if columns < 0:
            break
        taken += one
    return taken


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )


def _finalize(value: object) -> object:
    """Make text visible; its line breaks stay, people write words of several lines."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return "\n".join(visible(one) for one in value.replace("\r\n", "\n").split("\n"))
