"""Refuses what no article has, before the parser takes minutes over it: endless runs, the same words over and over.

The limits are far from any news: in 22,800 texts of news the longest run without a space has 123 characters, 300 words
have 84 different ones at least, and 1,000 characters 139 marks at most.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate

from components.domain.errors import NoProse

MAX_RUN_CHARACTERS = 5_000  # characters without white space: addresses of web pages have up to 2,000
WINDOW_WORDS = 300  # words in a row ...
MIN_DIFFERENT_WORDS = 15  # ... and how many of them must be different
STRETCH_CHARACTERS = 2_000  # characters in a row ...
MAX_STRETCH_MARKS = 1_400  # ... and how many of them may be neither letter nor digit
STEP_CHARACTERS = 100  # between the beginnings of two stretches that are counted
SHOWN_CHARACTERS = 24  # of what is refused, in the sentence that says so
_WORD = re.compile(r"\S+")
_MARK = re.compile(r"[^\w\s]|_")  # neither letter nor digit nor white space


def require_prose(text: str) -> None:
    """Raise NoProse, with what is wrong, where it is and what to do, for a text that no article is like."""
    words = [m.span() for m in _WORD.finditer(text)]
    for start, end in words:
        if end - start > MAX_RUN_CHARACTERS:
            raise _refusal(text, start, f"there are {end - start:,} characters without a space")
    if (place := _place_of_same_words(text, words)) is not None:
        raise _refusal(text, place, "the same few words stand over and over again")
    if (place := _place_of_only_marks(text)) is not None:
        raise _refusal(text, place, "there are hardly any letters, only signs")


def _place_of_same_words(text: str, words: list[tuple[int, int]]) -> int | None:
    """Where a stretch of words begins that has too few different ones."""
    counts: Counter[str] = Counter()
    for n, (start, end) in enumerate(words):
        counts[text[start:end]] += 1
        if n >= WINDOW_WORDS:
            word_before = text[slice(*words[n - WINDOW_WORDS])]
            counts[word_before] -= 1
            if not counts[word_before]:
                del counts[word_before]
        if n >= WINDOW_WORDS - 1 and len(counts) < MIN_DIFFERENT_WORDS:
            return words[n - WINDOW_WORDS + 1][0]
    return None


def _place_of_only_marks(text: str) -> int | None:
    """Where a stretch of characters begins that is hardly anything but marks."""
    if len(_MARK.findall(text)) <= MAX_STRETCH_MARKS:  # in all of it
        return None
    marks = [0, *accumulate(not c.isalnum() and not c.isspace() for c in text)]
    starts = range(0, len(text) - STRETCH_CHARACTERS + 1, STEP_CHARACTERS)
    return next((s for s in starts if marks[s + STRETCH_CHARACTERS] - marks[s] > MAX_STRETCH_MARKS), None)


def _refusal(text: str, place: int, what: str) -> NoProse:
    line = text.count("\n", 0, place) + 1
    shown = " ".join(text[place : place + SHOWN_CHARACTERS].split())
    return NoProse(
        f"From line {line} on (“{shown}…”) {what}, which no article has. It was not read, as it would take minutes: "
        "take that part out and try again."
    )
