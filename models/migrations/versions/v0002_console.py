"""The console whole: posts, groups of contacts, notes for the relief, how a task was verified."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
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
    _make_table(
        "contact_group",
        "station",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_contact_group_contact_id")),
    )
    _make_table(
        "post",
        "station",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("duty", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
    )
    _make_table(
        "handover_note",
        "incident",
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("noted_by", sa.Text(), nullable=False),
        sa.Column("noted_at", MOMENT, nullable=False),
        sa.Column("over_at", MOMENT, nullable=True),
    )


def _make_table(name: str, scope: str, *parts: sa.Column[object] | sa.ForeignKeyConstraint) -> None:
    """A tracked table of the station or of an incident."""
    op.create_table(
        name,
        *parts,
        sa.Column(f"{scope}_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint([f"{scope}_id"], [f"{scope}.id"], name=op.f(f"fk_{name}_{scope}_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_{scope}_id"), name, [f"{scope}_id"], unique=False)
