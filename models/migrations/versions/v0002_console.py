"""The console whole: posts, groups of contacts, notes for the relief, how a task was verified."""

import sqlalchemy as sa
from alembic import op

from models.migrations.tables import MOMENT, make_table

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

COLUMNS = (
    ("contact", "checked_at", MOMENT),
    ("task", "verified_how", sa.Text()),
    ("handover", "walked_at", MOMENT),
    ("handover", "left_open", sa.Text()),
)


def upgrade() -> None:
    """Add what is missing; nothing that is there is rebuilt."""
    for table, name, kind in COLUMNS:
        op.add_column(table, sa.Column(name, kind, nullable=True))
    make_table(
        "contact_group",
        "station",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_contact_group_contact_id")),
    )
    make_table(
        "post",
        "station",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("duty", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
    )
    make_table(
        "handover_note",
        "incident",
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("noted_by", sa.Text(), nullable=False),
        sa.Column("noted_at", MOMENT, nullable=False),
        sa.Column("over_at", MOMENT, nullable=True),
    )
