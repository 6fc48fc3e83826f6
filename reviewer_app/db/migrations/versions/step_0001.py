"""The first tables."""

import sqlalchemy as sa
from alembic import op

from reviewer_app.db.types import Json, Utc

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make all tables, those that others point to first."""
    for make in (
        _make_commands,
        _make_companies,
        _make_log,
        _make_login_attempts,
        _make_reason_codes,
        _make_settings,
        _make_users,
        _make_cases,
        _make_packs,
        _make_sessions,
        _make_tickets,
        _make_tokens,
        _make_notes,
        _make_rounds,
        _make_decisions,
        _make_files,
        _make_findings,
        _make_letters,
        _make_letter_views,
    ):
        make()


def downgrade() -> None:
    """Drop all tables."""
    for name in (
        "letter_views",
        "letters",
        "findings",
        "files",
        "decisions",
        "rounds",
        "notes",
        "tokens",
        "tickets",
        "sessions",
        "packs",
        "cases",
        "users",
        "settings",
        "reason_codes",
        "login_attempts",
        "log",
        "companies",
        "commands",
    ):
        op.drop_table(name)


def _make_commands() -> None:
    op.create_table(
        "commands",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("answer", Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commands")),
    )


def _make_companies() -> None:
    op.create_table(
        "companies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("credit_code", sa.String(length=18), nullable=True),
        sa.Column("created_at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_companies")),
        sa.UniqueConstraint("credit_code", name=op.f("uq_companies_credit_code")),
    )


def _make_log() -> None:
    op.create_table(
        "log",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("content", Json, nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("own_hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_log")),
    )
    op.create_index(op.f("ix_log_act"), "log", ["act"], unique=False)
    op.create_index(op.f("ix_log_case_id"), "log", ["case_id"], unique=False)
    op.create_index(op.f("ix_log_user_id"), "log", ["user_id"], unique=False)


def _make_login_attempts() -> None:
    op.create_table(
        "login_attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("address", sa.String(length=60), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("succeeded", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_attempts")),
    )
    op.create_index(
        "ix_login_attempts_account_at",
        "login_attempts",
        ["account", "at"],
        unique=False,
    )
    op.create_index(
        "ix_login_attempts_address_at",
        "login_attempts",
        ["address", "at"],
        unique=False,
    )


def _make_reason_codes() -> None:
    op.create_table(
        "reason_codes",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("zh", sa.String(length=200), nullable=False),
        sa.Column("en", sa.String(length=200), nullable=False),
        sa.Column("retired_at", Utc(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_reason_codes")),
    )


def _make_settings() -> None:
    op.create_table(
        "settings",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("value", Json, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_settings")),
    )


def _make_users() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_users_company_id_companies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("account", name=op.f("uq_users_account")),
    )


def _make_cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("round_no", sa.Integer(), nullable=False),
        sa.Column("since", Utc(), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=True),
        sa.Column("held_since", Utc(), nullable=True),
        sa.Column("was_claimed", sa.Boolean(), nullable=False),
        sa.Column("recommender_id", sa.Integer(), nullable=True),
        sa.Column("recommended", sa.String(length=30), nullable=True),
        sa.Column("grade", sa.String(length=30), nullable=True),
        sa.Column("deadline", Utc(), nullable=True),
        sa.Column("risk", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_cases_company_id_companies")
        ),
        sa.ForeignKeyConstraint(
            ["holder_id"], ["users.id"], name=op.f("fk_cases_holder_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["recommender_id"], ["users.id"], name=op.f("fk_cases_recommender_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
    )
    op.create_index(
        "ix_cases_company_year", "cases", ["company_id", "year"], unique=False
    )
    op.create_index("ix_cases_holder", "cases", ["holder_id", "state"], unique=False)
    op.create_index(
        "ix_cases_state_risk", "cases", ["state", "risk", "since"], unique=False
    )


def _make_packs() -> None:
    op.create_table(
        "packs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("texts", Json, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", Utc(), nullable=False),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("in_force_from", Utc(), nullable=True),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["users.id"], name=op.f("fk_packs_approved_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["users.id"], name=op.f("fk_packs_made_by_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_packs")),
        sa.UniqueConstraint("digest", name=op.f("uq_packs_digest")),
    )


def _make_sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("seen_at", Utc(), nullable=False),
        sa.Column("ended_at", Utc(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_sessions_user_id_users")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_user_id"), "sessions", ["user_id"], unique=False)


def _make_tickets() -> None:
    op.create_table(
        "tickets",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("payload", Json, nullable=True),
        sa.Column("expires_at", Utc(), nullable=False),
        sa.Column("used_at", Utc(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_tickets_user_id_users")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_tickets")),
    )


def _make_tokens() -> None:
    op.create_table(
        "tokens",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("revoked_at", Utc(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_tokens_user_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tokens")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_tokens_token_hash")),
    )


def _make_notes() -> None:
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name=op.f("fk_notes_by_users")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_notes_case_id_cases")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    op.create_index(op.f("ix_notes_case_id"), "notes", ["case_id"], unique=False)


def _make_rounds() -> None:
    op.create_table(
        "rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("submitted_at", Utc(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("dossier_yaml", sa.Text(), nullable=False),
        sa.Column("pack_id", sa.String(length=80), nullable=True),
        sa.Column("pack_digest", sa.String(length=64), nullable=True),
        sa.Column("checked_at", Utc(), nullable=True),
        sa.Column("check_failure", sa.Text(), nullable=True),
        sa.Column("report_sha256", sa.String(length=64), nullable=True),
        sa.Column("suggested", sa.String(length=30), nullable=True),
        sa.Column("arithmetic", Json, nullable=True),
        sa.Column("items", Json, nullable=True),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.Integer(), nullable=False),
        sa.Column("unknowns", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Float(), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_rounds_case_id_cases")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_rounds_case_id")),
    )


def _make_decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.String(length=80), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("reason_code", sa.String(length=40), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("group_id", sa.String(length=36), nullable=False),
        sa.Column("undone_at", Utc(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by"], ["users.id"], name=op.f("fk_decisions_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_decisions_round_id_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    op.create_index(
        "ix_decisions_round_finding",
        "decisions",
        ["round_id", "finding_id"],
        unique=False,
    )


def _make_files() -> None:
    op.create_table(
        "files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=2), nullable=True),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["files.id"], name=op.f("fk_files_replaces_id_files")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_files_round_id_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
        sa.UniqueConstraint("round_id", "path", name=op.f("uq_files_round_id")),
    )
    op.create_index(op.f("ix_files_round_id"), "files", ["round_id"], unique=False)
    op.create_index(op.f("ix_files_sha256"), "files", ["sha256"], unique=False)


def _make_findings() -> None:
    op.create_table(
        "findings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.String(length=80), nullable=False),
        sa.Column("rule", sa.String(length=80), nullable=False),
        sa.Column("area", sa.String(length=30), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("severity", sa.String(length=10), nullable=False),
        sa.Column("item", sa.String(length=2), nullable=True),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("page_no", sa.Integer(), nullable=True),
        sa.Column("box", Json, nullable=True),
        sa.Column("message_zh", sa.Text(), nullable=False),
        sa.Column("message_en", sa.Text(), nullable=False),
        sa.Column("remedy_zh", sa.Text(), nullable=False),
        sa.Column("remedy_en", sa.Text(), nullable=False),
        sa.Column("measured", Json, nullable=False),
        sa.Column("source", Json, nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=True),
        sa.Column("late_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["added_by"], ["users.id"], name=op.f("fk_findings_added_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_findings_round_id_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_findings")),
        sa.UniqueConstraint(
            "round_id", "finding_id", name=op.f("uq_findings_round_id")
        ),
    )


def _make_letters() -> None:
    op.create_table(
        "letters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("body", Json, nullable=False),
        sa.Column("deadline", Utc(), nullable=True),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.Column("written_at", Utc(), nullable=False),
        sa.Column("released_at", Utc(), nullable=True),
        sa.Column("withdrawn_at", Utc(), nullable=True),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_letters_round_id_rounds")
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["users.id"], name=op.f("fk_letters_written_by_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
    )
    op.create_index(op.f("ix_letters_round_id"), "letters", ["round_id"], unique=False)


def _make_letter_views() -> None:
    op.create_table(
        "letter_views",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"],
            ["letters.id"],
            name=op.f("fk_letter_views_letter_id_letters"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_letter_views_user_id_users")
        ),
        sa.PrimaryKeyConstraint("letter_id", "user_id", name=op.f("pk_letter_views")),
    )
