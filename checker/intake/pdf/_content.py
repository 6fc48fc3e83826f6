"""What a page is made of, and the scan that fills it."""

import ctypes

import numpy as np
import pypdfium2.raw as pdfium_c

from checker.intake.pdf._survey import PlacedImage, Survey
from checker.model.evidence import Colour, Content
from checker.model.page import Pixels, ScanFacts

_COVERS_SHARE = 0.85
_SCAN_ALONE_SHARE = 0.05
"""An identity card copied onto an empty sheet covers 0.07 of it."""

_MIXED_SHARE = 0.12
_FEW_TEXTS = 3
_MANY_PATHS = 200
_SMALL_SHARE = 0.02
_LAYER_SHARE = 0.7
_CHROMA = 24
_COLOURED_SHARE = 0.0005
_BILEVEL_FILTERS = frozenset({"JBIG2Decode", "CCITTFaxDecode", "CCF"})
_DIGITAL_DPI = 100.0
_MIXED_DPI = 150.0
_MAX_SCAN_DPI = 200.0


def content_of(survey: Survey) -> Content:
    """Return what a page is made of.

    A scan is a page that pictures cover (one, or the stripes of one), or a page with
    no text and few lines on which a picture is the only thing to see. Invisible text
    does not count; up to three pieces of text (a stamp of the scanning program) may
    lie on a scan.
    """
    if survey.is_empty:
        return Content.BLANK
    is_bare = survey.visible_texts <= _FEW_TEXTS and survey.paths <= _MANY_PATHS
    if survey.covered_share >= _COVERS_SHARE:
        return Content.SCAN if is_bare else Content.MIXED
    alone = survey.visible_texts == 0 and survey.paths <= _MANY_PATHS
    if alone and survey.covered_share >= _SCAN_ALONE_SHARE:
        return Content.SCAN
    if survey.covered_share >= _MIXED_SHARE:
        return Content.MIXED
    return Content.DIGITAL


def settle_blank(content: Content, survey: Survey, raster: Pixels) -> Content:
    """Return the content once the page is drawn: what left no mark is blank.

    A page without a picture that comes out in one shade draws nothing (white on white,
    empty text); one that seemed empty and shows marks has them from annotations.
    """
    if survey.images:
        return content
    sampled = raster[::16] == raster[0, 0]  # nearly always enough, and cheap
    if bool(sampled.all() and (raster == raster[0, 0]).all()):
        return Content.BLANK
    return Content.DIGITAL if content is Content.BLANK else content


def scan_dpi(survey: Survey) -> float:
    """Return the effective resolution of the pictures that make up a scan.

    The finest of those that nearly fill the page (text and background may be layers of
    their own), else of the larger stripes the middle one by surface.
    """
    filling = [image.dpi for image in survey.images if image.share >= _LAYER_SHARE]
    return max(filling) if filling else _middle_dpi(_large(survey))


def raster_dpi(content: Content, survey: Survey) -> float:
    """Return the resolution to draw a page at, before the limit on pixels."""
    if content is Content.SCAN:
        return min(_MAX_SCAN_DPI, max(_DIGITAL_DPI, scan_dpi(survey)))
    return _MIXED_DPI if content is Content.MIXED else _DIGITAL_DPI


def scan_facts(survey: Survey, page: object, raster: Pixels) -> ScanFacts:
    """Return resolution, size in px and colour space of the scan on a page.

    Args:
        survey: of a page whose content is a scan.
        page: a raw pdfium handle.
        raster: the page as drawn; tells the colour where the file does not.
    """
    images = _large(survey)
    largest = max(images, key=lambda image: image.width_px * image.height_px)
    shades = {_colour(image, page, raster) for image in images[:4]}
    colour = next(
        shade
        for shade in (Colour.COLOUR, Colour.GREY, Colour.BILEVEL)
        if shade in shades
    )
    if largest.share >= _LAYER_SHARE:
        width_px, height_px = largest.width_px, largest.height_px
    else:
        width_px, height_px = _joint_size(images)
    return ScanFacts(scan_dpi(survey), width_px, height_px, colour)


def _large(survey: Survey) -> list[PlacedImage]:
    """Return the pictures that matter, largest place first."""
    ranked = sorted(survey.images, key=lambda image: -image.share)
    return [image for image in ranked if image.share >= _SMALL_SHARE] or ranked


def _middle_dpi(images: list[PlacedImage]) -> float:
    ranked = sorted(images, key=lambda image: image.dpi)
    half = sum(image.share for image in ranked) / 2
    for image in ranked:
        half -= image.share
        if half <= 0:
            return image.dpi
    return ranked[-1].dpi


def _joint_size(images: list[PlacedImage]) -> tuple[int, int]:
    """Return the size in px of the picture that stripes or tiles make together."""
    dpi = _middle_dpi(images) / 72
    width = max(one.box.x1 for one in images) - min(one.box.x0 for one in images)
    height = max(one.box.y1 for one in images) - min(one.box.y0 for one in images)
    return round(width * dpi), round(height * dpi)


def _colour(image: PlacedImage, page: object, raster: Pixels) -> Colour:
    filters = _filters(image.handle)
    if filters & _BILEVEL_FILTERS:
        return Colour.BILEVEL
    if "JPXDecode" in filters:  # asking for its colour space would decode it again
        return colour_of_pixels(raster)
    facts = pdfium_c.FPDF_IMAGEOBJ_METADATA()
    asked = pdfium_c.FPDFImageObj_GetImageMetadata(
        image.handle, page, ctypes.byref(facts)
    )
    if not asked or facts.colorspace == pdfium_c.FPDF_COLORSPACE_INDEXED:
        return colour_of_pixels(raster)
    if facts.bits_per_pixel == 1:
        return Colour.BILEVEL
    return Colour.GREY if facts.bits_per_pixel <= 8 else Colour.COLOUR  # noqa: PLR2004


def _filters(handle: object) -> set[str]:
    names = set()
    for index in range(min(pdfium_c.FPDFImageObj_GetImageFilterCount(handle), 8)):
        name = ctypes.create_string_buffer(64)
        pdfium_c.FPDFImageObj_GetImageFilter(handle, index, name, len(name))
        names.add(name.value.decode("latin-1"))
    return names


def colour_of_pixels(raster: Pixels) -> Colour:
    """Return which colours a drawn page shows, every fourth pixel looked at."""
    sample = raster[::4, ::4].astype(np.int16)
    chroma = sample.max(axis=2) - sample.min(axis=2)
    if (chroma > _CHROMA).mean() > _COLOURED_SHARE:
        return Colour.COLOUR
    shades = np.bincount(sample[..., 1].ravel(), minlength=256)
    return Colour.BILEVEL if (shades > 0).sum() <= 2 else Colour.GREY  # noqa: PLR2004
