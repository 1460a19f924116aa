"""Words as they are compared where case, accents and spacing make no difference: names, tags, outlets."""

from __future__ import annotations

import re
import unicodedata


def fold(text: str) -> str:
    """The text without case and accents, white space as single blanks; punctuation stays."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


def fold_words(text: str) -> str:
    """Its words alone, folded, with a blank between two and around all (" the arden post "); "" where it has none.

    Whole words of it are found as ``fold_words(part) in fold_words(whole)``.
    """
    words = re.findall(r"[^\W_]+", fold(text))
    return f" {' '.join(words)} " if words else ""
