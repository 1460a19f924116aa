"""What is read of a collection as a whole; what readers decide of who is the same in several articles."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "collection_readings",
        sa.Column("of", sa.String(40), primary_key=True),
        sa.Column("made_from", sa.String(32), nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False),
        sa.Column("articles", sa.Integer, nullable=False),
        sa.Column("reading", sa.LargeBinary, nullable=False),
    )
    article = sa.ForeignKey("articles.id", ondelete="CASCADE")
    op.create_table(
        "cast_decisions",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("left_article", sa.String(16), article, nullable=False),
        sa.Column("left_actor", sa.String(80), nullable=False),
        sa.Column("right_article", sa.String(16), sa.ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
        sa.Column("right_actor", sa.String(80), nullable=False),
        sa.Column("same", sa.Boolean, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("undone_at", sa.String(32)),
    )
    op.create_index("ix_cast_decisions_left", "cast_decisions", ["left_article"])
    op.create_index("ix_cast_decisions_right", "cast_decisions", ["right_article"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("cast_decisions")
    op.drop_table("collection_readings")
