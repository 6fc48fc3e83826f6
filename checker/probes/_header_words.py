"""The words of a header band, and what they say for or against a header."""

import math
import re
from dataclasses import dataclass

import numpy as np

from checker.model.evidence import TextLine
from checker.model.geometry import PT_PER_INCH, Box
from checker.model.page import PageView, Pixels
from checker.probes._header_bands import BoxPx
from checker.probes._header_finder import Header

_FOR = re.compile(
    r"(文件|公司|集团|委员会|领导小组|办公室|项目部|通知|纪要|令|局|厅|院|政府)$"
)
_AGAINST = re.compile(
    r"发票|收据|报表|证书|执照|许可证|资格证|合格证|登记表|登记证|专用章|奖状|荣誉|海报|标语|安全第一"
)
_FILE_OF = re.compile(
    r"(公司|集团|委员会|领导小组|办公室|项目部|局|厅|院|政府)文件\W*$"
)
"""Somebody's name and 文件: hardly anything but a header says so."""

_LETTER = re.compile(r"[\u4e00-\u9fff]")
_WEIGHT_FILE_OF = 2.5
_WEIGHT_FOR, _WEIGHT_AGAINST, _WEIGHT_NO_RULE = 1.2, -3.0, -1.0
"""Log odds. Source: kinds of names in the shared notes, domain 1; our judgement."""

_WEIGHT_OTHER = -3.0
"""The same for words that name nobody, over no rule: a slogan."""

_UNREADABLE = 0.4
"""Most probability of a band in which no letter can be read: a barrier tape on a photo
has colours and stripes of a header. A person must say."""

_STRIP_PX = 48
_LAYER_SHARE = 0.6
_LEAST_READ, _SURELY_READ = 0.5, 0.9
"""Confidence from which a row tells for or against a header, and from which it is told
as its name. Source: 90 drawn headers: rows read rightly had 0.96 and more."""

_LEAST_LETTERS = 2
_NO_READER = "none"


def weigh_words(
    probability: float, words: str | None, *, has_rule: bool = True
) -> float:
    """Return the probability of a header after its words are known.

    Args:
        probability: by its looks.
        words: None where nobody could read, empty where there was nothing to read.
        has_rule: whether a rule runs below.
    """
    if words is not None and len(_LETTER.findall(words)) < _LEAST_LETTERS:
        probability = min(probability, _UNREADABLE)
    shift = 0.0 if has_rule else _WEIGHT_NO_RULE
    if words and _AGAINST.search(words):
        shift += _WEIGHT_AGAINST
    elif words and _FILE_OF.search(words):
        shift += _WEIGHT_FILE_OF
    elif words and _FOR.search(words.rstrip("、,. ·(（）)")):
        shift += _WEIGHT_FOR
    elif words and not has_rule:
        shift += _WEIGHT_OTHER
    odds = min(max(probability, 1e-4), 1 - 1e-4)
    return 1 / (1 + math.exp(-(math.log(odds / (1 - odds)) + shift)))


@dataclass(frozen=True, slots=True)
class Words:
    """What a band says; ``are_sure``: every row of it was read surely."""

    text: str
    are_sure: bool


def read_words(
    page: PageView, header: Header, pt_per_px: float, *, in_red: bool
) -> Words | None:
    """Return what the band says, rows from top to bottom.

    A trusted text layer is asked first; otherwise the reader gets one strip a row. In
    red it sees blue light alone, which blue ink of a seal across the band lets through.

    Returns:
        None where there is no reader, empty where it can read nothing.
    """
    words = _layer_words(page, header, pt_per_px)
    if words is not None:
        return Words(words, are_sure=True)
    if page.reader.name == _NO_READER:
        return None
    strips = [_strip(page, header, row, pt_per_px=pt_per_px) for row in header.rows]
    if in_red:
        strips = [s[:, :, 2:].repeat(3, axis=2) for s in strips]
    read = page.reader.recognise([s for s in strips if s.size])
    text = "".join(r.text.strip() for r in read if r.confidence >= _LEAST_READ)
    return Words(text, are_sure=all(r.confidence >= _SURELY_READ for r in read))


def _layer_words(page: PageView, header: Header, pt_per_px: float) -> str | None:
    if not page.layer_trusted:
        return None
    band = Box(*(v * pt_per_px for v in header.upright.back(header.block)))
    lines = [n for n in page.layer if n.box.overlap_share(band) > _LAYER_SHARE]
    rows = [
        Box(*(v * pt_per_px for v in header.upright.back(row))) for row in header.rows
    ]

    def place(line: TextLine) -> tuple[int, float]:
        shares = [line.box.overlap_share(row) for row in rows]
        x, y = line.box.centre
        along = (x, y, -x, -y)[header.upright.quarter_turns]
        return shares.index(max(shares)) if shares else 0, along

    return "".join(line.text.strip() for line in sorted(lines, key=place)) or None


def _strip(page: PageView, header: Header, row: BoxPx, *, pt_per_px: float) -> Pixels:
    """Return one row of the band upright and straight, 48 px high."""
    import cv2

    upright = header.upright
    dpi = max(page.raster_dpi, PT_PER_INCH)
    factor = pt_per_px * dpi / PT_PER_INCH
    grow = max(2, round(0.12 * (row[3] - row[1])))
    box = upright.back((row[0] - 3, row[1] - grow, row[2] + 3, row[3] + grow))
    pixels = page.pixels(dpi)
    x0, y0, x1, y1 = (max(0, round(v * factor)) for v in box)
    part = np.ascontiguousarray(np.rot90(pixels[y0:y1, x0:x1], upright.quarter_turns))
    if min(part.shape[:2]) < 4:  # noqa: PLR2004
        return np.empty((0, 0, 3), dtype=np.uint8)
    slope = math.tan(math.radians(upright.lean_deg))
    height = max(4, round((row[3] - row[1] + 2 * grow) * factor))
    drop = (part.shape[0] - height) / 2
    matrix = np.array([[1, 0, 0], [-slope, 1, slope * part.shape[1] / 2 - drop]])
    level = cv2.warpAffine(part, matrix, (part.shape[1], height))
    size = (max(8, round(part.shape[1] * _STRIP_PX / height)), _STRIP_PX)
    return np.asarray(cv2.resize(level, size), dtype=np.uint8)
