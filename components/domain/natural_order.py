"""The order in which people look for names: without case, numbers in them by their size."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"([0-9]+)")


def natural_key(name: str) -> tuple[tuple[str, int, str], ...]:
    """What names are sorted by: "Page 2" before "page 10"."""
    parts = _NUMBER.split(name.casefold())
    texts, numbers = parts[::2], [*(n.lstrip("0") for n in parts[1::2]), ""]
    # Of numbers without zeros before them the longer is the larger; as text, they may have any length.
    return tuple((text, len(number), number) for text, number in zip(texts, numbers, strict=True))
