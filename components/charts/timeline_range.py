"""Which part of the calendar the timeline draws, and what stands beside it: one far event must not squeeze the rest."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Sequence
from typing import NamedTuple

from components.charts.timeline_axis import pad_range
from components.domain.event_dates import DAY, bounds, day, middle
from components.domain.record import Event

Range = tuple[dt.datetime, dt.datetime]
SHARE = 0.6  # of the moments that the bulk holds at least
SQUEEZED = 3  # the whole is drawn unless it is this many times as long as the bulk
FEWEST = 4  # dated events from which there is a bulk
VAGUE = 32 * DAY  # a date wider than this says little of where the bulk is


class Clipped(NamedTuple):
    """The events that stand before a part of the calendar and after it, each in the order of time."""

    before: list[Event]
    after: list[Event]


def whole_range(events: Sequence[Event], article_date: str | None) -> Range | None:
    """All of the calendar that the events and the article's date need."""
    moments = [m for e in events for m in (*bounds(e), middle(e)) if m is not None]
    if not moments:
        return None
    article_day = day(article_date)
    return pad_range([*moments, article_day] if article_day is not None else moments)


def usual_range(events: Sequence[Event], article_date: str | None, keep: Collection[str] = ()) -> Range | None:
    """The part in which most events stand, with the article's date where it is near; ``keep`` are ids always in it."""
    whole = whole_range(events, article_date)
    dated = [(m, e) for e in events if (m := middle(e)) is not None]
    if whole is None or len(dated) < FEWEST:
        return whole
    near = [m for m, e in dated if _width(e) < VAGUE]
    kept = [m for m, e in dated if e.id in keep]
    for moments in (near, [m for m, _ in dated]):
        if len(moments) < FEWEST:
            continue
        part = pad_range([*_bulk(moments, day(article_date)), *kept])
        if part is None or whole[1] - whole[0] < SQUEEZED * (part[1] - part[0]):
            return whole
        if sum(map(len, clipped(events, part))) <= len(dated) * (1 - SHARE):
            return part
    return whole


def _bulk(found: Sequence[dt.datetime], article_day: dt.datetime | None) -> tuple[dt.datetime, dt.datetime]:
    """A short run of moments that holds most of them, near the article's day if it can, and what is near to it."""
    moments = sorted(found)
    many = math.ceil(len(moments) * SHARE)
    runs = [(moments[i + many - 1] - moments[i], i) for i in range(len(moments) - many + 1)]
    short = max(3 * min(runs)[0], 30 * DAY)
    few = [(_apart(article_day, moments[i], moments[i + many - 1]), wide, i) for wide, i in runs if wide <= short]
    left = min(few)[2]
    right = left + many - 1
    while True:
        reach = max(moments[right] - moments[left], 8 * DAY) / 2
        if left and moments[left] - moments[left - 1] <= reach:
            left -= 1
        elif right + 1 < len(moments) and moments[right + 1] - moments[right] <= reach:
            right += 1
        else:
            break
    first, last = moments[left], moments[right]
    if article_day is not None and _apart(article_day, first, last) <= max(last - first, 60 * DAY):
        return min(first, article_day), max(last, article_day)
    return first, last


def _apart(at: dt.datetime | None, first: dt.datetime, last: dt.datetime) -> dt.timedelta:
    return max(first - at, at - last, dt.timedelta(0)) if at is not None else dt.timedelta(0)


def _width(event: Event) -> dt.timedelta:
    first, end = bounds(event)
    return end - first if first is not None and end is not None else dt.timedelta(0)


def within(event: Event, part: Range) -> bool:
    """Whether any of the event's days stand in a part of the calendar."""
    first, end = bounds(event)
    begins, ends = first or end, end or first
    if begins is None or ends is None:
        return False
    return begins < part[1] and ends > part[0] if begins < ends else part[0] <= begins <= part[1]


def clipped(events: Sequence[Event], part: Range) -> Clipped:
    """The dated events outside of a part of the calendar."""
    outside = sorted((m, e.start, e.id, e) for e in events if (m := middle(e)) is not None and not within(e, part))
    centre = part[0] + (part[1] - part[0]) / 2
    return Clipped([e for m, *_, e in outside if m < centre], [e for m, *_, e in outside if m >= centre])


def edge_words(found: Clipped, part: Range) -> tuple[str, str]:
    """ "3 before 2019", "1 after March 2026"; empty where nothing is clipped."""
    before = after = ""
    if found.before:
        last = max(end for e in found.before if (end := bounds(e)[1] or bounds(e)[0]) is not None)
        before = (
            f"{len(found.before):,} before {_unlike(last - DAY if last > dt.datetime.min + DAY else last, part[0])}"
        )
    if found.after:
        first = min(begun for e in found.after if (begun := bounds(e)[0] or bounds(e)[1]) is not None)
        after = f"{len(found.after):,} after {_unlike(first, part[1])}"
    return before, after


def _unlike(outside: dt.datetime, edge: dt.datetime) -> str:
    """The edge in the shortest words that still tell it from what stands outside of it."""
    if outside.year != edge.year:
        return str(edge.year)
    if outside.month != edge.month:
        return f"{edge:%B} {edge.year}"
    return f"{edge.day} {edge:%B} {edge.year}"
