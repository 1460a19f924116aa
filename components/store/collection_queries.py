"""Queries on collections, the named sets of articles; what they change is kept by the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, Select, and_, delete, func, select, update

from components.domain.folded_words import fold
from components.store.full_text import among
from components.store.tables import articles, collection_articles, collections


class Collection(msgspec.Struct, frozen=True, kw_only=True):
    """A named set of articles; ``articles`` is how many of it are there."""

    id: str
    name: str
    note: str
    made_at: str
    articles: int


def _counted() -> Select[tuple[str, str, str, str, int]]:
    there = and_(articles.c.id == collection_articles.c.article_id, articles.c.deleted_at.is_(None))
    members = collections.outerjoin(
        collection_articles, collection_articles.c.collection_id == collections.c.id
    ).outerjoin(articles, there)
    of = collections.c
    return (
        select(of.id, of.name, of.note, of.made_at, func.count(articles.c.id).label("articles"))
        .select_from(members)
        .group_by(of.id)
    )


def list_collections(connection: Connection) -> list[Collection]:
    """Every collection, in the order of the alphabet."""
    rows = connection.execute(_counted().order_by(collections.c.folded))
    return [Collection(**row._mapping) for row in rows]


def get_collection(connection: Connection, collection_id: str) -> Collection | None:
    """One collection; None where there is none."""
    row = connection.execute(_counted().where(collections.c.id == collection_id)).first()
    return Collection(**row._mapping) if row else None


def collections_of(connection: Connection, ids: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """The (id, name) of the collections that each of a page of articles is in, by the articles' ids."""
    query = (
        select(collection_articles.c.article_id, collections.c.id, collections.c.name)
        .join(collections, collections.c.id == collection_articles.c.collection_id)
        .where(collection_articles.c.article_id.in_(ids))
        .order_by(collections.c.folded)
    )
    out: dict[str, list[tuple[str, str]]] = {}
    for row in connection.execute(query):
        out.setdefault(row.article_id, []).append((row.id, row.name))
    return out


def member_ids(connection: Connection, collection_id: str) -> list[str]:
    """The ids of the articles of a collection, those added to the library last first."""
    query = (
        select(articles.c.id)
        .join(collection_articles, collection_articles.c.article_id == articles.c.id)
        .where(collection_articles.c.collection_id == collection_id, articles.c.deleted_at.is_(None))
        .order_by(articles.c.number.desc())
    )
    return [str(one) for one in connection.execute(query).scalars()]


def name_taken(connection: Connection, name: str, but: str | None = None) -> bool:
    """Whether a collection (other than ``but``) is called so, or nearly."""
    query = select(collections.c.id).where(collections.c.folded == fold(name))
    return connection.execute(query).scalar() not in (None, but)


def add_collection(connection: Connection, collection_id: str, name: str, note: str, now: str) -> None:
    """Keep a new collection, which holds nothing."""
    values = {"id": collection_id, "name": name, "folded": fold(name), "note": note, "made_at": now}
    connection.execute(collections.insert().values(**values))


def update_collection(connection: Connection, collection_id: str, name: str, note: str) -> bool:
    """Give a collection another name and note; False where there is none."""
    values = {"name": name, "folded": fold(name), "note": note}
    return bool(
        connection.execute(update(collections).where(collections.c.id == collection_id).values(**values)).rowcount
    )


def delete_collection(connection: Connection, collection_id: str) -> bool:
    """Delete a collection; its articles stay. False where there is none."""
    return bool(connection.execute(delete(collections).where(collections.c.id == collection_id)).rowcount)


def put_in(connection: Connection, collection_id: str, ids: Iterable[str]) -> int:
    """Add articles to a collection; how many were not in it."""
    of = collection_articles.c
    has = set(connection.execute(select(of.article_id).where(of.collection_id == collection_id)).scalars())
    rows = [{"collection_id": collection_id, "article_id": one} for one in dict.fromkeys(ids) if one not in has]
    if rows:
        connection.execute(collection_articles.insert(), rows)
    return len(rows)


def take_out(connection: Connection, collection_id: str, ids: Iterable[str]) -> int:
    """Take articles out of a collection; how many were in it."""
    of = collection_articles.c
    where = and_(of.collection_id == collection_id, of.article_id.in_(among(connection, ids)))
    return int(connection.execute(delete(collection_articles).where(where)).rowcount)
