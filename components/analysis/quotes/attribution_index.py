"""An index of a text's attributions, so that each quote without a cue finds those about it in little time."""

from __future__ import annotations

import bisect

from components.analysis.quotes.attribution_draft import Attribution, join_spans
from components.analysis.quotes.quotation_marks import QuotedSpan
from components.domain.spans import Span


class AttributionIndex:
    """What was attributed so far, by its cue, by where its content begins and by where its last part ends."""

    def __init__(self, attributions: list[Attribution]) -> None:
        self.attributions = attributions
        self._by_cue: dict[Span, int] = {}
        self._starts: list[tuple[int, int]] = []  # of those with a source: where it begins, its number
        self._ends: list[tuple[int, int]] = []  # of those that quote: where it ends, minus its number
        self._bounds: dict[int, tuple[int, int]] = {}  # each one's start and end as they stand in the two lists
        for number in range(len(attributions)):
            self._enter(number)

    def add(self, attribution: Attribution) -> None:
        """Keep another attribution."""
        self.attributions.append(attribution)
        self._enter(len(self.attributions) - 1)

    def grow(self, number: int, mark: QuotedSpan, *, joined: bool) -> None:
        """Take another quote into one's content, ``joined`` with what it touches or as a part of its own."""
        attribution = self.attributions[number]
        attribution.content.append((mark.start, mark.end))
        if joined:
            attribution.content = join_spans(attribution.content)
        attribution.quoted.append(mark)
        start, end = self._bounds.pop(number)
        for entries, key in ((self._starts, (start, number)), (self._ends, (end, -number))):
            at = bisect.bisect_left(entries, key)
            if at < len(entries) and entries[at] == key:
                entries.pop(at)
        self._enter(number)

    def number_of_cue(self, cue: Span) -> int | None:
        """The number of the first one with this cue."""
        return self._by_cue.get(cue)

    def last_before(self, place: int, paragraph: Span) -> int | None:
        """The number of the one that quotes and whose last part, begun in the paragraph, ends last before ``place``."""
        for k in range(bisect.bisect_right(self._ends, (place, 1)) - 1, -1, -1):
            end, number = self._ends[k]
            if end < paragraph[0]:
                return None
            if self.attributions[-number].content[-1][0] >= paragraph[0]:
                return -number
        return None

    def between(self, start: int, end: int) -> list[Attribution]:
        """Those with a source whose content begins between two characters, in the order in which they were added."""
        low, high = bisect.bisect_left(self._starts, (start, -1)), bisect.bisect_left(self._starts, (end, -1))
        return [self.attributions[n] for n in sorted(n for _, n in self._starts[low:high])]

    def _enter(self, number: int) -> None:
        attribution = self.attributions[number]
        if attribution.cue is not None:
            self._by_cue.setdefault(attribution.cue, number)
        self._bounds[number] = attribution.start, attribution.content[-1][1]
        if attribution.source and not attribution.scare:
            bisect.insort(self._starts, (attribution.start, number))
        if attribution.quoted:
            bisect.insort(self._ends, (attribution.content[-1][1], -number))
