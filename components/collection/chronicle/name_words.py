"""Which words of a sentence are written as names are: in capitals, and no day or month."""

from __future__ import annotations

CALENDAR = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December""".split()
)
_MARKS = ",.;:’'“”\"()"


def is_a_name(word: str) -> bool:
    """Whether a word amid a sentence is written as a name."""
    return word[:1].isupper() and len(word) > 1 and word.strip(_MARKS) not in CALENDAR
