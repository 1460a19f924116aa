"""Records as a comparison can read them: without items whose words their text doesn't hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from components.domain.record import Event, Record, Timex, UnsureEvent
from components.domain.spans import Span, Spanning

T = TypeVar("T", bound=Spanning)
Dated = TypeVar("Dated", Event, UnsureEvent)


def sound(record: Record) -> Record:
    """The record without what doesn't fit its text: empty quotes, passages beyond the end, days that are none."""
    size = len(record.text)

    def there(*spans: Span | None) -> bool:
        return all(span is None or 0 <= span[0] < span[1] <= size for span in spans)

    def kept(items: Iterable[T]) -> tuple[T, ...]:
        return tuple(one for one in items if there((one.start, one.end)))

    places = [n for n, t in enumerate(record.timexes) if there((t.start, t.end))]
    now = {place: n for n, place in enumerate(places)}  # events and time expressions name others by place
    return msgspec.structs.replace(
        record,
        date=record.date if _days(record.date) else None,
        headline=record.headline if there(record.headline) else None,
        sentences=kept(record.sentences),
        timexes=tuple(_anchored(record.timexes[place], now) for place in places),
        actors=tuple(msgspec.structs.replace(a, mentions=kept(a.mentions)) for a in record.actors),
        quotes=tuple(q for q in record.quotes if q.content and there(*q.content, q.cue, q.source)),
        events=tuple(_dated(e, now) for e in kept(record.events) if there(e.trigger, *e.mentions)),
        tones=tuple(t for t in kept(record.tones) if there(*t.evidence, t.holder)),
        unsure=tuple(_dated(one, now) if isinstance(one, UnsureEvent) else one for one in record.unsure),
    )


def _anchored(timex: Timex, now: Mapping[int, int]) -> Timex:
    """A time expression with its anchor's place by ``now``, and without days that are none."""
    anchor = now.get(timex.anchor) if isinstance(timex.anchor, int) else timex.anchor
    days = (timex.earliest, timex.latest) if _days(timex.earliest, timex.latest) else (None, None)
    return msgspec.structs.replace(timex, anchor=anchor, earliest=days[0], latest=days[1])


def _dated(event: Dated, now: Mapping[int, int]) -> Dated:
    """An event with its time expression's place by ``now``, and without days that are none."""
    timex = now.get(event.timex) if event.timex is not None else None
    if _days(event.earliest, event.latest):
        return msgspec.structs.replace(event, timex=timex)
    return msgspec.structs.replace(event, timex=timex, earliest=None, latest=None, precision=None, basis="none")


def _days(*days: str | None) -> bool:
    """Whether all of these are days of the calendar, or none."""
    try:
        return all(day is None or dt.date.fromisoformat(day[:10]) for day in days)
    except ValueError:
        return False
