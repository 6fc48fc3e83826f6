"""What a screen is given: who is looking, in which language, and whom to ask.

A screen draws what ``queries`` tell and has acts done through ``act``; it decides
nothing. The seams are Protocols, so that tests bring their own.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from checker.model.wording import Text
from reviewer_app._seam import (
    AcceptRow,
    DossierView,
    FiguresView,
    ImportPlan,
    LetterView,
    LogView,
    PackCheck,
    PackRow,
    PageRow,
    ProgressView,
    QueueView,
    ReasonCode,
    UserRow,
)
from reviewer_app.domain.acts import Act
from reviewer_app.domain.people import Actor, Role
from reviewer_app.domain.permissions import Permission
from reviewer_app.locale import translate

NOBODY = Actor(-1, "", Role.SYSTEM)
"""Who looks before a log-in; has no permission."""

C = TypeVar("C")
R = TypeVar("R")
Verb = Callable[[C, Actor, object], R]
"""A service: ``verb(command, actor, desk)``."""


class Queries(Protocol):
    """The read side, bound to who asks."""

    def queue(self, tab: str, search: str, page: int) -> QueueView: ...

    def dossier(self, case_id: int) -> DossierView: ...

    def pages(self, case_id: int, document: str) -> tuple[PageRow, ...]: ...

    def allowed(self, case_id: int) -> tuple[Act, ...]: ...

    def letter(self, case_id: int) -> LetterView: ...

    def to_accept(self) -> tuple[AcceptRow, ...]: ...

    def progress(self) -> ProgressView: ...

    def log(self, person: str, act: str, search: str, page: int) -> LogView: ...

    def verify_log(self) -> Text | None: ...

    def packs(self) -> tuple[PackRow, ...]: ...

    def pack_files(self, digest: str) -> Mapping[str, str]: ...

    def check_pack(self, digest: str, file: str, text: str) -> PackCheck: ...

    def look_into(self, source: str) -> ImportPlan: ...

    def figures(self, since: dt.date, until: dt.date) -> FiguresView: ...

    def reason_codes(self) -> tuple[ReasonCode, ...]: ...

    def users(self) -> tuple[UserRow, ...]: ...

    def settings(self) -> Mapping[str, str]: ...


class Acting(Protocol):
    """Has an act done in one transaction, by who is looking."""

    def __call__(self, verb: Verb[C, R], command: C) -> R: ...


class Going(Protocol):
    """Opens another screen; with ``case`` for that case, ``item`` at that item."""

    def __call__(
        self, url_path: str, *, case: int | None = None, item: str = ""
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Ctx:
    """What a screen is given."""

    actor: Actor
    act: Acting
    queries: Queries
    go: Going
    now: dt.datetime
    language: str = "zh"

    def say(self, words: str, **values: object) -> str:
        """Return words of a screen in the language of who is looking."""
        text = translate(words, self.language)
        return text.format(**values) if values else text

    def text(self, words: Text) -> str:
        """Return one of the two texts."""
        return words.in_language(self.language)


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: what it is called, where it stands, who may see it, how it is drawn.

    ``permission`` None: for people who are not logged in. ``order`` is the place in the
    menu; screens of one case (``of_case``) stand in the case's own menu.
    """

    title: str
    url_path: str
    permission: Permission | None
    render: Callable[[Ctx], None]
    order: int = 50
    of_case: bool = False
