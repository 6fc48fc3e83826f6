"""Rule packs for one person at the desk: versions, texts, tests, approval.

The pack that comes with the program is in force until another one is.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from checker.model.wording import Text
from reviewer_app import pack_work
from reviewer_app.context.office_rows import PackCheck, PackFault, PackRow
from reviewer_app.db.packs import Pack, in_force, load_pack, read_packs
from reviewer_app.domain.people import Actor
from reviewer_app.domain.permissions import Permission, require
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.queries.packs import texts_in_force
from reviewer_app.services.desk import Desk
from reviewer_app.services.packs import (
    ApprovePack,
    DraftPack,
    ProposePack,
    approve_pack,
    draft_pack,
    propose_pack,
)

_EPOCH = dt.datetime(2021, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class DeskPacks:
    """Works on packs for one person."""

    actor: Actor
    desk: Desk

    def all(self) -> tuple[PackRow, ...]:
        """Return all versions, newest first; the program's own comes last."""
        require(self.actor, Permission.APPROVE_PACKS)
        with self.desk.database.reading() as tx:
            kept = read_packs(tx)
        now = self.desk.clock.now()
        current = in_force(kept, now)
        rows = [_row(one, current, now) for one in kept]
        built_in = pack_work.load(pack_work.built_in())
        state = "in_force" if current is None else "retired"
        if all(row.digest != built_in.digest for row in rows):
            rows.append(
                PackRow(
                    built_in.digest,
                    built_in.title,
                    built_in.year,
                    built_in.version,
                    state,
                    "随程序提供",
                    _EPOCH,
                    "",
                    None,
                )
            )
        return tuple(rows)

    def files(self, digest: str) -> Mapping[str, str]:
        """Return a version's files by name."""
        require(self.actor, Permission.APPROVE_PACKS)
        built_in = pack_work.built_in()
        if digest == pack_work.load(built_in).digest:
            return built_in
        with self.desk.database.reading() as tx:
            return load_pack(tx, digest).texts

    def check(self, digest: str, file: str, text: str) -> PackCheck:
        """Return what a version with this text in this file comes to."""
        texts = {**self.files(digest), file: text}
        loaded = pack_work.load(texts)
        faults = tuple(
            PackFault(one.file, one.line, Text(one.zh, one.en)) for one in loaded.faults
        )
        changes = pack_work.differences(self._current(), texts)
        return PackCheck(faults, loaded.tests_run, loaded.tests_failed, changes)

    def save(self, digest: str, file: str, text: str) -> str:
        """Keep a draft with this text, and return its digest.

        Raises:
            RefusedError: it has faults.
        """
        texts = {**self.files(digest), file: text}
        return self._draft(texts, replaces=digest, note="")

    def copy(self, digest: str, year: int) -> str:
        """Make a draft for a year of a version, and return its digest."""
        texts = pack_work.for_year(self.files(digest), year)
        return self._draft(texts, replaces="", note=f"复制为 {year} 年度")

    def propose(self, digest: str, day: dt.date) -> None:
        """Ask for approval; in force from that day."""
        start = dt.datetime.combine(day, dt.time()).astimezone(dt.UTC)
        command = ProposePack(_new_id(), digest, start)
        propose_pack(command, self.actor, self.desk)

    def approve(self, digest: str) -> None:
        """Publish what somebody else proposed."""
        approve_pack(ApprovePack(_new_id(), digest), self.actor, self.desk)

    def _current(self) -> Mapping[str, str]:
        return texts_in_force(self.desk.database, self.desk.clock.now())

    def _draft(self, texts: Mapping[str, str], *, replaces: str, note: str) -> str:
        loaded = pack_work.load(texts)
        if loaded.faults:
            fault = loaded.faults[0]
            raise RefusedError(
                "faults",
                f"{fault.file} 第 {fault.line} 行：{fault.zh}",
                f"{fault.file}, line {fault.line}: {fault.en}",
            )
        command = DraftPack(
            command_id=_new_id(),
            digest=loaded.digest,
            name=loaded.title,
            version=loaded.version,
            texts=texts,
            note=note,
            replaces=replaces,
        )
        return draft_pack(command, self.actor, self.desk)


def _row(pack: Pack, current: Pack | None, now: dt.datetime) -> PackRow:
    state = pack.state
    if state == "approved":
        begins = pack.in_force_from
        is_past = begins is not None and begins <= now
        state = "retired" if is_past else "approved"
    if pack == current:
        state = "in_force"
    day = pack.in_force_from
    return PackRow(
        pack.digest,
        pack.name,
        pack_work.load(pack.texts).year,
        pack.version,
        state,
        pack.author,
        pack.made_at,
        pack.note,
        day.astimezone().date() if day else None,
    )


def _new_id() -> str:
    return str(uuid4())
