"""Numbers in sentences, as newspapers write them."""

from __future__ import annotations

_NUMBERS = "no one two three four five six seven eight nine".split()


def number(n: int) -> str:
    """Numbers up to nine in words."""
    return _NUMBERS[n] if 0 < n < len(_NUMBERS) else f"{n:,}"


def are(n: int) -> str:
    """The verb of a number of things: "1 is", "0 are", "2 are"."""
    return "is" if n == 1 else "are"


def times(n: int) -> str:
    """How often: "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(n) or f"{n:,} times"


def first_up(sentence: str) -> str:
    """The sentence with a capital letter first."""
    return sentence[:1].upper() + sentence[1:]


def time_left(seconds: float) -> str:
    """How long something still takes, roughly: "about 12 minutes left"."""
    if seconds < 50:
        return "less than a minute left"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"about {minutes} {'minute' if minutes == 1 else 'minutes'} left"
    hours = round(seconds / 3600)
    return f"about {hours} {'hour' if hours == 1 else 'hours'} left"
