"""Queries on what was read of collections as a whole, and on what that is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from sqlalchemy import Connection, case, delete, func, select

from components.store.full_text import among
from components.store.tables import articles, cast_decisions, collection_readings, edits, records


class StoredReading(msgspec.Struct, frozen=True, kw_only=True):
    """A reading (MessagePack of collection/reading.py) and what it was made from."""

    made_from: str
    made_at: str
    articles: int
    reading: bytes


class MaterialState(msgspec.Struct, frozen=True, array_like=True):
    """What of one article a reading depends on: when its record was made, how many edits, of them undone."""

    article: str
    read_at: str
    edits: int
    undone: int


def material_states(connection: Connection, ids: Iterable[str]) -> list[MaterialState]:
    """Of those of the articles that were read, by their ids."""
    listed = list(ids)
    changed = (
        select(
            edits.c.article_id,
            func.count().label("edits"),
            func.sum(case((edits.c.undone_at.is_not(None), 1), else_=0)).label("undone"),
        )
        .where(edits.c.article_id.in_(among(connection, listed)))
        .group_by(edits.c.article_id)
        .subquery()
    )
    query = (
        select(records.c.article_id, records.c.made_at, changed.c.edits, changed.c.undone)
        .join(articles, articles.c.id == records.c.article_id)
        .outerjoin(changed, changed.c.article_id == records.c.article_id)
        .where(records.c.article_id.in_(among(connection, listed)), articles.c.deleted_at.is_(None))
        .order_by(records.c.article_id)
    )
    return [
        MaterialState(r.article_id, r.made_at, int(r.edits or 0), int(r.undone or 0)) for r in connection.execute(query)
    ]


def decisions_state(connection: Connection) -> tuple[int, int]:
    """How many decisions on the cast there are, and how many of them were undone."""
    undone = func.sum(case((cast_decisions.c.undone_at.is_not(None), 1), else_=0))
    row = connection.execute(select(func.count(), undone).select_from(cast_decisions)).one()
    return int(row[0]), int(row[1] or 0)


def record_blobs(connection: Connection, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The records (JSON) of articles, by their ids, one at a time."""
    query = select(records.c.article_id, records.c.json).where(records.c.article_id.in_(among(connection, ids)))
    for row in connection.execute(query.order_by(records.c.article_id)):
        yield row.article_id, bytes(row.json)


def get_reading(connection: Connection, of: str) -> StoredReading | None:
    """The reading kept of a collection."""
    row = connection.execute(select(collection_readings).where(collection_readings.c.of == of)).first()
    if row is None:
        return None
    return StoredReading(made_from=row.made_from, made_at=row.made_at, articles=row.articles, reading=row.reading)


def reading_state(connection: Connection, of: str) -> tuple[str, int] | None:
    """What the reading kept of a collection was made from, and of how many articles; without the reading itself."""
    of_ = collection_readings.c
    row = connection.execute(select(of_.made_from, of_.articles).where(of_.of == of)).first()
    return (row.made_from, row.articles) if row else None


def put_reading(connection: Connection, of: str, reading: StoredReading) -> None:
    """Keep a reading in place of an older one."""
    connection.execute(delete(collection_readings).where(collection_readings.c.of == of))
    values = msgspec.structs.asdict(reading)
    connection.execute(collection_readings.insert().values(of=of, **values))


def forget_readings(connection: Connection) -> int:
    """Delete every reading: one may hold words of an article that is deleted. They are made anew when asked for."""
    return int(connection.execute(delete(collection_readings)).rowcount)
