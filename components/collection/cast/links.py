"""Which names are one actor's: how sure that is and why, name by name."""

from __future__ import annotations

from typing import NamedTuple

from components.collection.cast import body_names, person_names
from components.collection.cast.folding import fold
from components.collection.cast.name_groups import SECOND, NameGroup
from components.collection.cast.unit_store import UnitStore

JOINED = 0.7  # from which confidence on two names are one actor's
_MUCH_RARER = 3  # times as few
_FEWEST_INITIALS = 3
TOLD_APART = 0.5  # share of articles
SURE = 3  # strength of links that need no company


class Link(NamedTuple):
    """That two names are one actor's; the ``strength`` orders links, the surest kinds first.

    ``alone``: it holds only where nothing else that the actor is called differs (the police may be "Surrey Police" or
    "Sussex Police", not both).
    """

    confidence: float
    strength: int
    reason: str
    alone: bool = True


def link(a: NameGroup, b: NameGroup, store: UnitStore) -> Link | None:
    """How two names of one block belong together; None where nothing says so. Bare surnames are not linked here."""
    if a.is_person != b.is_person:
        made = _across_kinds(a, b, store)
    elif a.is_person:
        made = _people(a, b, store)
    else:
        made = _bodies(a, b, store)
    if made is None:
        return None
    # One article that holds two people's names as two actors tells them apart; a body's, records part too often.
    most = 1.0 if made.strength >= SURE else TOLD_APART
    if a.is_person and b.is_person and not person_names.only_described(a.person, b.person):
        most = 0.0
    return made if most == 1.0 or store.told_apart(a, b) <= most else None


def conflict(a: NameGroup, b: NameGroup) -> bool:
    """Whether two names can't be one actor's, whatever else they are joined to."""
    if a.is_person != b.is_person:
        return False
    if _namesakes(a, b):
        return True
    if a.is_person:
        relation = person_names.name_relation(a.person, b.person)
        return relation == "different" or (relation == "alike" and not _misspelt(a, b))
    if min(len(a.body.words), len(b.body.words)) < 2:
        return False
    return _body_relation(a, b) in {"different", "branch"}


def _namesakes(a: NameGroup, b: NameGroup) -> bool:
    """Whether they are two people, or two offices, of one name."""
    return a.key.partition(SECOND)[0] == b.key.partition(SECOND)[0]


def _people(a: NameGroup, b: NameGroup, store: UnitStore) -> Link | None:
    if _namesakes(a, b):
        return Link(0.5, 0, f"the same name, {a.name}, with another role and in other company")
    relation = person_names.name_relation(a.person, b.person)
    if relation == "same":
        return Link(0.95, 3, f"the same name, {a.name} and {b.name}")
    if relation not in _TOLD:
        return None
    near = store.nearest(a.exemplars, b.exemplars)
    told = _TOLD[relation].format(a.name, b.name)
    if relation == "alike" and near >= _CLOSE and _misspelt(a, b):
        return Link(0.75, 2, f"{a.name} and {b.name}, one letter apart, told of in the same company")
    if relation == "alike":
        return Link(0.4, 0, f"{told}, told of in the same company") if near >= _CLOSE else None
    if near < 1.0:
        return Link(0.45, 0, f"{told}, in different stories")
    return Link(0.8 if relation == "spelling" else 0.9, 2, f"{told}, told of in the same company")


def _misspelt(a: NameGroup, b: NameGroup) -> bool:
    """Whether the rarer name is most likely the other, misspelt."""
    common, rare = sorted((a, b), key=lambda n: (-n.count, n.number))
    return _MUCH_RARER * rare.count <= common.count and person_names.may_be_misspelt(rare.person, common.person)


_TOLD = {
    "initial": "{} and {} with an initial",
    "nickname": "{} and {}, a short form of the given name",
    "spelling": "{} and {}, spelt alike",
    "alike": "{} and {}, two names that look alike",
}
_CLOSE = 2.0  # times the company that two articles of one story have in common


def _bodies(a: NameGroup, b: NameGroup, store: UnitStore) -> Link | None:
    relation = _body_relation(a, b)
    if relation == "reordered":
        if len(a.body.words) == 1 and "group" not in {a.kind, b.kind} and not (a.body.acronym or b.body.acronym):
            return None  # "Time" and "Times"
        if body_names.is_office(a.body.words) and store.nearest(a.exemplars, b.exemplars) < 1.0:
            return None
        return Link(0.95, 3, f"the same words, {a.name} and {b.name}")
    if relation == "acronym":
        return _acronym(a, b, store)
    if relation in {"different", "same", "branch"} or a.kind != b.kind:
        return None
    near = store.nearest(a.exemplars, b.exemplars)
    if relation == "spelling":
        # "Manila" and "Manama" are two.
        return Link(0.85, 2, f"{a.name} and {b.name}, spelt alike") if near >= _CLOSE and a.kind != "place" else None
    if near < 1.0:
        return None
    short, whole = sorted((a, b), key=lambda g: len(g.body.words))
    one_of_its_trades = relation == "trade" and short.count >= whole.count  # "Shell" and "Shell Chemicals"
    if one_of_its_trades or _of_several(short, whole, relation, store):
        return Link(0.4, 0, f"{short.name} may be short for {whole.name}")
    reason = f"{short.name}, short for {whole.name}, told of in the same company"
    return Link(0.8, 1, reason, alone=relation == "end")


def _body_relation(a: NameGroup, b: NameGroup) -> body_names.Relation:
    """How the two names relate; a longer name of a place must only add what it is: "Mediterranean Sea"."""
    relation = body_names.name_relation(a.body, b.body)
    if relation not in {"start", "end", "trade", "branch"}:
        return relation
    short, whole = sorted((a.body.words, b.body.words), key=len)
    if body_names.DIRECTIONS.issuperset(short):
        return "branch"  # "East" and "East Coast"
    if "place" not in {a.kind, b.kind}:
        return relation
    if short[0].startswith("="):
        return "branch"  # "Mexico" and "Mexico City"
    left = list(whole)
    for word in short:
        left.remove(word)
    known = _KINDS_OF_PLACE.issuperset(left) or (short in _CITIES and left == ["city"])
    return "start" if known else "branch"


def _of_several(short: NameGroup, whole: NameGroup, relation: body_names.Relation, store: UnitStore) -> bool:
    """Whether a short form may be another's as well: "Central Bank" may be any country's."""
    words, country = short.body.words, whole.body.words[0].startswith("=")
    others = [n for n in map(store.name, store.in_block(f"w {' '.join(words)}")) if n.number != whole.number]
    if relation == "end":
        rivals = [n for n in others if n.body.words[-len(words) :] == words and n.body.words[0] != whole.body.words[0]]
        return any(
            (country or _MUCH_RARER * n.count > whole.count) and store.nearest(short.exemplars, n.exemplars) >= 1.0
            for n in rivals
        )
    # What begins like it and says more than what it is.
    alike = body_names.KINDS if relation == "start" else ()
    rivals = [n for n in others if n.body.words[:1] == words and not set(n.body.words[1:]).issubset(alike)]
    return len(words) == 1 and whole.count < sum(n.count for n in rivals)


def _acronym(a: NameGroup, b: NameGroup, store: UnitStore) -> Link | None:
    short, whole = (a, b) if a.body.acronym in b.body.initials else (b, a)
    acronym = short.body.acronym or ""
    given = acronym in whole.acronyms
    rivals = [
        n
        for n in map(store.name, store.in_block(f"a {acronym}"))
        if n.count > whole.count and acronym in n.body.initials and n.body.words != whole.body.words
    ]
    if any(acronym in n.acronyms or not given for n in rivals):
        return Link(0.4, 0, f"{short.name} may be short for {whole.name}") if given else None
    if given:
        return Link(0.95, 3, f"{short.name}, which articles give as the short form of {whole.name}")
    # Two words have the initials of too much.
    if len(whole.body.words) < _FEWEST_INITIALS or store.nearest(a.exemplars, b.exemplars) < 1.0:
        return None
    return Link(0.8, 2, f"{short.name}, the initials of {whole.name}, told of in the same company")


# What a place is, in whose name it may be left out; an airport, a river or a county is not the place of that name.
_KINDS_OF_PLACE = frozenset(
    "beach bridge desert hills mount mountain mountains ocean peninsula province road sea square straits street town"
    " village".split()
)
_CITIES = frozenset({("new", "york")})  # newspapers mean the city by it, and say "New York state" of the other (AP)


def _across_kinds(a: NameGroup, b: NameGroup, store: UnitStore) -> Link | None:
    """A name that some articles take for a person's and others for a body's."""
    if fold(a.name) != fold(b.name):
        return None
    if " " in a.name:
        return Link(0.85, 1, f"the same name, {a.name}")
    if store.nearest(a.exemplars, b.exemplars) < 1.0:
        return None
    return Link(0.75, 1, f"the same name, {a.name}, told of in the same company")
