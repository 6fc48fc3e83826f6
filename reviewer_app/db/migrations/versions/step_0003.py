"""The company's side: forms, people, files of a draft, uploads, answers, notices."""

import sqlalchemy as sa
from alembic import op

from reviewer_app.db.types import Json, Utc

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ADDED: dict[str, tuple[tuple[str, sa.String | sa.Integer, str], ...]] = {
    "companies": (
        ("kind", sa.String(20), "builder"),
        ("licence_number", sa.String(80), ""),
    ),
    "users": (("phone", sa.String(40), ""),),
    "cases": (("revision", sa.Integer(), "0"),),
}
"""Columns that tables got: name, type, and what holds for rows that are there."""


def upgrade() -> None:
    """Add columns, then tables."""
    for table, columns in _ADDED.items():
        for name, kind, default in columns:
            op.add_column(
                table, sa.Column(name, kind, nullable=False, server_default=default)
            )
    op.add_column("cases", sa.Column("continues_id", sa.Integer(), nullable=True))
    op.add_column("rounds", sa.Column("grade", sa.String(30), nullable=True))
    op.add_column("rounds", sa.Column("answered", Json, nullable=True))
    op.add_column("rounds", sa.Column("form", Json, nullable=True))
    _make_form()
    _make_files()
    _make_answers()


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _link(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}")
    )


def _make_form() -> None:
    op.create_table(
        "form_fields",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("saved_at", Utc(), nullable=False),
        _link("form_fields", "case_id", "cases"),
        _key("form_fields", "case_id", "name"),
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_table", sa.String(length=20), nullable=False),
        sa.Column("told", Json, nullable=False),
        sa.Column("saved_at", Utc(), nullable=False),
        sa.Column("removed_at", Utc(), nullable=True),
        _link("staff", "case_id", "cases"),
        _key("staff", "id"),
    )
    op.create_index(op.f("ix_staff_case_id"), "staff", ["case_id"])


def _make_files() -> None:
    op.create_table(
        "drawer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=2), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", Utc(), nullable=False),
        sa.Column("removed_at", Utc(), nullable=True),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        _link("drawer", "case_id", "cases"),
        _link("drawer", "staff_id", "staff"),
        _link("drawer", "added_by", "users"),
        _link("drawer", "replaces_id", "drawer"),
        _key("drawer", "id"),
    )
    op.create_index(op.f("ix_drawer_case_id"), "drawer", ["case_id"])
    op.create_table(
        "uploads",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", Utc(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=2), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("drawer_id", sa.Integer(), nullable=True),
        _link("uploads", "case_id", "cases"),
        _link("uploads", "made_by", "users"),
        _link("uploads", "staff_id", "staff"),
        _link("uploads", "replaces_id", "drawer"),
        _link("uploads", "drawer_id", "drawer"),
        _key("uploads", "id"),
    )
    op.create_index(op.f("ix_uploads_case_id"), "uploads", ["case_id"])
    op.create_table(
        "prechecks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("checked_at", Utc(), nullable=False),
        sa.Column("report_sha256", sa.String(length=64), nullable=True),
        sa.Column("pack_digest", sa.String(length=64), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        _link("prechecks", "case_id", "cases"),
        _key("prechecks", "id"),
    )
    op.create_index("ix_prechecks_case_revision", "prechecks", ["case_id", "revision"])


def _make_answers() -> None:
    op.create_table(
        "answers",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("round_no", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        _link("answers", "case_id", "cases"),
        _link("answers", "by", "users"),
        _key("answers", "case_id", "round_no", "finding_id"),
    )
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("zh", sa.Text(), nullable=False),
        sa.Column("en", sa.Text(), nullable=False),
        sa.Column("made_at", Utc(), nullable=False),
        sa.Column("read_at", Utc(), nullable=True),
        sa.Column("mailed_at", Utc(), nullable=True),
        _link("notices", "company_id", "companies"),
        _link("notices", "case_id", "cases"),
        _key("notices", "id"),
        sa.UniqueConstraint("key", name=op.f("uq_notices_key")),
    )
    op.create_index(op.f("ix_notices_company_id"), "notices", ["company_id"])


def downgrade() -> None:
    """Drop them."""
    for table in (
        "notices",
        "answers",
        "prechecks",
        "uploads",
        "drawer",
        "staff",
        "form_fields",
    ):
        op.drop_table(table)
    op.drop_column("rounds", "form")
    op.drop_column("rounds", "answered")
    op.drop_column("rounds", "grade")
    op.drop_column("cases", "continues_id")
    for table, columns in _ADDED.items():
        for name, _, _ in columns:
            op.drop_column(table, name)
