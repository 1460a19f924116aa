"""The days of feasts that follow the moon or another calendar, from their data file.

Where a feast's day depends on a sighting of the moon, the table has the most likely one.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import msgspec

from components.analysis.timex.lexicon import DATA
from components.analysis.timex.timex3_value_arithmetic import Bounds

_DAYS_OF_RAMADAN = 30  # where the table doesn't hold the feast that ends it
_EITHER = {"eid": ("eid al-fitr", "eid al-adha")}  # what a name may mean


class _Feasts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The data file: how many days feasts last, one where it doesn't say; their first days, year by year."""

    source: str
    lengths: dict[str, int]
    first_days: dict[str, str]


@cache
def _feasts() -> _Feasts:
    return msgspec.json.decode((DATA.parent / "movable_feasts.json").read_bytes(), type=_Feasts)


@cache
def _spans(name: str) -> tuple[Bounds, ...]:
    if name in _EITHER:
        return tuple(sorted(span for one in _EITHER[name] for span in _spans(one)))
    first_days = _first_days(name)
    if name == "ramadan":
        ends = [day - timedelta(1) for day in _first_days("eid al-fitr")]
        last_days = [next((e for e in ends if e > day), day + timedelta(_DAYS_OF_RAMADAN - 1)) for day in first_days]
        return tuple(zip(first_days, last_days, strict=True))
    length = timedelta(_feasts().lengths.get(name, 1) - 1)
    return tuple((day, day + length) for day in first_days)


def _first_days(name: str) -> list[date]:
    return [date.fromisoformat(day) for day in _feasts().first_days[name].split()]


def spans_of_feast(name: str, year: int) -> tuple[Bounds, ...]:
    """The first and last day of each such feast that begins in the year; none where the table doesn't hold it.

    One of the Islamic calendar may come twice in a year. Raises KeyError for a name that is no such feast.
    """
    return tuple(span for span in _spans(name) if span[0].year == year)
