"""What readers decided of a cast: two are the same, or they are not; the last word on the very two holds."""

from __future__ import annotations

from collections.abc import Sequence

from components.collection.cast.cast import Decision
from components.collection.cast.clusters import Clusters
from components.collection.cast.unit_store import UnitStore

REASON = "joined by a reader"


def apply_decisions(decisions: Sequence[Decision], clusters: Clusters, store: UnitStore) -> list[tuple[int, int]]:
    """Join and part clusters as readers decided, in their order; decisions on articles that aren't there are left out.

    Parting two sets the second one apart, with what else bears its name where that is the odd one out. Two who were
    parted stay so whatever they are joined to later, until a reader says that these very two are the same; the
    one leaves that the later decision is not about. Returns the units that are parted.
    """
    parted: dict[frozenset[int], tuple[int, int]] = {}
    for decision in decisions:
        left, right = store.numbers.get(decision.left), store.numbers.get(decision.right)
        if left is None or right is None:
            continue
        pair = frozenset((left, right))
        if not decision.same:
            parted[pair] = left, right
            if clusters.of_unit[left] == clusters.of_unit[right]:
                _part(left, right, clusters, store)
            continue
        parted.pop(pair, None)
        clusters.unite(int(clusters.of_unit[left]), int(clusters.of_unit[right]), 1.0, REASON)
        for one, other in parted.values():
            if clusters.of_unit[one] == clusters.of_unit[other]:
                _part(*((other, one) if other in pair else (one, other)), clusters, store)
    return list(parted.values())


def _part(left: int, right: int, clusters: Clusters, store: UnitStore) -> None:
    """Set ``right`` apart, with all units of its name where that is another than ``left``'s and the rarer one."""
    names = store.name_of_units()
    units = clusters.units(int(clusters.of_unit[left]))
    own = [unit for unit in units if names[unit] == names[right]]
    others = sum(names[unit] == names[left] for unit in units)
    clusters.set_apart(own if names[left] != names[right] and len(own) <= others else [right])
