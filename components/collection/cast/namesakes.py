"""Two people of one full name: units of that name whose roles and company have nothing in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from components.collection.cast.units import Unit

MOST = 60  # units; a name that more articles bear is told of in so many ways that roles say nothing
Numbered = tuple[int, Unit]
_SMALL = frozenset(("the", "of", "and", "for", "at", "in", "a", "an", "new", "former", "then", "late"))


def parted(units: Sequence[Numbered], likeness: Callable[[int, int], float]) -> list[list[int]]:
    """The units of a full name as those of each person, the one of the first unit first; one list where it is one.

    They are two only where each has a role, no word of one's roles is the other's, and no two of their articles tell of
    the same company: what may be two is kept apart.
    """
    if not 2 <= len(units) <= MOST or not any(u.role for _, u in units):
        return [[number for number, _ in units]]
    groups = _grouped(units, lambda a, b: _same_office(a[1], b[1]) or likeness(a[0], b[0]) >= 1.0)
    if len(groups) < 2:
        return [[number for number, _ in units]]
    # Who has no role may be anybody of that name: told of with the first.
    told = [group for group in groups if any(u.role for _, u in group)]
    if len(told) < 2:
        return [[number for number, _ in units]]
    untold = [number for group in groups if group not in told for number, _ in group]
    people = sorted(sorted(number for number, _ in group) for group in told)
    return [sorted(people[0] + untold), *people[1:]]


def parted_offices(units: Sequence[Numbered], likeness: Callable[[int, int], float]) -> list[list[int]]:
    """The units of an office's name ("Health Ministry") as those of each country or town, by their company."""
    groups = _grouped(units, lambda a, b: likeness(a[0], b[0]) >= 1.0)
    return sorted(sorted(number for number, _ in group) for group in groups)


def _grouped(units: Sequence[Numbered], together: Callable[[Numbered, Numbered], bool]) -> list[list[Numbered]]:
    """The units in groups, those of two groups together where one belongs to both."""
    groups: list[list[Numbered]] = []
    for one in units:
        alike = [group for group in groups if any(together(one, other) for other in group)]
        rest = [group for group in groups if group not in alike]
        groups = [*rest, [other for group in alike for other in group] + [one]]
    return groups


def _same_office(a: Unit, b: Unit) -> bool:
    return bool(_words(a.role) & _words(b.role))


def _words(role: str | None) -> set[str]:
    return {w for w in re.findall(r"[^\W\d_]+", (role or "").casefold()) if w not in _SMALL}
