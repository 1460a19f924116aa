"""Finds one event that articles put on different days."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from components.collection.chronicle.event_merging import ToldEvent
from components.collection.chronicle.word_vectors import cosine

# Nearly the same words, the same people or bodies: what merely goes on for days is told in other words every day.
SAME = 0.7  # cosine
NEAR = 3  # days: further apart, the same words tell of the next time
_KEYS = 6
_COMMON = 50  # events with a word


def told_on_two_days(events: Mapping[str, Sequence[ToldEvent]]) -> Iterator[tuple[str, ToldEvent, str, ToldEvent]]:
    """Pairs of events (day, event, later day, event) that are one but for the day; each is told by other articles."""
    with_word: dict[str, list[tuple[str, ToldEvent]]] = defaultdict(list)
    for day in sorted(events):
        first = _days_before(day)
        todays = [(e, sorted(e.direction, key=lambda w: (-e.direction[w], w))[:_KEYS]) for e in events[day]]
        for event, keys in todays:
            before = {id(e): (d, e) for key in keys for d, e in with_word[key] if d >= first}
            for earlier, other in before.values():
                if _one_but_for_the_day(event, other):
                    yield earlier, other, day, event
        for event, keys in todays:
            for key in keys:
                kept = [(d, e) for d, e in with_word[key] if d >= first]
                with_word[key] = [*kept, (day, event)] if len(kept) < _COMMON else kept


def _days_before(day: str) -> str:
    """The first day (ISO) near enough before a day; that of year 1 has hardly any before it."""
    return dt.date.fromordinal(max(1, dt.date.fromisoformat(day).toordinal() - NEAR)).isoformat()


def _one_but_for_the_day(a: ToldEvent, b: ToldEvent) -> bool:
    if not any(who in b.who for who in a.who) or (a.people and b.people and not a.people.keys() & b.people.keys()):
        return False
    if {t.article for t in a.tellings} & {t.article for t in b.tellings}:
        return False
    return cosine(a.direction, b.direction) >= SAME
