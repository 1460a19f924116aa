"""Two people of one full name: units of that name whose roles and company have nothing in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from components.collection.cast.units import Unit

MOST = 60  # units; a name that more articles bear is told of in so many ways that roles say nothing
_SMALL = frozenset(("the", "of", "and", "for", "at", "in", "a", "an", "new", "former", "then", "late"))


def parted(units: Sequence[tuple[int, Unit]], likeness: Callable[[int, int], float]) -> list[list[int]]:
    """The units of a full name as those of each person, the one of the first unit first; one list where it is one.

    They are two only where each has a role, no word of one's roles is the other's, and no two of their articles tell of
    the same company: what may be two is kept apart.
    """
    if not 2 <= len(units) <= MOST or not any(u.role for _, u in units):
        return [[number for number, _ in units]]
    groups: list[list[tuple[int, Unit]]] = []
    for number, unit in units:
        alike = [
            group
            for group in groups
            if any(_same_office(unit, other) or likeness(number, n) >= 1.0 for n, other in group)
        ]
        rest = [group for group in groups if group not in alike]
        groups = [*rest, [one for group in alike for one in group] + [(number, unit)]]
    if len(groups) < 2:
        return [[number for number, _ in units]]
    # Who has no role may be anybody of that name: told of with the first.
    told = [group for group in groups if any(u.role for _, u in group)]
    if len(told) < 2:
        return [[number for number, _ in units]]
    untold = [number for group in groups if group not in told for number, _ in group]
    people = sorted(sorted(number for number, _ in group) for group in told)
    return [sorted(people[0] + untold), *people[1:]]


def parted_offices(units: Sequence[tuple[int, Unit]], likeness: Callable[[int, int], float]) -> list[list[int]]:
    """The units of an office's name ("Health Ministry") as those of each country or town, by their company."""
    groups: list[list[int]] = []
    for number, _ in units:
        alike = [group for group in groups if any(likeness(number, n) >= 1.0 for n in group)]
        rest = [group for group in groups if group not in alike]
        groups = [*rest, [n for group in alike for n in group] + [number]]
    return sorted(sorted(group) for group in groups)


def _same_office(a: Unit, b: Unit) -> bool:
    return bool(_words(a.role) & _words(b.role))


def _words(role: str | None) -> set[str]:
    return {w for w in re.findall(r"[^\W\d_]+", (role or "").casefold()) if w not in _SMALL}
