"""Queries on articles that have neither a record nor a failure yet."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Select, func, select

from components.store.tables import articles, records


def _unread(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .outerjoin(records, records.c.article_id == articles.c.id)
        .where(records.c.article_id.is_(None), articles.c.failure.is_(None), articles.c.deleted_at.is_(None))
    )


def first_unread(connection: Connection, most: int, but: Collection[str] = ()) -> list[str]:
    """The ids of the unread articles that were added first, ``most`` of them; those of ``but`` are passed over."""
    rows = connection.execute(_unread(articles.c.id).order_by(articles.c.number))
    return list(islice((str(i) for i in rows.scalars() if i not in but), most))


def count_unread(connection: Connection) -> int:
    """How many articles are unread."""
    query = _unread(func.count()).select_from(articles)
    return int(connection.execute(query).scalar_one())
