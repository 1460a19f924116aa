"""Builds vague references and named days: "now", "recently", "in the future", "Christmas"."""

from __future__ import annotations

from components.analysis.timex.lexicon import neighbours, time_words
from components.analysis.timex.pattern_matching import PatternMatch, Rule, rule
from components.analysis.timex.symbolic_values import Deictic, Direction, Fixed, Holiday, Meaning


def _vague_word(match: PatternMatch) -> Meaning | None:
    word, value = match.words, match.code("vague")
    if word == "soon" and (
        match.word(-1) in neighbours().before_no_soon or match.word(1) in neighbours().after_no_soon
    ):
        return None
    if word == "now" and (match.word(1) == "-" or (match.word(1) == "and" and match.word(2) in ("then", "again"))):
        return None
    if word == "now" and match.word(-1) == "-":
        return None
    rules = {"PRESENT_REF": "the time at which the article speaks", "PAST_REF": "some time before the article date"}
    return Fixed("DATE", value, rules.get(value, "some time after the article date"))


def _these_days(match: PatternMatch) -> Meaning | None:
    if match.words != "these days":
        return None
    return Fixed("DATE", "PRESENT_REF", "the time at which the article speaks")


def _vague_adjective(match: PatternMatch) -> Meaning | None:
    if match.word(1) in neighbours().after_no_current:
        return None
    present = match.kind("which") == "current"
    rule_words = "the time at which the article speaks" if present else "some time before the article date"
    return Fixed("DATE", "PRESENT_REF" if present else "PAST_REF", rule_words)


def _the_future(match: PatternMatch) -> Meaning:
    return Fixed("DATE", "FUTURE_REF", "some time after the article date")


def _the_past(match: PatternMatch) -> Meaning | None:
    if match.word(-1) not in neighbours().before_the_past:
        return None
    return Fixed("DATE", "PAST_REF", "some time before the article date")


def _the_present(match: PatternMatch) -> Meaning | None:
    if match.word(-1) not in ("at", "for", "to"):
        return None
    return Fixed("DATE", "PRESENT_REF", "the time at which the article speaks")


def named_day(
    words: str, year: int | Deictic | None, direction: Direction | None, *, weekend: bool = False
) -> Meaning | None:
    """A holiday by its name in lower case, or the weekend it makes; None for a name that the lexicon doesn't hold."""
    code = time_words().holidays.get(words)
    if code is None:
        return None
    if weekend and code.startswith(("moon", "easter 0")):
        code, weekend = ("easter -2 1", False) if code == "easter 0" else (code, False)
    return Holiday(code, words, year, direction, weekend)


RULES: tuple[Rule, ...] = (
    rule("vague", "(?P<vague><vague>)", _vague_word),
    rule("these days", "<these>(?P<unit><units>)", _these_days),
    rule("adjective", "(?P<which><current|recent>)(?!<unit|units>)", _vague_adjective),
    rule(
        "future",
        "<the><near>?<future>|<near><future>|<the><near|short|long><term>|<as>(?P<soon><vague>)<as><possible>",
        _the_future,
    ),
    rule("past", "<the>(?:<recent>)?<past>(?!<unit|units|number|few|several|int|day_number|couple>)", _the_past),
    rule("present", "<the>(?:<moment>|<present>(?!<unit>))", _the_present),
)
