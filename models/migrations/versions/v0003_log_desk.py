"""The log desk: messages, countdowns, attachments, quick texts, and what an entry says of itself."""

import sqlalchemy as sa
from alembic import op

from models.append_only import append_only
from models.log_search import index_rest, search_tables
from models.migrations.tables import MOMENT, make_table

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COLUMNS = (
    ("log_entry", "importance", sa.SmallInteger()),
    ("log_entry", "party", sa.Text()),
    ("log_entry", "author", sa.Text()),
    ("log_entry", "about", sa.Text()),
    ("station", "silence_after_minutes", sa.Integer()),
    ("decision", "question", sa.Text()),
    ("decision", "known_to", sa.Text()),
    ("decision", "amended_at", MOMENT),
    ("decision", "logged_by", sa.Text()),
)

_WRITTEN = "'event', 'note', 'communication', 'decision', 'status', 'sitrep', 'safety', 'correction', 'handover'"
STREAMS = (
    ("written", f"kind IN ({_WRITTEN}) OR words <> ''"),
    ("console", f"kind NOT IN ({_WRITTEN}) AND words = ''"),
)
"""As in `models/log_block.py`: SQLite takes a partial index only where a query says the very same."""


def upgrade() -> None:
    """Add what is missing; nothing that is there is rebuilt."""
    for table, name, kind in COLUMNS:
        op.add_column(table, sa.Column(name, kind, nullable=True))
    make_table(
        "message",
        "incident",
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("receiver", sa.Text(), nullable=False),
        sa.Column("outgoing", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.Column("method", sa.String(40), nullable=True),
        sa.Column("relay", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("reply_required", sa.Boolean(), nullable=False),
        sa.Column("reply_by", MOMENT, nullable=True),
        sa.Column("read_back_at", MOMENT, nullable=True),
        sa.Column("answers_id", sa.Uuid(), nullable=True),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("returned_at", MOMENT, nullable=True),
        sa.Column("action_taken", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_message_contact_id")),
        sa.ForeignKeyConstraint(["answers_id"], ["message.id"], name=op.f("fk_message_answers_id")),
        sa.UniqueConstraint("incident_id", "ref", name=op.f("uq_message_incident_id_ref")),
    )
    make_table(
        "countdown",
        "incident",
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("promised", sa.Boolean(), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("receiver", sa.Text(), nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("kept", sa.Boolean(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.UniqueConstraint("incident_id", "ref", name=op.f("uq_countdown_incident_id_ref")),
    )
    make_table(
        "attachment",
        "incident",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
    )
    op.create_index(op.f("ix_attachment_entry_id"), "attachment", ["entry_id"], unique=False)
    make_table(
        "quick_text",
        "station",
        sa.Column("abbreviation", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("slot", sa.Integer(), nullable=True),
    )
    op.create_table(
        "blob",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_blob")),
    )
    for statement in append_only(op.get_bind().dialect.name, ("blob",)):
        op.execute(statement)
    for statement in search_tables(op.get_bind().dialect.name):
        op.execute(statement)
    index_rest(op.get_bind())
    _make_blocks()


def _make_blocks() -> None:
    """The derived index of the log: counts block by block, and the way through each stream."""
    op.create_table(
        "log_block",
        sa.Column("scope_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("order_at", MOMENT, nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["scope_id"], ["log_scope.id"], name=op.f("fk_log_block_scope_id")),
        sa.PrimaryKeyConstraint("scope_id", "position", name=op.f("pk_log_block")),
    )
    for name, rows in STREAMS:
        where = sa.text(rows)
        op.create_index(
            f"ix_log_entry_{name}",
            "log_entry",
            ["scope_id", "order_at"],
            unique=False,
            sqlite_where=where,
            postgresql_where=where,
        )
