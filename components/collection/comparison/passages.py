"""Where something stands in each of the compared articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from components.collection.cast import Cast
from components.domain.ids import digest
from components.domain.record import Record
from components.domain.spans import Span


class Place(msgspec.Struct, frozen=True):
    """What of one article is meant: its id, the item's id there, the words."""

    article: str
    item: str
    spans: tuple[Span, ...]


def row_id(kind: str, places: Iterable[Place]) -> str:
    """A row's id, for addresses: from what stands in it, whatever else is compared with it."""
    return f"{kind}-{digest(*sorted(f'{p.article}/{p.item}' for p in places), length=10)}"


def articles_in(places: Iterable[Place], order: Sequence[str]) -> tuple[str, ...]:
    """The ids of the articles that the places are of, in the order of comparison."""
    there = {p.article for p in places}
    return tuple(a for a in order if a in there)


class CastNames:
    """Who the actors of each article are in the cast of all."""

    def __init__(self, records: Sequence[Record], cast: Cast) -> None:
        self._of = {(m.article, m.actor): actor.id for actor in cast.actors for m in actor.members}
        self.name = {actor.id: actor.name for actor in cast.actors}
        self.kind = {actor.id: actor.kind for actor in cast.actors}
        self.doubtful = frozenset(i for one in cast.perhaps for i in (one.left, one.right))
        self._unknown: Mapping[tuple[str, str], str] = {
            (r.id, a.id): f"{r.id}:{a.id}" for r in records for a in r.actors if (r.id, a.id) not in self._of
        }
        self.name |= {f"{r.id}:{a.id}": a.name for r in records for a in r.actors if (r.id, a.id) in self._unknown}
        self.kind |= {f"{r.id}:{a.id}": a.kind for r in records for a in r.actors if (r.id, a.id) in self._unknown}

    def of(self, article: str, actor: str | None) -> str | None:
        """The cast actor of an article's actor; None for none."""
        if not actor:
            return None
        return self._of.get((article, actor)) or self._unknown.get((article, actor))

    def all_of(self, article: str, actors: Iterable[str]) -> frozenset[str]:
        """The cast actors of some of an article's actors."""
        return frozenset(c for a in actors if (c := self.of(article, a)) is not None)


class Groups:
    """Things that are joined two by two: the sets that come of it."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, n: int) -> int:
        """What stands for the set of a thing."""
        while self._parent[n] != n:
            self._parent[n] = self._parent[self._parent[n]]
            n = self._parent[n]
        return n

    def join(self, a: int, b: int) -> None:
        """Put the sets of two things together."""
        one, two = sorted((self.root(a), self.root(b)))
        self._parent[two] = one

    def sets(self) -> list[list[int]]:
        """Every set, in the order of its first thing."""
        found: dict[int, list[int]] = {}
        for n in range(len(self._parent)):
            found.setdefault(self.root(n), []).append(n)
        return list(found.values())
