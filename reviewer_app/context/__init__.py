"""What a screen is given: who is looking, in which language, and whom to ask.

A screen draws what ``queries`` tell and has acts done through ``act``; it decides
nothing. The seams are Protocols, so that tests bring their own.
"""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from checker.model.mending import MendWishes
from checker.model.wording import Text
from reviewer_app.context.case_rows import (
    AcceptRow,
    DossierView,
    LetterView,
    PageRow,
    QueueView,
)
from reviewer_app.context.filing_rows import (
    AssessmentRow,
    AssessmentView,
    MendView,
    NoticeRow,
)
from reviewer_app.context.office_rows import (
    FiguresView,
    ImportPlan,
    LogView,
    LogWanted,
    PackCheck,
    PackRow,
    ProgressView,
    ReasonCode,
    TokenRow,
    UserRow,
)
from reviewer_app.context.public_rows import ItemToTry, ServiceLines
from reviewer_app.domain.people import Actor, Role
from reviewer_app.domain.permissions import Permission
from reviewer_app.locale import translate
from reviewer_app.services.desk import Desk

NOBODY = Actor(-1, "", Role.SYSTEM)
"""Who looks before a log-in; has no permission."""

C = TypeVar("C")
R = TypeVar("R")
Verb = Callable[[C, Actor, Desk], R]
"""A service: ``verb(command, actor, desk)``."""


class Queries(Protocol):
    """The reading side, bound to who asks; raises RefusedError where it may not."""

    def queue(self, tab: str, search: str, page: int) -> QueueView:
        """Return a page of the queue, pages from 1."""
        ...

    def dossier(self, case_id: int) -> DossierView:
        """Return a case at a glance."""
        ...

    def pages(
        self, case_id: int, documents: Collection[str]
    ) -> Mapping[str, tuple[PageRow, ...]]:
        """Return documents' pages by path, with what was measured on them."""
        ...

    def letter(self, case_id: int) -> LetterView:
        """Return the letter as it stands, or a first draft of it."""
        ...

    def to_accept(self) -> tuple[AcceptRow, ...]:
        """Return the recommendations that wait."""
        ...

    def progress(self) -> ProgressView:
        """Return what is left and by whom."""
        ...

    def log(self, wanted: LogWanted) -> LogView:
        """Return a part of the log, newest first."""
        ...

    def verify_log(self) -> Text | None:
        """Return where the log breaks, None where it is whole."""
        ...

    def figures(self, since: dt.date, until: dt.date) -> FiguresView:
        """Return the rows behind the figures, both days included."""
        ...

    def reason_codes(self) -> tuple[ReasonCode, ...]:
        """Return all reason codes, retired ones too."""
        ...

    def users(self) -> tuple[UserRow, ...]:
        """Return everybody with an account."""
        ...

    def settings(self) -> Mapping[str, object]:
        """Return all settings."""
        ...

    def tokens(self) -> tuple[TokenRow, ...]:
        """Return one's own tokens for the HTTP API."""
        ...

    def service_lines(self) -> ServiceLines:
        """Return how to reach the service; for everybody."""
        ...

    def items_to_try(self) -> tuple[ItemToTry, ...]:
        """Return the items of the pack in force now; for everybody."""
        ...


class Intake(Protocol):
    """Dossiers on their way in, bound to who brings them."""

    def look_into(self, source: str) -> ImportPlan:
        """Return what an upload or a folder of the server holds."""
        ...

    def bring_in(self, plan: ImportPlan) -> int:
        """Import what was looked into and return the case."""
        ...


class Packs(Protocol):
    """Rule packs and their versions, bound to who works on them."""

    def all(self) -> tuple[PackRow, ...]:
        """Return all versions, newest first."""
        ...

    def files(self, digest: str) -> Mapping[str, str]:
        """Return a version's files by name."""
        ...

    def check(self, digest: str, file: str, text: str) -> PackCheck:
        """Return what a version with this text in this file comes to."""
        ...

    def save(self, digest: str, file: str, text: str) -> str:
        """Keep a draft with this text, and return its digest."""
        ...

    def copy(self, digest: str, year: int) -> str:
        """Make a draft for a year of a version, and return its digest."""
        ...

    def propose(self, digest: str, day: dt.date) -> None:
        """Ask for approval; in force from that day."""
        ...

    def approve(self, digest: str) -> None:
        """Publish what somebody else proposed."""
        ...


class Filings(Protocol):
    """A company's own assessments, bound to who asks."""

    def list(self) -> tuple[AssessmentRow, ...]:
        """Return one's assessments, newest year first."""
        ...

    def whole(self, case_id: int) -> AssessmentView:
        """Return an assessment with everything that was filed."""
        ...

    def notices(self) -> tuple[NoticeRow, ...]:
        """Return the notices of one's company, newest first."""
        ...

    def unread(self) -> int:
        """Return how many notices one's company has not read."""
        ...


class Mender(Protocol):
    """Mends files of a company's drawer, bound to who asks."""

    def certain(self, case_id: int, file_id: int) -> MendView:
        """Return a file mended where that is certain, to be looked at."""
        ...

    def wished(self, case_id: int, file_id: int, wishes: MendWishes) -> MendView:
        """Return a file mended as the person wishes, to be looked at."""
        ...


class Acting(Protocol):
    """Has an act done in one transaction, by who is looking."""

    def __call__(self, verb: Verb[C, R], command: C) -> R:
        """Do it.

        Raises:
            RefusedError: it may not happen, with the reason in words.
        """
        ...


class Going(Protocol):
    """Opens another screen; with ``case`` for that case, ``item`` at that item."""

    def __call__(
        self, url_path: str, *, case: int | None = None, item: str = ""
    ) -> None:
        """Go there; nothing of the screen that asked is drawn any more."""
        ...


@dataclass(frozen=True, slots=True)
class Ctx:
    """What a screen is given; ``intake`` and ``packs`` None: not on this server.

    ``filings`` None: nobody's own, as before a log-in; ``mender`` None: not here.
    ``provider_name``: of the identity provider, None where there is none.
    """

    actor: Actor
    act: Acting
    queries: Queries
    go: Going
    now: dt.datetime
    language: str = "zh"
    intake: Intake | None = None
    packs: Packs | None = None
    has_captcha: bool = True
    filings: Filings | None = None
    mender: Mender | None = None
    provider_name: str | None = None

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
    menu; screens of one case (``of_case``) stand in the case's own menu, and those not
    ``in_menu`` are reached from elsewhere.
    """

    title: str
    url_path: str
    permission: Permission | None
    render: Callable[[Ctx], None]
    order: int = 50
    of_case: bool = False
    in_menu: bool = True
