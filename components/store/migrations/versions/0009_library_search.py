"""The full-text index, the actors of each article, tags, collections, and indexes for lists of thousands."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from components.store.full_text import full_text

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them; the actors of the records that are there are put in later (services/actor_index.py)."""
    op.add_column("articles", sa.Column("number", sa.Integer))
    connection = op.get_bind()
    ids = connection.execute(sa.text("SELECT id FROM articles ORDER BY added_at, id")).scalars().all()
    if ids:
        connection.execute(
            sa.text("UPDATE articles SET number = :number WHERE id = :id"),
            [{"number": n, "id": one} for n, one in enumerate(ids, start=1)],
        )
    op.create_index("ix_articles_number", "articles", ["number"], unique=True)
    # PostgreSQL refuses an index of a row over 2,704 bytes, which words in other scripts reach.
    wide = connection.dialect.name == "sqlite"
    listed = ["outlet", "date", "genre", "words", "title", "filename", "number"] if wide else ["date", "number"]
    op.create_index("ix_articles_listed", "articles", ["deleted_at", "added_at", "id", *listed])
    op.add_column("records", sa.Column("genre", sa.String(12)))
    op.add_column("records", sa.Column("indexed", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_index(
        "ix_records_listed", "records", ["article_id", *(["title"] if wide else []), "date", "genre", "indexed"]
    )
    op.create_table(
        "article_actors",
        sa.Column("article_id", sa.String(16), sa.ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("actor_id", sa.String(60), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("quotes", sa.Integer, nullable=False),
        sa.Column("mentions", sa.Integer, nullable=False),
    )
    if wide:
        op.create_index("ix_article_actors_name", "article_actors", ["name", "quotes"])
    op.create_table(
        "tags",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False, unique=True),
    )
    op.create_table(
        "article_tags",
        sa.Column("article_id", sa.String(16), sa.ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("tag_id", sa.Integer, sa.ForeignKey("tags.id", ondelete="CASCADE"), primary_key=True),
    )
    op.create_index("ix_article_tags_tag", "article_tags", ["tag_id", "article_id"])
    op.create_table(
        "collections",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False, unique=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False),
    )
    op.create_table(
        "collection_articles",
        sa.Column(
            "collection_id", sa.String(16), sa.ForeignKey("collections.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("article_id", sa.String(16), sa.ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    )
    op.create_index("ix_collection_articles_article", "collection_articles", ["article_id"])
    full_text(connection).make_index(connection)


def downgrade() -> None:
    """Drop them."""
    full_text(op.get_bind()).drop_index(op.get_bind())
    for table in ("collection_articles", "collections", "article_tags", "tags", "article_actors"):
        op.drop_table(table)
    op.drop_index("ix_records_listed", "records")
    op.drop_index("ix_articles_listed", "articles")
    op.drop_index("ix_articles_number", "articles")
    op.drop_column("records", "indexed")
    op.drop_column("records", "genre")
    op.drop_column("articles", "number")
