"""Names joined into actors: a union-find whose joins are refused where two names can't be one actor's."""

from __future__ import annotations

from array import array
from collections.abc import Callable

from components.collection.cast.name_groups import NameGroup


class JoinedNames:
    """Sets of names, by number; ``confidence`` and ``reasons`` of each set are those of its joins."""

    def __init__(self, count: int, name: Callable[[int], NameGroup], conflict: Callable[[NameGroup, NameGroup], bool]):
        self._parent = array("I", range(count))
        self._name, self._conflict = name, conflict
        self._members: dict[int, list[int]] = {}  # of sets of two or more
        self.confidence: dict[int, float] = {}
        self.reasons: dict[int, list[str]] = {}

    def root(self, number: int) -> int:
        """What stands for the whole set of a name."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def members(self, root: int) -> list[int]:
        """The names of a set."""
        return self._members.get(root, [root])

    def join(self, a: int, b: int, confidence: float, reason: str, *, bodies: bool = True) -> bool:
        """Join two names' sets; False where a name of one can't be an actor's of the other.

        ``bodies``: this counts for names that aren't people's as well.
        """
        left, right = sorted((self.root(a), self.root(b)))
        if left == right:
            return True
        ours, theirs = self.members(left), self.members(right)
        if self._clash(ours, theirs, bodies=bodies):
            return False
        self._parent[right] = left
        self._members[left] = ours + theirs
        self._members.pop(right, None)
        self.confidence[left] = min(self.confidence.get(left, 1.0), self.confidence.pop(right, 1.0), confidence)
        self.reasons[left] = [*self.reasons.get(left, []), *self.reasons.pop(right, []), reason]
        return True

    def _clash(self, ours: list[int], theirs: list[int], *, bodies: bool) -> bool:
        """Whether two sets can't be one actor: any two people's names, or the commonest names of two bodies."""
        people = [[n for n in map(self._name, side) if n.is_person] for side in (ours, theirs)]
        if any(self._conflict(one, other) for one in people[0] for other in people[1]):
            return True
        if not bodies:
            return False
        commonest = [
            max((n for n in map(self._name, side) if not n.is_person), key=_rank, default=None)
            for side in (ours, theirs)
        ]
        return commonest[0] is not None and commonest[1] is not None and self._conflict(commonest[0], commonest[1])


def _rank(name: NameGroup) -> tuple[bool, int, int]:
    return len(name.body.words) > 1, name.count, -name.number
