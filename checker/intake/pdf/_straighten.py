"""A page straightened: what it draws is turned a little about its middle.

The paper grows so that nothing that was to be seen is cut off, and what lay outside
the page stays outside.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Name

from checker.intake.pdf._quiet import PARSER_FAULTS

Matrix = tuple[float, float, float, float, float, float]
Rectangle = tuple[float, float, float, float]

_LETTER: Rectangle = (0.0, 0.0, 612.0, 792.0)
"""Source: pdfium, CPDF_Page: the size of a page that has none."""

_MAX_ANNOTATIONS = 2000
_PAIRS = 2


@dataclass(frozen=True, slots=True)
class _Small:
    """A turn in user space about a point, which leaves that point where it is."""

    matrix: Matrix

    def of(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f

    def around(self, box: Rectangle) -> Rectangle:
        """Return the upright rectangle around a turned one."""
        x0, y0, x1, y1 = box
        corners = [self.of(x, y) for x in (x0, x1) for y in (y0, y1)]
        xs, ys = zip(*corners, strict=True)
        return min(xs), min(ys), max(xs), max(ys)


def straighten(pdf: pikepdf.Pdf, page: pikepdf.Page, clockwise_deg: float) -> None:
    """Turn what a page draws, its annotations too, about the middle of the page.

    Quarter turns of /Rotate keep the sense of rotation, so the angle is the same in
    user space as on the page as displayed.

    Raises:
        ValueError: the page has no usable size.
    """
    frame = _frame(page)
    small = _about_middle(frame, -clockwise_deg)
    _wrap(pdf, page, _opening(small.matrix, frame))
    grown = Array([round(one, 3) for one in small.around(frame)])
    page.obj.MediaBox = grown
    page.obj.CropBox = grown
    for annotation in annotations_of(page):
        _carry_along(pdf, annotation, small)


def annotations_of(page: pikepdf.Page) -> Iterator[pikepdf.Dictionary]:
    """Yield the annotations of a page, at most 2,000."""
    found = page.obj.get(Name.Annots)
    if not isinstance(found, pikepdf.Array):
        return
    for index in range(min(len(found), _MAX_ANNOTATIONS)):
        one = found[index]
        if isinstance(one, pikepdf.Dictionary):
            yield one


def _frame(page: pikepdf.Page) -> Rectangle:
    """Return the part of user space that is displayed."""
    media = _rectangle(page.obj.get(Name.MediaBox)) or _LETTER
    crop = _rectangle(page.obj.get(Name.CropBox)) or media
    x0, y0 = max(media[0], crop[0]), max(media[1], crop[1])
    x1, y1 = min(media[2], crop[2]), min(media[3], crop[3])
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else media


def _rectangle(found: object) -> Rectangle | None:
    numbers = _numbers(found)
    if len(numbers) != 4:  # noqa: PLR2004
        return None
    x0, x1 = sorted((numbers[0], numbers[2]))
    y0, y1 = sorted((numbers[1], numbers[3]))
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def _numbers(found: object) -> list[float]:
    if not isinstance(found, pikepdf.Array):
        return []
    numbers = [float(one) for one in found]
    return numbers if all(map(math.isfinite, numbers)) else []


def _about_middle(frame: Rectangle, counter_clockwise_deg: float) -> _Small:
    angle = math.radians(counter_clockwise_deg)
    cos, sin = math.cos(angle), math.sin(angle)
    x, y = (frame[0] + frame[2]) / 2, (frame[1] + frame[3]) / 2
    return _Small((cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y))


def _opening(matrix: Matrix, frame: Rectangle) -> bytes:
    """Return the operators that turn what follows, and keep to the old page."""
    x0, y0, x1, y1 = frame
    words = [*(f"{one:.8f}" for one in matrix), "cm"]
    words += [*(f"{one:.3f}" for one in (x0, y0, x1 - x0, y1 - y0)), "re W n"]
    return " ".join(words).encode()


def _wrap(pdf: pikepdf.Pdf, page: pikepdf.Page, opening: bytes) -> None:
    """Put a page's own operators between ``q`` and ``Q``, whatever they leave open."""
    lowest, last = _depths(page)
    head = b"q " + opening + b" q" * -lowest + b"\n"
    tail = b"\n" + b"Q " * (1 + last - lowest)
    page.contents_add(pdf.make_stream(head), prepend=True)
    page.contents_add(pdf.make_stream(tail))


def _depths(page: pikepdf.Page) -> tuple[int, int]:
    """Return the lowest and the last depth of saved graphics states, 0 at the start."""
    depth = lowest = 0
    try:
        for step in pikepdf.parse_content_stream(page, "q Q"):
            depth += 1 if str(step.operator) == "q" else -1
            lowest = min(lowest, depth)
    except PARSER_FAULTS:
        return lowest, depth
    return lowest, depth


def _carry_along(
    pdf: pikepdf.Pdf, annotation: pikepdf.Dictionary, small: _Small
) -> None:
    """Turn one annotation as its page is turned."""
    box = _rectangle(annotation.get(Name.Rect))
    if box is None:
        return
    corners = _numbers(annotation.get(Name.QuadPoints))
    if corners and len(corners) % _PAIRS == 0:
        points = zip(corners[::2], corners[1::2], strict=True)
        annotation.QuadPoints = Array(
            [round(one, 3) for x, y in points for one in small.of(x, y)]
        )
    drawn = _turned_appearance(pdf, annotation, box, small=small)
    annotation.Rect = Array([round(one, 3) for one in drawn or small.around(box)])


def _turned_appearance(
    pdf: pikepdf.Pdf,
    annotation: pikepdf.Dictionary,
    box: Rectangle,
    *,
    small: _Small,
) -> Rectangle | None:
    """Give an annotation a turned picture of its own; return where it then lies.

    A viewer fits the upright box around the picture into /Rect. The new picture's
    matrix places it on the page by itself, so that fitting it changes nothing.
    Source: ISO 32000-1, 12.5.5, algorithm "appearance streams".
    """
    looks = annotation.get(Name.AP)
    look = looks.get(Name.N) if isinstance(looks, pikepdf.Dictionary) else None
    if not isinstance(look, pikepdf.Stream):
        return None
    inner = _rectangle(look.get(Name.BBox))
    if inner is None:
        return None
    own = _numbers(look.get(Name.Matrix)) or [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
    first = _Small((own[0], own[1], own[2], own[3], own[4], own[5]))
    fitted = _then(first.matrix, _fitting(first.around(inner), box))
    whole = _Small(_then(fitted, small.matrix))
    copy = pdf.make_stream(look.read_raw_bytes())
    for key in look.keys():  # noqa: SIM118 - a stream is no mapping
        if key != "/Length":
            copy[key] = look[key]
    copy.Matrix = Array([round(one, 6) for one in whole.matrix])
    annotation.AP = pikepdf.Dictionary(N=copy)
    return whole.around(inner)


def _fitting(inner: Rectangle, box: Rectangle) -> Matrix:
    across = (box[2] - box[0]) / (inner[2] - inner[0])
    up = (box[3] - box[1]) / (inner[3] - inner[1])
    return (
        across,
        0.0,
        0.0,
        up,
        box[0] - inner[0] * across,
        box[1] - inner[1] * up,
    )


def _then(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )
