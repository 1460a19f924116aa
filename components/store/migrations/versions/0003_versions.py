"""An article may be a corrected version of an earlier one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("articles", sa.Column("version_of", sa.String(16)))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("articles", "version_of")
