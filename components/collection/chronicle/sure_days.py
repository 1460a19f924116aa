"""Which day a time expression or an event is surely of; where that is open, none."""

from __future__ import annotations

import datetime as dt
import re

from components.domain.record import Event, Record, Timex

SURE_TIMEX, SURE_EVENT = 0.75, 0.55  # confidence
WEEK, NEAR = 7, 5  # days
# An event that was given a day for want of a better one is not surely of it.
_GUESSED = ("dated to the day of the article’s news", "its tense puts it")
_AHEAD = "its date lies after the article date"  # the only sign that it is to come
_ZONE = re.compile(r" ?(?:GMT|BST|EDT|EST|ET|CET)\b")
_MANY_DAYS_AGO = re.compile(
    r"(?:[4-9]|\d\d+|four|five|six|seven|eight|nine|ten|eleven|twelve) days (?:ago|earlier|before|later)", re.I
)
_NOT_ONE_DAY = re.compile(
    r"\s?[-–/]\s?\d|\s+(?:and|or|to|through)\s+\d{1,2}(?:st|nd|rd|th)?\b|\s+(?:of|in) (?:each|every)\b"
)
# Written after midnight: "tonight" is of the day before, by the writer's clock or another's.
_NIGHT_OR_TODAY = re.compile(r"(?:late |later )?(?:tonight|last night|today|yesterday|this morning|overnight)", re.I)
_AFTER_MIDNIGHT = re.compile(r"\b0?[0-5] ?[:.] ?\d\d ?(?:GMT|BST|E[DS]T|ET|CET|IST|a\.? ?m)\b")
_TOP = 800  # characters
_NAMED_SO = re.compile(r"the (?:Today|Tonight|Sunday|Saturday|Friday|Monday)\b(?= [A-Za-z])")  # a programme, a paper
_WEEKDAY = re.compile(r"(last |this past |past )?(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.I)


def iso_day(day: str | None) -> str | None:
    """The day of an ISO date or moment; None for none, or for one no calendar holds."""
    try:
        return dt.date.fromisoformat(day[:10]).isoformat() if day else None
    except ValueError:
        return None


def sure_day(record: Record, timex: Timex) -> str | None:
    """The one day that a time expression surely means.

    An hour may look like a year ("19 January, 1300 GMT"), "April 21-27" is no one day, "eight days ago" may be seven,
    and "the Today programme" is none. A weekday alone is sure while it is near: five days off, it may be of the week
    before or after. "Last Tuesday" is not sure within a week: in an article of Wednesday it is hardly yesterday.
    """
    if timex.type not in ("DATE", "TIME") or timex.confidence < SURE_TIMEX or timex.earliest != timex.latest:
        return None
    if (
        _ZONE.match(record.text, timex.end)
        or _NOT_ONE_DAY.match(record.text, timex.end)
        or _NAMED_SO.match(record.text, max(0, timex.start - 4))
        or (_NIGHT_OR_TODAY.match(record.text, timex.start, timex.end) and _AFTER_MIDNIGHT.search(record.text, 0, _TOP))
        or _MANY_DAYS_AGO.match(record.text, timex.start, timex.end)
    ):
        return None
    day, published = iso_day(timex.earliest), iso_day(record.date)
    if day and published and (weekday := _WEEKDAY.match(record.text, timex.start, timex.end)):
        days = (dt.date.fromisoformat(published) - dt.date.fromisoformat(day)).days
        if (days < WEEK) if weekday[1] else (timex.anchor == "dateline" and abs(days) >= NEAR):
            return None
    return day


def sure_day_of_event(record: Record, event: Event) -> str | None:
    """The one day that an event is surely of: the text ties it to that day, and it is not put off or denied."""
    if event.precision not in ("day", "time") or event.earliest != event.latest or event.confidence < SURE_EVENT:
        return None
    if event.status in ("denied", "possible") or event.rule.startswith(_GUESSED):
        return None
    day, published = iso_day(event.earliest), iso_day(record.date)
    if day and published and (_AHEAD in event.rule or (day > published) != (event.status == "planned")):
        return None  # told as done before its day, or as to come after it: the weekday before was meant, or the next
    if event.timex is None:
        return day
    if not 0 <= event.timex < len(record.timexes):
        return None
    return day if sure_day(record, record.timexes[event.timex]) == day else None
