"""Finds the time expressions of a text as symbolic phrases, without any date to count from."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import month_name
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from components.analysis.timex.config import DEFAULT_CONFIG, TimexConfig
from components.analysis.timex.fiscal_periods import is_closed_by, is_fiscal
from components.analysis.timex.lexicon import time_words
from components.analysis.timex.modifiers import modifier_of
from components.analysis.timex.pattern_matching import PatternMatch, Rule
from components.analysis.timex.rules import days_and_times, durations_and_sets, periods, vague_references
from components.analysis.timex.symbolic_values import (
    Day,
    Deictic,
    Direction,
    Fixed,
    Meaning,
    SameUnit,
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
_WHOLE_MONTHS = frozenset(name.lower() for name in month_name if name)
_JOINED = re.compile(r"\s*(?:to|until|till|through|and|or|-|–|—)\s*")
# What was due then did not come: "was to open in May. It has not opened".
_MISSED = re.compile(
    r"(?i)\b(?:ha(?:s|ve|d)(?:\s+(?:still|yet|so far))?(?:n['’]t|\s+not|\s+never|\s+yet\s+to)|did(?:n['’]t|\s+not)"
    r"|(?:is|are|was|were)\s+(?:still|yet)\s+(?:not|to|shut|closed|unfinished|empty)|never\s+(?:did|came|happened))\b"
)
_BY = re.compile(r"(?i)\b(?:by|before|until|till)\s+$")
# Before or after a day: it is one of every year, or of a year that nobody tells.
_YEARLY_BEFORE = re.compile(
    r"(?i)\b(?:(?<!re)born|birthdays?(?:\s+(?:is|falls|was))?|(?:every|each)\s+year|yearly|annually"
    r"|(?:is|are)\s+(?:\w+\s+)?(?:celebrated|marked|observed|commemorated|remembered))"
    r"(?:\s+\w+){0,4}?\s*,?\s*(?:on|in|:|[-–—])\s*(?:the\s+)?$"
)
_YEARLY_AFTER = re.compile(r"(?i),?\s+(?:(?:of|in)\s+)?(?:every|each)\s+year\b|\s+annually\b")
_THIS_YEAR = re.compile(r"(?i),?\s+(?:of\s+)?(?:this|last|next)\s+(?:year|month|week)\b")
_SHIFTS: dict[str, Direction] = {"last": -1, "this": 0, "next": 1}
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
        if isinstance(meaning, Day) and _is_yearly(text, start, end, meaning, config):
            meaning = replace(meaning, yearly=True)
        phrase = TimePhrase(start, end, text[start:end], meaning, tense, bisect_left(stops, start))
        phrases.append(replace(phrase, modifier=modifier_of(text, start, end), fiscal=is_fiscal(text, start, end)))
    return [_with_what_follows(text, phrase, after) for phrase, after in zip_longest(phrases, phrases[1:]) if phrase]


def _is_yearly(text: str, start: int, end: int, day: Day, config: TimexConfig) -> bool:
    """Whether a day or month is one of every year, or of a year that nobody tells."""
    if day.shift is not None or day.year is not None or _THIS_YEAR.match(text, end):
        return False
    before = max(text.rfind(".", 0, start), text.rfind("\n", 0, start), start - config.max_yearly_characters, 0)
    return bool(_YEARLY_BEFORE.search(text, before, start) or _YEARLY_AFTER.match(text, end))


def _stop_after(text: str, place: int, config: TimexConfig) -> int:
    """Where the passage ends that may say of a plan that it was missed: after the sentence that follows, at most."""
    last = place + config.max_missed_characters
    paragraph = text.find("\n", place, last)
    return last if paragraph < 0 else paragraph


def _with_what_follows(text: str, phrase: TimePhrase, after: TimePhrase | None) -> TimePhrase:
    """The phrase with what the one after it tells of it: its year, or the day on which it ends."""
    if after is not None and is_closed_by(text, phrase, after):
        return replace(phrase, closes=True)
    return _with_year_beside(text, phrase, after)


def _names_day_beside(phrase: TimePhrase, start: int, config: TimexConfig) -> bool:
    """Whether the phrase before a number names a day whose month the number shares."""
    return start - phrase.end <= config.max_sibling_characters and _has_day(phrase.meaning)


def _tense(text: str, start: int, end: int, meaning: Meaning, tense_at: TenseAt, config: TimexConfig) -> Tense | None:
    """The tense of the verb that a phrase hangs on, unless the words before it say more surely when it is."""
    if not needs_tense(meaning):
        return None
    tense = tense_at(start, end)
    weekday = isinstance(meaning, Weekday)
    if isinstance(meaning, SameUnit) and _BY.search(text, max(0, start - config.max_ahead_characters), start):
        return tense if tense in ("planned", "missed") else "future"  # "by the weekend"
    if tense == "planned":
        return "missed" if _MISSED.search(text, end, _stop_after(text, end, config)) else tense
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
                candidates.append(_Candidate(tokens[match.start()].start, _end(tokens, match.end() - 1), meaning))
                position = match.end()
    return candidates


def _end(tokens: list[Token], last: int) -> int:
    """Where a match ends: the stop after a month that is no abbreviation ends the sentence."""
    if tokens[last].kind == "dot" and tokens[last - 1].text.lower() in _WHOLE_MONTHS:
        last -= 1
    return tokens[last].end


@cache
def _holiday_pattern() -> re.Pattern[str]:
    names = sorted(time_words().holidays, key=len, reverse=True)
    return re.compile(
        r"\b(?:the\s+(?:very\s+)?(?:end|close|start|beginning|middle)\s+of\s+)?(?:the\s+(?=(?:[\w’']+ ){1,3}weekend))?"
        r"(?:(?P<shift>last|this|next)\s+)?(?P<name>"
        + "|".join(re.escape(n).replace("'", "['’]") for n in names)
        + r")(?!\w)(?P<weekend>\s+weekend\b)?"
        r"(?:(?:\s+(?:of|in))?,?\s+(?P<year>\d{4})\b|\s+(?P<of>last|this|next)\s+year\b)?",
        re.IGNORECASE,
    )


def _year_of_holiday(match: re.Match[str]) -> int | Deictic | None:
    """The year beside a holiday: "Ramadan 2025", "Christmas last year"."""
    if match["of"]:
        return Deictic("Y", _SHIFTS[match["of"].lower()])
    return int(match["year"]) if match["year"] else None


def _holidays(text: str) -> list[_Candidate]:
    candidates = []
    for match in _holiday_pattern().finditer(text):
        name = match["name"]
        if not name[0].isupper() and not name[0].isdigit():
            continue
        meaning = vague_references.named_day(
            name.lower().replace("’", "'"),
            _year_of_holiday(match),
            _SHIFTS.get((match["shift"] or "").lower()),
            weekend=bool(match["weekend"]),
        )
        if meaning is not None:
            candidates.append(_Candidate(match.start(), match.end(), meaning))
    return candidates
