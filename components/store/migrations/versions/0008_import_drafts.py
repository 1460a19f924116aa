"""What was read of files and not yet added, so that a reload or a restart loses nothing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "import_drafts",
        sa.Column("owner", sa.String(120), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kept_at", sa.String(32), nullable=False),
        sa.Column("entry", sa.LargeBinary, nullable=False),
        sa.Column("choices", sa.LargeBinary, nullable=False),
        sa.Column("data", sa.LargeBinary),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("import_drafts")
