"""What is true of pages: the ``labels.yaml`` of a labelled set."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from checker.errors import InputError

FILE = "labels.yaml"
Box = tuple[float, float, float, float]
"""Left, top, right, bottom, as fractions of the page as displayed."""

_HIDING = {"glare", "blot"}
_FIRM = 0.6
_HOPELESS = 1.65


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """One page and what is true of it; a field that nobody labelled is None."""

    path: Path
    number: int
    truth: Mapping[str, Any]

    @property
    def layout(self) -> str:
        """The kind of page."""
        return str(self.truth.get("layout", ""))

    @property
    def is_sound(self) -> bool:
        """Whether nothing was done to it that hides what is on it."""
        kind, strength = self.truth.get("harm"), float(self.truth.get("strength") or 0)
        return self.truth.get("legible") is not False and (
            not kind or (strength < _FIRM and kind not in _HIDING)
        )

    @property
    def is_readable(self) -> bool:
        """Whether a person could still tell what stands on it, with effort."""
        return float(self.truth.get("strength") or 0) < _HOPELESS and (
            self.truth.get("legible") is not False
        )


def read_labels(folder: Path) -> list[LabelledPage]:
    """Return all labelled pages of a folder, of its own set or of those inside it.

    A set is ``labels.yaml`` beside its files, or beside a folder ``dossier``.

    Raises:
        InputError: there is no set, or one that cannot be read.
    """
    own = folder / FILE
    found = [own] if own.is_file() else sorted(folder.glob(f"*/{FILE}"))
    if not found:
        raise InputError(
            f"{folder}: 没有 {FILE}（标注集），用 python -m sample_data.world 生成 / "
            f"no {FILE} here; make a set with python -m sample_data.world"
        )
    return [page for file in found for page in _pages(file)]


def _pages(file: Path) -> list[LabelledPage]:
    inner = file.parent / "dossier"
    root = inner if inner.is_dir() else file.parent
    return [
        LabelledPage(root / name, int(label.get("page", 1)), label)
        for name, labels in _documents(file).items()
        for label in labels
    ]


def _documents(file: Path) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    try:
        loaded = YAML(typ="safe", pure=True).load(file.read_text("utf-8"))
        documents = loaded["documents"]
    except (OSError, UnicodeDecodeError, YAMLError, KeyError, TypeError) as error:
        raise InputError(f"{file}: 标注无法读取 / cannot be read: {error}") from error
    return dict(documents)
