"""Finds one event that articles put on different days."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from components.collection.chronicle.doing_words import TO_MANY, meaning
from components.collection.chronicle.event_merging import ToldEvent
from components.collection.chronicle.same_doing import Doings, doings_of
from components.collection.chronicle.word_vectors import cosine
from components.collection.content_words import content_words

# Nearly the same words, the same people or bodies: what merely goes on for days is told in other words every day.
SAME = 0.7  # cosine
ALIKE = 0.3  # where the same is done that is told of hardly any other day, by or to the same
ALIKE_OF_ONE = 0.2  # where it is done once in a life, to the same
ONCE = frozenset(map(meaning, content_words("die born marry")))
NEAR = 3  # days: further apart, the same words tell of the next time
_KEYS = 6
_COMMON = 50  # events with a word


def told_on_two_days(
    events: Mapping[str, Sequence[ToldEvent]], doings: Doings
) -> Iterator[tuple[str, ToldEvent, str, ToldEvent]]:
    """Pairs of events (day, event, later day, event) that are one but for the day; each is told by other articles."""
    with_word: dict[str, list[tuple[str, ToldEvent]]] = defaultdict(list)
    for day in sorted(events):
        first = _days_before(day)
        todays = [(e, _keys(e)) for e in events[day] if e.happens]
        for event, keys in todays:
            before = {id(e): (d, e) for key in keys for d, e in with_word[key] if d >= first}
            for earlier, other in before.values():
                if _one_but_for_the_day(event, other, doings):
                    yield earlier, other, day, event
        for event, keys in todays:
            for key in keys:
                kept = [(d, e) for d, e in with_word[key] if d >= first]
                with_word[key] = [*kept, (day, event)] if len(kept) < _COMMON else kept


def _days_before(day: str) -> str:
    """The first day (ISO) near enough before a day; that of year 1 has hardly any before it."""
    return dt.date.fromordinal(max(1, dt.date.fromisoformat(day).toordinal() - NEAR)).isoformat()


def _keys(event: ToldEvent) -> set[str]:
    """By what it is looked for: its weightiest words, and what is done."""
    return {*sorted(event.direction, key=lambda w: (-event.direction[w], w))[:_KEYS], *doings_of(event.tellings)}


def _one_but_for_the_day(a: ToldEvent, b: ToldEvent, doings: Doings) -> bool:
    if not any(who in b.who for who in a.who) or (a.people and b.people and not a.people.keys() & b.people.keys()):
        return False
    if {t.article for t in a.tellings} & {t.article for t in b.tellings}:
        return False
    if a.is_another(b.roles, b.people, b.tellings):
        return False
    alike = cosine(a.direction, b.direction)
    if alike >= SAME:
        return True
    shared = doings_of(a.tellings) & doings_of(b.tellings)
    if shared & ONCE and (a.people.keys() & b.people.keys() or a.ages & b.ages):
        return alike >= ALIKE_OF_ONE
    seldom = any(doings.told.is_seldom(d) for d in shared - TO_MANY)
    return seldom and any(w in b.who for w in a.who if w not in doings.about) and alike >= ALIKE
