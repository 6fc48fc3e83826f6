"""The one reader of environment and TOML: settings, frozen.

An option given on the command line wins over the environment (``DOSSIER_*``), that
over the nearest ``dossier-checker.toml`` upward, that over the user's own, that over
what is built in.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from checker.errors import SettingsError

APP_NAME = "dossier-checker"
FILE_NAME = f"{APP_NAME}.toml"
ENVIRONMENT_PREFIX = "DOSSIER_"


@dataclass(frozen=True, slots=True)
class Settings:
    """How the checker works; what it judges by is in the rule pack.

    ``rules`` None: the pack that comes with the program. ``store`` None: a temporary
    one that goes with the command. ``reader`` auto: the best one that is installed.
    ``jobs`` workers, one thread each.
    """

    rules: Path | None
    store: Path | None
    reader: str
    jobs: int
    language: str


class _Table(BaseModel):
    """The names and types that a settings file or the environment may hold."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rules: Path | None = None
    store: Path | None = None
    reader: str = "auto"
    jobs: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1, le=256)
    language: str = Field(default="zh", pattern="^(zh|en)$")


def load_settings(given: Mapping[str, Any]) -> Settings:
    """Return the settings in force.

    Args:
        given: options of the command line; None counts as not given.

    Raises:
        SettingsError: a value is wrong; the message says where it came from.
    """
    values: dict[str, Any] = {}
    origin: dict[str, str] = {}
    for name, layer in _layers(given):
        values |= layer
        origin |= dict.fromkeys(layer, name)
    table = _validated(values, origin)
    store = table.store or Path(platformdirs.user_cache_dir(APP_NAME)) / "evidence.db"
    return Settings(table.rules, store, table.reader, table.jobs, table.language)


def _layers(given: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    files = [Path(platformdirs.user_config_dir(APP_NAME)) / FILE_NAME]
    nearest = next(
        (
            folder / FILE_NAME
            for folder in (Path.cwd(), *Path.cwd().parents)
            if (folder / FILE_NAME).is_file()
        ),
        None,
    )
    if nearest is not None:
        files.append(nearest)
    layers = [(str(file), _read_toml(file)) for file in files if file.is_file()]
    layers.append((f"environment {ENVIRONMENT_PREFIX}*", _read_environment()))
    options = {name: value for name, value in given.items() if value is not None}
    return [*layers, ("command line", options)]


def _read_toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"设置文件有误: {file}: {error} / "
            f"The settings file {file} is wrong: {error}"
        ) from error


def _read_environment() -> dict[str, Any]:
    names = _Table.model_fields
    return {
        name: os.environ[ENVIRONMENT_PREFIX + name.upper()]
        for name in names
        if os.environ.get(ENVIRONMENT_PREFIX + name.upper())
    }


def _validated(values: Mapping[str, Any], origin: Mapping[str, str]) -> _Table:
    try:
        return _Table.model_validate(values)
    except ValidationError as error:
        faults = "; ".join(
            f"{one['loc'][0]} ({origin.get(str(one['loc'][0]), '?')}): {one['msg']}"
            for one in error.errors()
        )
        known = ", ".join(_Table.model_fields)
        raise SettingsError(
            f"设置有误: {faults}。可用的设置: {known} / "
            f"Wrong settings: {faults}. Settings are: {known}"
        ) from error
