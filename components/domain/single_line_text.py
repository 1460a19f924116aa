"""Text that stands on one line: names, titles, summaries, as they are kept and as files for other tools need them."""

from __future__ import annotations

import unicodedata

JOINERS = "\u200c\u200d"  # they join letters of some scripts, and emoji: all other format characters hide or turn text


def plain_line(text: str, most: int | None = None) -> str:
    """The text without control characters, line breaks and marks that hide or turn it; at most ``most`` characters."""
    signs = []
    for character in text if most is None else text[: most * 4]:  # what is cut off anyway isn't looked at
        kind = unicodedata.category(character)
        if kind in {"Cc", "Zl", "Zp"}:
            signs.append(" ")
        elif kind not in {"Cf", "Cs"} or character in JOINERS:
            signs.append(character)
    line = " ".join(unicodedata.normalize("NFC", "".join(signs)).split())
    return line if most is None else line[:most].rstrip()


def shortened(line: str, most: int) -> str:
    """The line, cut between words where it is longer than ``most`` characters; a word longer than that within it."""
    if len(line) <= most:
        return line
    words = line[: most - 1].rpartition(" ")[0].rstrip(" ,;:–—")
    return (words or line[: most - 1]) + "…"
