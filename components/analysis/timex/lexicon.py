"""The words that time expressions are made of, read from their data file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

DATA = Path(__file__).resolve().parent.parent / "data" / "time_words.json"
Value = int | float | str | None


class Neighbours(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words and signs before or after a phrase that decide what it is; ``no`` where it is no time expression then."""

    before_surname: frozenset[str]  # "Mr. May"
    names_as_months: frozenset[str]  # months that are given names, as they are written
    after_sunday_of_paper: frozenset[str]  # "the Sunday Times"
    before_weekday_of_name: frozenset[str]  # "Black Friday"
    before_part_of_day: frozenset[str]  # "in the morning"
    before_first_day: frozenset[str]  # "between 5 and 9 March"
    before_race_time: frozenset[str]  # "won in 3:07:35"
    before_at_of_race: frozenset[str]  # "came in at 3:07:35"
    before_score: frozenset[str]  # "won 21:15"
    before_hour: frozenset[str]  # "at 8 in the morning"
    after_no_single_unit: frozenset[str]  # "a day of rest" is no length of time
    before_uncounted_units: frozenset[str]  # "took months"
    before_no_bare_unit: frozenset[str]  # "a matter of days before"; else "days before" is a length of time
    after_quarterly: frozenset[str]  # "quarterly in March"; other words make it an adjective
    before_repeated_part_of_day: frozenset[str]  # "most mornings"
    after_no_unit: frozenset[str]  # "the day of the vote"
    after_no_half: frozenset[str]  # "the second half of"
    before_fall: frozenset[str]  # where "fall" is the season
    before_season: frozenset[str]
    after_no_season: frozenset[str]  # "the spring break"
    before_amount: frozenset[str]
    before_number: frozenset[str]  # "flight 1990"
    after_amount: frozenset[str]
    before_age: frozenset[str]  # "in his twenties"
    before_no_soon: frozenset[str]  # "as soon"
    after_no_soon: frozenset[str]  # "soon after"
    before_the_past: frozenset[str]
    after_no_current: frozenset[str]  # "current affairs"
    before_names: frozenset[str]  # "to April Smith"
    before_any_year: frozenset[str]  # what puts even a number far from ours for a year


class TimeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The data file: kinds of words with values or without, named days, and words that decide."""

    source: str
    values: dict[str, dict[str, int | float | str]]
    words: dict[str, list[str]]
    holidays: dict[str, str]
    future_auxiliaries: frozenset[str]
    ahead_verbs: frozenset[str]
    scheduling_verbs: frozenset[str]
    scheduling_adjectives: frozenset[str]
    arranged_nouns: frozenset[str]  # what is told of before and after it: "Monday's debate", "the Nov. 8 election"
    arranged_verbs: frozenset[str]  # whose present tells what lies ahead: "the trial begins on Monday"
    present_be_forms: frozenset[str]
    present_have_forms: frozenset[str]
    neighbours: Neighbours
    counted: frozenset[str]
    before_month: frozenset[str]
    before_span: frozenset[str]


@cache
def time_words() -> TimeWords:
    """The lexicon, read once."""
    return msgspec.json.decode(DATA.read_bytes(), type=TimeWords)


def neighbours() -> Neighbours:
    """The lexicon's words around phrases."""
    return time_words().neighbours


@cache
def kinds() -> dict[str, str]:
    """For each kind of word, the one character that stands for it in a text's outline."""
    words = time_words()
    names = [*words.values, *words.words, *PATTERNS]
    return {name: chr(0xE000 + i) for i, name in enumerate(dict.fromkeys(names))}


# Kinds told by their shape, not by the lexicon.
PATTERNS = tuple(
    "int year day_number decimal ordinal_number decade_number clock race_time quarter_name iso slashed "
    "slash hyphen comma dot fraction apostrophe break".split()
)


@cache
def word_kinds() -> dict[str, tuple[str, Value]]:
    """Each lower-case word with its kind and value."""
    words = time_words()
    kinds_of_words: dict[str, tuple[str, Value]] = {}
    for kind, listed in words.words.items():
        kinds_of_words.update((word, (kind, None)) for word in listed)
    for kind, valued in words.values.items():
        kinds_of_words.update((word, (kind, value)) for word, value in valued.items())
    return kinds_of_words
