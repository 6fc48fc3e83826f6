"""The steps lead to exactly the tables that the code knows."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from reviewer_app.db.engine import open_engine
from reviewer_app.db.migrate import migrate
from reviewer_app.db.tables import METADATA


def test_the_steps_lead_to_the_tables_of_today(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'desk.db'}")

    migrate(engine)

    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'desk.db'}")
    migrate(engine)

    migrate(engine)

    assert "cases" in inspect(engine).get_table_names()
    engine.dispose()
