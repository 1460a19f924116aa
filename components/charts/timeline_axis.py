"""Calendar arithmetic of the timeline: ranges, ticks, parts of the calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from components.domain.event_dates import DAY


def shift_moment(moment: dt.datetime, by: dt.timedelta) -> dt.datetime:
    """The moment moved, stopped at the calendar's own ends."""
    try:
        return moment + by
    except OverflowError:
        return dt.datetime.max if by > dt.timedelta(0) else dt.datetime.min


def pad_range(moments: Iterable[dt.datetime], least: dt.timedelta = 8 * DAY) -> tuple[dt.datetime, dt.datetime] | None:
    """A range around moments with air at both sides; None where there are none."""
    ordered = sorted(moments)
    if not ordered:
        return None
    span = max(ordered[-1] - ordered[0], least)
    centre = ordered[0] + (ordered[-1] - ordered[0]) / 2
    return shift_moment(centre, span * -0.58), shift_moment(centre, span * 0.58)


ZOOMS = {"week": 9, "year": 366}  # days that are drawn at once


def window(zoom: str, at: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """The part of the calendar that a zoom (a key of ZOOMS) draws around a moment."""
    half = ZOOMS[zoom] * DAY / 2
    return shift_moment(at, -half), shift_moment(at, half)


_STEPS = (1, 2, 7, 14)  # days
_MONTHS = (1, 3, 6)
_YEARS = (1, 2, 5, 10, 20, 50, 100, 500, 1000)


def ticks(span: tuple[dt.datetime, dt.datetime], most: int = 6) -> list[dt.datetime]:
    """At most ``most`` moments to mark on an axis: days, first days of months or of years."""
    days = max(1, (span[1] - span[0]).days)
    for step in _STEPS:
        if days / step <= most:
            first = dt.datetime.combine(span[0].date(), dt.time()) + DAY
            return [first + i * step * DAY for i in range(most + 1) if first + i * step * DAY < span[1]]
    for step in _MONTHS:
        if days / (30.4 * step) <= most:
            return _months(span, step)
    years = next((y for y in _YEARS if days / (365.25 * y) <= most), _YEARS[-1])
    first_year = -(-span[0].year // years) * years
    starts = [dt.datetime(y, 1, 1) for y in range(max(1, first_year), min(dt.MAXYEAR, span[1].year) + 1, years)]
    return [m for m in starts if m >= span[0]]


def _months(span: tuple[dt.datetime, dt.datetime], step: int) -> list[dt.datetime]:
    """First days of every ``step``-th month within the span."""
    out = []
    for year in range(span[0].year, span[1].year + 1):
        out += [dt.datetime(year, month, 1) for month in range(1, 13, step)]
    return [m for m in out if span[0] <= m <= span[1]]


def tick_words(moments: list[dt.datetime], between: str = "<br>") -> list[str]:
    """The marks in words, each with its year: "11 Jan<br>2026", "Jan<br>2026", "2026"."""
    if all((m.month, m.day) == (1, 1) for m in moments):
        return [str(m.year) for m in moments]
    if all(m.day == 1 for m in moments) and len(moments) > 1:
        return [f"{m:%b}{between}{m.year}" for m in moments]
    return [f"{m.day} {m:%b}{between}{m.year}" for m in moments]
