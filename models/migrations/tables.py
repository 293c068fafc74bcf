"""Making the tables that every migration makes alike."""

import sqlalchemy as sa
from alembic import op

MOMENT = sa.DateTime(timezone=True)


def make_table(
    name: str, scope: str, *parts: sa.Column[object] | sa.ForeignKeyConstraint | sa.UniqueConstraint
) -> None:
    """A tracked table whose rows belong to a `station` or to an `incident`, with the columns that each of them has."""
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
