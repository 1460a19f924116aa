"""Builds weeks to centuries: "last week", "the third quarter", "fiscal 2025", "the 1990s"."""

from __future__ import annotations

from components.analysis.timex.lexicon import neighbours, time_words
from components.analysis.timex.pattern_matching import PatternMatch, Rule, amount, rule, years_in_words
from components.analysis.timex.rules.days_and_times import shift_of
from components.analysis.timex.rules.durations_and_sets import duration
from components.analysis.timex.symbolic_values import Deictic, Distance, Fixed, Meaning, Part, SameUnit

YEARS_OF_NEWS = range(1900, 2060)  # a number that is one of these is a year, unless the words around it say otherwise
YEARS_OF_HISTORY = range(1400, 2100)  # one of these needs a word such as "by" before it; any other "in" or "since"
YEARS_OF_DECADES = range(1000, 2091)  # "the 1690s"
MIN_DECADE_OF_1900S = 20  # "the '20s" are the 1920s, "the '10s" the 2010s
MAX_YEARS_OF_SPAN = 60  # years from the first to the last of "1939-45"
MAX_SHORT_YEAR = 99  # of the years that "FY25" may write
MAX_CENTURY = 30  # "the 30th century"


def _shifted_unit(match: PatternMatch) -> Meaning | None:
    unit, kind = match.code("unit"), match.kind("shift")
    if unit.startswith("T"):
        return None
    if match.capital() and match.word(1) in ("with", "tonight") and match.words == "this week":
        return None
    if kind in ("that", "same"):
        if kind == "that" and unit in ("D", "Q", "W", "WE", "M", "Y", "E", "C"):
            return SameUnit(unit, "text")
        return SameUnit(unit, "text") if match.word(-1) != "at" else None
    if kind == "latest":
        return SameUnit(unit, "article", latest=True)
    if kind in ("previous", "following"):
        return Deictic(unit, -1 if kind == "previous" else 1, "text")
    if unit == "D" and kind == "this" and not match.has("mod"):
        return Deictic("D", 0)
    if unit == "D" and kind in ("last", "past"):
        return None
    if unit == "D" and kind == "next":
        return Deictic("D", 1, "text")
    if unit == "E" and kind in ("past", "last"):
        return Fixed("DURATION", "P1E", "a length of time up to the article date")
    if kind == "past":
        return Fixed("DURATION", f"P1{unit}", "a length of time up to the article date")
    return Deictic(unit, shift_of(match) or 0)


def _unit_beyond(match: PatternMatch) -> Meaning | None:
    """ "the week before last", "the month after next"."""
    back = match.kind("beyond") == "before"
    unit = match.code("unit")
    if match.kind("of") != ("last" if back else "next") or unit not in ("W", "M", "Y", "Q", "WE"):
        return None
    return Deictic(unit, -2 if back else 2)


def _unit_after_the(match: PatternMatch) -> Meaning | None:
    unit = match.code("unit")
    if unit in ("C", "L", "E", "D") or unit.startswith("T"):
        return None
    if match.word(1) in ("ended", "ending"):
        closes = match.token(2)
        if closes and closes.kind in ("day_number", "ordinal_number"):
            closes = match.token(3)  # "the quarter ended 30 September"
        if unit == "Q" and closes and closes.kind in ("month", "month_word") and isinstance(closes.value, int):
            return Part(f"Q{(closes.value + 2) // 3}")  # "the quarter ended Sept. 30"
        return (
            Fixed("DURATION", f"P1{unit}", "a length of time whose end is named")
            if unit == "Y"
            else SameUnit(unit, "text")
        )
    if match.word(1) in neighbours().after_no_unit and not match.has("mod"):
        return None
    return SameUnit(unit, "text" if unit == "Q" else "article")


def _year_ago_period(match: PatternMatch) -> Meaning | None:
    unit = match.code("unit")
    if match.kind("of") == "period" or match.kind("of") == "":
        return Distance(1, unit, -1, "text")
    if match.has("amount"):
        return Fixed(
            "DURATION",
            duration(amount(match.part("amount")), match.code("units")),
            "such a length of time a year before",
        )
    ordinal = match.number("ord")
    if ordinal:
        return Part(f"Q{ordinal}", Deictic("Y", -1)) if ordinal <= 4 else None
    return SameUnit(match.code("of"), "text", back=1) if unit == "Y" else Distance(1, unit, -1, "text")


def _day_of_text(match: PatternMatch) -> Meaning | None:
    return SameUnit("D", "text") if match.code("unit") == "D" else None


def _year_end(match: PatternMatch) -> Meaning | None:
    return Part("END", Deictic("Y", shift_of(match) or 0) if match.has("shift") else None)


def _year_of_period(match: PatternMatch) -> int | Deictic | None:
    year = match.number("year") or match.number("lead")
    if year:
        return year
    for group in ("whose", "whose_after"):
        if match.has(group):
            return Deictic("Y", shift_of(match, group) or 0)
    return None


def _quarter_or_half(match: PatternMatch) -> Meaning | None:
    ordinal = match.number("ord")
    if match.kind("ord") in ("last", "latest"):
        ordinal = {"Q": 4, "half": 2}["Q" if match.kind("unit") != "half" else "half"]
    if ordinal is None:
        return None
    if match.kind("unit") == "half":
        if not (match.has("year") or _year_of_period(match) or match.has("theyear")) and match.kind("ord") == "last":
            return None
        if match.word(1) in neighbours().after_no_half:
            return None
        return Part(f"H{ordinal}", _year_of_period(match)) if ordinal <= 2 else None
    if match.code("unit") not in ("Q", "None") or ordinal > 4:
        return None
    if match.kind("unit") == "period":
        return None
    return Part(f"Q{ordinal}", _year_of_period(match))


def _season(match: PatternMatch) -> Meaning | None:
    code, word = match.code("season"), match.part("season")[0]
    year = match.number("year")
    if year is None and match.has("yearwords"):
        year = years_in_words(match.part("yearwords"))
        if year is None:
            return None
    shift = shift_of(match) if match.has("shift") else None
    if not match.has("shift") and year is None and not match.has("whose"):
        if word.kind == "season_word" and not match.has("mod") and match.word(-1) not in neighbours().before_fall:
            return None
        if word.kind == "season_word" and match.word(1) in ("of", "in", "from"):
            return None
        allowed = neighbours().before_season
        if match.word(-1) not in allowed and not match.has("mod") and not match.has("the"):
            return None
        if match.word(1) in neighbours().after_no_season:
            return None
        if word.text[:1].isupper():
            return None
    return Part(code, year if year is not None else _year_of_period(match), shift)


def _calendar_year(match: PatternMatch) -> Meaning | None:
    year = match.number("year") or 0
    before, after = match.token(-1), match.token(1)
    if after and (after.text.lower() in time_words().counted or after.text in neighbours().after_amount):
        return None
    if before and (before.text in neighbours().before_amount or before.text.lower() in neighbours().before_number):
        return None
    if after and after.kind == "hyphen" and match.token(2) and _is_number_past_hyphen(match, 2):
        return None
    if before and before.kind == "hyphen" and match.token(-2) and _is_number_past_hyphen(match, -2):
        return None
    if before and before.kind == "dot" and match.word(-2) == "no":
        return None
    if year not in YEARS_OF_NEWS:
        if match.word(-1) not in neighbours().before_any_year:
            return None
        if year not in YEARS_OF_HISTORY and match.word(-1) not in ("in", "since", "year"):
            return None
    value = f"{year:04}"
    return Fixed("DATE", value, "a calendar year")


def _is_number_past_hyphen(match: PatternMatch, offset: int) -> bool:
    """Whether the token on the far side of a hyphen is a bare number, as in a telephone number."""
    far = match.token(offset)
    return far is not None and far.kind in ("int", "") and far.text[:1].isdigit()


def _fiscal_year(match: PatternMatch) -> Meaning | None:
    year = match.number("year")
    if match.has("last"):
        return _year_span(match)
    if year:
        return Fixed("DATE", f"{year:04}", "a fiscal year; where it begins and ends isn't said")
    return None


def _short_fiscal_year(match: PatternMatch) -> Meaning | None:
    """ "FY2025", "FY25", "Q2 FY25", "FY2024/25" (which is 2025)."""
    year = match.number("last") if match.has("last") else match.number("year")
    if match.part("fy")[0].text != "FY" or year is None or (year > MAX_SHORT_YEAR and year not in YEARS_OF_NEWS):
        return None
    year = year + 2000 if year <= MAX_SHORT_YEAR else year
    quarter = match.number("ord") if match.has("ord") else None
    if quarter:
        return Part(f"Q{quarter}", year)
    return Fixed("DATE", f"{year:04}", "a fiscal year; where it begins and ends isn't said")


def _quarter_by_name(match: PatternMatch) -> Meaning | None:
    """ "Q3", "Q3 2025"."""
    return Part(f"Q{match.number('ord')}", match.number("year")) if match.capital() else None


def _year_span(match: PatternMatch) -> Meaning | None:
    first, last = match.number("year") or 0, match.number("last")
    if last is None or first not in YEARS_OF_NEWS or match.part("last")[0].text == "0":
        return None
    full = last if last > 99 else first // 100 * 100 + last
    return (
        Fixed("DATE", f"{first}/{full}", "from one year to another")
        if first < full <= first + MAX_YEARS_OF_SPAN
        else None
    )


def _year_in_words(match: PatternMatch) -> Meaning | None:
    year = years_in_words(match.part("yearwords"))
    if year is None or (match.part("yearwords")[0].value == 2 and not match.has("theyear")):
        return None
    if match.word(1) in time_words().counted:
        return None
    return Fixed("DATE", f"{year:04}", "a calendar year")


def _decade(match: PatternMatch) -> Meaning | None:
    token = match.part("decade")[0]
    value = int(token.value) if isinstance(token.value, int) else 0
    if token.kind == "decade_word":
        if not (match.has("the") or match.has("mod")) or match.word(-1) in neighbours().before_age:
            return None
        century = match.number("century") or 19
        return Fixed("DATE", f"{century}{value // 10}", "a decade")
    if value < 100:
        if not token.text[:1].isdigit() or match.has("the"):
            if match.word(-1) in ("his", "her", "their"):
                return None
            return Fixed("DATE", f"{19 if value >= MIN_DECADE_OF_1900S else 20}{value // 10}", "a decade")
        return None
    if value not in YEARS_OF_DECADES:
        return None
    if value % 100 == 0 and value < 2000:
        return Fixed("DATE", f"{value // 100}", "a century")
    return Fixed("DATE", f"{value // 10}", "a decade")


def _century(match: PatternMatch) -> Meaning | None:
    ordinal = match.number("ord") or 0
    if match.has("tens"):
        ordinal += match.number("tens") or 0
    return Fixed("DATE", f"{ordinal - 1:02}", "a century") if 1 <= ordinal <= MAX_CENTURY else None


RULES: tuple[Rule, ...] = (
    rule(
        "unit",
        "{MOD}?<the>?(?P<shift>{SHIFT})(?:<past|coming>)?(?:<fiscal|calendar|financial>)?(?P<unit><unit|weekend>)(?:<or><so>)?",
        _shifted_unit,
    ),
    rule(
        "the unit",
        "(?P<mod>{MOD})?<the>(?:<fiscal|calendar|financial|current|more>)?(?P<unit><unit|weekend>)",
        _unit_after_the,
    ),
    rule(
        "year ago",
        "(?:<the>(?=.?.<hyphen><ago|earlier><ordinal|unit|period|number>))?<comparable>?(?P<unit><unit>)<hyphen>(?P<tail><ago|earlier>)(?:(?P<ord><ordinal>)?(?P<of><unit|period>)|(?P<amount>{NUM})(?P<units><units>))?",
        _year_ago_period,
    ),
    rule(
        "unit beyond", "{MOD}?<the>(?P<unit><unit|weekend>)(?P<beyond><before|after>)(?P<of><last|next>)", _unit_beyond
    ),
    rule("latest period", "<the><latest><period>", lambda f: SameUnit("Q", "article", latest=True)),
    rule("day", "(?<=<earlier|later><in>)<the>(?P<unit><unit>)", _day_of_text),
    rule(
        "year end",
        "(?:(?P<shift><last|this|next>)|<about>)?(?:<unit>(?:<hyphen>|<poss>)?<end>)",
        lambda f: _year_end(f) if "year" in f.words else None,
    ),
    rule(
        "quarter",
        "{MOD}?(?:<about>)?(?:<the>(?!<ordinal><hyphen>))?(?:(?P<whose><last|this|next>)<unit><poss>)?(?P<lead><year>)?(?:<fiscal|calendar|financial>)?"
        "(?P<ord><ordinal|ordinal_number|last>)(?:<fiscal>)?(?P<hyphen><hyphen>)?(?P<unit><unit|half|period>)"
        "(?:<of>?(?:<fiscal|calendar>?(?P<year><year>)|(?P<whose_after><last|this|next>)<unit>)|<of>(?P<theyear><the><unit>))?",
        _quarter_or_half,
    ),
    rule(
        "season",
        "(?P<mod>{MOD})?(?P<the><the>|<that>(?=.{1,2}<year>))?(?:(?P<shift><last|this|next|past|coming>)<past|coming>?)?(?P<season>{SEASON})"
        "(?:<of>?(?:(?P<year><year>)(?:<slash|hyphen><day_number|int|year>)?|(?P<whose><last|next|this>)<unit>)|<of>(?P<yearwords><number><number><hyphen>?<number>?))?",
        _season,
    ),
    rule("year", "(?:{MOD}|{APPROX})?(?:<the><unit>|<calendar>)?(?P<year><year>)", _calendar_year),
    rule(
        "fiscal year",
        "{MOD}?(?:<the>)?<fiscal|financial>(?:<unit>)?(?P<year><year>)(?:<slash|hyphen>(?P<last><year|day_number|int>))?",
        _fiscal_year,
    ),
    rule(
        "short fiscal year",
        "{MOD}?(?:(?P<ord><quarter_name>)<of>?)?(?P<fy><fy>)<apostrophe>?(?P<year><year|day_number|int>)"
        "(?:<slash|hyphen>(?P<last><year|day_number|int>))?",
        _short_fiscal_year,
    ),
    rule("quarter name", "(?P<ord><quarter_name>)(?:<of>?<fiscal>?(?P<year><year>))?", _quarter_by_name),
    rule("years", "(?P<year><year>)<hyphen|slash>(?P<last><year|day_number|int>)(?!<hyphen|slash>)", _year_span),
    rule(
        "year in words",
        "(?P<theyear><the><unit>)?(?P<yearwords><number><number>(?:<hyphen>?<number>)?)",
        _year_in_words,
    ),
    rule(
        "decade",
        "(?:(?P<mod>{MOD})|(?P<the><the>))?(?P<century><number>)?(?P<decade><decade_number|decade_word>)",
        _decade,
    ),
    rule(
        "century",
        "{MOD}?(?:<the>)?(?P<tens><number>(?=<hyphen><ordinal>))?<hyphen>?(?P<ord>{ORDINAL})<hyphen>?(?P<unit><unit>)",
        lambda f: _century(f) if f.code("unit") == "C" else None,
    ),
)
