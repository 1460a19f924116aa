"""All that is read of a collection: its cast, its chronicle, its trends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from components.collection.cast import Cast, Decision, make_cast
from components.collection.chronicle import Chronicle, make_chronicle
from components.collection.trends import Trends, read_trends
from components.domain.record import Record


class CollectionReading(msgspec.Struct, frozen=True, kw_only=True):
    """What the articles of a collection say together."""

    articles: int
    cast: Cast
    chronicle: Chronicle
    trends: Trends


def read_collection(records: Callable[[], Iterable[Record]], decisions: Sequence[Decision] = ()) -> CollectionReading:
    """Read a collection; ``records`` gives its records anew each time, as they are read three times, one at a time."""
    cast = make_cast(records(), decisions)
    cast_of = {(m.article, m.actor): actor.id for actor in cast.actors for m in actor.members}
    chronicle = make_chronicle(records(), same_actor=lambda article, actor: cast_of.get((article, actor)))
    trends = read_trends(records(), cast_of)
    return CollectionReading(articles=trends.articles, cast=cast, chronicle=chronicle, trends=trends)
