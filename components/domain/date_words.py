"""Dates as a newspaper writes them: "13 January 2026", "January 2026", "10–12 March 2026", "since March 2025"."""

from __future__ import annotations

import datetime as dt
import re

from components.domain.event_dates import DAY, Dated, day
from components.domain.record import Event, Record, UnsureEvent

NO_DATE = "no date in the text"
_SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}
_PARTS_OF_DAY = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}


def date_words_of(event: Dated, unit: str = "", *, ahead: bool = False) -> str:
    """A date in words, with its year; an end that the text leaves open is left open.

    ``unit`` is what an open date is counted in ("month", "year"): "since March 2025" rather than "since 1 March 2025".
    ``ahead``: it begins in the future.
    """
    first, last = day(event.earliest), day(event.latest)
    if first is not None and last is not None:
        return span_words(first, last, unit)
    if first is not None:
        return f"{'from' if ahead else 'since'} {_unit_words(first, unit)}" + (" on" if ahead else "")
    return f"until {_end_words(last, unit)}" if last is not None else NO_DATE


def when_words(record: Record, event: Event | UnsureEvent) -> str:
    """An event's date in words, without the time of day."""
    return date_words_of(event, _unit(record, event), ahead=event.status in ("planned", "possible"))


def full_when_words(record: Record, event: Event | UnsureEvent) -> str:
    """An event's date in words, with the time of day where the text gives one."""
    return ", ".join(filter(None, (when_words(record, event), time_words(record, event))))


def time_words(record: Record, event: Event | UnsureEvent) -> str:
    """The time of day ("10:30", "evening"), empty where the text gives none."""
    if event.precision != "time" or event.timex is None or event.timex >= len(record.timexes):
        return ""
    _, _, time = record.timexes[event.timex].value.partition("T")
    if clock := re.match(r"(\d\d):?(\d\d)?", time):
        hour, minute = clock[1], clock[2] or "00"
        return "midnight" if (hour, minute) == ("24", "00") else f"{hour}:{minute}"
    return _PARTS_OF_DAY.get(time[:2], "")


def span_words(first: dt.datetime, last: dt.datetime, unit: str = "") -> str:
    """The days from the first to the last, as shortly as they can be said with their years."""
    if first == last:
        return day_words(first)
    whole_years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if whole_years:
        return _years(first.year, last.year)
    if unit == "season" and first.day == 1 and first.month in _SEASONS:
        return f"{_SEASONS[first.month]} {first.year}" + (f"–{last.year % 100:02}" if last.year > first.year else "")
    if first.day == 1 and (last.month != (last + DAY).month if last.year < 9999 else True):
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%B} {first.year}"
        if first.year == last.year:
            return f"{first:%B}–{last:%B} {first.year}"
        return f"{first:%B} {first.year} – {last:%B} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_words(last)}"
    return f"{first.day} {first:%B}{'' if first.year == last.year else f' {first.year}'} – {day_words(last)}"


def day_words(at: dt.datetime) -> str:
    """ "13 January 2026"."""
    return f"{at.day} {at:%B} {at.year}"


def between_words(first: dt.datetime, last: dt.datetime) -> str:
    """Two days: "4 and 10 March 2026"."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} and {day_words(last)}"
    return f"{first.day} {first:%B}{'' if first.year == last.year else f' {first.year}'} and {day_words(last)}"


def _years(first: int, last: int) -> str:
    if first == last:
        return str(first)
    if first % 10 == 0 and last == first + 9:
        return f"{first}s"
    if first % 100 in (0, 1) and last == first + 99:
        return f"{_ordinal(first // 100 + 1)} century"
    return f"{first}–{last}"


def _ordinal(n: int) -> str:
    ending = "th" if 10 < n % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def _unit_words(first: dt.datetime, unit: str) -> str:
    if unit == "year" and (first.month, first.day) == (1, 1):
        return str(first.year)
    return f"{first:%B} {first.year}" if unit == "month" and first.day == 1 else day_words(first)


def _end_words(last: dt.datetime, unit: str) -> str:
    if unit == "year" and (last.month, last.day) == (12, 31):
        return f"the end of {last.year}"
    if unit == "month" and last.year < 9999 and (last + DAY).day == 1:
        return f"the end of {last:%B} {last.year}"
    return day_words(last)


def _unit(record: Record, event: Event | UnsureEvent) -> str:
    """What a date is counted in: as the event says, for one with an open end as the words of the text do."""
    if event.precision not in (None, "range") or event.timex is None or event.timex >= len(record.timexes):
        return event.precision or ""
    value = record.timexes[event.timex].value
    return "year" if re.fullmatch(r"\d{4}", value) else "month" if re.fullmatch(r"\d{4}-\d\d", value) else ""
