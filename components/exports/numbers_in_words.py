"""Numbers in sentences, as newspapers write them."""

from __future__ import annotations

_NUMBERS = "no one two three four five six seven eight nine".split()


def number(n: int) -> str:
    """Numbers up to nine in words."""
    return _NUMBERS[n] if 0 < n < len(_NUMBERS) else f"{n:,}"


def first_up(sentence: str) -> str:
    """The sentence with a capital letter first."""
    return sentence[:1].upper() + sentence[1:]
