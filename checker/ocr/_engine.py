"""RapidOCR's detector and recogniser on given model files, on one thread, silently.

Only what RapidOCR publishes is used, its class and its parameters. What this room adds
is what it lacks: lines that are never turned by a quarter, and long ones narrowed.

**Source:** own measured sets: 28 colour scans at 200 dpi, 6,242 characters; 12 pages
at 150 and 200 dpi, scans, photographs, grey and bilevel, 3,370 characters. Against
detection and decoding of our own on the same networks, on the 28: wrong characters
1.8 % instead of 2.0, CPU-s a page 0.24 instead of 0.20, memory 0.1 GB more. Importing
rapidocr costs 0.9 CPU-s once in a process: it parses its list of models twice.
"""

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from checker.model.page import Pixels, Recognised

Quad = NDArray[np.float32]
"""Corners of one line in px, shape (4, 2): top left, top right, bottom right, left."""

RUNTIMES = ("onnxruntime", "openvino")
"""Packages that can run a network, the preferred one first.

**Source:** own 12 pages above, one thread, as many characters right: ONNX Runtime
0.26 CPU-s a page and 1.2 for the first, OpenVINO 0.37 and 2.3. It rounds to bfloat16
where the processor knows it, so that a page may read differently elsewhere.
"""

MOST_SIDE_PX = 1920
"""Largest picture that is searched for lines; bounds time and memory."""

_MOST_LINES = 5000
"""RapidOCR stops at 1,000, which a dense table can hold; nothing may be lost there."""

_CUT_OFF_PX = 0.5
"""RapidOCR cuts off the fractions of corners; half a pixel is put back.

**Source:** own 12 pages above: 136 wrong characters without, 125 with.
"""


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """The two networks (ONNX) and the characters that the second one names."""

    finder: Path
    namer: Path
    alphabet: Path


class Engine:
    """Finds and names lines; takes BGR pictures, as RapidOCR does."""

    def __init__(self, files: ModelFiles, runtime: str) -> None:
        """Load the networks into one of the ``RUNTIMES``."""
        # Its import costs a second: only a process that reads a page pays for it.
        from rapidocr import EngineType, RapidOCR

        own = EngineType(runtime)
        self._ocr = RapidOCR(
            params={
                **_QUIET,
                **_ONE_THREAD,
                "Det.engine_type": own,
                "Det.model_path": str(files.finder),
                "Det.limit_type": "max",
                "Det.limit_side_len": MOST_SIDE_PX,
                "Det.max_candidates": _MOST_LINES,
                "Rec.engine_type": own,
                "Rec.model_path": str(files.namer),
                "Rec.rec_keys_path": str(files.alphabet),
                # One by one: lines read together are all padded to the longest.
                "Rec.rec_batch_num": 1,
                "Rec.rec_img_shape": [3, 48, 48],
            }
        )

    def find(self, image: Pixels) -> list[Quad]:
        """Return the corners of all lines of text, in the pixels of the picture."""
        found = self._ocr(image, use_det=True, use_rec=False)
        # What it answers with has no boxes at all where there is no text.
        boxes = getattr(found, "boxes", None)
        if boxes is None:
            return []
        return [
            np.asarray(corners, dtype=np.float32) + np.float32(_CUT_OFF_PX)
            for corners in boxes
        ]

    def name(self, strip: Pixels) -> Recognised:
        """Return the text of one line; empty with confidence 0 where there is none."""
        named = self._ocr(strip, use_det=False, use_rec=True)
        texts = getattr(named, "txts", None) or ("",)
        chances = getattr(named, "scores", None) or (0.0,)
        return Recognised(str(texts[0]), round(float(chances[0]), 4))


_QUIET = {
    "Global.log_level": "critical",
    "Global.use_cls": False,
    "Global.use_preprocess_img": False,
    "Global.use_vertical_padding": False,
}
"""No words on standard error, and no picture changed before it is read."""

_ONE_THREAD = {
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    # Without the arena of memory a page costs a tenth more.
    "EngineConfig.onnxruntime.enable_cpu_mem_arena": True,
    "EngineConfig.openvino.inference_num_threads": 1,
    "EngineConfig.openvino.num_streams": 1,
}


def find_runtime() -> str:
    """Return the name of the best runtime that is installed; empty: there is none."""
    return next((name for name in RUNTIMES if find_spec(name) is not None), "")


def version_of(package: str) -> str:
    """Return an installed package's version; ``none`` for one that is not."""
    try:
        return version(package)
    except (PackageNotFoundError, ValueError):
        return "none"
