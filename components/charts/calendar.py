"""Calendar arithmetic of the timeline: spans of days, ranges, ticks, what is far background."""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Iterable

from components.domain.record import Event

DAY = dt.timedelta(days=1)


def day(iso: str | None) -> dt.datetime | None:
    """An ISO day as the moment it begins; None for none, or for one no calendar holds."""
    if not iso:
        return None
    try:
        return dt.datetime.combine(dt.date.fromisoformat(iso[:10]), dt.time())
    except ValueError:
        return None


def shifted(moment: dt.datetime, by: dt.timedelta) -> dt.datetime:
    """The moment moved, stopped at the calendar's own ends."""
    try:
        return moment + by
    except OverflowError:
        return dt.datetime.max if by > dt.timedelta(0) else dt.datetime.min


def bounds(event: Event) -> tuple[dt.datetime | None, dt.datetime | None]:
    """First moment and end (exclusive) of an event's days; None where the text gives no bound."""
    first, last = day(event.earliest), day(event.latest)
    return first, (last + DAY if last is not None and last.year < 9999 else last)


def middle(event: Event) -> dt.datetime | None:
    """Where an event's marker stands: the middle of its days, or its one known end."""
    first, end = bounds(event)
    if first is not None and end is not None:
        return first + (end - first) / 2
    return first or end


def padded(moments: Iterable[dt.datetime], least: dt.timedelta = 8 * DAY) -> tuple[dt.datetime, dt.datetime] | None:
    """A range around moments with air at both sides; None where there are none."""
    listed = sorted(moments)
    if not listed:
        return None
    span = max(listed[-1] - listed[0], least)
    centre = listed[0] + (listed[-1] - listed[0]) / 2
    return shifted(centre, span * -0.58), shifted(centre, span * 0.58)


def background(events: Iterable[Event], anchor: str | None) -> set[str]:
    """Ids of dated events so long before the story that they would flatten it: told as background."""
    points = {e.id: m for e in events if (m := middle(e)) is not None}
    start = day(anchor) or (statistics.median_high(points.values()) if points else None)
    if start is None or len(points) < 4:
        return set()
    far = {i for i, m in points.items() if start - m > 400 * DAY}
    return far if 0 < len(far) < len(points) * 0.7 else set()


TICK_FORMATS = [
    {"dtickrange": [None, 86_400_000], "value": "%H:%M\n%-d %b %Y"},
    {"dtickrange": [86_400_000, "M1"], "value": "%-d %b\n%Y"},
    {"dtickrange": ["M1", "M12"], "value": "%b\n%Y"},
    {"dtickrange": ["M12", None], "value": "%Y"},
]
