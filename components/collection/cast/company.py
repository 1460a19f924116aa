"""Whether two names are told of in the same company: what makes a short or doubtful name somebody's."""

from __future__ import annotations

from collections.abc import Iterable

from components.collection.cast.unit_store import UnitStore


class Company:
    """Compares the company of units and of names, by their exemplars."""

    def __init__(self, store: UnitStore) -> None:
        self._store = store

    def likeness(self, a: int, b: int) -> float:
        """Of two units: 1.0 and more where they are told of together, by words or by companions."""
        return self._store.likeness(a, b)

    def nearest(self, a: Iterable[int], b: Iterable[int], *, enough: float = 4.0) -> float:
        """The highest likeness of any of ``a`` to any of ``b`` (units); looks no further once it is ``enough``."""
        best, others = 0.0, list(b)
        for one in a:
            for other in others:
                best = max(best, self.likeness(one, other))
                if best >= enough:
                    return best
        return best
