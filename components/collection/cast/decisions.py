"""What readers decided of a cast: two are the same, or they are not; the last word on a pair holds."""

from __future__ import annotations

from collections.abc import Sequence

from components.collection.cast.cast import Decision
from components.collection.cast.clusters import Clusters
from components.collection.cast.company import Company
from components.collection.cast.unit_store import UnitStore

REASON = "joined by a reader"


def apply_decisions(decisions: Sequence[Decision], clusters: Clusters, store: UnitStore, company: Company) -> None:
    """Join and part clusters as readers decided, in their order; decisions on articles that aren't there are left out.

    Parting two leaves each with the units whose name or company is nearer to it.
    """
    for decision in decisions:
        left, right = store.numbers.get(decision.left), store.numbers.get(decision.right)
        if left is None or right is None:
            continue
        one, other = int(clusters.of_unit[left]), int(clusters.of_unit[right])
        if decision.same:
            clusters.unite(one, other, 1.0, REASON)
        elif one == other:
            _part(left, right, clusters, store, company)


def _part(left: int, right: int, clusters: Clusters, store: UnitStore, company: Company) -> None:
    """Set apart the unit ``right`` and those that are nearer to it than to ``left``."""
    names = store.name_of_units()
    goes = [right]
    for unit in clusters.units(int(clusters.of_unit[left])):
        if unit in {left, right}:
            continue
        to_left, to_right = company.likeness(unit, left), company.likeness(unit, right)
        if names[left] != names[right] and names[unit] in {names[left], names[right]}:
            nearer = names[unit] == names[right]
        else:
            nearer = to_right > to_left
        if nearer:
            goes.append(unit)
    clusters.set_apart(sorted(goes))
