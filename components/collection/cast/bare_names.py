"""Whose a bare surname (or given name) is, article by article: the person told of in the same company."""

from __future__ import annotations

from typing import NamedTuple

from components.collection.cast.body_names import FIRMS
from components.collection.cast.joined_names import JoinedNames
from components.collection.cast.name_groups import NameGroup
from components.collection.cast.person_names import name_relation
from components.collection.cast.unit_store import UnitStore

_WELL_KNOWN = 3  # units of the only person of a surname, from which on the bare surname is taken for it anywhere
_CLEARLY = 1.25  # times as near as the next one
_COMMONER = 4  # times as many units as any other of that surname: the bearer whom newspapers call by it alone


class BareName(NamedTuple):
    """Whose a unit of a bare name is: the root of a set of names, or None; perhaps somebody else's as well."""

    unit: int
    owner: int | None
    confidence: float
    reason: str
    perhaps: int | None = None


def owners(group: NameGroup, store: UnitStore, joined: JoinedNames) -> list[BareName]:
    """For each unit of a bare name, in order."""
    surname = group.person.last
    blocks = {f"n {surname}", f"n {surname.split()[-1]}"}
    found = {number for block in blocks for number in store.in_block(block)}
    known = [one for one in map(store.name, sorted(found)) if name_relation(group.person, one.person) != "different"]
    people = sorted({joined.root(one.number) for one in known})
    if people and _is_a_body(surname, store):
        # "Ford", taken for a person's name, may be the firm.
        perhaps = people[0] if len(people) == 1 else None
        why = f"part of the name {store.name(people[0]).name}, and of a body's"
        return [BareName(unit, None, 0.4, why, perhaps) for unit, _ in store.units_of_name(group.key)]
    only = people[0] if len(people) == 1 and _is_surname(people[0], surname, store, joined) else None
    return [_owner(unit, people, only, store, joined) for unit, _ in store.units_of_name(group.key)]


def _is_a_body(surname: str, store: UnitStore) -> bool:
    """Whether a firm is called so: "Ford Motor Company"."""
    names = {*store.in_block(f"w {surname}"), *store.in_block(f"= {surname}")}
    bodies = (n.body.words for n in map(store.name, sorted(names)) if n.kind == "organisation")
    return any(words[0] == surname and FIRMS.issuperset(words[1:]) for words in bodies)


def _is_surname(root: int, surname: str, store: UnitStore, joined: JoinedNames) -> bool:
    names = [store.name(n) for n in joined.members(root) if store.name(n).is_person]
    known = _units(root, store, joined) >= _WELL_KNOWN
    return known and any(n.person.last.split()[-1] == surname.split()[-1] for n in names)


def _units(root: int, store: UnitStore, joined: JoinedNames) -> int:
    return sum(store.name(n).count for n in joined.members(root))


def _owner(unit: int, people: list[int], only: int | None, store: UnitStore, joined: JoinedNames) -> BareName:
    scored = []
    for root in people:
        exemplars = [e for n in joined.members(root) for e in store.name(n).exemplars]
        scored.append((store.nearest([unit], exemplars, enough=1e9), root))
    near_of = {root: near for near, root in scored}
    scored.sort(reverse=True)
    if scored and scored[0][0] >= 1.0:
        near, best = scored[0]
        name = store.name(best).name
        if len(scored) > 1 and near < _CLEARLY * scored[1][0]:
            best = max(people, key=lambda root: _units(root, store, joined))
            others = [_units(root, store, joined) for root in people if root != best]
            if near_of[best] >= 1.0 and _units(best, store, joined) >= _COMMONER * max(others):
                reason = f"surname of {store.name(best).name}, the one told of most by far"
                return BareName(unit, best, 0.75, reason)
            return BareName(unit, None, 0.5, f"part of the name {name}, and of others told of alike", best)
        return BareName(unit, best, 0.85, f"part of the name {name}, told of in the same company")
    if only is not None:
        reason = f"surname of {store.name(only).name}, the only one of that name in the collection"
        return BareName(unit, only, 0.75, reason)
    if scored:
        return BareName(
            unit, None, 0.4, f"part of the name {store.name(scored[0][1]).name}, in another story", scored[0][1]
        )
    return BareName(unit, None, 0.0, "")
