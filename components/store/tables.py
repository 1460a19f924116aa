"""The tables: articles, their records, edits and files, tags and collections, links, what isn't added yet."""

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
    Column("number", Integer),  # what the full-text index knows it by (store/full_text.py); never changed
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
    Column("genre", String(12)),  # this and the actors as readers corrected them; none until it is indexed
    Column("indexed", Boolean, nullable=False, default=False),  # whether article_actors holds its actors
)

article_actors = Table(
    "article_actors",
    metadata,
    Column("article_id", String(16), ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("actor_id", String(60), primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),  # its words (domain/folded_words.py)
    Column("kind", String(12), nullable=False),
    Column("quotes", Integer, nullable=False),  # how many it speaks
    Column("mentions", Integer, nullable=False),
)

tags = Table(
    "tags",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, unique=True),  # one tag however it is written
)

article_tags = Table(
    "article_tags",
    metadata,
    Column("article_id", String(16), ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("tag_id", Integer, ForeignKey("tags.id", ondelete="CASCADE"), primary_key=True),
)

collections = Table(
    "collections",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, unique=True),
    Column("note", Text, nullable=False),
    Column("made_at", String(32), nullable=False),  # ISO, UTC
)

collection_articles = Table(
    "collection_articles",
    metadata,
    Column("collection_id", String(16), ForeignKey("collections.id", ondelete="CASCADE"), primary_key=True),
    Column("article_id", String(16), ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
)

collection_readings = Table(
    "collection_readings",
    metadata,
    Column("of", String(40), primary_key=True),  # the collection; of a link's visitors "share:" and the link's id
    Column("made_from", String(32), nullable=False),  # digest of the records, edits and decisions that it was made from
    Column("made_at", String(32), nullable=False),
    Column("articles", Integer, nullable=False),
    Column("reading", LargeBinary, nullable=False),  # MessagePack: collection/reading.py
)

cast_decisions = Table(
    "cast_decisions",
    metadata,
    Column("seq", Integer, primary_key=True),  # their order
    Column("left_article", String(16), ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("left_actor", String(80), nullable=False),
    Column("right_article", String(16), ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("right_actor", String(80), nullable=False),
    Column("same", Boolean, nullable=False),
    Column("at", String(32), nullable=False),
    Column("by", String(80), nullable=False),
    Column("undone_at", String(32)),  # an undone decision stays: it can be made again
    # Where the article names the actor, in characters: an id may be another one's after a new reading.
    Column("left_start", Integer),
    Column("left_end", Integer),
    Column("right_start", Integer),
    Column("right_end", Integer),
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
    Column("entry", LargeBinary, nullable=False),  # JSON: how far the file is and what is known of it
    Column("choices", LargeBinary, nullable=False),  # JSON: what the reader cut and changed
    Column("data", LargeBinary),  # the file; none once it is read where files aren't kept
)

import_contents = Table(
    "import_contents",
    metadata,
    Column("owner", String(120), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),  # as in import_drafts
    Column("json", LargeBinary, nullable=False),  # what was read of the file: its paragraphs, its article
)

word_counts = Table(
    "word_counts",
    metadata,
    Column("article_id", String(16), ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("words", Integer, nullable=False),
    Column("counts", LargeBinary, nullable=False),  # a byte for each bucket of words (services/similar_articles.py)
)

Index("ix_articles_added_at", articles.c.added_at)
Index("ix_articles_number", articles.c.number, unique=True)
# What lists and filters read, so that none of them reads texts or records; in PostgreSQL without their words.
Index(
    "ix_articles_listed", articles.c.deleted_at, articles.c.added_at, articles.c.id, articles.c.outlet, articles.c.date,
    articles.c.genre, articles.c.words, articles.c.title, articles.c.filename, articles.c.number,
)  # fmt: skip
Index("ix_records_listed", records.c.article_id, records.c.title, records.c.date, records.c.genre, records.c.indexed)
Index("ix_article_actors_name", article_actors.c.name, article_actors.c.quotes)
Index("ix_article_tags_tag", article_tags.c.tag_id, article_tags.c.article_id)
Index("ix_collection_articles_article", collection_articles.c.article_id)
Index("ix_edits_article", edits.c.article_id, edits.c.seq, unique=True)
Index("ix_cast_decisions_left", cast_decisions.c.left_article)
Index("ix_cast_decisions_right", cast_decisions.c.right_article)
