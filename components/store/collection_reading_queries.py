"""Queries on what was read of collections as a whole, and on what that is made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec
from sqlalchemy import Connection, delete, func, literal, select

from components.store.full_text import among
from components.store.tables import articles, collection_readings, collections, edits, records, shares

OF_LINK = "share:"  # before a link's id, of what its visitors are shown


class StoredReading(msgspec.Struct, frozen=True, kw_only=True):
    """A reading (MessagePack of collection/reading.py) and what it was made from."""

    made_from: str
    made_at: str
    articles: int
    reading: bytes


class MaterialState(msgspec.Struct, frozen=True, array_like=True):
    """What of one article a reading depends on: when its record was made, how many edits, which of them are undone."""

    article: str
    read_at: str
    edits: int
    undone: tuple[int, ...]


def material_states(connection: Connection, ids: Iterable[str]) -> list[MaterialState]:
    """Of those of the articles that were read, by their ids."""
    of, ids_of = edits.c, among(connection, ids)
    chosen = of.article_id.in_(ids_of)
    counted = select(of.article_id, func.count().label("edits")).where(chosen).group_by(of.article_id).subquery()
    undone: dict[str, list[int]] = defaultdict(list)
    for row in connection.execute(
        select(of.article_id, of.seq).where(chosen, of.undone_at.is_not(None)).order_by(of.seq)
    ):
        undone[row.article_id].append(row.seq)
    query = (
        select(records.c.article_id, records.c.made_at, counted.c.edits)
        .join(articles, articles.c.id == records.c.article_id)
        .outerjoin(counted, counted.c.article_id == records.c.article_id)
        .where(records.c.article_id.in_(ids_of), articles.c.deleted_at.is_(None))
        .order_by(records.c.article_id)
    )
    return [
        MaterialState(r.article_id, r.made_at, int(r.edits or 0), tuple(undone.get(r.article_id, ())))
        for r in connection.execute(query)
    ]


def record_blobs(connection: Connection, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The records (JSON) of articles, by their ids, one at a time."""
    query = select(records.c.article_id, records.c.json).where(records.c.article_id.in_(among(connection, ids)))
    # A part at a time, also from a server, which hands over all of them else.
    for row in connection.execute(query.order_by(records.c.article_id).execution_options(yield_per=50)):
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


def forget_ownerless_readings(connection: Connection) -> int:
    """Delete the readings of collections that are gone and of links that were taken back; how many."""
    links = select(literal(OF_LINK) + shares.c.id).where(shares.c.revoked_at.is_(None))
    of = collection_readings.c.of
    gone = delete(collection_readings).where(of.not_in(select(collections.c.id)), of.not_in(links))
    return int(connection.execute(gone).rowcount)
