"""Which words of a sentence are written as names are: in capitals, and no day or month; which stand in quotes."""

from __future__ import annotations

import re

CALENDAR = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December""".split()
)
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_MARKS = ",.;:’'“”\"()"


def bare(word: str) -> str:
    """A word without the marks around it."""
    return word.strip(_MARKS)


def is_a_name(word: str) -> bool:
    """Whether a word amid a sentence is written as a name."""
    return word[:1].isupper() and len(word) > 1 and bare(word) not in CALENDAR
