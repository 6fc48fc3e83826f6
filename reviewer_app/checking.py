"""The only caller of ``checker.api``: rounds to reports, pages to pictures.

A round's files lie by content in the store; for a check they are laid out once more as
the contract lays out a dossier, by hard links where the disk allows it.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from checker import api
from checker.errors import CheckerError
from checker.model.dossier import Dossier
from checker.model.mending import MendPlan, MendWishes
from checker.model.rulebook import Rulebook
from checker.model.wording import Text
from reviewer_app.domain.wording import told_here

Progress = Callable[[int, int], None]
"""Called with pages done and pages in all."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A file of a dossier: its path there, and where its bytes lie."""

    path: str
    location: Path


@dataclass(frozen=True, slots=True)
class Round:
    """What is checked; ``rules``: the folder of its pack, None: the program's own."""

    files: tuple[Laid, ...]
    dossier_yaml: str
    year: int
    rules: Path | None = None


def check(order: Round, home: Path, progress: Progress) -> Mapping[str, Any]:
    """Return the report of the contract for one round.

    Evidence is kept in ``home``, so that a next round looks at new bytes alone.

    Raises:
        CheckerError: nothing could be judged, for a cause of ours.
    """
    settings = api.load_settings({"store": home / "evidence.db", "jobs": _jobs()})
    with laid_out(order) as folder, api.open_checker(settings) as checker:
        checker.progress = progress
        overrides = api.Overrides(year=order.year)
        rulebook = api.load_rulebook(order.rules)
        results = checker.check([folder], rulebook, overrides=overrides)
        report: Mapping[str, Any] = json.loads(api.render(results, "json"))
    return report


@dataclass(frozen=True, slots=True)
class One:
    """A file that is checked by itself for an item; ``name`` as its owner calls it.

    ``rules``: the folder of a pack, None: the program's own.
    """

    path: Path
    name: str
    item: str
    rules: Path | None = None


def check_one(order: One, progress: Progress) -> Mapping[str, Any]:
    """Return what can be said of one file without its dossier; nothing is kept.

    ``findings`` are those of the contract about this very file: whether an item is
    complete, and what a dossier says of its company, cannot be told from one file.
    ``progress`` may raise, which ends the check.

    Raises:
        CheckerError: nothing could be judged, for a cause of ours.
    """
    settings = replace(api.load_settings({"jobs": 1}), store=None)
    folder_name = f"{order.item}-file"
    laid = Round((Laid(f"{folder_name}/{order.name}", order.path),), "", 0, order.rules)
    with laid_out(laid) as folder, api.open_checker(settings) as checker:
        checker.progress = progress
        results = checker.check([folder], api.load_rulebook(order.rules))
        report = json.loads(api.render(results, "json"))
    return _of_one(order, report, f"{folder_name}/")


def _of_one(order: One, report: Mapping[str, Any], prefix: str) -> Mapping[str, Any]:
    paths = {one["path"]: one for one in report["documents"]}
    document = paths.get(prefix + order.name, {})
    kept = ("rule", "verdict", "severity", "page", "message", "remedy")
    findings = [
        _without({key: one[key] for key in kept}, prefix)
        for one in report["findings"]
        if one["document"] == document.get("path", "")
    ]
    return {
        "item": order.item,
        "name": order.name,
        "page_count": document.get("page_count"),
        "complete": bool(document) and report["complete"],
        "findings": findings,
    }


def _without(finding: dict[str, Any], prefix: str) -> dict[str, Any]:
    """Return a finding whose sentences call the file as its owner does."""
    for key in ("message", "remedy"):
        told = told_here(Text(**finding[key]))
        finding[key] = {
            "zh": told.zh.replace(prefix, ""),
            "en": told.en.replace(prefix, ""),
        }
    return finding


@contextmanager
def laid_out(order: Round) -> Iterator[Path]:
    """Lay a dossier out in a folder of its own, for as long as it is looked at."""
    with tempfile.TemporaryDirectory(prefix="round-") as name:
        folder = Path(name) / "dossier"
        folder.mkdir()
        if order.dossier_yaml:
            (folder / "dossier.yaml").write_text(order.dossier_yaml, "utf-8")
        for file in order.files:
            place = folder / safe_path(file.path)
            place.parent.mkdir(parents=True, exist_ok=True)
            _link(file.location, place)
        yield folder


def safe_path(path: str) -> PurePosixPath:
    """Return a path that stays within its dossier.

    Raises:
        ValueError: it does not.
    """
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or not pure.parts or "\0" in path:
        raise ValueError(f"not a path within a dossier: {path!r}")
    return pure


open_pictures = api.open_pictures
"""Opens what draws pages for eyes, each in a locked child."""


def scan(path: Path, unpack_to: Path) -> Dossier:
    """Return what a folder or a zip holds, as the checker sorts it.

    Raises:
        CheckerError: it is no dossier, or an unsafe archive.
    """
    return api.scan(path, unpack_to, api.load_rulebook())


@cache
def _checklist() -> Rulebook:
    return api.load_rulebook()


def item_for_name(name: str) -> str | None:
    """Return the item that a file's name speaks of, None where it speaks of none."""
    with tempfile.TemporaryDirectory(prefix="name-") as folder:
        place = Path(folder) / "dossier" / safe_path(name).name
        place.parent.mkdir()
        place.touch()
        dossier = api.scan(place.parent, Path(folder), _checklist())
    return next((one.item for one in dossier.documents if one.item), None)


kind_of = api.kind_of
"""Tells what a file is by its content, in the contract's words."""


def mend_certain(path: Path, home: Path) -> tuple[MendPlan, tuple[bytes, ...]]:
    """Return what is surely to be mended of a file, tried out, and the new files.

    Raises:
        CheckerError: it cannot be read, or must not be mended.
    """
    settings = api.load_settings({"store": home / "evidence.db", "jobs": 1})
    with api.open_checker(settings) as checker:
        (plan,) = checker.plan_mending([path])
    return plan, api.mend(path, plan) if plan.files else ()


def mend_wished(
    path: Path, wishes: MendWishes, home: Path
) -> tuple[MendPlan, tuple[bytes, ...]]:
    """Return the plan of what a person wants done to a file, and the new files.

    Raises:
        CheckerError: it cannot be done, or the file must not be mended.
    """
    settings = api.load_settings({"store": home / "evidence.db", "jobs": 1})
    with api.open_checker(settings) as checker:
        (plan,) = checker.plan_mending([path], wishes)
    return plan, api.mend(path, plan) if plan.files else ()


CouldNotCheckError = CheckerError
"""What every failure of the checker's derives from."""


def _jobs() -> int:
    return max(1, min(2, os.cpu_count() or 1))


def _link(source: Path, place: Path) -> None:
    try:
        os.link(source, place)
    except OSError:
        # Another disk, or a disk without links.
        shutil.copyfile(source, place)
