"""Character spans: where something stands in an article's text.

A span is ``(start, end)``: characters (Unicode code points) into the stored text, end-exclusive.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar

Span = tuple[int, int]
T = TypeVar("T")
_STRIDE = 256  # characters: about what a sentence has


def overlaps(a: Span, b: Span) -> bool:
    """Whether the two spans share at least one character."""
    return a[0] < b[1] and b[0] < a[1]


class Spanning(Protocol):
    """Anything of a record that stands at ``start``..``end``."""

    @property
    def start(self) -> int:
        """Its first character."""
        ...

    @property
    def end(self) -> int:
        """The character after its last."""
        ...


def stands_on(item: Spanning, span: Span) -> bool:
    """Whether the item shares at least one character with the span."""
    return overlaps((item.start, item.end), span)


def contains(outer: Span, inner: Span) -> bool:
    """Whether ``inner`` lies within ``outer``, the bounds included."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that holds all of ``spans``; raises ValueError where there are none."""
    spans_list = list(spans)
    if not spans_list:
        raise ValueError("no spans given")
    return min(s for s, _ in spans_list), max(e for _, e in spans_list)


def trim_span(text: str, span: Span, also: str = "") -> Span:
    """The span without white space, and without the characters of ``also``, at its ends."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in also):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in also):
        end -= 1
    return start, end


class SpanIndex(Generic[T]):
    """Things by the characters that they cover: those near a span are found without a look at all the others."""

    def __init__(self, placed: Iterable[tuple[Span, T]] = ()) -> None:
        self._things: list[T] = []
        self._at: dict[int, list[int]] = defaultdict(list)
        for span, thing in placed:
            self.add([span], thing)

    def add(self, spans: Iterable[Span], thing: T) -> None:
        """Keep a thing that covers these spans."""
        number = len(self._things)
        self._things.append(thing)
        for stride in {k for span in spans for k in _strides(span)}:
            self._at[stride].append(number)

    def near(self, *spans: Span) -> list[T]:
        """Every thing that shares a character with one of the spans, and some beside them, in the order added."""
        numbers = {n for span in spans for k in _strides(span) for n in self._at.get(k, ())}
        return [self._things[n] for n in sorted(numbers)]


def _strides(span: Span) -> range:
    return range(span[0] // _STRIDE, max(span[0], span[1] - 1) // _STRIDE + 1)
