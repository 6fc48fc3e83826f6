"""Neural networks in ONNX files, run on one thread by ONNX Runtime or OpenVINO."""

from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Tensor = NDArray[np.float32]
"""float32 of shape (count, channels, height, width), or whatever a network gives."""

ENGINES = ("onnxruntime", "openvino")
"""Packages that can run a network, the preferred one first.

**Source:** own measured set of 30 synthetic pages at 150 and 200 dpi, one thread, the
same text from both: ONNX Runtime 0.25 CPU-s a page and 0.3 at the first one more,
OpenVINO 0.27 and 0.9 (it prepares itself anew for each width), 0.1 GB more memory.
"""


class Network(Protocol):
    """A loaded network with one input and one output."""

    def run(self, batch: Tensor) -> Tensor:
        """Return the output; it may be overwritten by the next call."""
        ...


def find_engine() -> str:
    """Return the name of the best engine that is installed; empty if there is none."""
    return next((name for name in ENGINES if find_spec(name) is not None), "")


def version_of(package: str) -> str:
    """Return an installed package's version; ``none`` for one that is not."""
    try:
        return version(package)
    except (PackageNotFoundError, ValueError):
        return "none"


def load_network(path: Path, engine: str) -> Network:
    """Load an ONNX file into one of the ``ENGINES``."""
    if engine == "openvino":
        return _OpenVino(path)
    return _OnnxRuntime(path)


class _OpenVino:
    def __init__(self, path: Path) -> None:
        import openvino  # noqa: PLC0415  # heavy, and may be missing

        # Left alone, OpenVINO takes bfloat16 where the processor knows it: slower
        # without matrix units, and the same page would read differently elsewhere.
        settings = {
            "INFERENCE_NUM_THREADS": "1",
            "NUM_STREAMS": "1",
            "INFERENCE_PRECISION_HINT": "f32",
        }
        compiled = openvino.Core().compile_model(str(path), "CPU", settings)
        self._request = compiled.create_infer_request()

    def run(self, batch: Tensor) -> Tensor:
        self._request.infer([batch], share_inputs=True)
        return np.asarray(self._request.get_output_tensor().data, dtype=np.float32)


class _OnnxRuntime:
    def __init__(self, path: Path) -> None:
        import onnxruntime

        # The arena of memory stays on: without it a page costs a tenth more.
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 4
        # Patterns of memory are kept for each width of a line, and are never reused.
        options.enable_mem_pattern = False
        self._session = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"]
        )
        self._input = self._session.get_inputs()[0].name

    def run(self, batch: Tensor) -> Tensor:
        return np.asarray(
            self._session.run(None, {self._input: batch})[0], dtype=np.float32
        )
