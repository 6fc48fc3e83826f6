"""Dossiers that arrive file by file over the HTTP API."""

import sqlalchemy as sa
from alembic import op

from reviewer_app.db.types import Utc

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of arrivals."""
    op.create_table(
        "arrivals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", Utc(), nullable=False),
        sa.Column("company", sa.String(length=200), nullable=False),
        sa.Column("credit_code", sa.String(length=18), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_arrivals_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["users.id"], name=op.f("fk_arrivals_made_by_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrivals")),
    )
    op.create_index(op.f("ix_arrivals_made_by"), "arrivals", ["made_by"])
    op.create_table(
        "arrived_files",
        sa.Column("arrival_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=400), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["arrival_id"],
            ["arrivals.id"],
            name=op.f("fk_arrived_files_arrival_id_arrivals"),
        ),
        sa.PrimaryKeyConstraint("arrival_id", "path", name=op.f("pk_arrived_files")),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("arrived_files")
    op.drop_table("arrivals")
