"""Mends files for one person of a company: planned, made, kept beside the drawer."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from checker.errors import CheckerError
from checker.model.mending import Act, MendPlan, MendWishes
from reviewer_app.checking import mend_certain, mend_wished
from reviewer_app.context.filing_rows import MendedFile, MendView, PageMended
from reviewer_app.domain.people import Actor
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.queries.filing import file_in_drawer
from reviewer_app.services.desk import Desk
from reviewer_app.services.drawer import Arrived
from reviewer_app.services.mending import KeepMended, keep_mended

Made = tuple[MendPlan, tuple[bytes, ...]]


@dataclass(frozen=True, slots=True)
class DeskMender:
    """Mends files of the drawer; ``home`` is where evidence is kept."""

    actor: Actor
    desk: Desk
    home: Path

    def certain(self, case_id: int, file_id: int) -> MendView:
        """Return a file mended where that is certain, for the person to look at.

        Raises:
            RefusedError: it must not be mended, or cannot be.
        """
        return self._mended(
            case_id, file_id, lambda path: mend_certain(path, self.home)
        )

    def wished(self, case_id: int, file_id: int, wishes: MendWishes) -> MendView:
        """Return a file mended as the person wishes.

        Raises:
            RefusedError: it must not be mended, or the wish cannot be carried out.
        """
        return self._mended(
            case_id, file_id, lambda path: mend_wished(path, wishes, self.home)
        )

    def _mended(
        self, case_id: int, file_id: int, mend: Callable[[Path], Made]
    ) -> MendView:
        database = self.desk.database
        file = file_in_drawer(case_id, file_id, self.actor, database=database)
        try:
            plan, made = mend(self.desk.files.path(file.sha256))
        except CheckerError as fault:
            words = str(fault)
            raise RefusedError("mend", words, words) from None
        if plan.refusal is not None:
            words_of = plan.refusal.words
            raise RefusedError("mend", words_of.zh, words_of.en)
        arrived = tuple(
            Arrived(*self.desk.files.put(iter([content]))) for content in made
        )
        command = KeepMended(case_id=case_id, file_id=file_id, made=arrived)
        ids = keep_mended(command, self.actor, self.desk) if arrived else ()
        return _view(file_id, plan, ids)


def _view(file_id: int, plan: MendPlan, ids: tuple[int, ...]) -> MendView:
    files = tuple(
        MendedFile(one, tuple(page.page_no for page in file.pages))
        for one, file in zip(ids, plan.files, strict=True)
    )
    notes = tuple(
        PageMended(note.page_no, note.act.value, note.why)
        for note in plan.notes
        if note.act is not Act.KEPT
    )
    return MendView(file_id, plan.page_count, files, notes)
