"""Readers' corrections as a list of edits that can be undone, in place of one correction a field."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and bring over what readers corrected so far."""
    op.create_table(
        "edits",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("article_id", sa.String(16), sa.ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("what", sa.String(160), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("before", sa.LargeBinary),
        sa.Column("after", sa.LargeBinary),
        sa.Column("undone_at", sa.String(32)),
    )
    op.create_index("ix_edits_article", "edits", ["article_id", "seq"])
    connection = op.get_bind()
    rows = connection.execute(
        sa.text('SELECT id, article_id, what, at, "by", before, after FROM corrections ORDER BY at')
    )
    for seq, row in enumerate(rows.all(), start=1):
        connection.execute(
            sa.text(
                'INSERT INTO edits (id, article_id, seq, what, at, "by", before, after) '
                "VALUES (:id, :article_id, :seq, :what, :at, :by, :before, :after)"
            ),
            dict(row._mapping) | {"seq": seq},
        )
    op.drop_table("corrections")


def downgrade() -> None:
    """Give up the list; corrections made since are lost."""
    op.drop_table("edits")
    op.create_table(
        "corrections",
        sa.Column("article_id", sa.String(16), sa.ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("what", sa.String(120), primary_key=True),
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("before", sa.LargeBinary),
        sa.Column("after", sa.LargeBinary),
    )
