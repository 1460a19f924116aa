"""Records as a comparison can read them: without items whose words their text doesn't hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TypeVar

import msgspec

from components.domain.record import Event, Record
from components.domain.spans import Span, Spanning

T = TypeVar("T", bound=Spanning)


def sound(record: Record) -> Record:
    """The record without what doesn't fit its text: empty quotes, passages beyond the end, days that are none."""
    size = len(record.text)

    def there(*spans: Span | None) -> bool:
        return all(span is None or 0 <= span[0] < span[1] <= size for span in spans)

    def kept(items: Iterable[T]) -> tuple[T, ...]:
        return tuple(one for one in items if there((one.start, one.end)))

    timexes = tuple(t if _days(t.earliest, t.latest) else msgspec.structs.replace(t, earliest=None, latest=None)
                    for t in record.timexes)  # fmt: skip
    if len(kept(timexes)) < len(timexes):  # events name them by their place in the list
        timexes = ()
    return msgspec.structs.replace(
        record,
        date=record.date if _days(record.date) else None,
        headline=record.headline if there(record.headline) else None,
        sentences=kept(record.sentences),
        timexes=timexes,
        actors=tuple(msgspec.structs.replace(a, mentions=kept(a.mentions)) for a in record.actors),
        quotes=tuple(q for q in record.quotes if q.content and there(*q.content, q.cue, q.source)),
        events=tuple(_dated(e, len(timexes)) for e in kept(record.events) if there(e.trigger, *e.mentions)),
        tones=tuple(t for t in kept(record.tones) if there(*t.evidence, t.holder)),
    )


def _dated(event: Event, timexes: int) -> Event:
    timex = event.timex if event.timex is not None and event.timex < timexes else None
    if _days(event.earliest, event.latest):
        return msgspec.structs.replace(event, timex=timex)
    return msgspec.structs.replace(event, timex=timex, earliest=None, latest=None, precision=None, basis="none")


def _days(*days: str | None) -> bool:
    """Whether all of these are days of the calendar, or none."""
    try:
        return all(day is None or dt.date.fromisoformat(day[:10]) for day in days)
    except ValueError:
        return False
