"""What a sentence counts: the dead, the injured, cases, money, per cent, each with its number."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import NamedTuple

from components.collection.content_words import content_words

_WORDS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9}
_NUMBER = (
    r"(?P<number>\d[\d,]*(?:\.\d+)?|"
    + "|".join(_WORDS)
    + r")(?:[ -]?(?P<scale>hundred|thousand|million|billion|bn|m)\b)?"
)
_NO_DATE = (
    r"(?!\s*(?:January|February|March|April|May|June|July|August|September|October|November|December|magnitude"
    r"|[ap]m\b))"
)
_PEOPLE = _NO_DATE + r"(?:\s+(?!of\b|in\b|and\b|to\b|from\b)[a-z-]+){0,2}?"
# What is counted stands behind its number ("14 people died", "20 deaths") or before it ("killing 14 people").
_BEHIND = {
    "dead": r"(?:died|dead|deaths?|killed|fatalities|fatal)",
    "injured": r"(?:injured|wounded|hurt|injuries)",
    "missing": r"missing",
    "homeless": r"(?:homeless|displaced)",
    "arrested": r"(?:arrested|detained|arrests)",
    "rescued": r"(?:rescued|survivors)",
    "confirmed": r"confirmed",
    "cases": r"(?:cases|infections|infected)",
    "troops": r"(?:troops|soldiers|marines)",
    "votes": r"votes",
}
_BEFORE = {
    "dead": r"(?:kill(?:s|ed|ing)|deaths? (?:of|to|at)|claim(?:s|ed|ing) the lives of)",
    "toll": r"toll\b[^.;:\d]{0,60}?\b(?:of|to|at|is|was)",
    "injured": r"(?:injur(?:es|ed|ing)|wound(?:s|ed|ing))",
    "arrested": r"(?:arrest(?:s|ed|ing)|detain(?:s|ed|ing))",
    "rescued": r"rescu(?:es|ed|ing)",
}
_AUX = r"(?:\s+(?:were|was|have|has|had|are|been|be|being|feared|reported|reportedly|also|people|probably|suspected))*"
_COUNTED = [
    (of, re.compile(rf"(?<![\w.,$£€]){_NUMBER}{_PEOPLE}{_AUX}\s+{noun}\b", re.I)) for of, noun in _BEHIND.items()
] + [
    (
        of,
        re.compile(
            rf"\b{verb}\s+(?:at least |more than |some |about |up to |around |over |nearly )?{_NUMBER}(?![\w%])", re.I
        ),
    )
    for of, verb in _BEFORE.items()
]
# Anything else, by its own words: "274 guests", "12 rescue teams"; measures and spans of time tell no things.
_THINGS = re.compile(rf"(?<![\w.,$£€-]){_NUMBER}\s+(?P<of>(?:[a-z]{{3,}}\s+)?[a-z]{{3,}}s)\b", re.I)
_NO_THINGS = frozenset(
    """years months weeks days hours minutes seconds times miles kilometres kilometers metres meters yards points
    degrees percentage others has was his its this thus plus as is pounds dollars euros tons tonnes litres
    liters""".split()
)
_MONEY = re.compile(rf"(?P<unit>[$£€])\s?{_NUMBER}", re.I)
NEARLY = 1  # a year or a month apart may be two tellings of one age
_AGE = re.compile(r"(?<![\w.,])(?P<number>\d{1,3})\s?-?\s?(?P<unit>year|month|week|day)s?\s?-?\s?old\b", re.I)
_PERCENT = re.compile(r"(?<![\w.,])(?P<number>\d+(?:\.\d+)?)(?P<scale>)\s?(?:%|per ?cent\b)", re.I)


class ToldNumber(NamedTuple):
    """A number of a sentence: what is counted, the value, and the words that tell it."""

    of: str
    value: float
    words: str


def told_numbers(sentence: str) -> tuple[ToldNumber, ...]:
    """What the sentence counts, each kind once; what it tells two numbers of is left out: either may be meant."""
    found: dict[str, dict[float, str]] = {}
    counted: set[int] = set()  # where the numbers begin that are told of something already
    for of, pattern in (*_COUNTED, ("money", _MONEY), ("percent", _PERCENT)):
        for match in pattern.finditer(sentence):
            value = _value(match["number"], match["scale"])
            kind = f"money ({match['unit']})" if of == "money" else of
            counted.add(match.start("number"))
            if value is not None:
                found.setdefault(kind, {}).setdefault(value, _words(match, kind))
    for match in _THINGS.finditer(sentence):
        words = match["of"].split()
        value = _value(match["number"], match["scale"])
        if value is None or not all(w.islower() for w in words) or _NO_THINGS & set(words) or match.start() in counted:
            continue
        if kind := " ".join(content_words(match["of"])):
            found.setdefault(kind, {}).setdefault(value, _words(match, kind))
    for age in told_ages(sentence):
        found.setdefault(age.of, {}).setdefault(age.value, age.words)
    return tuple(ToldNumber(of, *next(iter(told.items()))) for of, told in found.items() if len(told) == 1)


def told_ages(sentence: str) -> tuple[ToldNumber, ...]:
    """The ages that it tells ("a 23-month-old boy"), in its order."""
    return tuple(
        ToldNumber(f"age in {m['unit'].casefold()}s", float(m["number"]), m["number"]) for m in _AGE.finditer(sentence)
    )


def ages_in(sentence: str) -> set[tuple[str, float]]:
    """The ages that it tells, each with its unit."""
    return {(age.of, age.value) for age in told_ages(sentence)}


def may_be_of_one_age(ages: Set[tuple[str, float]], others: Set[tuple[str, float]]) -> bool:
    """Whether two tellings may be of the same: one tells no age, or an age of theirs is the same, or nearly."""
    if not ages or not others:
        return True
    return any(of == unit and abs(age - other) <= NEARLY for of, age in ages for unit, other in others)


def _words(match: re.Match[str], kind: str) -> str:
    """The number as it is told: "14", "1.2 million", "$57m", "9%"."""
    scale = match["scale"] or ""
    number = match["number"] + (" " if len(scale) > 2 else "") + scale
    return f"{match['unit']}{number}" if kind.startswith("money") else f"{number}%" if kind == "percent" else number


def _value(number: str, scale: str | None) -> float | None:
    plain = number.casefold().replace(",", "")
    try:
        value = float(_WORDS[plain]) if plain in _WORDS else float(plain)
    except ValueError:
        return None
    return value * _SCALES.get((scale or "").casefold(), 1)
