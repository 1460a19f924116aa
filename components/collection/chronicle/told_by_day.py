"""How often what is done, or what happens, is told of each day of a collection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

SELDOM = 2  # days of which it is told


class ToldByDay:
    """By day, what its tellings tell, as often as they do."""

    def __init__(self, told: Mapping[str, Iterable[str]]) -> None:
        self._on = {day: Counter(some) for day, some in told.items()}
        self._times: Counter[str] = Counter()
        self._days: Counter[str] = Counter()
        for on in self._on.values():
            self._times += on
            self._days.update(on.keys())

    def is_seldom(self, what: str) -> bool:
        """Whether it is told of hardly any day."""
        return self._days[what] <= SELDOM

    def is_of_day(self, what: str, day: str) -> bool:
        """Whether it is told of this day more than of all others, or of hardly any other."""
        return self.is_seldom(what) or 2 * self._on[day][what] > self._times[what]
