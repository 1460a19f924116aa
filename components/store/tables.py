"""The tables: articles, the record of each, what readers corrected in it, links to them, what isn't added yet."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

articles = Table(
    "articles",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("text", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("outlet", Text),
    Column("byline", Text),
    Column("url", Text),
    Column("date", String(10)),
    Column("date_basis", String(10)),
    Column("genre", String(12)),
    Column("language", String(8), nullable=False),
    Column("filename", Text),
    Column("version_of", String(16)),  # the article that this is a later version of
    Column("words", Integer, nullable=False),
    Column("added_at", String(32), nullable=False),  # ISO, UTC
    Column("deleted_at", String(32)),  # ISO, UTC; taken out for good an hour later
    Column("failure", Text),  # why the last analysis gave no record
)

records = Table(
    "records",
    metadata,
    Column("article_id", String(16), ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("made_with", String(32), nullable=False),  # digest of the pipeline's version and of what it was told
    Column("made_at", String(32), nullable=False),
    Column("title", Text, nullable=False),
    Column("date", String(10)),
    Column("date_basis", String(10)),
    Column("json", LargeBinary, nullable=False),  # dateline.article/1
)

edits = Table(
    "edits",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("article_id", String(16), ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("seq", Integer, nullable=False),  # their order; never used again
    Column("what", String(160), nullable=False),
    Column("at", String(32), nullable=False),  # ISO, UTC
    Column("by", String(80), nullable=False),
    Column("before", LargeBinary),  # JSON
    Column("after", LargeBinary),
    Column("undone_at", String(32)),  # an undone edit stays: it can be done again
)

originals = Table(
    "originals",
    metadata,
    Column("article_id", String(16), ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("size", Integer),  # bytes; none where the file itself isn't kept
    Column("zones", LargeBinary, nullable=False),  # JSON: where the article's words stand on the file's pages
    Column("data", LargeBinary),  # last: a row's earlier fields are read without it
)

shares = Table(
    "shares",
    metadata,
    Column("id", String(16), primary_key=True),  # what the owner knows the link by; opens nothing
    Column("token_hash", String(64), nullable=False, unique=True),  # SHA-256 of the token, which is kept nowhere
    Column("view", String(20), nullable=False),
    Column("query", LargeBinary, nullable=False),  # JSON: the view's filters and its mark
    Column("articles", LargeBinary, nullable=False),  # JSON: ids
    Column("correct", Boolean, nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("expires_at", String(32)),
    Column("revoked_at", String(32)),
    Column("opened_at", String(32)),
    Column("opened", Integer, nullable=False),
)

import_drafts = Table(
    "import_drafts",
    metadata,
    Column("owner", String(120), primary_key=True),  # whose batch it is (services.import_drafts.filed_under)
    Column("number", Integer, primary_key=True, autoincrement=False),  # of the file in its batch
    Column("kept_at", String(32), nullable=False),  # ISO, UTC
    Column("entry", LargeBinary, nullable=False),  # JSON: what was read of the file
    Column("choices", LargeBinary, nullable=False),  # JSON: what the reader cut and changed
    Column("data", LargeBinary),  # the file; none where nothing was read, or files aren't kept
)

Index("ix_articles_added_at", articles.c.added_at)
Index("ix_edits_article", edits.c.article_id, edits.c.seq, unique=True)
