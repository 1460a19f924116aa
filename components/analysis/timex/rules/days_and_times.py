"""Builds days and times of day: "Jan. 13, 2026", "last Friday", "Tuesday night", "10:35 a.m. Friday", "Christmas"."""

from __future__ import annotations

import re
from typing import Literal

from components.analysis.timex.lexicon import neighbours, time_words
from components.analysis.timex.pattern_matching import PatternMatch, Rule, amount, rule, years_in_words
from components.analysis.timex.symbolic_values import (
    Day,
    Deictic,
    Direction,
    Fixed,
    From,
    Holiday,
    Meaning,
    Moment,
    Numeric,
    SameUnit,
    Sibling,
    Weekday,
    WeekdayOfWeek,
)
from components.analysis.timex.tokenisation import OTHER

MIN_SHORT_YEAR_OF_1900S = 70  # "1/2/70" is of 1970, "1/2/69" of 2069
LONGEST_MONTH = 31  # days
FOUR_DIGITS = 4  # of a time without a sign between its hours and minutes
_SHIFTS: dict[str, Direction] = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "latest": 0}
_AHEAD: dict[str, Direction] = {"next": 1, "coming": 1, "following": 1, "same": 0, "that": 0}


def shift_of(match: PatternMatch, group: str = "shift") -> Direction | None:
    """The direction that last, this, next and their like give; None without such a word."""
    kind = match.kind(group)
    return {**_SHIFTS, **_AHEAD}.get(kind)


def counted_from(match: PatternMatch, group: str = "shift") -> From:
    """Where such a word counts from: "the following week" from a date in the text, "last week" from the article's."""
    return "text" if match.kind(group) in ("previous", "following", "same", "that") else "article"


def calendar_day(year: int, month: int, day: int | None, rule_words: str = "a calendar date") -> Meaning | None:
    """A date that is told whole; None for a day that its month lacks."""
    if day is None:
        return Fixed("DATE", f"{year:04}-{month:02}", rule_words)
    if not 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31):
        return None
    if month == 2 and day == 29 and (year % 4 or (year % 100 == 0 and year % 400)):
        return None
    return Fixed("DATE", f"{year:04}-{month:02}-{day:02}", rule_words)


def _month_day_and_year(match: PatternMatch) -> Meaning | None:
    month = match.number("month") or 1
    name = match.part("month")[0]
    day, year = match.number("day"), match.number("year")
    if year is None and match.has("yearwords"):
        year = years_in_words(match.part("yearwords"))
    if not name.text[:1].isupper() or (name.kind == "month_word" and name.text.isupper() and day is None):
        return None
    if day is None and year is None and not match.has("shift") and not match.has("whose") and not match.has("mod"):
        if name.kind == "month_word" and match.word(-1) not in time_words().before_month:
            return None
        if match.word(-1) in neighbours().before_surname and name.kind == "month_word":
            return None
        after = match.token(1)
        named = after is not None and after.text[:1].isupper() and after.kind == "" and after.text.isalpha()
        if (
            named
            and match.word(-1) not in time_words().before_month - neighbours().before_names
            and name.text in neighbours().names_as_months
        ):
            return None
        if len(name.text) <= 4 and name.text not in ("May", "June", "July") and not match.words.endswith("."):
            return None
    if day is not None and not 1 <= day <= 31:
        return None
    if match.has("yearwords") and year is None:
        return None
    if year is not None:
        return calendar_day(year, month, day)
    whose = Deictic("Y", shift_of(match, "whose") or 0) if match.has("whose") else None
    return Day(month, day, shift_of(match), whose)


def _day_before_month(match: PatternMatch) -> Meaning | None:
    year = match.number("year")
    month, day = match.number("month") or 1, match.number("day")
    if not match.part("month")[0].text[:1].isupper() or day is None:
        return None
    return calendar_day(year, month, day) if year is not None else Day(month, day)


def _month_of_that_year(match: PatternMatch) -> Meaning | None:
    if not match.words.endswith("year"):
        return None
    day = match.number("day") if match.has("day") else None
    return Day(match.number("month") or 1, day, None, Deictic("Y", 0, "text"))


def _overnight_on_weekday(match: PatternMatch) -> Meaning | None:
    return Moment("TNI", Weekday(int(match.code("weekday"))))


def _second_day_of_month(match: PatternMatch) -> Meaning | None:
    day = match.number("day")
    return Sibling(day) if day is not None and 1 <= day <= 31 else None


def _weekday(match: PatternMatch) -> Meaning | None:
    day = match.part("weekday")[0]
    if not day.text[:1].isupper():
        return None
    if match.word(1) in neighbours().after_sunday_of_paper and day.text == "Sunday":
        return None
    if match.word(-1) in neighbours().before_weekday_of_name and match.capital(-1):
        return None
    base = Weekday(int(match.code("weekday")), shift_of(match), counted_from(match))
    return _with_part_of_day(match, base)


def _weekday_weeks_on(match: PatternMatch) -> Meaning | None:
    """ "Friday week", "a week on Friday", "the Friday before last", "the Friday after next"."""
    day = match.part("weekday")[0]
    if not day.text[:1].isupper():
        return None
    weekday = int(match.code("weekday"))
    if match.has("beyond"):
        back = match.kind("beyond") == "before"
        wanted = "last" if back else "next"
        return Weekday(weekday, -1 if back else 1, weeks=-1 if back else 1) if match.kind("of") == wanted else None
    if match.code("unit") not in ("W", "F"):
        return None
    count = amount(match.part("amount")) or 1.0 if match.has("amount") else 1.0
    weeks = int(count) * (2 if match.code("unit") == "F" else 1)
    return Weekday(weekday, weeks=weeks) if weeks == count or match.code("unit") == "F" else None


def _weekday_weeks_ago(match: PatternMatch) -> Meaning | None:
    """ "two weeks ago on Monday"."""
    count = amount(match.part("amount")) if match.has("amount") else 1.0
    if match.code("unit") not in ("W", "F") or not count or count != int(count):
        return None
    weeks = int(count) * (2 if match.code("unit") == "F" else 1)
    return WeekdayOfWeek(int(match.code("weekday")), -weeks)


def _weekday_of_week(match: PatternMatch) -> Meaning | None:
    """ "Friday next week", "Monday of last week"."""
    if match.code("unit") != "W" or not match.capital() or match.word(1) in ("'s", "’s"):
        return None
    return _with_part_of_day(match, WeekdayOfWeek(int(match.code("weekday")), shift_of(match) or 0))


def _day_beyond(match: PatternMatch) -> Meaning | None:
    """ "the day after tomorrow", "the day before yesterday", with its part of the day."""
    after = match.kind("beyond") == "after"
    if match.code("unit") != "D" or match.code("day") != ("1" if after else "-1"):
        return None
    return _with_part_of_day(match, Deictic("D", 2 if after else -2))


def _first_day_of_two(match: PatternMatch) -> Meaning | None:
    """The 5 of "between 5 and 9 March" or "3-4 March": a day of the month that the second one names."""
    first, other, month = match.number("day"), match.number("other"), match.number("month")
    if first is None or other is None or month is None or not first < other <= LONGEST_MONTH:
        return None
    if not match.part("month")[0].text[:1].isupper():
        return None
    if match.kind("join") in ("and", "or", "comma") and match.word(-1) not in neighbours().before_first_day:
        return None
    year = match.number("year")
    return calendar_day(year, month, first) if year is not None else Day(month, first)


def _weekday_or_day_of_month(match: PatternMatch) -> Meaning | None:
    """ "that January day in 2011", "one Monday in May 1998": a day that only its month is told of."""
    year, month = match.number("year"), match.number("month") or 1
    if not match.part("month")[0].text[:1].isupper() or (match.has("unit") and match.code("unit") != "D"):
        return None
    return Fixed("DATE", f"{year:04}-{month:02}", "a day of that month")


def _with_part_of_day(match: PatternMatch, base: Meaning) -> Meaning:
    return Moment(match.code("part"), base) if match.has("part") else base


def _today_tomorrow_or_yesterday(match: PatternMatch) -> Meaning | None:
    if match.word(-1) in ("usa",) or (match.words == "today" and match.word(1) == "show"):
        return None
    return _with_part_of_day(match, Deictic("D", int(match.code("day"))))


def _tonight_or_overnight(match: PatternMatch) -> Meaning | None:
    if match.word(1) == "show":
        return None
    if match.words == "overnight":
        return Moment("TNI", SameUnit("D", "article"))
    return Moment("TNI", Deictic("D", 0))


def _part_of_day(match: PatternMatch) -> Meaning | None:
    code, shift = match.code("part"), match.kind("shift")
    if shift == "last":
        return Moment(code, Deictic("D", -1))
    if shift == "this":
        return Moment(code, Deictic("D", 0))
    if shift in ("that", "same"):
        return Moment(code, SameUnit("D", "text"))
    if shift in ("previous", "following"):
        return Moment(code, Deictic("D", -1 if shift == "previous" else 1, "text"))
    if match.word(1) in ("of", "-") or match.word(-1) not in neighbours().before_part_of_day:
        return None
    return Moment(code)


def _middle_of_part_of_day(match: PatternMatch) -> Meaning:
    return Moment(match.code("part"), Deictic("D", int(match.code("day"))) if match.has("day") else None)


def _small_hours(match: PatternMatch) -> Meaning | None:
    """ "the early hours of Tuesday"."""
    if match.code("unit") != "TH":
        return None
    on: Meaning = (
        Weekday(int(match.code("weekday")), shift_of(match))
        if match.has("weekday")
        else Deictic("D", int(match.code("day")))
    )
    return Moment("TMO", on)


def _run_or_clock(match: PatternMatch) -> Meaning | None:
    """A bare "3:07:35" is a length of time unless it stands where a clock's time does; "10:15" is a clock's."""
    colons = match.part("time")[0].text.count(":")
    before, on_a_day = (
        match.word(-1),
        any(match.has(g) for g in ("zone", "weekday", "dayword", "month", "slashed", "iso")),
    )
    if not on_a_day and colons:
        if before in neighbours().before_score:
            return None
        raced = before == "at" and match.word(-2) in neighbours().before_at_of_race
        of_race = before in neighbours().before_race_time and not (before == "of" and match.word(-2) == "as")
        if raced or of_race or (colons == 2 and before not in neighbours().before_hour | {"since", "from", "on"}):
            return _run_length(match.part("time")[0].text)
    return _time_of_day(match)


def _run_length(words: str) -> Meaning:
    """A time that was run: "3:07:35", "3:43.13"."""
    *large, seconds = words.split(":")
    hours, minutes = (["0", *large])[-2:]
    value = "PT" + (f"{int(hours)}H" if int(hours) else "") + f"{int(minutes)}M" + f"{seconds.lstrip('0') or '0'}S"
    return Fixed("DURATION", value, "a length of time, as of a race")


def _hour_in_part_of_day(match: PatternMatch) -> Meaning | None:
    hour = match.number("hour") or 0
    if not 1 <= hour <= 12 or match.word(-1) not in neighbours().before_hour:
        return None
    afternoon = match.code("part") in ("TAF", "TEV") and hour < 12
    return Moment(f"T{hour + 12 * afternoon:02}:00")


def _time_of_day(match: PatternMatch) -> Meaning | None:
    time = _clock_value(match)
    if time is None:
        return None
    on: Meaning | None = None
    if match.has("weekday"):
        on = Weekday(int(match.code("weekday")), shift_of(match))
    elif match.has("dayword"):
        on = Deictic("D", int(match.code("dayword")))
    elif match.has("month") or match.has("month2"):
        second = "2" if match.has("month2") else ""  # the day before its month
        if not match.part("month" + second)[0].text[:1].isupper():
            return None
        day, month = match.number("day" + second) or 1, match.number("month" + second) or 1
        year = match.number("year" + second)
        on = calendar_day(year, month, day) if year else Day(month, day)
    elif match.has("iso"):
        on = _iso_date(match)
    elif match.has("slashed"):
        on = _numeric_date(match)
    elif match.has("ago"):
        on = Deictic("D", 0)
    return Moment(time, on)


def _clock_value(match: PatternMatch) -> str | None:
    if match.has("name"):
        if match.word(-1) == "high":
            return None
        return match.code("name")
    words = match.part("time")[0].text
    if match.has("plain"):
        words = f"{words[:2]}:{words[2:]}"  # "0130 GMT"
    digits = [int(p) for p in re.split("[:.]", words) if p.isdigit()]
    hour = digits[0] if digits else match.number("time")
    if hour is None:
        return None
    minute = digits[1] if len(digits) > 1 else 0
    half = match.kind("half")
    if half and not 1 <= hour <= 12:
        return None
    if half == "pm" and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    if match.has("plain") and len(match.part("time")[0].text) != FOUR_DIGITS:
        return None
    if not half and not match.has("oclock") and not (match.has("zone") or len(match.part("time")[0].text) >= 5):
        return None
    return f"T{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None


def _iso_date(match: PatternMatch) -> Meaning | None:
    value = match.part("iso")[0].text.upper()
    day = calendar_day(int(value[:4]), int(value[5:7]), int(value[8:10])) if 1 <= int(value[5:7]) <= 12 else None
    if day is None or "T" not in value:
        return day
    return Fixed("TIME", value, "a calendar date and time")


def _numeric_date(match: PatternMatch) -> Meaning | None:
    words = match.part("slashed")[0].text
    sign = next(c for c in words if not c.isdigit())
    first, second, year = (int(n) for n in words.split(sign))
    if len(words.split(sign)[2]) == 2:
        year += 2000 if year < MIN_SHORT_YEAR_OF_1900S else 1900
    order: Literal["month first", "day first"] | None = None
    if first > 12 or sign == ".":
        order = "day first"
    elif second > 12 or first == second:
        order = "month first"
    day, month = (first, second) if order == "day first" else (second, first)
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return Numeric(first, second, year, order)


def _nth_weekday_of_month(match: PatternMatch) -> Meaning | None:
    """ "the second Monday in January": the weekday's number in its month, -1 for the last."""
    nth = -1 if match.kind("ord") == "last" else match.number("ord")
    if nth is None or nth > (5 if match.has("year") else 4) or not match.part("month")[0].text[:1].isupper():
        return None
    return Holiday(f"{match.number('month')} {match.code('weekday')} {nth}", match.words, match.number("year"))


_EARLY_OR_LATE = "(?:<early|late>|<earlier|later>(?=<day_word>))?"
_DATE = "{MONTH}(?P<day>{DAYNO})(?:<comma>?(?P<year><year>))?"
_ZONE = "(?P<zone><local>{1,3}<time>|<zone>)?"
_ON_A_DAY = (
    "(?:<comma>?<on>?(?:"
    "<weekday>?<comma>?(?P<month><month|month_word>)<dot>?(?P<day>{DAYNO})(?:<comma>?(?P<year><year>))?"
    "|<weekday>?<comma>?<the>?(?P<day2>{DAYNO})<of>?(?P<month2><month|month_word>)<dot>?(?:<comma>?(?P<year2><year>))?"
    "|(?P<shift><last|this|next>)?(?P<weekday><weekday>)"
    "|(?P<dayword><day_word>)|(?P<slashed><slashed>)|(?P<iso><iso>)))?"
)
RULES: tuple[Rule, ...] = (
    rule(
        "date",
        "(?:(?:<this|last|next>?<coming>?(?:<weekday>|<weekday_short><dot>?))(?:<comma>)?)?(?P<shift><last|this|next>)?"
        "(?P<month><month|month_word>)<dot>?<the>?(?P<day>{DAYNO})(?:<comma>?(?P<year><year>))?(?!<units|unit|number>)",
        _month_day_and_year,
    ),
    rule(
        "of that year",
        "(?P<month><month|month_word>)<dot>?(?P<day>{DAYNO})?(?:<of|in>(?P<that><that|same>)|<of><the><same>)<unit>",
        _month_of_that_year,
    ),
    rule("overnight", "<night_word>(?:<on>)?(?P<weekday><weekday>)", _overnight_on_weekday),
    rule(
        "month and year",
        "(?P<mod>{MODIFIED})?(?P<month><month|month_word>)<dot>?(?:<comma>|<of>)?(?:(?P<year><year>)|(?P<yearwords><number><number><hyphen>?<number>?))",
        _month_day_and_year,
    ),
    rule(
        "month",
        "(?P<mod>{MODIFIED})?(?:(?P<shift><last|this|next|past|coming>)<past|coming>?)?(?P<month><month|month_word>)(?:<dot>(?=<year|comma>))?"
        "(?:<of>?(?P<whose><last|this|next>)(?:<unit>))?",
        _month_day_and_year,
    ),
    rule(
        "day first",
        "(?:(?:<weekday>|<weekday_short><dot>?)<comma>?)?<the>?(?P<day><day_number|ordinal_number>)(?:<of>)?(?P<month><month|month_word>)<dot>?(?:<comma>?(?P<year><year>))?",
        _day_before_month,
    ),
    rule(
        "sibling",
        "(?<=<day_number><and|or|to|to_number|hyphen|comma>)(?P<day><day_number>)(?!<units|unit|number|month|month_word>)",
        _second_day_of_month,
    ),
    rule(
        "weekday",
        _EARLY_OR_LATE + "(?:<the>?(?P<shift><last|this|next|coming|previous|following|past>)<coming|past>?)?"
        "(?P<weekday><weekday>)(?P<part><part>)?",
        _weekday,
    ),
    rule(
        "weekday week", "<next|this|coming>?(?P<weekday><weekday>)(?P<unit><unit>)(?!<poss|hyphen>)", _weekday_weeks_on
    ),
    rule(
        "weekday of week",
        "(?P<weekday><weekday>)(?P<part><part>)?<of>?(?P<shift><last|this|next>)(?P<unit><unit>)",
        _weekday_of_week,
    ),
    rule(
        "week on weekday",
        "(?:<a>|(?P<amount>{NUM}))(?P<unit><unit|units>)(?:<from|on>|(?=<next|this>))<next|this|coming>?(?P<weekday><weekday>)",
        _weekday_weeks_on,
    ),
    rule(
        "weekday before last",
        "<the>(?P<weekday><weekday>)(?P<beyond><before|after>)(?P<of><last|next>)",
        _weekday_weeks_on,
    ),
    rule(
        "weekday weeks ago",
        "(?:<a>|(?P<amount>{NUM}))(?P<unit><unit|units>)<ago><comma>?<on>(?P<weekday><weekday>)",
        _weekday_weeks_ago,
    ),
    rule(
        "day beyond",
        "<the>?(?P<unit><unit>)(?P<beyond><before|after>)(?P<day><day_word>)(?P<part><part>)?",
        _day_beyond,
    ),
    rule(
        "first of two days",
        "(?P<day><day_number|ordinal_number>)(?=(?P<join><and|or|to|to_number|hyphen>)<the>?(?P<other><day_number|ordinal_number>)"
        "<of>?(?P<month><month|month_word>)<dot>?(?:<comma>?(?P<year><year>))?)",
        _first_day_of_two,
    ),
    rule(
        "day of a month",
        "<that|this|a|the|number|another>(?:"
        + OTHER
        + "{0,2}(?P<month><month|month_word>)(?:(?P<unit><unit>)|<part>|<weekday><part>?|<weekend>)"
        "<in|of><comma>?(?P<year><year>))",
        _weekday_or_day_of_month,
    ),
    rule(
        "weekday of a month",
        "<that|a|number|another>(?:"
        + OTHER
        + "{0,2}<weekday><part>?)<in|of>(?P<month><month|month_word>)<comma>?(?P<year><year>)",
        _weekday_or_day_of_month,
    ),
    rule(
        "small hours",
        "<the>?<early>(?P<unit><units>)<of|on>(?P<shift><last|this|next>)?(?:(?P<weekday><weekday>)|(?P<day><day_word>))(?!<part>)",
        _small_hours,
    ),
    rule("race time", "(?P<run><race_time>)", lambda f: _run_length(f.words)),
    rule("plain clock", "(?P<plain>(?P<time><int|year>))" + _ZONE.removesuffix("?") + _ON_A_DAY, _time_of_day),
    rule(
        "nth weekday",
        "<the>(?P<ord><ordinal|ordinal_number|last>)(?P<weekday><weekday>)<in|of>(?P<month><month|month_word>)(?:<comma>?(?P<year><year>))?",
        _nth_weekday_of_month,
    ),
    rule("today", _EARLY_OR_LATE + "(?P<day><day_word>)(?P<part><part>)?", _today_tomorrow_or_yesterday),
    rule("tonight", "(?:<late|early>)?(?P<night><night_word>)", _tonight_or_overnight),
    rule(
        "part",
        "(?:<early|late>|<later|earlier>(?=<this>))?(?:<the>?(?P<shift><last|this|that|same|previous|following>)|<the>)(?P<part><part>)",
        _part_of_day,
    ),
    rule("mid part", "<the>?<mid><hyphen>?(?P<part><part>)(?P<day><day_word>)?", _middle_of_part_of_day),
    rule("hour in part", "(?P<hour><day_number|number>)<in><the>(?P<part><part>)", _hour_in_part_of_day),
    rule(
        "clock",
        "(?P<time><clock|day_number>)(?:(?P<half><am|pm>)|(?P<oclock><oclock>))" + _ZONE + _ON_A_DAY,
        _time_of_day,
    ),
    rule("bare clock", "(?P<time><clock>)" + _ZONE + _ON_A_DAY, _run_or_clock),
    rule("noon", "(?P<name><hour_name>)" + _ZONE + _ON_A_DAY, _time_of_day),
    rule("iso", "(?P<iso><iso>)", _iso_date),
    rule("numeric", "(?P<slashed><slashed>)", _numeric_date),
)
