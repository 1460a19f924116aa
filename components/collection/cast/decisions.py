"""What readers decided of a cast: two are the same, or they are not; the last word on the very two holds."""

from __future__ import annotations

from collections.abc import Sequence

from components.collection.cast.cast import Decision
from components.collection.cast.clusters import Clusters
from components.collection.cast.unit_store import UnitStore

REASON = "joined by a reader"


def apply_decisions(decisions: Sequence[Decision], clusters: Clusters, store: UnitStore) -> list[tuple[int, int]]:
    """Join and part clusters as readers decided; decisions on articles that aren't there are left out.

    Of each pair the last word holds. Two who were parted stay so whatever else is said of either: of what would join
    them after all, the latest holds. Parting two sets the second one apart, with whom readers joined it to, and with
    what else bears its name where that is the odd one out. Returns the units that are parted.
    """
    last: dict[frozenset[int], tuple[int, int, bool]] = {}
    for decision in decisions:
        left, right = store.numbers.get(decision.left), store.numbers.get(decision.right)
        if left is not None and right is not None and left != right:
            last.pop(frozenset((left, right)), None)
            last[frozenset((left, right))] = left, right, decision.same
    parted = [(left, right) for left, right, same in last.values() if not same]
    groups = _Groups(parted)
    for left, right, same in reversed(last.values()):
        if same and groups.join(left, right):
            clusters.unite(int(clusters.of_unit[left]), int(clusters.of_unit[right]), 1.0, REASON)
    for _ in parted:  # setting one apart may bring two others together that are parted, too
        together = [(a, b) for a, b in parted if clusters.of_unit[a] == clusters.of_unit[b]]
        if not together:
            break
        for left, right in together:
            if clusters.of_unit[left] == clusters.of_unit[right]:
                _part(left, right, groups, clusters, store)
    return parted


class _Groups:
    """Whom readers joined, none of them with somebody whom they were parted from."""

    def __init__(self, parted: Sequence[tuple[int, int]]) -> None:
        self._parted = parted
        self._of: dict[int, set[int]] = {}

    def of(self, unit: int) -> set[int]:
        """The units that readers joined to one, that one among them."""
        return self._of.get(unit, {unit})

    def join(self, a: int, b: int) -> bool:
        """Join two; False where that would join two who are parted."""
        joined = self.of(a) | self.of(b)
        if any(left in joined and right in joined for left, right in self._parted):
            return False
        self._of.update(dict.fromkeys(joined, joined))
        return True


def _part(left: int, right: int, groups: _Groups, clusters: Clusters, store: UnitStore) -> None:
    """Set ``right`` apart, with all units of its name where that is another than ``left``'s and the rarer one."""
    names = store.name_of_units()
    units = clusters.units(int(clusters.of_unit[left]))
    own = {unit for unit in units if names[unit] == names[right]}
    others = sum(names[unit] == names[left] for unit in units)
    leaving = groups.of(right) & set(units)
    if names[left] != names[right] and len(own) <= others:
        leaving |= {unit for unit in own if len(groups.of(unit)) == 1}
    clusters.set_apart(sorted(leaving), REASON if len(groups.of(right)) > 1 else "")
