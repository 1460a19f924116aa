"""Where something stands in each of the compared articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from components.collection.cast import Cast, CastMember
from components.collection.cast.person_names import may_be_one_family_name
from components.collection.comparison.words import keys_of, words_in
from components.domain.ids import digest
from components.domain.record import Record
from components.domain.spans import Span

VERBATIM = 5  # words that stand together in two texts by more than chance


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


class TextWords:
    """The words of an article's text, in which the words of another can be looked for."""

    def __init__(self, record: Record) -> None:
        self.article = record.id
        self._words = words_in(record.text, [(0, len(record.text))])
        self._joined = f" {' '.join(w.key for w in self._words)} "

    def span_of(self, keys: Sequence[str]) -> Span | None:
        """Where these words stand together for the first time; None where they don't."""
        place = self._joined.find(f" {' '.join(keys)} ") if keys else -1
        if place < 0:
            return None
        first = self._joined.count(" ", 0, place + 1) - 1
        return self._words[first].start, self._words[first + len(keys) - 1].end


def word_for_word(
    spans: Sequence[Span], own: Record, texts: Sequence[TextWords], item: str, but: Iterable[str]
) -> list[Place]:  # fmt: skip
    """Where a passage's words stand in other articles, though these tell it as nothing; ``but`` have it already."""
    keys = [w.key for w in words_in(own.text, spans)]
    if len(keys) < VERBATIM:
        return []
    found = ((t.article, t.span_of(keys)) for t in texts if t.article not in set(but))
    return [Place(article, item, (span,)) for article, span in found if span is not None]


class CastNames:
    """Who the actors of each article are in the cast of all; ``same`` are further pairs that are one."""

    def __init__(
        self, records: Sequence[Record], cast: Cast, same: Iterable[tuple[CastMember, CastMember]] = ()
    ) -> None:
        self.name = {actor.id: actor.name for actor in cast.actors}
        self.kind = {actor.id: actor.kind for actor in cast.actors}
        self.doubtful = frozenset(i for one in cast.perhaps for i in (one.left, one.right))
        self._of = {(m.article, m.actor): actor.id for actor in cast.actors for m in actor.members}
        places = {actor.name.casefold(): actor.id for actor in cast.actors if actor.kind == "place"}
        for record in records:
            for actor in record.actors:
                if (record.id, actor.id) in self._of:
                    continue
                adjective = actor.kind == "place" and any(m.form == "adjective" for m in actor.mentions)
                if adjective:  # "German" alone is of the Germany that another article names
                    own = places.setdefault(actor.name.casefold(), f"{record.id}:{actor.id}")
                else:
                    own = f"{record.id}:{actor.id}"
                self._of[record.id, actor.id] = own
                self.name.setdefault(own, actor.name)
                self.kind.setdefault(own, actor.kind)
        for one, other in same:
            kept, gone = self._of[one.article, one.actor], self._of[other.article, other.actor]
            self._of = {member: kept if of == gone else of for member, of in self._of.items()}

    def of(self, article: str, actor: str | None) -> str | None:
        """The cast actor of an article's actor; None for none."""
        return self._of.get((article, actor)) if actor else None

    def surely_two(self, one: str | None, other: str | None) -> bool:
        """Whether two of the cast are surely two people: none is doubtful, and their names have nothing in common."""
        if one is None or other is None or one == other or {one, other} & self.doubtful:
            return False
        names = [self.name[key] for key in (one, other)]
        if not self.kind[one] == self.kind[other] == "person":
            return False  # "the White House said" and "Karine Jean-Pierre said"
        words = [{part for word in keys_of(words_in(n, [(0, len(n))])) for part in word.split("-")} for n in names]
        return words[0].isdisjoint(words[1]) and not may_be_one_family_name(*names)

    def by_name(self, records: Iterable[Record]) -> frozenset[str]:
        """The cast actors of whom an article tells by name (or as an adjective), not by descriptions alone."""
        return frozenset(
            self._of[r.id, a.id]
            for r in records
            for a in r.actors
            if any(m.form in ("name", "adjective") for m in a.mentions)
        )

    def articles_of(self, key: str) -> frozenset[str]:
        """The articles in which a cast actor is."""
        return frozenset(article for (article, _), known in self._of.items() if known == key)

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
