"""Puts the desk together: database, files, clock, and whoever runs the checks."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reviewer_app.clock import SystemClock
from reviewer_app.context import Intake, Mender, Packs
from reviewer_app.db.engine import open_engine
from reviewer_app.db.migrate import migrate
from reviewer_app.db.unit_of_work import Database
from reviewer_app.domain.people import Actor
from reviewer_app.files import FolderStore
from reviewer_app.ports import JobRunner
from reviewer_app.services.desk import Desk

HOME = "DOSSIER_DESK"
"""Environment variable: the folder of database and files."""

DATABASE = "DOSSIER_DATABASE"
"""Environment variable: a database URL, where SQLite in the folder will not do."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the desk keeps things."""

    home: Path
    database_url: str

    @property
    def files(self) -> Path:
        """The folder of files by content."""
        return self.home / "files"

    @property
    def partials(self) -> Path:
        """The folder of files on their way in, on the same disk."""
        return self.files / "partial"


def find_place() -> Place:
    """Return the place that the environment names, else ``desk`` in this folder."""
    home = Path(os.environ.get(HOME, "desk")).absolute()
    url = os.environ.get(DATABASE, f"sqlite:///{home / 'desk.db'}")
    return Place(home, url)


def open_desk(place: Place, jobs: JobRunner) -> Desk:
    """Open the desk, with its tables and folders up to date."""
    place.home.mkdir(parents=True, exist_ok=True)
    engine = open_engine(place.database_url)
    migrate(engine)
    store = FolderStore(place.files)
    store.prepare()
    return Desk(Database(engine), SystemClock(), store, jobs)


@dataclass(frozen=True, slots=True)
class Served:
    """What one process serves; ``intake`` and ``packs`` None: not here.

    ``has_captcha`` False is for automated tests; the server refuses it unless it
    listens on loopback only. ``provider_name`` is that of the identity provider, None
    where people sign in here alone.
    """

    desk: Desk
    intake: Callable[[Actor, Desk], Intake] | None = None
    packs: Callable[[Actor, Desk], Packs] | None = None
    has_captcha: bool = True
    mender: Callable[[Actor, Desk], Mender] | None = None
    provider_name: str | None = None


_SERVED: list[Served] = []


def share(served: Served) -> None:
    """Let the screens of this process know what it serves, at its start."""
    _SERVED[:] = [served]


def shared() -> Served:
    """Return what this process serves.

    Raises:
        RuntimeError: nothing was shared; the screens run within the server only.
    """
    if not _SERVED:
        raise RuntimeError("the screens are served by: python -m reviewer_app serve")
    return _SERVED[0]
