"""Builds weeks to centuries: "last week", "the third quarter", "fiscal 2025", "the 1990s"."""

from __future__ import annotations

from components.analysis.timex.lexicon import time_words
from components.analysis.timex.pattern_matching import PatternMatch, Rule, amount, rule, years_in_words
from components.analysis.timex.rules.days_and_times import shift_of
from components.analysis.timex.rules.durations_and_sets import duration
from components.analysis.timex.symbolic_values import Deictic, Distance, Fixed, Meaning, Part, SameUnit

_YEAR_BEFORE = frozenset(
    "in since from until till by of during to and between early late mid before after for through year fiscal circa "
    "about around - – the".split()
)


def _deictic(found: PatternMatch) -> Meaning | None:
    unit, kind = found.code("unit"), found.kind("shift")
    if unit.startswith("T"):
        return None
    if found.capital() and found.word(1) in ("with", "tonight") and found.words == "this week":
        return None
    if kind in ("that", "same"):
        if kind == "that" and unit in ("D", "Q", "W", "WE", "M", "Y", "E", "C"):
            return SameUnit(unit, "text")
        return SameUnit(unit, "text") if found.word(-1) != "at" else None
    if kind == "latest":
        return SameUnit(unit, "article", latest=True)
    if kind in ("previous", "following"):
        return Deictic(unit, -1 if kind == "previous" else 1, "text")
    if unit == "D" and kind == "this" and not found.has("mod"):
        return Deictic("D", 0)
    if unit == "D" and kind in ("last", "past"):
        return None
    if unit == "D" and kind == "next":
        return Deictic("D", 1, "text")
    if unit == "E" and kind in ("past", "last"):
        return Fixed("DURATION", "P1E", "a length of time up to the article date")
    if kind == "past":
        return Fixed("DURATION", f"P1{unit}", "a length of time up to the article date")
    return Deictic(unit, shift_of(found) or 0)


def _the_unit(found: PatternMatch) -> Meaning | None:
    unit = found.code("unit")
    if unit in ("C", "L", "E", "D") or unit.startswith("T"):
        return None
    if found.word(1) in ("ended", "ending"):
        closes = found.token(2)
        if unit == "Q" and closes and closes.kind in ("month", "month_word") and isinstance(closes.value, int):
            return Part(f"Q{(closes.value + 2) // 3}")  # "the quarter ended Sept. 30"
        return (
            Fixed("DURATION", f"P1{unit}", "a length of time whose end is named")
            if unit == "Y"
            else SameUnit(unit, "text")
        )
    if found.word(1) in ("of", "before", "after", "when", "that", "-", "long") and not found.has("mod"):
        return None
    return SameUnit(unit, "text" if unit == "Q" else "article")


def _period_ago(found: PatternMatch) -> Meaning | None:
    unit = found.code("unit")
    if found.kind("of") == "period" or found.kind("of") == "":
        return Distance(1, unit, -1, "text")
    if found.has("amount"):
        return Fixed(
            "DURATION",
            duration(amount(found.part("amount")), found.code("units")),
            "such a length of time a year before",
        )
    ordinal = found.number("ord")
    if ordinal:
        return Part(f"Q{ordinal}", Deictic("Y", -1)) if ordinal <= 4 else None
    return SameUnit(found.code("of"), "text", back=1) if unit == "Y" else Distance(1, unit, -1, "text")


def _day_of(found: PatternMatch) -> Meaning | None:
    return SameUnit("D", "text") if found.code("unit") == "D" else None


def _year_end(found: PatternMatch) -> Meaning | None:
    return Part("END", Deictic("Y", shift_of(found) or 0) if found.has("shift") else None)


def _whose(found: PatternMatch) -> int | Deictic | None:
    year = found.number("year") or found.number("lead")
    if year:
        return year
    for group in ("whose", "whose_after"):
        if found.has(group):
            return Deictic("Y", shift_of(found, group) or 0)
    return None


def _quarter(found: PatternMatch) -> Meaning | None:
    ordinal = found.number("ord")
    if found.kind("ord") in ("last", "latest"):
        ordinal = {"Q": 4, "half": 2}["Q" if found.kind("unit") != "half" else "half"]
    if ordinal is None:
        return None
    if found.kind("unit") == "half":
        if not (found.has("year") or _whose(found) or found.has("theyear")) and found.kind("ord") == "last":
            return None
        if found.word(1) in ("of", "-", "time", "century"):
            return None
        return Part(f"H{ordinal}", _whose(found)) if ordinal <= 2 else None
    if found.code("unit") not in ("Q", "None") or ordinal > 4:
        return None
    if found.kind("unit") == "period":
        return None
    return Part(f"Q{ordinal}", _whose(found))


def _season(found: PatternMatch) -> Meaning | None:
    code, word = found.code("season"), found.part("season")[0]
    year = found.number("year")
    if year is None and found.has("yearwords"):
        year = years_in_words(found.part("yearwords"))
        if year is None:
            return None
    shift = shift_of(found) if found.has("shift") else None
    if not found.has("shift") and year is None and not found.has("whose"):
        if word.kind == "season_word" and not found.has("mod") and found.word(-1) not in ("in", "the", "by", "since"):
            return None
        if word.kind == "season_word" and found.word(1) in ("of", "in", "from"):
            return None
        allowed = ("in", "by", "since", "until", "during", "of", "for", "through", "and", "from", "to", "this")
        if found.word(-1) not in allowed and not found.has("mod") and not found.has("the"):
            return None
        if found.word(1) in ("-", "of", "olympics", "games", "season", "school", "break", "to", "training"):
            return None
        if word.text[:1].isupper():
            return None
    return Part(code, year if year is not None else _whose(found), shift)


def _year(found: PatternMatch) -> Meaning | None:
    year = found.number("year") or 0
    before, after = found.token(-1), found.token(1)
    if after and (after.text.lower() in time_words().counted or after.text in ("%", "°", "/", "¢")):
        return None
    if before and (
        before.text in ("$", "£", "€", "#", "/", "+", "=", "¥")
        or before.text.lower() in ("no", "number", "flight", "route", "page", "room", "section", "model", "windows")
    ):
        return None
    if after and after.kind == "hyphen" and found.token(2) and _glued(found, 2):
        return None
    if before and before.kind == "hyphen" and found.token(-2) and _glued(found, -2):
        return None
    if before and before.kind == "dot" and found.word(-2) == "no":
        return None
    if not 1900 <= year <= 2059 and found.word(-1) not in _YEAR_BEFORE - {
        "about",
        "around",
        "the",
        "of",
        "to",
        "for",
        "and",
        "-",
        "–",
    }:
        return None
    if not 1900 <= year <= 2059 and not 1400 <= year <= 2099 and found.word(-1) not in ("in", "since", "year"):
        return None
    value = f"{year:04}"
    return Fixed("DATE", value, "a calendar year")


def _glued(found: PatternMatch, offset: int) -> bool:
    """Whether the token on the far side of a hyphen is a bare number, as in a telephone number."""
    far = found.token(offset)
    return far is not None and far.kind in ("int", "") and far.text[:1].isdigit()


def _fiscal(found: PatternMatch) -> Meaning | None:
    year = found.number("year")
    if year:
        return Fixed("DATE", f"{year:04}", "a fiscal year; where it begins and ends isn't said")
    return None


def _year_span(found: PatternMatch) -> Meaning | None:
    first, last = found.number("year") or 0, found.number("last")
    if last is None or not 1900 <= first <= 2059 or found.part("last")[0].text == "0":
        return None
    full = last if last > 99 else first // 100 * 100 + last
    return Fixed("DATE", f"{first}/{full}", "from one year to another") if first < full <= first + 60 else None


def _year_words(found: PatternMatch) -> Meaning | None:
    year = years_in_words(found.part("yearwords"))
    if year is None or (found.part("yearwords")[0].value == 2 and not found.has("theyear")):
        return None
    if found.word(1) in time_words().counted:
        return None
    return Fixed("DATE", f"{year:04}", "a calendar year")


def _decade(found: PatternMatch) -> Meaning | None:
    token = found.part("decade")[0]
    value = int(token.value) if isinstance(token.value, int) else 0
    if token.kind == "decade_word":
        if not (found.has("the") or found.has("mod")) or found.word(-1) in ("his", "her", "their", "my"):
            return None
        century = found.number("century") or 19
        return Fixed("DATE", f"{century}{value // 10}", "a decade")
    if value < 100:
        if not token.text[:1].isdigit() or found.has("the"):
            if found.word(-1) in ("his", "her", "their"):
                return None
            return Fixed("DATE", f"{19 if value >= 20 else 20}{value // 10}", "a decade")
        return None
    if not 1000 <= value <= 2090:
        return None
    if value % 100 == 0 and value < 2000:
        return Fixed("DATE", f"{value // 100}", "a century")
    return Fixed("DATE", f"{value // 10}", "a decade")


def _century(found: PatternMatch) -> Meaning | None:
    ordinal = found.number("ord") or 0
    if found.has("tens"):
        ordinal += found.number("tens") or 0
    return Fixed("DATE", f"{ordinal - 1:02}", "a century") if 1 <= ordinal <= 30 else None


RULES: tuple[Rule, ...] = (
    rule(
        "unit",
        "{MOD}?<the>?(?P<shift>{SHIFT})(?:<past|coming>)?(?:<fiscal|calendar|financial>)?(?P<unit><unit|weekend>)(?:<or><so>)?",
        _deictic,
    ),
    rule(
        "the unit",
        "(?P<mod>{MOD})?<the>(?:<fiscal|calendar|financial|current|more>)?(?P<unit><unit|weekend>)",
        _the_unit,
    ),
    rule(
        "year ago",
        "(?:<the>(?=.?.<hyphen><ago|earlier><ordinal|unit|period|number>))?<comparable>?(?P<unit><unit>)<hyphen>(?P<tail><ago|earlier>)(?:(?P<ord><ordinal>)?(?P<of><unit|period>)|(?P<amount>{NUM})(?P<units><units>))?",
        _period_ago,
    ),
    rule("latest period", "<the><latest><period>", lambda f: SameUnit("Q", "article", latest=True)),
    rule("day", "(?<=<earlier|later><in>)<the>(?P<unit><unit>)", _day_of),
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
        _quarter,
    ),
    rule(
        "season",
        "(?P<mod>{MOD})?(?P<the><the>)?(?:(?P<shift><last|this|next|past|coming>)<past|coming>?)?(?P<season>{SEASON})"
        "(?:<of>?(?:(?P<year><year>)|(?P<whose><last|next|this>)<unit>)|<of>(?P<yearwords><number><number><hyphen>?<number>?))?",
        _season,
    ),
    rule("year", "(?:{MOD}|{APPROX})?(?:<the><unit>|<calendar>)?(?P<year><year>)", _year),
    rule("fiscal year", "(?:<the>)?<fiscal|financial>(?:<unit>)?(?P<year><year>)", _fiscal),
    rule("years", "(?P<year><year>)<hyphen>(?P<last><year|day_number|int>)(?!<hyphen>)", _year_span),
    rule(
        "year in words", "(?P<theyear><the><unit>)?(?P<yearwords><number><number>(?:<hyphen>?<number>)?)", _year_words
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
