"""New files: their names, and writing them without harm to what is there."""

import os
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from checker.errors import MendOrderError, SettingsError
from checker.mending.refusals import refused
from checker.model.mending import Cause

SUFFIX = "-修正"


def target_paths(source: Path, folder: Path | None, count: int) -> tuple[Path, ...]:
    """Return the new files of a source: beside it, or in the folder.

    One is called ``<name>-修正.pdf``, several ``<name>-修正-1.pdf`` and so on.
    """
    place = source.parent if folder is None else folder
    stem = source.stem + SUFFIX
    if count == 1:
        return (place / f"{stem}.pdf",)
    return tuple(place / f"{stem}-{number}.pdf" for number in range(1, count + 1))


def check_files(
    sources: Sequence[Path], folder: Path | None, *, is_wished: bool
) -> None:
    """Make sure that these files can be mended by one command.

    Raises:
        MendOrderError: one is no file; two would be written to the same new file; or
            wishes, which name pages, are for more than one file.
    """
    for source in sources:
        if not source.is_file():
            raise MendOrderError(f"没有这个文件: {source} / There is no file {source}")
    targets = [target_paths(one, folder, 1)[0].absolute() for one in sources]
    twice = ", ".join(sorted({one.name for one in targets if targets.count(one) > 1}))
    if twice:
        raise MendOrderError(
            f"有两个文件会写成同一个: {twice}；请分开修正 / "
            f"Two files would be written to one: {twice}; mend them one by one"
        )
    if is_wished and len(sources) > 1:
        raise MendOrderError(
            "--turn、--drop、--order、--split-after 一次只能用于一个文件 / "
            "--turn, --drop, --order and --split-after are for one file at a time"
        )


def check_free(targets: Sequence[Path]) -> None:
    """Make sure that none of the new files is there already.

    Raises:
        MendRefusedError: one is.
    """
    for target in targets:
        if os.path.lexists(target):
            raise refused(str(target), Cause.OUTPUT_EXISTS)


def write_new(target: Path, body: bytes, *, like: Path, force: bool) -> None:
    """Write a file under a temporary name, then give it its own.

    Args:
        target: its name; its folder is made at need.
        body: all of it.
        like: the old file, whose permissions the new one gets.
        force: whether a file of that name may be replaced.

    Raises:
        MendRefusedError: there is a file of that name, and ``force`` is not set.
        SettingsError: it cannot be written there.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(body)
            shutil.copymode(like, name)
            if not force:
                _reserve(target)
            Path(name).replace(target)
        finally:
            with suppress(FileNotFoundError):
                Path(name).unlink()
    except OSError as error:
        raise SettingsError(
            f"无法写入 {target}（{error.strerror}） / "
            f"{target} cannot be written ({error.strerror})"
        ) from error


def _reserve(target: Path) -> None:
    """Take a name that nobody else has."""
    try:
        target.open("xb").close()
    except FileExistsError as error:
        raise refused(str(target), Cause.OUTPUT_EXISTS) from error
