"""All units of one name: people by given names and surname, bodies and places by their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from components.collection.cast.body_names import BodyName, body_name
from components.collection.cast.folding import fold
from components.collection.cast.person_names import PersonName, person_name
from components.collection.cast.units import Unit
from components.domain.record import ActorKind
from components.name_lists.given_name_forms import given_forms

SECOND = " #"  # before the number of a further person of one name, at the end of a key
MOST_WORDS = 8  # of a short form at either end of a body's name
EXEMPLARS = 12  # units of a name whose company is compared


class NameGroup(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """The units of one name; ``name`` is its commonest spelling, ``kind`` its commonest kind.

    ``exemplars`` are numbers of units, spread over all of them; ``acronyms`` those that records give it.
    """

    number: int
    key: str
    name: str
    kind: ActorKind
    count: int
    exemplars: tuple[int, ...]
    acronyms: tuple[str, ...] = ()

    @property
    def is_person(self) -> bool:
        """Whether records take it for a person's name."""
        return self.key.startswith("p ")

    @property
    def person(self) -> PersonName:
        """Its parts, of a person."""
        return person_name(self.name)

    @property
    def body(self) -> BodyName:
        """Its parts, of whatever is no person."""
        return body_name(self.name)

    @property
    def is_bare(self) -> bool:
        """Whether it is a person's surname or given name alone."""
        return self.is_person and not self.person.full


def name_key(unit: Unit) -> str:
    """What two units of one name have in common."""
    if unit.kind == "person":
        name = person_name(unit.name)
        # "Mr Clinton" and "Mrs Clinton" are two; of a full name the given name tells as much.
        title = name.gender or "" if not name.full else ""
        return f"p {' '.join(name.given)}|{name.last}|{name.suffix or title}"
    return f"b {' '.join(body_name(unit.name).words)}"


def grouped(number: int, key: str, units: Iterator[tuple[int, Unit]]) -> NameGroup:
    """The group of all units of a name, which are read once."""
    names: Counter[str] = Counter()
    kinds: Counter[ActorKind] = Counter()
    acronyms: set[str] = set()
    exemplars: list[int] = []
    step, count = 1, 0
    for unit_number, unit in units:
        names[unit.name] += 1
        kinds[unit.kind] += 1
        acronyms.update(a for alias in unit.names[1:] if (a := body_name(alias).acronym))
        if count % step == 0:
            exemplars.append(unit_number)
            if len(exemplars) == 2 * EXEMPLARS:  # every second one goes, so that they stay spread over all
                exemplars, step = exemplars[::2], step * 2
        count += 1
    return NameGroup(
        number=number,
        key=key,
        name=min(names, key=lambda n: (-names[n], n.isupper(), n)),
        kind=min(kinds, key=lambda k: (-kinds[k], k)),
        count=count,
        exemplars=tuple(exemplars[:: max(1, len(exemplars) // EXEMPLARS)][:EXEMPLARS]),
        acronyms=tuple(sorted(acronyms)),
    )


def is_around_own(block: str) -> bool:
    """Whether only the block's own names are compared with its others, and those not with each other."""
    return block[:2] in {"n ", "a ", "w "}


def blocks_of(group: NameGroup) -> set[tuple[str, bool]]:
    """(block, whether it is the block's own name): only names that share a block are compared.

    Of a block that has own names, only pairs with one of these are.
    """
    folded = fold(group.name)
    blocks = {(f"= {folded}", False)}
    if group.is_person:
        name = group.person
        last = next(reversed(name.last.split()), "")
        if not name.full:
            return {*blocks, *((f"n {of}", True) for of in (name.last, last))}
        blocks |= {(f"l {last} {form}", False) for given in name.given for form in (given[0], *given_forms(given))}
        blocks |= {(f"g {name.given[0]} {name.last[:3]}", False)}
        return blocks | {(f"n {token}", False) for token in {name.last, last, *name.given}}
    body = group.body
    words = body.words
    blocks |= {
        (f"s {' '.join(sorted(w.rstrip('s') for w in words))}", False),
        (f"x {len(words)} {words[0][:3]} {words[-1][:3]}", False),
    }
    blocks |= {(f"a {i}", False) for i in body.initials} | ({(f"a {body.acronym}", True)} if body.acronym else set())
    shorter = range(1, min(len(words), MOST_WORDS + 1))
    ends = {words[:n] for n in shorter} | {words[-n:] for n in shorter}
    return blocks | {(f"w {' '.join(e)}", False) for e in ends} | {(f"w {' '.join(words)}", True)}
