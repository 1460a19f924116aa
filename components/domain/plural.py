"""Numbers with their noun, as every sentence on screen and every error has them."""

from __future__ import annotations


def plural(n: int, one: str, many: str | None = None) -> str:
    """ "1 event", "3 events"."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"
