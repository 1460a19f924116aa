"""Calendar arithmetic on TIMEX3 values: their first and last day, their unit, and values shifted by units."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|(?P<season>SP|SU|FA|WI)|(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T.*)?)?))?"
)
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
Bounds = tuple[date, date]
EASTER_YEARS = range(1583, 4100)  # in which the reckoning of Easter holds


def bounds(value: str) -> Bounds | None:
    """The first and last day of a calendar value ("1998-W32", "198", "2026-01-13T09:00"); None for any other."""
    if re.fullmatch(r"\d{2,3}", value):
        width = 10 ** (4 - len(value))
        first = int(value) * width
        return (date(first, 1, 1), date(first + width - 1, 12, 31)) if first >= 1 else None
    if "/" in value:
        ends = [bounds(v) for v in value.split("/", 1)]
        return (ends[0][0], ends[1][1]) if ends[0] and ends[1] and ends[0][0] <= ends[1][1] else None
    match = _VALUE.fullmatch(value)
    try:
        return _bounds(match) if match else None
    except (ValueError, OverflowError):
        return None


def _bounds(match: re.Match[str]) -> Bounds:
    year = int(match["year"])
    if match["week"]:
        monday = date.fromisocalendar(year, int(match["week"]), 1)
        return (monday + timedelta(5) if match["weekend"] else monday), monday + timedelta(6)
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        return day, day
    first, last = 1, 12
    if match["month"]:
        first = last = int(match["month"])
    elif match["quarter"]:
        first, last = int(match["quarter"]) * 3 - 2, int(match["quarter"]) * 3
    elif match["half"]:
        first, last = int(match["half"]) * 6 - 5, int(match["half"]) * 6
    elif match["season"]:
        first, last = _SEASONS[match["season"]]
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return date(year, first, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])


def unit_of(value: str) -> str:
    """The unit of a calendar value: D W WE M Q H S Y E (decade) C (century); "" for any other."""
    if re.fullmatch(r"\d{2,3}", value):
        return "E" if len(value) == 3 else "C"
    match = _VALUE.fullmatch(value)
    if not match:
        return ""
    units = {"day": "D", "weekend": "WE", "week": "W", "month": "M", "quarter": "Q", "half": "H", "season": "S"}
    return next((unit for group, unit in units.items() if match[group]), "Y")


def value_of_unit(day: date, unit: str) -> str:
    """The value of the unit that holds the day."""
    iso = day.isocalendar()
    match unit:
        case "D":
            return day.isoformat()
        case "W" | "WE" | "F":
            return f"{iso.year:04}-W{iso.week:02}" + ("-WE" if unit == "WE" else "")
        case "M":
            return f"{day.year:04}-{day.month:02}"
        case "Q":
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case "H":
            return f"{day.year:04}-H{1 if day.month < 7 else 2}"
        case "E":
            return f"{day.year // 10:03}"
        case "C":
            return f"{day.year // 100:02}"
        case _:
            return f"{day.year:04}"


def shift_day(day: date, count: int, unit: str) -> date:
    """The day ``count`` units on; the last day of a month stands in for one it lacks. Raises outside years 1-9999."""
    per_unit = {"D": 1, "W": 7, "WE": 7, "F": 14}.get(unit)
    if per_unit:
        return day + timedelta(days=count * per_unit)
    months = {"M": 1, "Q": 3, "H": 6, "S": 12, "Y": 12, "E": 120, "C": 1200, "L": 12000}[unit] * count
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    if not 1 <= year <= 9999:
        raise ValueError("outside the calendar")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday (1 Monday … 7 Sunday) of a month, counted from its end where ``nth`` is negative.

    Raises ValueError where the month has no such day.
    """
    if nth > 0:
        first = date(year, month, 1)
        day = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
        if day.month != month:
            raise ValueError("no such weekday in that month")
        return day
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta(days=(last.isoweekday() - weekday) % 7 + 7 * (-nth - 1))


def easter(year: int) -> date:
    """Easter Sunday of a year, by Gauss's reckoning for the Gregorian calendar."""
    century, golden = divmod(year, 100)[0], year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * ((year % 100) // 4) - moon - (year % 100) % 4) % 7
    month, day = divmod(moon + week - 7 * ((golden + 11 * moon + 22 * week) // 451) + 114, 31)
    return date(year, month, day + 1)


def holiday(code: str, year: int) -> date:
    """The day of a holiday's code in a year: "12-25", "11 4 4" (month, weekday, nth), "easter -2"; "+1" is added."""
    if code.startswith("easter"):
        return easter(year) + timedelta(days=int(code.split()[1]))
    if "-" in code and " " not in code:
        month, day = code.split("-")
        return date(year, int(month), int(day))
    month, weekday, nth, *days_on = code.split()
    return nth_weekday(year, int(month), int(weekday), int(nth)) + timedelta(days=int(days_on[0]) if days_on else 0)
