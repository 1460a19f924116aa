"""Finds words that a reader typed or copied in the article's text."""

from __future__ import annotations

import re

from components.domain.spans import Span, trim_span

_ALIKE = {"'": "['’‘]", "’": "['’‘]", "‘": "['’‘]", '"': '["“”]', "“": '["“”]', "”": '["“”]', "-": "[-–—]",
          "–": "[-–—]", "—": "[-–—]"}  # fmt: skip

LONGEST = 20_000  # characters that are looked for
MOST_PARTS = 20


def find_words(text: str, words: str, *, near: int = 0) -> tuple[Span, ...] | None:
    """Where the words stand: one span, or one for each part between "…"; None where one of them doesn't.

    White space, and straight or curly quotation marks, count as the same; of several places the one nearest to
    ``near``, later parts the first after the earlier ones. Words longer, or of more parts, than anybody copies aren't
    looked for.
    """
    if len(words) > LONGEST:
        return None
    parts = [p.strip() for p in re.split(r"\s*…\s*", words) if p.strip()]
    if len(parts) > MOST_PARTS:
        return None
    out: list[Span] = []
    for part in parts:
        pattern = re.compile(r"\s+".join("".join(_ALIKE.get(c, re.escape(c)) for c in word) for word in part.split()))
        if out:
            following = pattern.search(text, out[-1][1])
            places = [following.span()] if following else []
        else:
            places = [m.span() for m in pattern.finditer(text)]
        if not places:
            return None
        out.append(min(places, key=lambda s: abs(s[0] - near)))
    return tuple(out) or None


def find_everywhere(text: str, name: str) -> tuple[Span, ...]:
    """All places where a name stands as whole words, written as it is here."""
    pattern = r"\s+".join(re.escape(word) for word in name.split())
    return tuple(m.span() for m in re.finditer(rf"(?<!\w){pattern}(?!\w)", text)) if pattern else ()


def whole_words(text: str, span: Span) -> Span:
    """The span widened to whole words, without white space at its ends: a hand that selects is a letter off."""
    start, end = max(0, span[0]), min(len(text), span[1])
    while start > 0 and text[start - 1].isalnum() and start < len(text) and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and end > 0 and text[end - 1].isalnum():
        end += 1
    return trim_span(text, (start, end))
