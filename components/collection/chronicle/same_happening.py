"""Joins what is told of one happening on a day, and finds who merely mentions it: "the victims of Tuesday's quake"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from components.collection.chronicle.day_tellings import DayTelling
from components.collection.chronicle.event_merging import ToldEvent
from components.collection.chronicle.happenings import ONE_A_DAY, Happening
from components.collection.chronicle.word_vectors import cosine

ALIKE = 0.2  # cosine, where more than one may happen at a place on a day
SELDOM = 2  # days of which a kind of happening is told


class Happenings:
    """The kinds of happening that a collection tells of its days."""

    def __init__(self, dated: Mapping[str, Sequence[DayTelling]]) -> None:
        self._on = {day: Counter(t.happening.kind for t in ts if t.happening) for day, ts in dated.items()}
        self._times: Counter[str] = Counter()
        self._days: Counter[str] = Counter()
        for on in self._on.values():
            self._times += on
            self._days.update(on.keys())

    def joined(self, day: str, events: Sequence[ToldEvent]) -> list[ToldEvent]:
        """The events of a day, those of one happening in one, with who mentions it; in their order."""
        kept: list[ToldEvent] = []
        for event in events:
            same = [e for e in kept if self._are_one(day, e, event)]
            if len(same) == 1:
                same[0].take_all(event)
            else:
                kept.append(event)
        for event in kept:
            for telling in event.tellings:
                of = [e for e in kept if e is not event and self._is_mention(day, telling, e)]
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

    def _is_mention(self, day: str, telling: DayTelling, event: ToldEvent) -> bool:
        """Whether a sentence of something else names an event's happening."""
        main = _main(event)
        if telling.happening is None or not main or any(h.kind != telling.happening.kind for _, h in main):
            return False
        one = telling, telling.happening
        if telling.happening.kind not in ONE_A_DAY or not all(telling.happening.may_be(h) for _, h in main):
            return False
        return any(self._same_place(day, one, other) for other in main)

    def _same_place(self, day: str, a: tuple[DayTelling, Happening], b: tuple[DayTelling, Happening]) -> bool:
        """Whether both are told of a place; of one that isn't named with it where it is of no other day."""
        if a[1].at and b[1].at:
            return bool(set(a[1].at) & set(b[1].at))
        if a[1].kind not in ONE_A_DAY or not self._is_of_day(a[1].kind, day):
            return False
        places = [set(h.at or (*h.beside, *t.about)) for t, h in (a, b)]
        return bool(places[0] & places[1])

    def _is_of_day(self, kind: str, day: str) -> bool:
        """Whether it is told of this day more than of all others, or of hardly any other."""
        return self._days[kind] <= SELDOM or 2 * self._on[day][kind] > self._times[kind]


def _main(event: ToldEvent) -> list[tuple[DayTelling, Happening]]:
    return list(_told(event))


def _told(event: ToldEvent) -> Iterator[tuple[DayTelling, Happening]]:
    for telling in event.tellings:
        if telling.happening is not None and telling.happening.main:
            yield telling, telling.happening
