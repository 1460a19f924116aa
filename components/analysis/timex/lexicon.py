"""The words that time expressions are made of, read from their data file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

DATA = Path(__file__).resolve().parent.parent / "data" / "time_words.json"
Value = int | float | str | None


class TimeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The data file: kinds of words with values or without, named days, and words that decide."""

    source: str
    values: dict[str, dict[str, int | float | str]]
    words: dict[str, list[str]]
    holidays: dict[str, str]
    counted: frozenset[str]
    before_month: frozenset[str]
    before_span: frozenset[str]


@cache
def time_words() -> TimeWords:
    """The lexicon, read once."""
    return msgspec.json.decode(DATA.read_bytes(), type=TimeWords)


@cache
def kinds() -> dict[str, str]:
    """For each kind of word, the one character that stands for it in a text's outline."""
    words = time_words()
    names = [*words.values, *words.words, *PATTERNS]
    return {name: chr(0xE000 + i) for i, name in enumerate(dict.fromkeys(names))}


# Kinds told by their shape, not by the lexicon.
PATTERNS = tuple(
    "int year day_number decimal ordinal_number decade_number clock iso slashed "
    "hyphen comma dot fraction apostrophe break".split()
)


@cache
def word_kinds() -> dict[str, tuple[str, Value]]:
    """Each lower-case word with its kind and value."""
    words = time_words()
    out: dict[str, tuple[str, Value]] = {}
    for kind, listed in words.words.items():
        out.update((word, (kind, None)) for word in listed)
    for kind, valued in words.values.items():
        out.update((word, (kind, value)) for word, value in valued.items())
    return out
