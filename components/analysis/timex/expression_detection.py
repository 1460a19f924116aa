"""Finds the time expressions of a text as symbolic phrases, without any date to count from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from components.analysis.timex.config import DEFAULT_CONFIG, TimexConfig
from components.analysis.timex.lexicon import time_words
from components.analysis.timex.pattern_matching import PatternMatch, Rule
from components.analysis.timex.rules import days_and_times, durations_and_sets, periods, vague_references
from components.analysis.timex.symbolic_values import (
    Day,
    Fixed,
    Meaning,
    Sibling,
    Tense,
    TimePhrase,
    Weekday,
    needs_tense,
)
from components.analysis.timex.tokenisation import OTHER, Token, tokens_of

RULES: tuple[Rule, ...] = (*days_and_times.RULES, *periods.RULES, *durations_and_sets.RULES, *vague_references.RULES)
# Words before a date that put it ahead whatever the verb's tense: "extended until Friday", "due Nov. 1".
_PUTS_AHEAD = re.compile(r"\b(?:until|till|due|effective|payable|of record)\s+(?:on\s+)?$", re.IGNORECASE)
# But "was ambassador until March": what one was ends in the past.
_WAS_UNTIL = re.compile(
    r"\b(?:(?:was|were)\s+(?!\w+(?:ed|en)\b|(?:put|shut|cut|set|told|held|kept|left|made|sent|due|open|on|in|not|to)\b)"
    r"|(?:served|lived|worked|ruled|led|ran|headed)\b)[^.;,]{0,60}\b(?:until|till)\s+$"
)
_PRICED = re.compile(r"\bclosing (?:price|level|value)s?\s+on\s+$")  # a market's day is past
_STOP = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘'(]?[A-Z])")
_JOINED = re.compile(r"\s*(?:to|until|till|through|and|or|-|–|—)\s*")
TenseAt = Callable[[int, int], Tense | None]


class _Candidate(NamedTuple):
    start: int
    end: int
    meaning: Meaning


def find_phrases(
    text: str, breaks: Collection[int], tense_at: TenseAt, config: TimexConfig = DEFAULT_CONFIG
) -> list[TimePhrase]:
    """The phrases in text order; ``breaks`` are paragraph starts, ``tense_at`` tells the tense of a phrase's verb."""
    tokens, outline = tokens_of(text, breaks)
    chosen: list[_Candidate] = []
    covered = bytearray(len(text))
    for candidate in sorted([*_matches(tokens, outline, text), *_holidays(text)], key=_longest_first):
        if not any(covered[candidate.start : candidate.end]):
            chosen.append(candidate)
            covered[candidate.start : candidate.end] = b"\1" * (candidate.end - candidate.start)
    phrases: list[TimePhrase] = []
    stops = [m.start() for m in _STOP.finditer(text)] if chosen else []
    for start, end, meaning in sorted(chosen, key=lambda c: c.start):
        if isinstance(meaning, Sibling) and not (phrases and _names_day_beside(phrases[-1], start, config)):
            continue
        tense = _tense(text, start, end, meaning, tense_at, config)
        phrases.append(TimePhrase(start, end, text[start:end], meaning, tense, bisect_left(stops, start)))
    return [_with_year_beside(text, phrase, after) for phrase, after in zip_longest(phrases, phrases[1:]) if phrase]


def _names_day_beside(phrase: TimePhrase, start: int, config: TimexConfig) -> bool:
    """Whether the phrase before a number names a day whose month the number shares."""
    return start - phrase.end <= config.max_sibling_characters and _has_day(phrase.meaning)


def _tense(text: str, start: int, end: int, meaning: Meaning, tense_at: TenseAt, config: TimexConfig) -> Tense | None:
    """The tense of the verb that a phrase hangs on, unless the words before it say more surely when it is."""
    if not needs_tense(meaning):
        return None
    tense = tense_at(start, end)
    weekday = isinstance(meaning, Weekday)
    if tense != "future" and _PUTS_AHEAD.search(text, max(0, start - config.max_ahead_characters), start):
        tense = "future"
        if not weekday and _WAS_UNTIL.search(text, max(0, start - config.max_was_until_characters), start):
            tense = "past"
    if weekday and _PRICED.search(text, max(0, start - config.max_price_characters), start):
        tense = "past"
    if tense == "future" and weekday and text[end : end + 2] in ("'s", "’s"):
        return None  # "Wednesday's ruling" says nothing of when
    return tense


def _with_year_beside(text: str, phrase: TimePhrase, after: TimePhrase | None) -> TimePhrase:
    """ "March" in "March to May 2020" has the year that stands beside it."""
    day = phrase.meaning
    if after is None or not isinstance(day, Day) or day.shift is not None or day.year is not None:
        return phrase
    if not isinstance(after.meaning, Fixed) or not _JOINED.fullmatch(text, phrase.end, after.start):
        return phrase
    dated = re.fullmatch(r"(\d{4})-(\d\d)(?:-\d\d)?", after.meaning.value)
    year = int(dated[1]) - (day.month > int(dated[2])) if dated else 0
    if not year:
        return phrase
    rule = "its year is that of the date beside it"
    meaning = days_and_times.calendar_day(year, day.month, day.day, rule)
    return replace(phrase, meaning=meaning) if meaning else phrase


def _longest_first(candidate: _Candidate) -> tuple[int, int]:
    return candidate.start - candidate.end, candidate.start


def _has_day(meaning: Meaning) -> bool:
    if isinstance(meaning, Day):
        return meaning.day is not None
    return isinstance(meaning, Sibling) or (isinstance(meaning, Fixed) and len(meaning.value) == 10)


def _matches(tokens: list[Token], outline: str, text: str) -> list[_Candidate]:
    candidates: list[_Candidate] = []
    if outline.strip(OTHER) == "":
        return candidates
    for rule in RULES:
        position = 0
        while match := rule.pattern.search(outline, position):
            if match.end() == match.start():
                position = match.end() + 1
                continue
            meaning = rule.build(PatternMatch(match, tokens, text))
            if meaning is None:
                position = match.start() + 1
            else:
                candidates.append(_Candidate(tokens[match.start()].start, tokens[match.end() - 1].end, meaning))
                position = match.end()
    return candidates


@cache
def _holiday_pattern() -> re.Pattern[str]:
    names = sorted(time_words().holidays, key=len, reverse=True)
    return re.compile(
        r"\b(?:(last|this|next)\s+)?(" + "|".join(re.escape(n) for n in names) + r")(?!\w)(?:,?\s+(\d{4})\b)?",
        re.IGNORECASE,
    )


def _holidays(text: str) -> list[_Candidate]:
    shifts = {"last": -1, "this": 0, "next": 1}
    candidates = []
    for match in _holiday_pattern().finditer(text):
        if not match[2][0].isupper() and not match[2][0].isdigit():
            continue
        meaning = vague_references.named_day(
            match[2].lower(), int(match[3]) if match[3] else None, shifts.get((match[1] or "").lower())
        )
        if meaning is not None:
            candidates.append(_Candidate(match.start(), match.end(), meaning))
    return candidates
