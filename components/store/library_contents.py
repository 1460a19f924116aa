"""What a library holds, in numbers, and whether anybody has put anything in."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, exists, func, select

from components.store.library_copy import COPIED
from components.store.tables import (
    article_actors,
    articles,
    collection_readings,
    collections,
    edits,
    originals,
    records,
    shares,
    word_counts,
)

_BY_MACHINE = {records, article_actors, collection_readings, word_counts}  # made of the articles


class LibraryContents(msgspec.Struct, frozen=True, kw_only=True):
    """How many of each; corrections that are undone and articles that are deleted don't count."""

    articles: int
    corrections: int
    links: int
    files: int
    collections: int


def library_contents(connection: Connection) -> LibraryContents:
    """What the library holds."""
    counted = {
        "articles": select(func.count()).where(articles.c.deleted_at.is_(None)),
        "corrections": select(func.count()).where(edits.c.undone_at.is_(None)),
        "links": select(func.count()).select_from(shares),
        "files": select(func.count()).where(originals.c.size.is_not(None)),
        "collections": select(func.count()).select_from(collections),
    }
    return LibraryContents(**{name: int(connection.execute(query).scalar_one()) for name, query in counted.items()})


def is_untouched(connection: Connection, sample_id: str | None) -> bool:
    """Whether the library is empty, or holds the sample that it began with and nothing that anybody did."""
    by_people = [table for table in COPIED if table not in _BY_MACHINE and table is not articles]
    if any(connection.execute(select(exists(select(1).select_from(table)))).scalar() for table in by_people):
        return False
    return not set(connection.execute(select(articles.c.id).limit(2)).scalars()) - {sample_id}
