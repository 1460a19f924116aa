"""The chronicle: an article's events by date as newspapers print them, the undated ones at their place in the story."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from components.domain.date_words import time_words, when_words
from components.domain.event_dates import day
from components.domain.record import Event, Record

# No date is named: "told between May and August" would read as when it happened.
AFTER, BEFORE = "no date; told after the events above", "no date; told before the events below"


class ChronicleDay(NamedTuple):
    """A date in words with its events; for undated ones the words say where in the story they are told."""

    when: str
    dated: bool
    events: tuple[Event, ...]


def chronicle(record: Record, events: Sequence[Event]) -> list[ChronicleDay]:
    """Every event once: the dated ones in the order of their dates, an undated one below the date told before it.

    What has no date is told after a telling of a dated event; it stands below that event's day. What is told before any
    date stands above the day that is told first.
    """
    dated = sorted((e for e in events if is_dated(e)), key=lambda e: _time_key(record, e))
    undated = sorted((e for e in events if not is_dated(e)), key=_told)
    days = [(when, tuple(group)) for when, group in groupby(dated, key=lambda e: when_words(record, e))]
    if not days:
        return [ChronicleDay("no date", False, tuple(undated))] if undated else []
    day_of = {e.id: n for n, (_, group) in enumerate(days) for e in group}
    tellings = sorted((start, e.start, e.id, e) for e in dated for start in _tellings(e))
    above: dict[int, list[tuple[str, Event]]] = {}
    below: dict[int, list[tuple[str, Event]]] = {}
    for event in undated:
        before = next((t[-1] for t in reversed(tellings) if t[0] <= event.trigger[0]), None)
        after = next((t[-1] for t in tellings if t[0] > event.trigger[0]), None)
        place = below if before is not None else above
        anchor = before or after
        assert anchor is not None  # noqa: S101 - there is a dated event, told before or after
        place.setdefault(day_of[anchor.id], []).append((AFTER if before is not None else BEFORE, event))
    out: list[ChronicleDay] = []
    for number, (when, group) in enumerate(days):
        out += _undated(above.get(number, ()))
        out.append(ChronicleDay(when, True, group))
        out += _undated(below.get(number, ()))
    return out


def in_order(record: Record, events: Sequence[Event]) -> list[Event]:
    """The events in the chronicle's order."""
    return [e for one in chronicle(record, events) for e in one.events]


def is_dated(event: Event) -> bool:
    """Whether the text, or a reader, gives the event a date."""
    return day(event.earliest) is not None or day(event.latest) is not None


def _undated(found: Sequence[tuple[str, Event]]) -> list[ChronicleDay]:
    return [
        ChronicleDay(words, False, tuple(e for _, e in group)) for words, group in groupby(found, key=lambda f: f[0])
    ]


def _told(event: Event) -> tuple[int, int, str]:
    return *event.trigger, event.id


def _tellings(event: Event) -> set[int]:
    return {start for start, _ in (*event.mentions, event.trigger)}


def _time_key(record: Record, event: Event) -> tuple[dt.datetime, int, dt.datetime, str, str, int, int, str]:
    """By the first day; what ends on a day, then what is of it, then what goes on from it; then as it is told."""
    first, last = day(event.earliest), day(event.latest)
    rank = 0 if first is None else 2 if last is None else 1
    clock = time_words(record, event)
    begun = first or last or dt.datetime.max
    return (
        begun, rank, last or dt.datetime.max, when_words(record, event), clock if clock[:1].isdigit() else "~",
        *event.trigger, event.id,
    )  # fmt: skip
