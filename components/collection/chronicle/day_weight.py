"""How important the days of a collection are, by how much it tells of them."""

from __future__ import annotations

from collections.abc import Mapping
from math import log1p

from components.collection.chronicle.collected import DayCounts

# Each sign is counted in articles and its logarithm taken: twice as many count as one step more, whatever the size of
# the collection, and a day needs several signs to stand high. What was published on a day counts half: news is printed
# every day, whether or not something happened that is remembered.
PUBLISHED = 0.5


def day_weights(days: Mapping[str, DayCounts]) -> dict[str, float]:
    """The weight of each day that something is surely told of, most important first; that of the first is 1."""
    raw = {day: _weight(counts) for day, counts in days.items() if counts.told}
    most = max(raw.values(), default=1.0)
    return {day: raw[day] / most for day in sorted(raw, key=lambda d: (-raw[d], d))}


def _weight(counts: DayCounts) -> float:
    return (
        log1p(counts.told)
        + log1p(counts.later)
        + log1p(len(counts.later_days))
        + PUBLISHED * log1p(counts.published)
        + PUBLISHED * log1p(max(0, len(counts.outlets) - 1))
    )
