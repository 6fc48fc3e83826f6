"""A page as probes see it: one raster, scaled on demand and kept."""

from dataclasses import dataclass, field

import numpy as np

from checker.model.evidence import Content, TextLine
from checker.model.page import Pixels, ScanFacts, TextReader


@dataclass(frozen=True, slots=True)
class RawPage:
    """One rendered page as it leaves the locked child.

    ``raster``: RGB at ``raster_dpi``, as displayed. Field meanings: ``PageView``.
    """

    page_no: int
    width_pt: float
    height_pt: float
    content: Content
    scan: ScanFacts | None
    layer: tuple[TextLine, ...]
    layer_trusted: bool
    raster: Pixels
    raster_dpi: float
    layer_turn_deg: int | None = None


@dataclass(frozen=True, slots=True)
class PageFailure:
    """A page that cannot be shown, and why, in a parser's own words."""

    page_no: int
    message: str


@dataclass(slots=True)
class RasterView:
    """The ``PageView`` of a raw page; keeps every size it was asked for."""

    raw: RawPage
    reader: TextReader
    _kept: dict[tuple[str, float], Pixels] = field(default_factory=dict)

    @property
    def page_no(self) -> int:
        """From 1."""
        return self.raw.page_no

    @property
    def width_pt(self) -> float:
        """Width as displayed, in points."""
        return self.raw.width_pt

    @property
    def height_pt(self) -> float:
        """Height as displayed, in points."""
        return self.raw.height_pt

    @property
    def content(self) -> Content:
        """What the page is made of."""
        return self.raw.content

    @property
    def scan(self) -> ScanFacts | None:
        """The image that fills the page, if one does."""
        return self.raw.scan

    @property
    def layer(self) -> tuple[TextLine, ...]:
        """Lines of the text layer, boxes in points."""
        return self.raw.layer

    @property
    def layer_trusted(self) -> bool:
        """Whether the text layer says what a person sees."""
        return self.raw.layer_trusted

    @property
    def layer_turn_deg(self) -> int | None:
        """How far the layer's letters are turned clockwise as displayed."""
        return self.raw.layer_turn_deg

    @property
    def raster_dpi(self) -> float:
        """Resolution of the one rendering."""
        return self.raw.raster_dpi

    def pixels(self, dpi: float) -> Pixels:
        """Return the page in RGB at a resolution; shared, never write into it."""
        return self._at("rgb", dpi)

    def grey(self, dpi: float) -> Pixels:
        """Return the page in grey at a resolution; shared, never write into it."""
        return self._at("grey", dpi)

    def _at(self, mode: str, dpi: float) -> Pixels:
        key = (mode, round(dpi, 1))
        if key not in self._kept:
            self._kept[key] = self._make(mode, dpi)
        return self._kept[key]

    def _make(self, mode: str, dpi: float) -> Pixels:
        import cv2

        source, source_dpi = self._halved_towards(dpi)
        if dpi != source_dpi:
            scale = dpi / source_dpi
            size = (
                max(1, round(source.shape[1] * scale)),
                max(1, round(source.shape[0] * scale)),
            )
            how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
            source = _as_pixels(cv2.resize(source, size, interpolation=how))
        if mode == "grey":
            return _as_pixels(cv2.cvtColor(source, cv2.COLOR_RGB2GRAY))
        return source

    def _halved_towards(self, dpi: float) -> tuple[Pixels, float]:
        """Return the page halved as often as leaves ``dpi``, and its resolution.

        Halving and then reducing the rest is several times cheaper than reducing at
        once, and what was halved serves the next probe.
        """
        import cv2

        source, source_dpi = self.raw.raster, self.raster_dpi
        while dpi <= source_dpi / 2 and min(source.shape[:2]) > 1:
            source_dpi /= 2
            key = ("halved", round(source_dpi, 1))
            if key not in self._kept:
                height, width = (side // 2 for side in source.shape[:2])
                even = source[: height * 2, : width * 2]
                halved = cv2.resize(even, (width, height), interpolation=cv2.INTER_AREA)
                self._kept[key] = _as_pixels(halved)
            source = self._kept[key]
        return source, source_dpi


def _as_pixels(array: object) -> Pixels:
    return np.asarray(array, dtype=np.uint8)
