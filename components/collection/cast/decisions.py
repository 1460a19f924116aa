"""What readers decided of a cast: two are the same, or they are not; the last word on a pair holds."""

from __future__ import annotations

from collections.abc import Sequence

from components.collection.cast.cast import Decision
from components.collection.cast.clusters import Clusters
from components.collection.cast.unit_store import UnitStore

REASON = "joined by a reader"


def apply_decisions(decisions: Sequence[Decision], clusters: Clusters, store: UnitStore) -> None:
    """Join and part clusters as readers decided, in their order; decisions on articles that aren't there are left out.

    Parting two sets the second one apart, with what else bears its name where that is the odd one out.
    """
    for decision in decisions:
        left, right = store.numbers.get(decision.left), store.numbers.get(decision.right)
        if left is None or right is None:
            continue
        one, other = int(clusters.of_unit[left]), int(clusters.of_unit[right])
        if decision.same:
            clusters.unite(one, other, 1.0, REASON)
        elif one == other:
            _part(left, right, clusters, store)


def _part(left: int, right: int, clusters: Clusters, store: UnitStore) -> None:
    """Set ``right`` apart, with all units of its name where that is another than ``left``'s and the rarer one."""
    names = store.name_of_units()
    units = clusters.units(int(clusters.of_unit[left]))
    own = [unit for unit in units if names[unit] == names[right]]
    others = sum(names[unit] == names[left] for unit in units)
    clusters.set_apart(own if names[left] != names[right] and len(own) <= others else [right])
