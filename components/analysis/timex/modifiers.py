"""The part of a period that a modifier means (TIMEX3 ``mod``): "early March", "the end of 2027", "mid-2020s".

The value stays that of the whole period, as TimeML has it; only the first and last day are the part's.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

from components.analysis.timex.timex3_value_arithmetic import Bounds

Modifier = Literal["start", "mid", "late", "end", "last day"]
_MODIFIER = re.compile(
    r"(?i)^(?:about |around )?(?:the |that )?(?:very )?(?:(?P<start>early|beginning|start|first days?)"
    r"|(?P<mid>mid|middle)|(?P<late>late(?:r part)?)|(?P<end>end|close))\b(?!r)"
)
# Before "the end of": words that mean the point, not the stretch.
_POINT = re.compile(r"(?i)\b(?:at|by|until|till|before|after|to|through)\s+$")
_DECADE_PARTS = {"start": (0, 3), "mid": (4, 6), "late": (7, 9), "end": (7, 9)}  # years of a decade
_YEAR_PARTS = {"start": (1, 3), "mid": (5, 8), "late": (10, 12), "end": (12, 12)}  # months of a year
_MONTH_PARTS = {"start": (1, 10), "mid": (11, 20), "late": (21, 31), "end": (21, 31)}  # days of a month
_WEEK_PARTS = {"start": (1, 2), "mid": (3, 3), "late": (4, 7), "end": (4, 7)}  # days of a week


def modifier_of(text: str, start: int, end: int) -> Modifier | None:
    """The part that a phrase's own words name; "last day" where it is the point at which the period ends."""
    words = text[start:end]
    match = _MODIFIER.match(words)
    ends = match is not None and bool(match["end"])
    if ends:
        return "last day" if _POINT.search(text, max(0, start - 12), start) else "end"
    if match is None:
        return None
    return "start" if match["start"] else "mid" if match["mid"] else "late"


def part_of(whole: Bounds, unit: str, modifier: Modifier) -> Bounds:
    """The first and last day of a part; the whole where its unit has no such parts."""
    first, last = whole
    if modifier == "last day":
        return last, last
    match unit:
        case "C":
            begins, ends = _DECADE_PARTS[modifier]
            return date(first.year + begins * 10, 1, 1), date(first.year + ends * 10 + 9, 12, 31)
        case "E":
            begins, ends = _DECADE_PARTS[modifier]
            return date(first.year + begins, 1, 1), date(first.year + ends, 12, 31)
        case "Y":
            begins, ends = _YEAR_PARTS[modifier]
            return date(first.year, begins, 1), date(first.year, ends, monthrange(first.year, ends)[1])
        case "M":
            begins, ends = _MONTH_PARTS[modifier]
            return first.replace(day=begins), first.replace(day=min(ends, last.day))
        case "W":
            begins, ends = _WEEK_PARTS[modifier]
            monday = first + timedelta(-first.weekday() % 7)
            return monday + timedelta(begins - 1), min(last, monday + timedelta(ends - 1))
        case "D" | "WE":
            return whole
        case _:
            return _third(first, last, modifier)


def _third(first: date, last: date, modifier: Modifier) -> Bounds:
    """A quarter, half, season or feast of days: its first, middle or last third."""
    days = (last - first).days + 1
    if modifier == "start":
        return first, first + timedelta(days // 3 - 1 if days >= 3 else 0)
    if modifier == "mid":
        return first + timedelta(days // 3), last - timedelta(days // 3)
    return last - timedelta(days // 3 - 1 if days >= 3 else 0), last
