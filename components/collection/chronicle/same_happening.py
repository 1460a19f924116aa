"""Joins what is told of one happening on a day, and finds who merely mentions it: "the victims of Tuesday's quake"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from components.collection.chronicle.day_tellings import DayTelling
from components.collection.chronicle.event_merging import ToldEvent
from components.collection.chronicle.happenings import ONE_A_DAY, Happening
from components.collection.chronicle.told_by_day import ToldByDay
from components.collection.chronicle.word_vectors import cosine

_TellingOf = tuple[DayTelling, Happening]
ALIKE = 0.2  # cosine, where more than one may happen at a place on a day


class Happenings:
    """The kinds of happening that a collection tells of its days."""

    def __init__(self, dated: Mapping[str, Sequence[DayTelling]]) -> None:
        self._told = ToldByDay({day: (t.happening.kind for t in ts if t.happening) for day, ts in dated.items()})

    def joined(self, day: str, events: Sequence[ToldEvent]) -> list[ToldEvent]:
        """The events of a day, those of one happening in one, with who mentions it; in their order."""
        kept: list[ToldEvent] = []
        for event in events:
            same = [e for e in kept if self._are_one(day, e, event)]
            if len(same) == 1:
                same[0].take_all(event)
            else:
                kept.append(event)
        mains = [(e, main) for e in kept if (main := _main(e))]
        for event in kept:
            for telling in event.tellings:
                of = [e for e, main in mains if e is not event and self._is_mention(day, telling, main)]
                if len(of) == 1:
                    of[0].mentions.append(telling)
        return kept

    def _are_one(self, day: str, a: ToldEvent, b: ToldEvent) -> bool:
        pairs = [(x, y) for x in _main(a) for y in _main(b)]
        if not pairs or any(x[1].kind != y[1].kind for x, y in pairs) or not all(x[1].may_be(y[1]) for x, y in pairs):
            return False
        if pairs[0][0][1].kind not in ONE_A_DAY and cosine(a.direction, b.direction) < ALIKE:
            return False
        return any(self._same_place(day, x, y) for x, y in pairs)

    def _is_mention(self, day: str, telling: DayTelling, main: Sequence[_TellingOf]) -> bool:
        """Whether a sentence of something else names an event's happening, which ``main`` tell."""
        named = telling.happening
        if named is None or named.kind not in ONE_A_DAY:
            return False
        if any(h.kind != named.kind or not named.may_be(h) for _, h in main):
            return False
        return any(self._same_place(day, (telling, named), other) for other in main)

    def _same_place(self, day: str, a: _TellingOf, b: _TellingOf) -> bool:
        """Whether both are told of a place; of one that isn't named with it where it is of no other day."""
        if a[1].at and b[1].at:
            return bool(set(a[1].at) & set(b[1].at))
        if a[1].kind not in ONE_A_DAY or not self._told.is_of_day(a[1].kind, day):
            return False
        places = [set(h.at or (*h.beside, *t.about)) for t, h in (a, b)]
        return bool(places[0] & places[1])


def _main(event: ToldEvent) -> list[_TellingOf]:
    return [(t, t.happening) for t in event.tellings if t.happening is not None and t.happening.main]
