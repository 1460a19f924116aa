"""Where the articles name the two whom readers decided on: a new reading may give an actor another id."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_COLUMNS = ("left_start", "left_end", "right_start", "right_end")


def upgrade() -> None:
    """Add the places; of earlier decisions they are not known."""
    with op.batch_alter_table("cast_decisions") as table:
        for name in _COLUMNS:
            table.add_column(sa.Column(name, sa.Integer))


def downgrade() -> None:
    """Drop them."""
    with op.batch_alter_table("cast_decisions") as table:
        for name in _COLUMNS:
            table.drop_column(name)
