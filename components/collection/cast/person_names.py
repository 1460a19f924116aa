"""Whether two names can be one person's: full names, initials, short forms of given names, spellings, bare surnames."""

from __future__ import annotations

import functools
import re
from typing import Literal, NamedTuple

from nameparser import HumanName
from nicknames import NickNamer
from rapidfuzz.distance import OSA

from components.collection.cast.folding import fold
from components.name_lists.given_name_gender import gender_of

Relation = Literal["same", "initial", "nickname", "spelling", "alike", "surname", "given", "different"]
_SPELT_ALIKE = 0.66  # share of letters, from which on two names may be spellings of one ("Bettie", "Betty")
_SHORTEST_SPELT = 4  # letters
_FRAME = 4  # consonants that tell a given name by themselves
_SAME_START = 4  # letters, from which on two given names may be one's ("Alexis", "Alexandros")


class PersonName(NamedTuple):
    """A person's name, folded: ``given`` names in order, the ``last`` name; of a bare name ``given`` is empty."""

    given: tuple[str, ...]
    last: str
    suffix: str = ""

    @property
    def full(self) -> bool:
        """Whether it has a given name."""
        return bool(self.given)


@functools.lru_cache(maxsize=65536)
def person_name(name: str) -> PersonName:
    """The parts of a name, without titles."""
    words = name.split()
    if len(words) == 2 and all(w.isalpha() and w[0].isupper() and len(w) > 3 for w in words):
        return PersonName((fold(words[0]),), fold(words[1]))  # most names; the parser takes 0.4 ms
    parsed = HumanName(name)
    given = tuple(g for part in (parsed.first, parsed.middle) for g in fold(part).split())
    last = fold(parsed.last)
    if not last:
        given, last = given[:-1], given[-1] if given else fold(name)
    return PersonName(given, last, fold(parsed.suffix))


def name_relation(a: PersonName, b: PersonName) -> Relation:
    """How two names relate; "different" are those that no one person bears.

    "alike" are two given names, each one of its own, that look like spellings of one ("Maria", "Marie"): a writer may
    have mixed them up, but as often they are two people's.
    """
    if a.suffix and b.suffix and a.suffix != b.suffix and {a.suffix, b.suffix} & {"jr", "sr", "ii", "iii"}:
        return "different"
    if not a.full or not b.full:
        bare, other = (a, b) if not a.full else (b, a)
        if bare.last == other.last:
            return "surname"
        return "given" if bare.last in other.given else "different"
    if a.last == b.last or a.last.split()[-1] == b.last.split()[-1]:
        return _given_relation(a.given, b.given)
    if a.given[0] == b.given[0] and spelt_alike(a.last, b.last):
        return "spelling"
    return "different"


def _given_relation(a: tuple[str, ...], b: tuple[str, ...]) -> Relation:
    if a[0] == b[0]:
        middle = [(x, y) for x, y in zip(a[1:], b[1:], strict=False) if x[0] != y[0]]
        return "different" if middle else "same"
    if any(len(first) > 1 and first in rest for first, rest in ((a[0], b), (b[0], a))):
        return "same"  # "W. Mark Felt" and "Mark Felt"
    if a[0][0] == b[0][0] and (len(a[0]) == 1 or len(b[0]) == 1):
        return "initial"
    relation = _first_name_relation(a[0], b[0])
    if relation == "different":
        # A record may take a word before a name for part of it: "Singer Betty Marsh", "Bettie Marsh".
        later = [(a[0], given) for given in b[1:]] + [(b[0], given) for given in a[1:]]
        if any(_first_name_relation(*pair) in {"nickname", "spelling"} for pair in later):
            return "spelling"
    return relation


def _first_name_relation(a: str, b: str) -> Relation:
    genders = gender_of(a), gender_of(b)
    two_genders = None not in genders and genders[0] != genders[1]
    if b in given_forms(a) or a in given_forms(b):
        return "alike" if two_genders else "nickname"  # "Sam" may be "Samantha", "Louis" hardly "Louise"
    if two_genders:
        return "different"  # "Paul" and "Paula"
    if _sounds_alike(a, b):
        return "spelling"
    if not spelt_alike(a, b) and a[:_SAME_START] != b[:_SAME_START]:
        return "different"
    return "alike" if _is_known(a) and _is_known(b) else "spelling"


def _is_known(given: str) -> bool:
    """Whether a list of given names has it."""
    return gender_of(given) is not None or len(given_forms(given)) > 1


_SAME_SOUND = {"ph": "f", "v": "f", "ck": "k", "c": "k", "z": "s", "ae": "e", "ie": "i", "ei": "i", "ey": "i", "y": "i"}


def _sounds_alike(a: str, b: str) -> bool:
    if _sound(a) == _sound(b):
        return True
    frames = [re.sub("[aeiou]", "", _sound(one)) for one in (a, b)]
    # "Kathryn" and "Katherine"; "Christine" and "Christina", "Jean" and "Joan" are two.
    return frames[0] == frames[1] and len(frames[0]) >= _FRAME and (a[-1] == "a") == (b[-1] == "a")


def _sound(given: str) -> str:
    """A given name without what spellings of one name differ in: "Steven" and "Stephen", "Sergei" and "Sergey"."""
    for written, sound in _SAME_SOUND.items():
        given = given.replace(written, sound)
    undoubled = "".join(c for n, c in enumerate(given) if not n or c != given[n - 1])
    return (undoubled[:1] + undoubled[1:].replace("h", "")).rstrip("e")


def spelt_alike(a: str, b: str) -> bool:
    """Whether two words may be spellings of one name."""
    if min(len(a), len(b)) < _SHORTEST_SPELT or a[0] != b[0]:
        return False
    return OSA.normalized_similarity(a, b) >= _SPELT_ALIKE


@functools.cache
def _nicknamer() -> NickNamer:
    return NickNamer()


@functools.lru_cache(maxsize=16384)
def given_forms(given: str) -> frozenset[str]:
    """A given name with those that it is short for and those that are short for it."""
    names = _nicknamer()
    return frozenset({given, *names.canonicals_of(given), *names.nicknames_of(given)})
