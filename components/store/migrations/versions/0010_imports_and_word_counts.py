"""Word counts that likeness is told by; what was read of a file stands beside what is known of it.

Word counts of the articles that are there are made when they are first asked for.
"""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_CONTENT = ("reading", "article", "original")


def upgrade() -> None:
    """Make the tables, and take apart what was read of files before."""
    op.create_table(
        "word_counts",
        sa.Column("article_id", sa.String(16), sa.ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("words", sa.Integer, nullable=False),
        sa.Column("counts", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "import_contents",
        sa.Column("owner", sa.String(120), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("json", sa.LargeBinary, nullable=False),
    )
    connection = op.get_bind()
    for row in connection.execute(
        sa.text("SELECT owner, number, entry, length(data) AS size FROM import_drafts")
    ).all():
        try:
            entry = json.loads(row.entry)
            content = {name: entry.pop(name, None) for name in _CONTENT}
            entry |= _known(entry, content, row.size)
        except (ValueError, TypeError, KeyError, AttributeError):
            continue  # it is told of when its visitor comes
        at = {"owner": row.owner, "number": row.number}
        connection.execute(
            sa.text("UPDATE import_drafts SET entry = :entry WHERE owner = :owner AND number = :number"),
            {"entry": json.dumps(entry).encode(), **at},
        )
        if content["reading"] is not None and content["article"] is not None:
            connection.execute(
                sa.text("INSERT INTO import_contents (owner, number, json) VALUES (:owner, :number, :json)"),
                {"json": json.dumps(content).encode(), **at},
            )


def _known(entry: dict[str, Any], content: dict[str, Any], size: int | None) -> dict[str, Any]:
    """What is known of a file without what was read of it."""
    reading, article, original = (content[name] for name in _CONTENT)
    notes = [entry.get("why", ""), *(reading.get("notes", ()) if reading else ())]
    known: dict[str, Any] = {
        "file": original["name"] if original else "",  # what still waited has no file, and can't be read any more
        "source": "file" if original or not article else "pasted",
        "size": size or 0,
        "damaged": original is not None and any(n.startswith("The words of this PDF look damaged") for n in notes),
    }
    if article:
        words = sum(any(c.isalnum() for c in w) for w in article["text"].split())
        title, date = article.get("title") or "", article.get("date")
        known["found"] = {"id": article["id"], "title": title, "date": date, "words": words}
    return known


def downgrade() -> None:
    """Drop them; what was read of files and not added goes."""
    op.execute("DELETE FROM import_drafts")
    op.drop_table("import_contents")
    op.drop_table("word_counts")
