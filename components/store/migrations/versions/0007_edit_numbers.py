"""The edits of an article are numbered 1, 2, 3, and no number is given twice."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Number each article's edits anew in the order they have, then let the database hold it."""
    op.drop_index("ix_edits_article", table_name="edits")
    connection = op.get_bind()
    # Of two with one number the one that was kept first goes first, as far as the database remembers.
    ties = "rowid" if connection.dialect.name == "sqlite" else "at, id"
    rows = connection.execute(sa.text(f"SELECT id, article_id FROM edits ORDER BY article_id, seq, {ties}")).all()  # noqa: S608
    numbers: dict[str, int] = {}
    for row in rows:
        numbers[row.article_id] = numbers.get(row.article_id, 0) + 1
        connection.execute(
            sa.text("UPDATE edits SET seq = :seq WHERE id = :id"), {"seq": numbers[row.article_id], "id": row.id}
        )
    op.create_index("ix_edits_article", "edits", ["article_id", "seq"], unique=True)


def downgrade() -> None:
    """Let numbers be given twice again."""
    op.drop_index("ix_edits_article", table_name="edits")
    op.create_index("ix_edits_article", "edits", ["article_id", "seq"])
