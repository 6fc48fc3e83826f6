"""The first tables."""

from alembic import op

from reviewer_app.db.tables import METADATA

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make all tables."""
    METADATA.create_all(op.get_bind())


def downgrade() -> None:
    """Drop all tables."""
    METADATA.drop_all(op.get_bind())
