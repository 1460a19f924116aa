"""Builds durations, distances and sets: "two years", "at least 30 days", "a year ago", "every Monday"."""

from __future__ import annotations

from typing import Literal

from components.analysis.timex.lexicon import neighbours, time_words
from components.analysis.timex.pattern_matching import PatternMatch, Rule, amount, rule
from components.analysis.timex.symbolic_values import Ahead, Distance, Fixed, Meaning

_VAGUE_TAIL = {"ago": "PAST_REF", "ahead": "FUTURE_REF"}


def duration(count: float | None, unit: str) -> str:
    """The TIMEX3 value of an amount of units; "X" for one that the text leaves open."""
    unit = "D" if unit == "NI" else unit
    if count is not None and unit in ("E", "C", "L") and count != int(count):
        count, unit = count * {"E": 10, "C": 100, "L": 1000}[unit], "Y"  # half a century is 50 years
    if unit == "F":
        count, unit = (None if count is None else count * 2), "W"
    prefix = "PT" if unit.startswith("T") else "P"
    letter = unit[1:] if unit.startswith("T") else unit
    if count is None:
        return f"{prefix}X{letter}"
    whole = int(count)
    if whole == count:
        if unit in "EC":
            return f"P{whole}{unit}" if whole == 1 else f"P{whole * (10 if unit == 'E' else 100)}Y"
        return f"{prefix}{whole}{letter}"
    finer = {"Y": (12, "M"), "TH": (60, "M"), "TM": (60, "S"), "W": (7, "D"), "D": (24, "H")}.get(unit)
    if finer:
        rest = round((count - whole) * finer[0])
        lead = f"{whole}{letter}" if whole else ""
        return f"P{lead}T{rest}H" if unit == "D" else f"{prefix}{lead}{rest}{finer[1]}"
    return f"{prefix}{count:g}{letter}"


def _counted_units(match: PatternMatch) -> Meaning | None:
    part, unit = match.part("amount"), match.code("unit")
    if _is_range_between(match):
        return None
    if match.words == "one day" and match.word(-1) in time_words().future_auxiliaries:
        return Fixed("DATE", "FUTURE_REF", "some day after the article date")
    plural = match.kind("unit") == "units"
    count = amount(part)
    hyphen = match.has("hyphen")
    if (match.word(1) in ("-", "–") and match.word(2) == "old") or match.word(1) == "old":
        return None  # an age
    if part[0].kind == "year" and not plural and not hyphen:
        return None  # "the 1988 quarter"
    if part[0].kind == "year" and len(part) > 1 and part[1].kind != "fraction":
        return None  # "the 1967 Six-Day War"
    if part[0].text[:1].isupper() and match.part("unit")[0].text[:1].isupper() and not match.has("tail"):
        after = match.token(2 if match.word(1) in ("'", "’") else 1)
        if after and after.text[:1].isupper():
            return None  # a name: "Six-Day War", "Thirty Years' War"
    if not plural and not hyphen and count not in (1.0, 0.5) and match.kind("amount") in ("number", "int"):
        following = match.token(1)
        if following is None or not following.text[:1].isalpha():
            return None
    if plural and match.part("unit")[0].text[:1].isupper() and part[0].kind in ("int", "day_number"):
        return None  # the programme "60 Minutes"
    if unit == "TH" and count == 24 and (hyphen or match.word(1) in ("a", "-")):
        return None  # round the clock
    if unit == "Q" and (hyphen or (count is None and not plural)):
        return None  # three-quarters of something
    if match.has("ord") and not plural:
        return None
    if match.has("tail") and match.kind("tail") != "or":
        return _distance_or_length(match, count, unit)
    relation = match.kind("rel")
    if count is None and relation in ("coming",):
        return Fixed("DATE", "FUTURE_REF", "a stretch ahead of unknown length")
    return _length_or_time_ahead(match, count, unit)


def _is_range_between(match: PatternMatch) -> bool:
    """Whether the match is "two to six days" after "between", whose ends are two lengths."""
    return match.has("range") and match.word(-1) in ("between", "from")


def _length_or_time_ahead(match: PatternMatch, count: float | None, unit: str) -> Meaning:
    before = match.word(-1)
    if count is None or before not in ("in", "within") or unit not in ("D", "W", "F", "M", "Y"):
        return Fixed("DURATION", duration(count, unit), "a length of time")
    return Ahead(count, unit, duration(count, unit), before == "within")


def _distance_or_length(match: PatternMatch, count: float | None, unit: str) -> Meaning:
    tail = match.kind("tail")
    sign: Literal[-1, 1] = -1 if tail in ("ago", "earlier") else 1
    if unit.startswith("T") or unit == "NI":
        whose = "before" if sign < 0 else "after"
        return Fixed("DURATION", duration(count, unit), f"a length of time {whose} another moment")
    return Distance(count, unit, sign, "article" if tail in ("ago", "hence", "from") else "text")


def _part_of_unit(match: PatternMatch) -> Meaning | None:
    """ "half a century ago", "a quarter of a century", "three quarters of an hour"."""
    if match.has("quarter") and match.code("quarter") != "Q":
        return None
    share = 0.5 if match.has("half") else 0.25 * ((amount(match.part("many")) or 1.0) if match.has("many") else 1.0)
    unit = match.code("unit")
    if unit in ("Q", "L") or (match.has("quarter") and unit not in ("C", "TH", "E")):
        return None
    if match.has("tail"):
        return _distance_or_length(match, share, unit)
    if match.word(1) in ("old", "-") or match.word(-1) in ("-",):
        return None
    return _length_or_time_ahead(match, share, unit)


def _time_ahead(match: PatternMatch) -> Meaning | None:
    """ "in a fortnight's time", "in three weeks' time"."""
    count, unit = (amount(match.part("amount")) if match.has("amount") else 1.0), match.code("unit")
    length = duration(count, unit)
    if match.word(-1) not in ("in", "within") or count is None or unit not in ("D", "W", "F", "M", "Y", "E"):
        return Fixed("DURATION", length, "a length of time")
    return Ahead(count, unit, length, match.word(-1) == "within", certain=True)


def _single_unit(match: PatternMatch) -> Meaning | None:
    unit = match.code("unit")
    if unit == "Q" and not match.has("tail"):
        return None
    if match.has("tail"):
        half = 1.5 if match.has("half") else 1.0
        return _distance_or_length(match, half, unit)
    if match.has("half"):
        return Fixed("DURATION", duration(1.5, unit), "a length of time")
    if match.has("approx") or match.has("more"):
        return Fixed("DURATION", duration(1, unit), "a length of time")
    if match.word(-1) != "within" and match.word(1) in neighbours().after_no_single_unit:
        return None
    if match.word(-1) not in time_words().before_span or match.word(1) in ("by", "in"):
        return None
    before = match.token(-2)
    if before and before.kind in ("int", "decimal", "day_number", "number") and match.word(-1) != "for":
        return None
    return _length_or_time_ahead(match, 1, unit)


def _uncounted_units(match: PatternMatch) -> Meaning | None:
    unit, relation = match.code("unit"), match.kind("rel")
    if relation in ("recent", "past", "previous", "last"):
        if unit == "Y" and relation == "recent":
            return Fixed("DATE", "PAST_REF", "a time not long past")
        return Fixed("DURATION", duration(None, unit), "a stretch just past, of unknown length")
    if relation in ("coming", "next", "future") or match.kind("tail") == "ahead":
        return Fixed("DURATION", duration(None, unit), "a stretch ahead, of unknown length")
    if match.has("tail"):
        tail = match.kind("tail")
        return Fixed("DATE", _VAGUE_TAIL.get(tail, "PAST_REF"), "some time off, how much isn't said") if tail else None
    if match.has("vague"):
        return Fixed("DURATION", duration(None, unit), "a length of time left open")
    beside = match.word(1) in ("after", "before") and match.kind("unit") == "units" and unit not in ("Q", "NI", "TS")
    if beside and match.word(-1) not in neighbours().before_no_bare_unit:
        return Fixed("DURATION", duration(None, unit), "a length of time left open, beside what happened")
    if match.word(-1) not in neighbours().before_uncounted_units:
        return None
    if match.capital() or (match.word(1) in ("old", "of", "when") and match.word(-1) != "within"):
        return None
    return Fixed("DURATION", duration(None, unit), "a length of time left open")


def _as_long_as(match: PatternMatch) -> Meaning:
    """ "a day-long meeting", "decades-long"."""
    count = None if match.kind("unit") == "units" else 1.0
    return Fixed("DURATION", duration(count, match.code("unit")), "a length of time")


def _some_time(match: PatternMatch) -> Meaning | None:
    """ "for some time", "for a while"."""
    if match.word(-1) not in ("for", "after", "in", "within", "take", "takes", "took") or "around" in match.words:
        return None
    return Fixed("DURATION", "PXX", "a length of time left open") if match.words[:1] in "sa" else None


def _every_unit(match: PatternMatch) -> Meaning | None:
    kind, code = match.kind("what"), match.code("what")
    if kind == "weekday":
        tail = match.code("part") if match.has("part") else ""
        return Fixed("SET", f"XXXX-WXX-{code}{tail}", "a weekday that comes again each week")
    if kind in ("month", "month_word"):
        return Fixed("SET", f"XXXX-{int(code):02}", "a month that comes again each year")
    if kind in ("season", "season_word"):
        return Fixed("SET", f"XXXX-{code}", "a season that comes again each year")
    if kind in ("part",):
        return Fixed("SET", f"XXXX-XX-XX{code}", "a time of day that comes again each day")
    if kind == "weekend":
        return Fixed("SET", "XXXX-WXX-WE", "it comes again each weekend")
    count = amount(match.part("amount")) or (2.0 if match.has("other") else 1.0)
    return Fixed("SET", duration(count, code), "it comes again after this length of time")


def _repeated_weekday(match: PatternMatch) -> Meaning | None:
    tail = match.code("part") if match.has("part") else ""
    return Fixed("SET", f"XXXX-WXX-{match.code('what')}{tail}", "a weekday that comes again each week")


def _repeated_part_of_day(match: PatternMatch) -> Meaning | None:
    if match.word(-1) not in neighbours().before_repeated_part_of_day or match.kind("what") == "":
        return None
    return Fixed("SET", f"XXXX-XX-XX{match.code('what')}", "a time of day that comes again each day")


def _times_per_unit(match: PatternMatch) -> Meaning:
    return Fixed("SET", duration(1, match.code("unit")), "so many times in each such length of time")


def _word_of_repetition(match: PatternMatch) -> Meaning | None:
    if match.capital() or match.word(1) in ("-",) or match.word(-1) in ("-",):
        return None
    if match.words == "quarterly" and match.word(1)[:1].isalpha() and match.word(1) not in neighbours().after_quarterly:
        return None
    return Fixed("SET", match.code("what"), "it comes again after this length of time")


_UNITS = "(?P<unit><unit|units>)"
RULES: tuple[Rule, ...] = (
    rule(
        "length",
        "{APPROX}?(?:<the>?(?P<rel><last|past|next|coming|previous|recent|following>)"
        "|(?:<the|these>(?!{NUM}<hyphen>?<unit>))?(?P<ord><ordinal>)?)"
        "{APPROX}?(?:(?P<range><number|day_number|int><to_number|or>|<day_number|int><hyphen>)(?={NUM}<units>))?"
        "(?P<amount>{NUM}|{FEW})(?:(?P<hyphen><hyphen>)|<more>)?(?P<unit><unit|units>)(?P<tail>{TAIL}|<or><so>)?",
        _counted_units,
    ),
    rule(
        "part of unit",
        "{APPROX}?(?:<a>?(?P<half><half>)(?:<hyphen>?<a>|<hyphen>)?<hyphen>?"
        "|(?:<a>|(?P<many><number>)<hyphen>?)(?P<quarter><unit|units>)(?:<of><a>|<hyphen>)?)(?P<unit><unit>)(?P<tail>{TAIL}|<or><so>)?",
        _part_of_unit,
    ),
    rule(
        "time ahead",
        "{APPROX}?(?:<a>|(?P<amount>{NUM}|{FEW}))(?P<unit><unit|units>)<poss|apostrophe><time>",
        _time_ahead,
    ),
    rule("first", "<the><ordinal>(?P<amount>{NUM}|{FEW})(?P<unit><units>)", _counted_units),
    rule("another", "<another|more>(?P<amount>{NUM}|{FEW})(?P<unit><units>)", _counted_units),
    rule(
        "one",
        "(?P<approx>{APPROX})?<a>(?P<more><more|whole>)?(?P<unit><unit|weekend>)"
        "(?P<half><and><a><half>)?(?:<or><so>)?(?P<tail>{TAIL})?",
        _single_unit,
    ),
    rule("another one", "(?P<more><another>)(?P<unit><unit|weekend>)(?P<tail>{TAIL})?", _single_unit),
    rule("near", "<the>?(?P<rel><recent|coming|past|future>)(?P<unit><units>)(?:<and><units>)?", _uncounted_units),
    rule(
        "bare",
        "(?P<vague><many|dozens><of>?)?(?P<unit><units>)(?:<or><units>)?(?P<tail><ago|earlier|later>)?",
        _uncounted_units,
    ),
    rule("as long as", "(?P<unit><unit|units>)<hyphen><long>", _as_long_as),
    rule("some time", "<about><time>|<a><while_word>", _some_time),
    rule("ahead", "<the>(?P<unit><units>)(?P<tail><ahead>)", _uncounted_units),
    rule(
        "every",
        "<each|every>(?:(?P<amount>{NUM}|<few>)|(?P<other><other>))?"
        "(?P<what><unit|units|weekday|month|month_word|season|season_word|part|weekend>)(?P<part><part>)?",
        _every_unit,
    ),
    rule("weekdays", "(?P<what><weekdays>)", _repeated_weekday),
    rule("weekday nights", "(?P<what><weekday>)(?P<part><parts>)", _repeated_weekday),
    rule("nights", "(?P<what><parts>)", _repeated_part_of_day),
    rule("times", "(?:<once|twice>|(?:{NUM}|<several>)<times>)(?:<a|per|each|every>)(?P<unit><unit>)", _times_per_unit),
    rule("each word", "(?P<what><each_word>)", _word_of_repetition),
)
