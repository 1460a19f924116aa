"""Periods of a firm's or a state's own year: open, unless the text names the day on which they end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from components.analysis.timex.symbolic_values import TimePhrase
from components.analysis.timex.timex3_value_arithmetic import Bounds, shift_day, unit_of
from components.domain.record import Timex

_FISCAL = re.compile(r"(?i)\b(?:fiscal|financial)\b|\bFY")
_OF_FISCAL_YEAR = re.compile(r"(?i)\s+(?:of|in)\s+(?:(?:its|the|their|our|this|last|next)\s+)*(?:fiscal|financial)\b")
_PERIOD = re.compile(r"(?i)\b(?:quarter|half|year|months)$")
_ENDED = re.compile(r"(?i),?\s+(?:(?:which|that)\s+)?(?:ended|ending|ends|closed|closing|to)(?:\s+on)?\s+")
_LENGTH = re.compile(r"P(?P<count>\d{1,3})(?P<unit>[MWY])")
_MONTHS = {"quarter": 3, "half": 6, "year": 12}


def is_fiscal(text: str, start: int, end: int) -> bool:
    """Whether a phrase speaks of a fiscal period."""
    return bool(_FISCAL.search(text, start, end) or _OF_FISCAL_YEAR.match(text, end))


def is_closed_by(text: str, phrase: TimePhrase, after: TimePhrase) -> bool:
    """Whether a phrase is a period whose last day is the phrase ``after`` it."""
    return bool(_PERIOD.search(phrase.text) and _ENDED.fullmatch(text, phrase.end, after.start))


def with_fiscal_bounds(phrases: Sequence[TimePhrase], timexes: list[Timex]) -> list[Timex]:
    """The timexes, where fiscal periods are open and those whose last day is named are bounded by it."""
    bounded = list(timexes)
    for index, (phrase, timex) in enumerate(zip(phrases, timexes, strict=True)):
        days = None
        if phrase.closes and index + 1 < len(timexes):
            days = _ended(phrase, timex, timexes[index + 1])
        if days is not None:
            first, last = days
            bounded[index] = msgspec.structs.replace(timex, earliest=first.isoformat(), latest=last.isoformat())
        elif phrase.fiscal:
            bounded[index] = msgspec.structs.replace(timex, earliest=None, latest=None)
    return bounded


def _ended(phrase: TimePhrase, timex: Timex, end: Timex) -> Bounds | None:
    """The days of a period up to the end of the day or month that was named as its last."""
    if end.latest is None or unit_of(end.value) not in ("D", "M") or not _PERIOD.search(phrase.text):
        return None
    last = date.fromisoformat(end.latest)
    length = _LENGTH.fullmatch(timex.value)
    count, unit = (int(length["count"]), length["unit"]) if length else (_months(phrase.text), "M")
    try:
        return shift_day(last + timedelta(1), -count, unit), last
    except (ValueError, OverflowError):
        return None


def _months(words: str) -> int:
    found = _PERIOD.search(words)
    return _MONTHS.get(found[0].lower(), 3) if found else 3
