"""Refuses what no article has, before the parser takes minutes over it: endless runs, the same words over and over.

The limits are far from any news: in 22,800 texts of news the longest run without a space has 123 characters, 300 words
have 84 different ones at least, and 1,000 characters 139 marks at most.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate

from components.domain.errors import NoProse

LONGEST_RUN = 5_000  # characters without white space: addresses of web pages have up to 2,000
WINDOW, FEWEST = 300, 15  # so many words in a row, and how many of them must be different
STRETCH, MOST_MARKS = 2_000, 1_400  # so many characters in a row, and how many of them may be neither letter nor digit
STEP = 100  # characters between two such stretches that are counted
_SHOWN = 24  # characters of what is refused, in the sentence that says so
_WORD = re.compile(r"\S+")


def require_prose(text: str) -> None:
    """Raise NoProse, with what is wrong, where it is and what to do, for a text that no article is like."""
    words = [m.span() for m in _WORD.finditer(text)]
    for start, end in words:
        if end - start > LONGEST_RUN:
            raise _refused(text, start, f"there are {end - start:,} characters without a space")
    if (at := _same_words(text, words)) is not None:
        raise _refused(text, at, "the same few words stand over and over again")
    if (at := _only_marks(text)) is not None:
        raise _refused(text, at, "there are hardly any letters, only signs")


def _same_words(text: str, words: list[tuple[int, int]]) -> int | None:
    """Where a stretch of words begins that has too few different ones."""
    seen: Counter[str] = Counter()
    for n, (start, end) in enumerate(words):
        seen[text[start:end]] += 1
        if n >= WINDOW:
            gone = text[slice(*words[n - WINDOW])]
            seen[gone] -= 1
            if not seen[gone]:
                del seen[gone]
        if n >= WINDOW - 1 and len(seen) < FEWEST:
            return words[n - WINDOW + 1][0]
    return None


def _only_marks(text: str) -> int | None:
    """Where a stretch of characters begins that is hardly anything but marks."""
    marks = [0, *accumulate(not c.isalnum() and not c.isspace() for c in text)]
    return next(
        (a for a in range(0, len(text) - STRETCH + 1, STEP) if marks[a + STRETCH] - marks[a] > MOST_MARKS), None
    )


def _refused(text: str, at: int, what: str) -> NoProse:
    line = text.count("\n", 0, at) + 1
    shown = " ".join(text[at : at + _SHOWN].split())
    return NoProse(
        f"From line {line} on (“{shown}…”) {what}, which no article has. It was not read, as it would take minutes: "
        "take that part out and try again."
    )
