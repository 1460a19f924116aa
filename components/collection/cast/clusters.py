"""Which units are one actor's, unit by unit, and the cast that they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from components.collection.cast.cast import CastActor, CastMember, PerhapsSame
from components.collection.cast.joined_names import JoinedNames
from components.collection.cast.links import Link
from components.collection.cast.unit_store import UnitStore
from components.collection.cast.units import Unit
from components.domain.record import ActorKind

_MOST_ALIASES = 8
_MOST_REASONS = 3


class Doubt(NamedTuple):
    """Two units that may be one actor's, and why."""

    one: int
    other: int
    link: Link


class Clusters:
    """The number of the cluster of each unit: at first that of its name's set of joined names."""

    def __init__(self, store: UnitStore, joined: JoinedNames) -> None:
        self._store = store
        roots = np.array([joined.root(n) for n in range(store.names)], dtype=np.int64)
        self.of_unit = roots[store.name_of_units()] if store.units else np.zeros(0, dtype=np.int64)
        self._next = store.names
        self._confidence = dict(joined.confidence)
        self._reasons = dict(joined.reasons)

    def units(self, cluster: int) -> list[int]:
        """The units of a cluster, in order."""
        return [int(n) for n in np.flatnonzero(self.of_unit == cluster)]

    def move(self, unit: int, cluster: int, confidence: float, reason: str) -> None:
        """Give one unit to a cluster."""
        self.of_unit[unit] = cluster
        self._note(cluster, confidence, reason)

    def set_apart(self, units: Sequence[int], reason: str = "", confidence: float = 0.8) -> int:
        """Make a cluster of its own of units; returns its number."""
        made, self._next = self._next, self._next + 1
        self.of_unit[list(units)] = made
        if len(units) > 1 and reason:
            self._note(made, confidence, reason)
        return made

    def unite(self, a: int, b: int, confidence: float, reason: str) -> None:
        """Make one cluster of two."""
        if a == b:
            return
        self.of_unit[self.of_unit == b] = a
        for other in self._reasons.pop(b, []):
            self._note(a, self._confidence.get(b, 1.0), other)
        self._note(a, confidence, reason)

    def actors(self) -> Iterator[CastActor]:
        """The cast, actors of most articles first."""
        order = np.argsort(self.of_unit, kind="stable")
        starts = np.flatnonzero(np.r_[True, np.diff(self.of_unit[order]) != 0]) if len(order) else order
        sizes = np.diff(np.r_[starts, len(order)])
        for at in np.lexsort((order[starts], -sizes)) if len(order) else ():
            numbers = order[starts[at] : starts[at] + sizes[at]]
            yield self._actor([self._store.unit(int(n)) for n in numbers], int(self.of_unit[numbers[0]]))

    def perhaps(self, doubts: Iterable[Doubt], parted: Iterable[tuple[int, int]], most: int) -> Iterator[PerhapsSame]:
        """Who may be one, the surest first; not those of whom two units were ``parted``."""
        decided = {frozenset((int(self.of_unit[a]), int(self.of_unit[b]))) for a, b in parted}
        told: dict[tuple[str, str], Link] = {}
        for one, other, link in sorted(doubts, key=lambda d: (-d.link.confidence, d.one, d.other)):
            both = int(self.of_unit[one]), int(self.of_unit[other])
            if both[0] == both[1] or frozenset(both) in decided:
                continue
            left, right = map(self._id, both)
            told.setdefault((left, right), link)
            if len(told) == most:
                break
        return (PerhapsSame(left, right, link.confidence, link.reason) for (left, right), link in told.items())

    def _id(self, cluster: int) -> str:
        unit = self._store.unit(int(np.argmax(self.of_unit == cluster)))
        return _id(unit)

    def _note(self, cluster: int, confidence: float, reason: str) -> None:
        self._confidence[cluster] = min(self._confidence.get(cluster, 1.0), confidence)
        reasons = self._reasons.setdefault(cluster, [])
        if reason not in reasons:
            reasons.append(reason)

    def _actor(self, units: list[Unit], cluster: int) -> CastActor:
        names: Counter[str] = Counter(u.name for u in units)
        kinds: Counter[ActorKind] = Counter(u.kind for u in units)
        roles: Counter[str] = Counter(u.role for u in units if u.role)
        aliases: Counter[str] = Counter(a for u in units for a in u.names)
        name = _best_name(names)
        several = len({u.article for u in units}) > 1
        reasons = self._reasons.get(cluster) or ["the same name"]
        return CastActor(
            id=_id(units[0]),
            name=name,
            kind=max(kinds, key=lambda k: (kinds[k], k)),
            members=tuple(CastMember(u.article, u.actor) for u in units),
            aliases=tuple(a for a, _ in aliases.most_common() if a != name)[:_MOST_ALIASES],
            role=roles.most_common(1)[0][0] if roles else None,
            confidence=self._confidence.get(cluster, 0.95) if several else 1.0,
            reason="; ".join(reasons[:_MOST_REASONS]) if several else "",
        )


def _best_name(names: Counter[str]) -> str:
    """The commonest of the full ones; "Obama" may be counted more often than "Barack Obama"."""
    most = max(names.values())
    full = {n: len(n.split()) > 1 and min(len(word.rstrip(".")) for word in n.split()) > 1 for n in names}
    return max(names, key=lambda n: (names[n] * 4 >= most and full[n], names[n], len(n), n))


def _id(unit: Unit) -> str:
    return f"{unit.article}:{unit.actor}"
