"""A transaction is kept as a whole or not at all, also on a full disk."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Timer

import pytest
from sqlalchemy import Connection, Engine, insert, select, text
from sqlalchemy.exc import DatabaseError, OperationalError

from reviewer_app.db.engine import open_engine
from reviewer_app.db.jobs import open_jobs_engine
from reviewer_app.db.tables import companies
from reviewer_app.domain.refusal import RefusedError
from tests.unit.desk.conftest import START, World


def _fill(tx: Connection) -> None:
    """Write more than a disk takes that has no room for one page more."""
    pages = tx.execute(text("PRAGMA page_count")).scalar_one()
    tx.execute(text(f"PRAGMA max_page_count={pages}"))
    company = {"name": "很长的名称" * 2000, "kind": "builder", "created_at": START}
    for number in range(3):
        tx.execute(insert(companies).values(**company, credit_code=str(number)))


def test_a_full_disk_is_told_in_words_and_keeps_nothing_of_the_transaction(
    world: World,
) -> None:
    database = world.desk.database

    with pytest.raises(RefusedError, match="disk"), database.work() as tx:
        _fill(tx)

    with database.reading() as tx:
        assert tx.execute(select(companies.c.id)).all() == []


def test_another_fault_of_the_database_stays_what_it_is(world: World) -> None:
    with pytest.raises(OperationalError), world.desk.database.work() as tx:
        tx.execute(text("SELECT nothing FROM nowhere"))


@pytest.mark.parametrize("open_it", [open_engine, open_jobs_engine])
def test_a_new_file_that_another_program_is_opening_is_waited_for(
    tmp_path: Path, open_it: Callable[[str], Engine]
) -> None:
    other = sqlite3.connect(
        tmp_path / "new.db", isolation_level=None, check_same_thread=False
    )
    other.execute("BEGIN IMMEDIATE")
    Timer(0.2, other.execute, ["COMMIT"]).start()

    engine = open_it(f"sqlite:///{tmp_path / 'new.db'}")

    with engine.connect() as tx:
        assert tx.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
    engine.dispose()
    other.close()


def test_a_file_that_is_no_database_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "new.db").write_text("this is no database" * 100)

    with pytest.raises(DatabaseError, match="not a database"):
        open_engine(f"sqlite:///{tmp_path / 'new.db'}").connect()
