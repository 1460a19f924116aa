"""Character spans: where something stands in an article's text.

A span is ``(start, end)``: characters (Unicode code points) into the stored text, end-exclusive.
"""

from __future__ import annotations

from collections.abc import Iterable

Span = tuple[int, int]


def overlaps(a: Span, b: Span) -> bool:
    """Whether the two spans share at least one character."""
    return a[0] < b[1] and b[0] < a[1]


def contains(outer: Span, inner: Span) -> bool:
    """Whether ``inner`` lies within ``outer``, the bounds included."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that holds all of ``spans``; raises ValueError where there are none."""
    listed = list(spans)
    if not listed:
        raise ValueError("no spans given")
    return min(s for s, _ in listed), max(e for _, e in listed)


def trimmed(text: str, span: Span, also: str = "") -> Span:
    """The span without white space, and without the characters of ``also``, at its ends."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in also):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in also):
        end -= 1
    return start, end
