"""All tables of the desk.

Rows of ``log`` are only ever added. Nothing that a person said is deleted: decisions,
letters and files are replaced by newer rows that name what they replace.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from reviewer_app.db.types import Json, Utc

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

companies = Table(
    "companies",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("credit_code", String(18), unique=True),
    Column("created_at", Utc, nullable=False),
    Column("kind", String(20), nullable=False, server_default="builder"),
    Column("licence_number", String(80), nullable=False, server_default=""),
)

users = Table(
    "users",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("account", String(80), nullable=False, unique=True),
    Column("name", String(80), nullable=False),
    Column("role", String(20), nullable=False),
    Column("company_id", ForeignKey("companies.id")),
    Column("password_hash", String(200)),
    Column("is_active", Boolean, nullable=False, default=True),
    Column("created_at", Utc, nullable=False),
    Column("phone", String(40), nullable=False, server_default=""),
)

sessions = Table(
    "sessions",
    METADATA,
    Column("token_hash", String(64), primary_key=True),
    Column("user_id", ForeignKey("users.id"), nullable=False, index=True),
    Column("created_at", Utc, nullable=False),
    Column("seen_at", Utc, nullable=False),
    Column("ended_at", Utc),
)

tickets = Table(
    "tickets",
    METADATA,
    Column("token_hash", String(64), primary_key=True),
    Column("user_id", ForeignKey("users.id"), nullable=False),
    Column("purpose", String(20), nullable=False),
    Column("payload", Json),
    Column("expires_at", Utc, nullable=False),
    Column("used_at", Utc),
)

tokens = Table(
    "tokens",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("user_id", ForeignKey("users.id"), nullable=False),
    Column("name", String(80), nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("revoked_at", Utc),
)

attempts = Table(
    "login_attempts",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("account", String(80), nullable=False),
    Column("address", String(60), nullable=False),
    Column("at", Utc, nullable=False),
    Column("succeeded", Boolean, nullable=False),
    Index("ix_login_attempts_account_at", "account", "at"),
    Index("ix_login_attempts_address_at", "address", "at"),
)

settings = Table(
    "settings",
    METADATA,
    Column("name", String(60), primary_key=True),
    Column("value", Json, nullable=False),
)

reason_codes = Table(
    "reason_codes",
    METADATA,
    Column("code", String(40), primary_key=True),
    Column("zh", String(200), nullable=False),
    Column("en", String(200), nullable=False),
    Column("retired_at", Utc),
)

cases = Table(
    "cases",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("company_id", ForeignKey("companies.id"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("state", String(20), nullable=False),
    Column("round_no", Integer, nullable=False, default=0),
    Column("since", Utc, nullable=False),
    Column("holder_id", ForeignKey("users.id")),
    Column("held_since", Utc),
    Column("was_claimed", Boolean, nullable=False, default=False),
    Column("recommender_id", ForeignKey("users.id")),
    Column("recommended", String(30)),
    Column("grade", String(30)),
    Column("deadline", Utc),
    Column("risk", Integer, nullable=False, default=0),
    Column("version", Integer, nullable=False, default=1),
    Column("created_at", Utc, nullable=False),
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("continues_id", Integer),
    Index("ix_cases_state_risk", "state", "risk", "since"),
    Index("ix_cases_company_year", "company_id", "year"),
    Index("ix_cases_holder", "holder_id", "state"),
)

rounds = Table(
    "rounds",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("submitted_at", Utc, nullable=False),
    Column("words", Text, nullable=False, default=""),
    Column("dossier_yaml", Text, nullable=False, default=""),
    Column("pack_id", String(80)),
    Column("pack_digest", String(64)),
    Column("checked_at", Utc),
    Column("check_failure", Text),
    Column("report_sha256", String(64)),
    Column("suggested", String(30)),
    Column("grade", String(30)),
    Column("answered", Json),
    Column("form", Json),
    Column("arithmetic", Json),
    Column("items", Json),
    Column("errors", Integer, nullable=False, default=0),
    Column("warnings", Integer, nullable=False, default=0),
    Column("unknowns", Integer, nullable=False, default=0),
    Column("minutes", Float, nullable=False, default=0.0),
    Column("page_count", Integer, nullable=False, default=0),
    UniqueConstraint("case_id", "number"),
)

files = Table(
    "files",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("round_id", ForeignKey("rounds.id"), nullable=False, index=True),
    Column("path", Text, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("size_bytes", Integer, nullable=False),
    Column("item", String(2)),
    Column("replaces_id", ForeignKey("files.id")),
    UniqueConstraint("round_id", "path"),
)

findings = Table(
    "findings",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("round_id", ForeignKey("rounds.id"), nullable=False),
    Column("finding_id", String(80), nullable=False),
    Column("rule", String(80), nullable=False),
    Column("area", String(30), nullable=False),
    Column("outcome", String(10), nullable=False),
    Column("severity", String(10), nullable=False),
    Column("item", String(2)),
    Column("document", Text),
    Column("sha256", String(64)),
    Column("page_no", Integer),
    Column("box", Json),
    Column("message_zh", Text, nullable=False),
    Column("message_en", Text, nullable=False),
    Column("remedy_zh", Text, nullable=False),
    Column("remedy_en", Text, nullable=False),
    Column("measured", Json, nullable=False),
    Column("source", Json, nullable=False),
    Column("added_by", ForeignKey("users.id")),
    Column("late_reason", Text),
    UniqueConstraint("round_id", "finding_id"),
)

decisions = Table(
    "decisions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("round_id", ForeignKey("rounds.id"), nullable=False),
    Column("finding_id", String(80), nullable=False),
    Column("verdict", String(20), nullable=False),
    Column("reason_code", String(40)),
    Column("words", Text, nullable=False, default=""),
    Column("by", ForeignKey("users.id"), nullable=False),
    Column("at", Utc, nullable=False),
    Column("group_id", String(36), nullable=False),
    Column("undone_at", Utc),
    Index("ix_decisions_round_finding", "round_id", "finding_id"),
)

notes = Table(
    "notes",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("by", ForeignKey("users.id"), nullable=False),
    Column("at", Utc, nullable=False),
    Column("words", Text, nullable=False),
)

letters = Table(
    "letters",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("round_id", ForeignKey("rounds.id"), nullable=False, index=True),
    Column("number", String(40)),
    Column("body", Json, nullable=False),
    Column("deadline", Utc),
    Column("written_by", ForeignKey("users.id"), nullable=False),
    Column("written_at", Utc, nullable=False),
    Column("released_at", Utc),
    Column("withdrawn_at", Utc),
)

letter_views = Table(
    "letter_views",
    METADATA,
    Column("letter_id", ForeignKey("letters.id"), primary_key=True),
    Column("user_id", ForeignKey("users.id"), primary_key=True),
    Column("at", Utc, nullable=False),
)

log = Table(
    "log",
    METADATA,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("at", Utc, nullable=False),
    Column("act", String(40), nullable=False, index=True),
    Column("user_id", Integer, nullable=False, index=True),
    Column("case_id", Integer, index=True),
    Column("content", Json, nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("own_hash", String(64), nullable=False),
)

arrivals = Table(
    "arrivals",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("made_by", ForeignKey("users.id"), nullable=False, index=True),
    Column("made_at", Utc, nullable=False),
    Column("company", String(200), nullable=False),
    Column("credit_code", String(18)),
    Column("year", Integer, nullable=False),
    Column("case_id", ForeignKey("cases.id")),
)

arrived_files = Table(
    "arrived_files",
    METADATA,
    Column("arrival_id", ForeignKey("arrivals.id"), primary_key=True),
    Column("path", String(400), primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("size_bytes", Integer, nullable=False),
)

commands = Table(
    "commands",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("at", Utc, nullable=False),
    Column("answer", Json),
)

packs = Table(
    "packs",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", String(80), nullable=False),
    Column("version", String(40), nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("state", String(20), nullable=False),
    Column("texts", Json, nullable=False),
    Column("note", Text, nullable=False, default=""),
    Column("made_by", ForeignKey("users.id")),
    Column("made_at", Utc, nullable=False),
    Column("approved_by", ForeignKey("users.id")),
    Column("in_force_from", Utc),
)

form_fields = Table(
    "form_fields",
    METADATA,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("name", String(60), primary_key=True),
    Column("value", Text, nullable=False),
    Column("saved_at", Utc, nullable=False),
)

staff = Table(
    "staff",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("person_table", String(20), nullable=False),
    Column("told", Json, nullable=False),
    Column("saved_at", Utc, nullable=False),
    Column("removed_at", Utc),
)

drawer = Table(
    "drawer",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("item", String(2)),
    Column("staff_id", ForeignKey("staff.id")),
    Column("name", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size_bytes", Integer, nullable=False),
    Column("position", Integer, nullable=False, default=0),
    Column("added_by", ForeignKey("users.id"), nullable=False),
    Column("added_at", Utc, nullable=False),
    Column("removed_at", Utc),
    Column("replaces_id", ForeignKey("drawer.id")),
)

uploads = Table(
    "uploads",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("made_by", ForeignKey("users.id"), nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("name", Text, nullable=False),
    Column("size_bytes", Integer, nullable=False),
    Column("item", String(2)),
    Column("staff_id", ForeignKey("staff.id")),
    Column("replaces_id", ForeignKey("drawer.id")),
    Column("drawer_id", ForeignKey("drawer.id")),
)

prechecks = Table(
    "prechecks",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("checked_at", Utc, nullable=False),
    Column("report_sha256", String(64)),
    Column("pack_digest", String(64)),
    Column("failure", Text),
    Index("ix_prechecks_case_revision", "case_id", "revision"),
)

answers = Table(
    "answers",
    METADATA,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("round_no", Integer, primary_key=True),
    Column("finding_id", String(80), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("words", Text, nullable=False, default=""),
    Column("by", ForeignKey("users.id"), nullable=False),
    Column("at", Utc, nullable=False),
)

notices = Table(
    "notices",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("company_id", ForeignKey("companies.id"), nullable=False, index=True),
    Column("case_id", ForeignKey("cases.id")),
    Column("key", String(120), nullable=False, unique=True),
    Column("zh", Text, nullable=False),
    Column("en", Text, nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("read_at", Utc),
    Column("mailed_at", Utc),
)
