"""Queries on who is in which article, as readers corrected it: what the library is searched by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

import msgspec
from sqlalchemy import Connection, delete, func, select, update

from components.domain.folded_words import fold_words
from components.domain.record import Record
from components.store.full_text import among
from components.store.tables import article_actors, articles, records


class NamedActor(msgspec.Struct, frozen=True):
    """A name that stands in ``articles`` articles."""

    name: str
    articles: int


def put_actors(connection: Connection, record: Record) -> None:
    """Keep who is in an article and its kind, by its record with the readers' edits in effect, in place of before."""
    spoken = Counter(quote.speaker for quote in record.quotes if quote.speaker)
    connection.execute(delete(article_actors).where(article_actors.c.article_id == record.id))
    rows = [
        {
            "article_id": record.id,
            "actor_id": actor.id,
            "name": actor.name,
            "folded": fold_words(actor.name),
            "kind": actor.kind,
            "quotes": spoken[actor.id],
            "mentions": len(actor.mentions),
        }
        for actor in record.actors
        if actor.mentions
    ]
    if rows:
        connection.execute(article_actors.insert(), rows)
    connection.execute(
        update(records).where(records.c.article_id == record.id).values(genre=record.genre, indexed=True)
    )


def not_indexed(connection: Connection, most: int, after: str = "") -> list[str]:
    """Ids, from the one after ``after``, of articles that were read by a version that kept no actors."""
    of = records.c
    query = select(of.article_id).where(of.indexed.is_(False), of.article_id > after).order_by(of.article_id)
    return [str(one) for one in connection.execute(query.limit(most)).scalars()]


def count_not_indexed(connection: Connection, within: Collection[str] | None = None) -> int:
    """How many there are, of these articles or of all."""
    query = select(func.count()).select_from(records).where(records.c.indexed.is_(False))
    if within is not None:
        query = query.where(records.c.article_id.in_(among(connection, within)))
    return int(connection.execute(query).scalar_one())


def frequent_names(connection: Connection, most: int, *, speakers: bool = False) -> list[NamedActor]:
    """The names that stand in the most articles (``speakers``: who is quoted in them), the most frequent first."""
    named = article_actors.c
    count = func.count().label("of")
    query = (
        select(named.name, count)
        .join(articles, articles.c.id == named.article_id)
        .where(articles.c.deleted_at.is_(None))
        .group_by(named.name)
        .order_by(count.desc(), named.name)
        .limit(most)
    )
    if speakers:
        query = query.where(named.quotes > 0)
    return [NamedActor(r.name, r.of) for r in connection.execute(query)]
