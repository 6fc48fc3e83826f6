"""A transaction is kept as a whole or not at all, also on a full disk."""

import pytest
from sqlalchemy import Connection, insert, select, text
from sqlalchemy.exc import OperationalError

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
