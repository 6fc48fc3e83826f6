"""The log shows every edit, deletion, reordering and cut-off tail."""

from collections.abc import Callable

import pytest
from sqlalchemy import delete, select, update

from reviewer_app.db.tables import log
from reviewer_app.domain.audit import GENESIS, Entry, find_break, hash_content
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.queries.office import LogFilter, read_log, verify_log
from tests.unit.desk.conftest import World


def _chain(count: int) -> list[Entry]:
    entries, previous = [], GENESIS
    for sequence in range(1, count + 1):
        content: dict[str, object] = {"act": "claim", "case_id": sequence}
        own = hash_content(sequence, content, previous)
        entries.append(Entry(sequence, content, previous, own))
        previous = own
    return entries


def _edit(entries: list[Entry]) -> list[Entry]:
    old = entries[2]
    new = Entry(old.sequence, {"act": "grade"}, old.previous_hash, old.own_hash)
    return [*entries[:2], new, *entries[3:]]


def _edit_and_rehash(entries: list[Entry]) -> list[Entry]:
    old = entries[2]
    content: dict[str, object] = {"act": "grade"}
    own = hash_content(old.sequence, content, old.previous_hash)
    new = Entry(old.sequence, content, old.previous_hash, own)
    return [*entries[:2], new, *entries[3:]]


def _delete(entries: list[Entry]) -> list[Entry]:
    return [*entries[:2], *entries[3:]]


def _swap(entries: list[Entry]) -> list[Entry]:
    return [entries[0], entries[2], entries[1], *entries[3:]]


@pytest.mark.parametrize("harm", [_edit, _edit_and_rehash, _delete, _swap])
def test_harm_is_found(harm: Callable[[list[Entry]], list[Entry]]) -> None:
    assert find_break(harm(_chain(5))) is not None


def test_an_untouched_log_is_whole() -> None:
    entries = _chain(5)

    assert find_break(entries) is None
    assert find_break(entries, (5, entries[-1].own_hash)) is None


def test_a_log_that_grew_since_its_head_was_kept_is_whole() -> None:
    entries = _chain(5)

    assert find_break(entries, (3, entries[2].own_hash)) is None


def test_a_cut_off_tail_shows_against_the_kept_head() -> None:
    entries = _chain(5)

    assert find_break(entries[:3]) is None
    assert find_break(entries[:3], (5, entries[-1].own_hash)) is not None


def test_an_entry_changed_in_the_database_is_found(world: World) -> None:
    world.bring_in()
    world.bring_in("另一家有限公司")
    with world.desk.database.work() as tx:
        sequence = tx.execute(select(log.c.sequence).where(log.c.act == "import"))
        first = sequence.scalars().first()
        tx.execute(update(log).where(log.c.sequence == first).values(content={}))

    _, fault = verify_log(world.desk.database)

    assert fault is not None
    assert fault.sequence == first


def test_an_entry_deleted_from_the_database_is_found(world: World) -> None:
    world.bring_in()
    with world.desk.database.work() as tx:
        tx.execute(delete(log).where(log.c.sequence == 1))

    _, fault = verify_log(world.desk.database)

    assert fault is not None


def test_only_auditors_read_the_log(world: World) -> None:
    with pytest.raises(RefusedError, match="not_permitted"):
        read_log(LogFilter(), world.chief, world.desk.database)
    entries = read_log(LogFilter(), world.auditor, world.desk.database)
    assert entries[0].act == "add_reason_code"
