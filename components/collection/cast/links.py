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
    if made is None or made.strength >= SURE or store.told_apart(a, b) <= TOLD_APART:
        return made
    return None  # an article that holds both as two actors tells them apart


def conflict(a: NameGroup, b: NameGroup) -> bool:
    """Whether two names can't be one actor's, whatever else they are joined to."""
    if a.is_person and b.is_person:
        if _namesakes(a, b):
            return True
        return person_names.name_relation(a.person, b.person) in {"different", "alike"}
    if a.is_person or b.is_person or min(len(a.body.words), len(b.body.words)) < 2:
        return False
    return body_names.name_relation(a.body, b.body) == "different"


def _namesakes(a: NameGroup, b: NameGroup) -> bool:
    """Whether they are two people of one name."""
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
    if relation == "alike":
        return Link(0.4, 0, f"{told}, told of in the same company") if near >= _CLOSE else None
    needed = _CLOSE if relation == "spelling" else 1.0
    if near < needed:
        return Link(0.45, 0, f"{told}, in different stories")
    return Link(0.8 if relation == "spelling" else 0.9, 2, f"{told}, told of in the same company")


_TOLD = {
    "initial": "{} and {} with an initial",
    "nickname": "{} and {}, a short form of the given name",
    "spelling": "{} and {}, spelt alike",
    "alike": "{} and {}, two given names that look alike",
}
_CLOSE = 2.0  # times the company that two articles of one story have in common


def _bodies(a: NameGroup, b: NameGroup, store: UnitStore) -> Link | None:
    relation = body_names.name_relation(a.body, b.body)
    if relation == "reordered":
        return Link(0.95, 3, f"the same words, {a.name} and {b.name}")
    if relation == "acronym":
        return _acronym(a, b, store)
    if relation in {"different", "same"} or a.kind != b.kind:
        return None
    if relation == "spelling" and a.kind == "place":
        return None  # "Manila" and "Manama" are two
    if relation == "spelling":
        near = store.nearest(a.exemplars, b.exemplars)
        return Link(0.85, 2, f"{a.name} and {b.name}, spelt alike") if near >= _CLOSE else None
    short, whole = sorted((a, b), key=lambda g: len(g.body.words))
    if relation == "start" and _branch(short, whole, store):
        return None
    if short.kind == "place" and not _says_what_it_is(short, whole):
        return None
    if relation == "end" and _of_several(short, whole, store):
        return None
    if store.nearest(a.exemplars, b.exemplars) < 1.0:
        return None
    reason = f"{short.name}, short for {whole.name}, told of in the same company"
    return Link(0.8, 1, reason, alone=relation == "end")


def _says_what_it_is(short: NameGroup, whole: NameGroup) -> bool:
    """Whether a place's longer name adds what it is and no more: "Mediterranean Sea", not "East Coast"."""
    left = list(whole.body.words)
    for word in short.body.words:
        left.remove(word)
    return set(left) <= _KINDS_OF_PLACE


def _of_several(short: NameGroup, whole: NameGroup, store: UnitStore) -> bool:
    """Whether other names end like this one and are not much rarer: "Central Bank" may be any country's."""
    block = f"w {' '.join(short.body.words)}"
    names = (store.name(n) for n in store.in_block(block))
    others = [
        n for n in names if n.number != whole.number and n.body.words[-len(short.body.words) :] == short.body.words
    ]
    return any(_MUCH_RARER * n.count > whole.count for n in others if n.body.words[0] != whole.body.words[0])


def _acronym(a: NameGroup, b: NameGroup, store: UnitStore) -> Link | None:
    short, whole = (a, b) if a.body.acronym in b.body.initials else (b, a)
    if short.body.acronym in whole.acronyms:
        return Link(0.95, 3, f"{short.name}, which articles give as the short form of {whole.name}")
    # Two letters are the initials of too much.
    if len(short.body.acronym or "") < _FEWEST_INITIALS or store.nearest(a.exemplars, b.exemplars) < 1.0:
        return None
    return Link(0.8, 2, f"{short.name}, the initials of {whole.name}, told of in the same company")


# What a place is, which makes the name of one no branch of the shorter name: "Mediterranean Sea".
_KINDS_OF_PLACE = frozenset(
    "airport base bay beach bridge canyon center centre city coast county desert district forest hills hospital island"
    " islands lake mount mountain mountains ocean park peninsula port prison province region river road sea square"
    " stadium state straits street town university valley village".split()
)


def _branch(short: NameGroup, whole: NameGroup, store: UnitStore) -> bool:
    """Whether what follows the short form is a place: "GM Europe" is not all of GM."""
    more = tuple(w for w in whole.body.words[len(short.body.words) :] if w not in _KINDS_OF_PLACE)
    for words in {more, *((word,) for word in more)} - {()}:
        found = store.name_of_key(f"b {' '.join(body_names.body_name(' '.join(words)).words)}")
        if found is not None and found.kind == "place":
            return True
    return False


def _across_kinds(a: NameGroup, b: NameGroup, store: UnitStore) -> Link | None:
    """A name that some articles take for a person's and others for a body's."""
    if fold(a.name) != fold(b.name):
        return None
    if " " in a.name:
        return Link(0.85, 1, f"the same name, {a.name}")
    if store.nearest(a.exemplars, b.exemplars) < 1.0:
        return None
    return Link(0.75, 1, f"the same name, {a.name}, told of in the same company")
