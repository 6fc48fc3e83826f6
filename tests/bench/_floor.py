"""The least that a page can cost: decoding, rendering, reading it once."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pypdfium2

from checker.ocr.rapid import READER

PAGES = 4


@dataclass(frozen=True, slots=True)
class Floor:
    """Processor seconds a page."""

    decode_s: float
    render_s: float
    read_s: float


def floor_of(path: Path) -> Floor:
    """Measure a PDF of one JPEG a page, one thread, in this process."""
    import cv2

    cv2.setNumThreads(1)
    with pikepdf.open(path) as pdf:
        bodies = [
            next(iter(page.get_images().values())).read_raw_bytes()
            for page in pdf.pages[:PAGES]
        ]
    encoded = [np.frombuffer(body, np.uint8) for body in bodies]
    document = pypdfium2.PdfDocument(path)
    reader = READER()
    pictures = [
        np.asarray(cv2.imdecode(one, cv2.IMREAD_COLOR_RGB), dtype=np.uint8)
        for one in encoded
    ]
    reader.read(pictures[0])

    def render(index: int) -> None:
        document[index].render(scale=200 / 72).to_numpy()

    return Floor(
        _each(lambda index: cv2.imdecode(encoded[index], cv2.IMREAD_COLOR)),
        _each(render),
        _each(lambda index: reader.read(pictures[index])),
    )


def _each(work: Callable[[int], Any]) -> float:
    started = time.process_time()
    for index in range(PAGES):
        work(index)
    return (time.process_time() - started) / PAGES
