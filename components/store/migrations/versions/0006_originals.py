"""The files that articles were read from, and where the articles' words stand on their pages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "originals",
        sa.Column("article_id", sa.String(16), sa.ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("size", sa.Integer),
        sa.Column("zones", sa.LargeBinary, nullable=False),
        sa.Column("data", sa.LargeBinary),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("originals")
