"""Fakes of the ports, for tests that need no files."""

from dataclasses import dataclass

import numpy as np

from checker.intake.view import RasterView, RawPage
from checker.model.evidence import Colour, Content, TextLine
from checker.model.page import Pixels, ReadLine, Recognised, ScanFacts, TextReader


@dataclass(frozen=True, slots=True)
class FakeReader:
    """A reader that returns what it was given."""

    lines: tuple[ReadLine, ...] = ()
    strip_text: str = ""
    confidence: float = 0.95
    name: str = "fake"
    version: str = "1"

    def read(self, image: Pixels) -> tuple[ReadLine, ...]:
        return self.lines if image.size else ()

    def recognise(self, strips: list[Pixels]) -> tuple[Recognised, ...]:
        return tuple(Recognised(self.strip_text, self.confidence) for _ in strips)


def view_of(  # noqa: PLR0913 - a page has many sides
    raster: Pixels,
    dpi: float,
    *,
    content: Content = Content.SCAN,
    layer: tuple[TextLine, ...] = (),
    reader: TextReader | None = None,
    layer_turn_deg: int | None = None,
) -> RasterView:
    """Return a page view of an RGB raster whose resolution is ``dpi``."""
    height_px, width_px = raster.shape[:2]
    scan = None
    if content is Content.SCAN:
        scan = ScanFacts(dpi, width_px, height_px, Colour.COLOUR)
    raw = RawPage(
        page_no=1,
        width_pt=width_px * 72 / dpi,
        height_pt=height_px * 72 / dpi,
        content=content,
        scan=scan,
        layer=layer,
        layer_trusted=bool(layer),
        raster=np.ascontiguousarray(raster),
        raster_dpi=dpi,
        layer_turn_deg=layer_turn_deg,
    )
    return RasterView(raw, reader or FakeReader())
