"""The days that the compared articles name."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from components.collection.comparison.passages import Place, row_id
from components.domain.record import Record


class SharedDay(msgspec.Struct, frozen=True, kw_only=True):
    """A day (ISO) that is named, and where; ``articles`` are those that name it."""

    id: str
    day: str
    places: tuple[Place, ...]

    @property
    def articles(self) -> frozenset[str]:
        """The ids of the articles that name it."""
        return frozenset(p.article for p in self.places)


def compare_days(records: Sequence[Record]) -> list[SharedDay]:
    """Every single day that is named, in the order of the calendar."""
    found: dict[str, dict[str, list[tuple[int, int]]]] = {}
    for record in records:
        for timex in record.timexes:
            if timex.earliest and timex.latest and timex.earliest[:10] == timex.latest[:10]:
                found.setdefault(timex.earliest[:10], {}).setdefault(record.id, []).append((timex.start, timex.end))
    out = []
    for day, of in sorted(found.items()):
        places = tuple(Place(article, day, tuple(spans)) for article, spans in of.items())
        out.append(SharedDay(id=row_id("day", places), day=day, places=places))
    return out
