"""Builds days and times of day: "Jan. 13, 2026", "last Friday", "Tuesday night", "10:35 a.m. Friday", "Christmas"."""

from __future__ import annotations

import re
from typing import Literal

from components.analysis.timex.lexicon import time_words
from components.analysis.timex.pattern_matching import PatternMatch, Rule, rule, years_in_words
from components.analysis.timex.symbolic_values import (
    Day,
    Deictic,
    Direction,
    Distance,
    Fixed,
    From,
    Holiday,
    Meaning,
    Moment,
    Numeric,
    SameUnit,
    Sibling,
    Weekday,
)

_SHIFTS: dict[str, Direction] = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "latest": 0}
_BEFORE_NAMES = frozenset("to by of from for and or on between after before".split())  # "to April Smith"
_AHEAD: dict[str, Direction] = {"next": 1, "coming": 1, "following": 1, "same": 0, "that": 0}


def shift_of(found: PatternMatch, group: str = "shift") -> Direction | None:
    """The direction that last, this, next and their like give; None without such a word."""
    kind = found.kind(group)
    return {**_SHIFTS, **_AHEAD}.get(kind)


def told_from(found: PatternMatch, group: str = "shift") -> From:
    """Where such a word counts from: "the following week" from a date in the text, "last week" from the article's."""
    return "text" if found.kind(group) in ("previous", "following", "same", "that") else "article"


def calendar_day(year: int, month: int, day: int | None, rule_words: str = "a calendar date") -> Meaning | None:
    """A date that is told whole; None for a day that its month lacks."""
    if day is None:
        return Fixed("DATE", f"{year:04}-{month:02}", rule_words)
    if not 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31):
        return None
    if month == 2 and day == 29 and (year % 4 or (year % 100 == 0 and year % 400)):
        return None
    return Fixed("DATE", f"{year:04}-{month:02}-{day:02}", rule_words)


def _month(found: PatternMatch) -> Meaning | None:
    month = found.number("month") or 1
    name = found.part("month")[0]
    day, year = found.number("day"), found.number("year")
    if year is None and found.has("yearwords"):
        year = years_in_words(found.part("yearwords"))
    if not name.text[:1].isupper() or (name.kind == "month_word" and name.text.isupper() and day is None):
        return None
    if day is None and year is None and not found.has("shift") and not found.has("whose") and not found.has("mod"):
        if name.kind == "month_word" and found.word(-1) not in time_words().before_month:
            return None
        if found.word(-1) in ("mr", "ms", "mrs", "dr", ".") and name.kind == "month_word":
            return None
        after = found.token(1)
        named = after is not None and after.text[:1].isupper() and after.kind == "" and after.text.isalpha()
        if (
            named
            and found.word(-1) not in time_words().before_month - _BEFORE_NAMES
            and name.text in ("April", "June", "August", "May")
        ):
            return None
        if len(name.text) <= 4 and name.text not in ("May", "June", "July") and not found.words.endswith("."):
            return None
    if day is not None and not 1 <= day <= 31:
        return None
    if found.has("yearwords") and year is None:
        return None
    if year is not None:
        return calendar_day(year, month, day)
    whose = Deictic("Y", shift_of(found, "whose") or 0) if found.has("whose") else None
    return Day(month, day, shift_of(found), whose)


def _month_of(found: PatternMatch) -> Meaning | None:
    year = found.number("year")
    month, day = found.number("month") or 1, found.number("day")
    if not found.part("month")[0].text[:1].isupper() or day is None:
        return None
    return calendar_day(year, month, day) if year is not None else Day(month, day)


def _month_of_that_year(found: PatternMatch) -> Meaning | None:
    if not found.words.endswith("year"):
        return None
    day = found.number("day") if found.has("day") else None
    return Day(found.number("month") or 1, day, None, Deictic("Y", 0, "text"))


def _overnight(found: PatternMatch) -> Meaning | None:
    return Moment("TNI", Weekday(int(found.code("weekday"))))


def _sibling(found: PatternMatch) -> Meaning | None:
    day = found.number("day")
    return Sibling(day) if day is not None and 1 <= day <= 31 else None


def _weekday(found: PatternMatch) -> Meaning | None:
    day = found.part("weekday")[0]
    if not day.text[:1].isupper():
        return None
    if found.word(1) in ("times", "herald", "telegraph", "post", "mirror", "mail") and day.text == "Sunday":
        return None
    if found.word(-1) in ("black", "bloody", "ruby", "super") and found.capital(-1):
        return None
    base = Weekday(int(found.code("weekday")), shift_of(found), told_from(found))
    return _with_part(found, base)


def _with_part(found: PatternMatch, base: Meaning) -> Meaning:
    return Moment(found.code("part"), base) if found.has("part") else base


def _day_word(found: PatternMatch) -> Meaning | None:
    if found.word(-1) in ("usa",) or (found.words == "today" and found.word(1) == "show"):
        return None
    return _with_part(found, Deictic("D", int(found.code("day"))))


def _night_word(found: PatternMatch) -> Meaning | None:
    if found.word(1) == "show":
        return None
    if found.words == "overnight":
        return Moment("TNI", SameUnit("D", "article"))
    return Moment("TNI", Deictic("D", 0))


def _part_of_day(found: PatternMatch) -> Meaning | None:
    code, shift = found.code("part"), found.kind("shift")
    if shift == "last":
        return Moment(code, Deictic("D", -1))
    if shift == "this":
        return Moment(code, Deictic("D", 0))
    if shift in ("that", "same"):
        return Moment(code, SameUnit("D", "text"))
    if shift in ("previous", "following"):
        return Moment(code, Deictic("D", -1 if shift == "previous" else 1, "text"))
    if found.word(1) in ("of", "-") or found.word(-1) not in ("in", "during", "on", "by", "until", "for", "into"):
        return None
    return Moment(code)


def _mid_part(found: PatternMatch) -> Meaning:
    return Moment(found.code("part"), Deictic("D", int(found.code("day"))) if found.has("day") else None)


def _hour_in_part(found: PatternMatch) -> Meaning | None:
    hour = found.number("hour") or 0
    if not 1 <= hour <= 12 or found.word(-1) not in ("at", "by", "until", "around", "about"):
        return None
    afternoon = found.code("part") in ("TAF", "TEV") and hour < 12
    return Moment(f"T{hour + 12 * afternoon:02}:00")


def _clock(found: PatternMatch) -> Meaning | None:
    time = _time(found)
    if time is None:
        return None
    on: Meaning | None = None
    if found.has("weekday"):
        on = Weekday(int(found.code("weekday")), shift_of(found))
    elif found.has("dayword"):
        on = Deictic("D", int(found.code("dayword")))
    elif found.has("month"):
        day, year, month = found.number("day") or 1, found.number("year"), found.number("month") or 1
        on = calendar_day(year, month, day) if year else Day(month, day)
    elif found.has("ago"):
        on = Deictic("D", 0)
    return Moment(time, on)


def _time(found: PatternMatch) -> str | None:
    if found.has("name"):
        if found.word(-1) == "high":
            return None
        return found.code("name")
    digits = [int(p) for p in re.split("[:.]", found.part("time")[0].text) if p.isdigit()]
    hour = digits[0] if digits else found.number("time")
    if hour is None:
        return None
    minute = digits[1] if len(digits) > 1 else 0
    half = found.kind("half")
    if half and not 1 <= hour <= 12:
        return None
    if half == "pm" and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    if not half and not found.has("oclock") and not (found.has("zone") or len(found.part("time")[0].text) >= 5):
        return None
    return f"T{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None


def _iso(found: PatternMatch) -> Meaning | None:
    value = found.part("iso")[0].text.upper()
    made = calendar_day(int(value[:4]), int(value[5:7]), int(value[8:10])) if 1 <= int(value[5:7]) <= 12 else None
    if made is None or "T" not in value:
        return made
    return Fixed("TIME", value, "a calendar date and time")


def _numeric(found: PatternMatch) -> Meaning | None:
    words = found.part("slashed")[0].text
    sign = next(c for c in words if not c.isdigit())
    first, second, year = (int(n) for n in words.split(sign))
    if len(words.split(sign)[2]) == 2:
        year += 2000 if year < 70 else 1900
    order: Literal["month first", "day first"] | None = None
    if first > 12 or sign == ".":
        order = "day first"
    elif second > 12 or first == second:
        order = "month first"
    day, month = (first, second) if order == "day first" else (second, first)
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return Numeric(first, second, year, order)


def _nth_weekday(found: PatternMatch) -> Meaning | None:
    """ "the second Monday in January": the weekday's number in its month, -1 for the last."""
    nth = -1 if found.kind("ord") == "last" else found.number("ord")
    if nth is None or nth > (5 if found.has("year") else 4) or not found.part("month")[0].text[:1].isupper():
        return None
    return Holiday(f"{found.number('month')} {found.code('weekday')} {nth}", found.words, found.number("year"))


def _day_before(found: PatternMatch) -> Meaning | None:
    kind = found.kind("which")
    if kind in ("previous", "following", "next"):
        return Deictic("D", -1 if kind == "previous" else 1, "text")
    if kind == "earlier" or found.words.endswith(("earlier", "later")):
        return Distance(1, "D", -1 if found.words.endswith("earlier") else 1, "text")
    return SameUnit("D", "text")


_DAY = "(?:<early|late>|<earlier|later>(?=<day_word>))?"
_DATE = "{MONTH}(?P<day>{DAYNO})(?:<comma>?(?P<year><year>))?"
_ON = (
    "(?:<comma>?<on>?(?:<last|this|next>)?(?P<weekday><weekday>)(?:<comma>?{MONTH}<day_number>(?:<comma><year>)?)?"
    "|<comma>?(?P<dayword><day_word>)|<comma>?<on>?(?P<month><month|month_word>)<dot>?(?P<day><day_number>)(?:<comma>(?P<year><year>))?)?"
)
RULES: tuple[Rule, ...] = (
    rule(
        "date",
        "(?:(?:<this|last|next>?<coming>?<weekday|weekday_short><dot>?)(?:<comma>)?)?(?P<shift><last|this|next>)?"
        "(?P<month><month|month_word>)<dot>?<the>?(?P<day>{DAYNO})(?:<comma>?(?P<year><year>))?(?!<units|unit|number>)",
        _month,
    ),
    rule(
        "of that year",
        "(?P<month><month|month_word>)<dot>?(?P<day>{DAYNO})?(?:<of|in>(?P<that><that|same>)|<of><the><same>)<unit>",
        _month_of_that_year,
    ),
    rule("overnight", "<night_word>(?:<on>)?(?P<weekday><weekday>)", _overnight),
    rule(
        "month and year",
        "(?P<mod>{MODIFIED})?(?P<month><month|month_word>)<dot>?(?:<comma>|<of>)?(?:(?P<year><year>)|(?P<yearwords><number><number><hyphen>?<number>?))",
        _month,
    ),
    rule(
        "month",
        "(?P<mod>{MODIFIED})?(?:(?P<shift><last|this|next|past|coming>)<past|coming>?)?(?P<month><month|month_word>)(?:<dot>(?=<year|comma>))?"
        "(?:<of>?(?P<whose><last|this|next>)(?:<unit>))?",
        _month,
    ),
    rule(
        "day first",
        "(?:<weekday|weekday_short><dot>?<comma>?)?<the>?(?P<day><day_number|ordinal_number>)(?:<of>)?(?P<month><month|month_word>)<dot>?(?:<comma>?(?P<year><year>))?",
        _month_of,
    ),
    rule(
        "sibling",
        "(?<=<day_number><and|or|to|hyphen|comma>)(?P<day><day_number>)(?!<units|unit|number|month|month_word>)",
        _sibling,
    ),
    rule(
        "weekday",
        _DAY + "(?:<the>?(?P<shift><last|this|next|coming|previous|following|past>)<coming|past>?)?"
        "(?P<weekday><weekday>)(?P<part><part>)?",
        _weekday,
    ),
    rule(
        "nth weekday",
        "<the>(?P<ord><ordinal|ordinal_number|last>)(?P<weekday><weekday>)<in|of>(?P<month><month|month_word>)(?:<comma>?(?P<year><year>))?",
        _nth_weekday,
    ),
    rule("today", _DAY + "(?P<day><day_word>)(?P<part><part>)?", _day_word),
    rule("tonight", "(?:<late|early>)?(?P<night><night_word>)", _night_word),
    rule(
        "part",
        "(?:<early|late>)?(?:<the>?(?P<shift><last|this|that|same|previous|following>)|<the>)(?P<part><part>)",
        _part_of_day,
    ),
    rule("mid part", "<the>?<mid><hyphen>?(?P<part><part>)(?P<day><day_word>)?", _mid_part),
    rule("hour in part", "(?P<hour><day_number|number>)<in><the>(?P<part><part>)", _hour_in_part),
    rule(
        "clock",
        "(?P<time><clock|day_number>)(?:(?P<half><am|pm>)|(?P<oclock><oclock>))(?P<zone><local><time>|<zone>)?" + _ON,
        _clock,
    ),
    rule("bare clock", "(?P<time><clock>)(?P<zone><local><time>|<zone>)?" + _ON, _clock),
    rule("noon", "(?P<name><hour_name>)(?P<zone><zone>)?" + _ON, _clock),
    rule("iso", "(?P<iso><iso>)", _iso),
    rule("numeric", "(?P<slashed><slashed>)", _numeric),
)
