"""Whether two articles may tell of one time: the same clause of 2010 and of 2014 tells of two events."""

from __future__ import annotations

import datetime as dt

from components.domain.record import Event, Record
from components.domain.spans import Span

NEAR = 7  # days between two dates of one event, where each is told to the week or closer
AROUND = 31  # days about its article's date in which an event without a date is taken to be
Period = tuple[int, int]  # first and last day, as ordinals


def may_be_of_one_time(one: tuple[Record, Event], other: tuple[Record, Event]) -> bool:
    """Whether both may be of one time: days near each other, or periods that overlap; nothing against it if open."""
    return all(_meet(x, y) for x in _times(*one) for y in _times(*other))


def may_stand_for(record: Record, event: Event, other: Record, span: Span) -> bool:
    """Whether a passage of another article that has an event's words may be of its time."""
    return all(_meet(x, y) for x in _times(record, event) for y in _signs(other, span))


def is_dated(event: Event) -> bool:
    """Whether its text puts it on a day or in a period."""
    return _dated(event) is not None


def _times(record: Record, event: Event) -> list[Period]:
    """When its text puts it, else what says of when it is; none where nothing does."""
    dated = _dated(event)
    return [dated] if dated is not None else _signs(record, (event.start, event.end))


def _dated(event: Event) -> Period | None:
    """When its text puts it; what is read from the tense alone is merely about the day of the article."""
    return None if event.basis == "tense" else _period(event.earliest, event.latest)


def _signs(record: Record, span: Span) -> list[Period]:
    """What says of when a passage without a date is: the dates of its sentence, else the article's own.

    Of several dates in a sentence none is surely the passage's; the article's date is then no sign either.
    """
    sentence = next(((s.start, s.end) for s in record.sentences if s.start <= span[0] < s.end), span)
    dates = [
        period
        for t in record.timexes
        if sentence[0] <= t.start < sentence[1] and t.type in ("DATE", "TIME")
        if (period := _period(t.earliest, t.latest)) is not None
    ]
    if dates:
        return [(min(first for first, _ in dates), max(last for _, last in dates))]
    own = _period(record.date, record.date)
    return [(own[0] - AROUND, own[1] + AROUND)] if own is not None else []


def _period(earliest: str | None, latest: str | None) -> Period | None:
    try:
        if earliest and latest:
            return dt.date.fromisoformat(earliest[:10]).toordinal(), dt.date.fromisoformat(latest[:10]).toordinal()
    except ValueError:
        pass
    return None


def _meet(a: Period, b: Period) -> bool:
    apart = max(a[0], b[0]) - min(a[1], b[1])
    return apart <= (NEAR if a[1] - a[0] < NEAR and b[1] - b[0] < NEAR else 0)
