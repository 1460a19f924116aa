"""The days that the compared articles name."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import msgspec

from components.collection.comparison.passages import Place, row_id
from components.domain.record import Record, Timex

_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")  # TIMEX3 values whose year and week are open
_OPEN_DAY = re.compile(r"[\dX]{4}-[\dX]{2}-[\dX]{2}")
FEW = 8  # days: a longer time names none of its days


class SharedDay(msgspec.Struct, frozen=True, kw_only=True):
    """A day (ISO) that is named, and where; ``articles`` are those that name it.

    ``perhaps`` are articles that name a few days of which it is one, or a day that isn't known.
    """

    id: str
    day: str
    places: tuple[Place, ...]
    perhaps: frozenset[str] = frozenset()

    @property
    def articles(self) -> frozenset[str]:
        """The ids of the articles that name it."""
        return frozenset(p.article for p in self.places)


def compare_days(records: Sequence[Record]) -> list[SharedDay]:
    """Every single day that is named, in the order of the calendar."""
    found: dict[str, dict[str, list[tuple[int, int]]]] = {}
    for record in records:
        for timex in record.timexes:
            if timex.type not in ("DATE", "TIME") or timex.value == "PRESENT_REF":
                continue  # "now" names no day
            if timex.earliest and timex.latest and timex.earliest[:10] == timex.latest[:10]:
                found.setdefault(timex.earliest[:10], {}).setdefault(record.id, []).append((timex.start, timex.end))
    out = []
    for day, of in sorted(found.items()):
        places = tuple(Place(article, day, tuple(spans)) for article, spans in of.items())
        perhaps = frozenset(r.id for r in records if r.id not in of and any(_may_mean(t, day) for t in r.timexes))
        out.append(SharedDay(id=row_id("day", places), day=day, places=places, perhaps=perhaps))
    return out


def _may_mean(timex: Timex, day: str) -> bool:
    """Whether words that don't surely name the day may mean it: "last week", "Thursday" in a text without a date."""
    if timex.type not in ("DATE", "TIME"):
        return False
    if days := _few_days(timex):
        return days[0] <= day <= days[1]
    if timex.earliest or timex.latest:
        return False
    if weekday := _WEEKDAY.match(timex.value):
        return dt.date.fromisoformat(day).isoweekday() == int(weekday[1])
    open_day = _OPEN_DAY.match(timex.value)
    return open_day is not None and all(a in ("X", b) for a, b in zip(open_day[0], day, strict=True))


def _few_days(timex: Timex) -> tuple[str, str] | None:
    """The first and the last of some days that a time expression may mean: "last week"; None where they aren't few."""
    if not timex.earliest or not timex.latest:
        return None
    try:
        first, last = (dt.date.fromisoformat(day[:10]) for day in (timex.earliest, timex.latest))
    except ValueError:
        return None
    return (timex.earliest[:10], timex.latest[:10]) if 0 < (last - first).days < FEW else None
