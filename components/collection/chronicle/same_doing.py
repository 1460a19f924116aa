"""Joins events of one day that are told in other words: the same is done, by or to the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from components.collection.chronicle.day_tellings import DayTelling
from components.collection.chronicle.doing_words import LIGHT, TO_MANY, meaning
from components.collection.chronicle.event_merging import ALIKE, ToldEvent
from components.collection.chronicle.told_by_day import ToldByDay
from components.collection.chronicle.told_numbers import may_be_of_one_age
from components.collection.chronicle.word_vectors import cosine

ALIKE_OF_DAY = 0.15  # cosine
ALIKE_OF_TWO = 0.1  # two such: "quake" and "struck"
ALIKE_OF_TWO_PEOPLE = 0.25  # of two people, both the same
ALIKE_OF_AGE = 0.2  # of one age, or nearly, with somebody in common
ALIKE_OF_SAME = 0.3  # of what is often done, by or to the same; of the same age; and of others
FEW_ARTICLES = 0.5  # of all: who stands in more is whom the collection is about, and tells no two events apart
_MOST = 60  # events with one doing or person: more are not compared


class Doings:
    """What is done on the days of a collection: what is told of one day above all hardly happens twice on it.

    ``about`` are the keys of those whom the collection is about: they tell no two events apart.
    """

    def __init__(self, dated: Mapping[str, Sequence[DayTelling]], articles: int) -> None:
        self.told = ToldByDay({day: (d for t in ts for d in doings_of([t])) for day, ts in dated.items()})
        named: Counter[str] = Counter()
        for who in _named_by_article(dated).values():
            named.update(who)
        self.about = frozenset(w for w, n in named.items() if n > FEW_ARTICLES * articles)

    def joined(self, day: str, events: Iterable[ToldEvent]) -> list[ToldEvent]:
        """The events of one day, those in one that are one; in their order."""
        kept = list(events)
        with_key: dict[str, list[int]] = defaultdict(list)
        for n, event in enumerate(kept):
            for key in (*doings_of(event.tellings), *event.people):
                with_key[key].append(n)
        into = list(range(len(kept)))
        pairs = {pair for ns in with_key.values() if len(ns) <= _MOST for pair in combinations(ns, 2)}
        for one, other in sorted(pairs):
            a, b = _last(into, one), _last(into, other)
            if a != b and self._are_one(day, kept[a], kept[b]):
                kept[min(a, b)].take_all(kept[max(a, b)])
                into[max(a, b)] = min(a, b)
        return [event for n, event in enumerate(kept) if into[n] == n]

    def _are_one(self, day: str, a: ToldEvent, b: ToldEvent) -> bool:
        if a.people and b.people and not a.same_person(b.people):
            return False
        alike = cosine(a.direction, b.direction)
        if not may_be_of_one_age(a.ages, b.ages) or a.is_another(b.roles, b.people, b.tellings):
            return False
        if a.happens and b.happens and len(a.people.keys() & b.people.keys()) > 1 and alike >= ALIKE_OF_TWO_PEOPLE:
            return True
        shared = doings_of(a.tellings) & doings_of(b.tellings)
        who = {w for w in a.who if w in b.who}
        of_day = [d for d in shared - TO_MANY if self.told.is_of_day(d, day)]
        if len(of_day) > 1:
            return alike >= ALIKE_OF_TWO
        if of_day and (who or not (a.who and b.who)):
            return alike >= ALIKE_OF_DAY
        if who - self.about or a.ages & b.ages:
            return bool(shared) and alike >= (ALIKE_OF_AGE if who and a.ages and b.ages else ALIKE_OF_SAME)
        return bool(shared - TO_MANY) and alike >= ALIKE


def _named_by_article(dated: Mapping[str, Sequence[DayTelling]]) -> dict[int, set[str]]:
    named: dict[int, set[str]] = defaultdict(set)
    for tellings in dated.values():
        for telling in tellings:
            named[telling.article].update(telling.who)
    return named


def doings_of(tellings: Iterable[DayTelling]) -> set[str]:
    """What they say is done, what means the same under one stem, without what is done every day."""
    return {meaning(d) for t in tellings for d in t.doing} - LIGHT


def _last(into: Sequence[int], n: int) -> int:
    while into[n] != n:
        n = into[n]
    return n
