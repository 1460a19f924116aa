"""Whether two names can be one person's: full names, initials, short forms of given names, spellings, bare surnames."""

from __future__ import annotations

import functools
import re
from typing import Literal, NamedTuple

from nameparser import HumanName
from nameparser.config.particles import PARTICLES
from rapidfuzz.distance import OSA

from components.collection.cast.folding import fold
from components.name_lists.given_name_forms import full_forms, given_forms
from components.name_lists.given_name_gender import Gender, gender_of

Relation = Literal["same", "initial", "nickname", "spelling", "alike", "surname", "given", "different"]
_SPELT_ALIKE = 0.66  # share of letters, from which on two names may be spellings of one ("Bettie", "Betty")
_SHORTEST_SPELT = 4  # letters
_FRAME = 4  # consonants that tell a given name by themselves
_SAME_START = 4  # letters, from which on two given names may be one's ("Alexis", "Alexandros")


class PersonName(NamedTuple):
    """A person's name, folded: ``given`` names in order, the ``last`` name; of a bare name ``given`` is empty.

    ``gender`` is what a title tells ("Mrs").
    """

    given: tuple[str, ...]
    last: str
    suffix: str = ""
    gender: Gender | None = None

    @property
    def full(self) -> bool:
        """Whether it has a given name."""
        return bool(self.given)


@functools.lru_cache(maxsize=65536)
def person_name(name: str) -> PersonName:
    """The parts of a name, without titles."""
    words = name.split()
    if not words:
        return PersonName((), fold(name))
    if len(words) == 2 and all(w.isalpha() and w[0].isupper() and len(w) > 3 for w in words):
        return PersonName((fold(words[0]),), fold(words[1]))  # most names; the parser takes 0.4 ms
    gender = _TITLES.get(fold(words[0]))
    if len(words) > 1 and all(fold(w) in PARTICLES for w in words[:-1]):
        return PersonName((), fold(name))  # "von der Leyen", "bin Laden": no given name
    parsed = HumanName(name)
    given = tuple(g for part in (parsed.first, parsed.middle) for g in fold(part).split())
    last = fold(parsed.last)
    if not last:
        given, last = (), fold(parsed.first) or fold(name)  # "al-Assad" is one name
    return PersonName(given, last, fold(parsed.suffix), gender)


_TITLES: dict[str, Gender] = {
    "mr": "male", "sir": "male", "lord": "male", "mrs": "female", "ms": "female", "miss": "female", "lady": "female",
    "dame": "female", "baroness": "female",
}  # fmt: skip
_GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))


def name_relation(a: PersonName, b: PersonName) -> Relation:
    """How two names relate; "different" are those that no one person bears.

    "alike" are two given or two family names, each one of its own, that look like spellings of one ("Maria", "Marie";
    "Salah", "Saleh"), or a name with "Jr." and without: a writer may have mixed them up, but as often they are two
    people's.
    """
    suffixes = {one.suffix for one in (a, b)}
    if len(suffixes - {""}) == 2 and suffixes & _GENERATIONS:
        return "different"
    genders = _gender(a), _gender(b)
    if (a.gender or b.gender) and None not in genders and genders[0] != genders[1]:
        return "different"
    if not a.full or not b.full:
        bare, other = (a, b) if not a.full else (b, a)
        if bare.last == other.last or _without_particles(bare.last) == _without_particles(other.last):
            return "surname"
        return "given" if bare.last in other.given else "different"
    if a.last == b.last or a.last.split()[-1] == b.last.split()[-1]:
        relation = _given_relation(a.given, b.given)
        # Father and son have one name.
        return "alike" if suffixes & _GENERATIONS and len(suffixes) == 2 and relation != "different" else relation
    if a.given[0] != b.given[0]:
        return "different"
    if _sound(a.last) == _sound(b.last):
        return "spelling"
    return "alike" if spelt_alike(a.last, b.last) else "different"


def may_be_misspelt(rare: PersonName, common: PersonName) -> bool:
    """Whether a name that looks like another has one letter amiss, and is no known name: "Woodard", "Anre"."""
    if rare.suffix != common.suffix or len(rare.given) != len(common.given):
        return False
    differing = [(x, y) for x, y in zip((*rare.given, rare.last), (*common.given, common.last), strict=True) if x != y]
    if len(differing) != 1 or OSA.distance(*differing[0]) > 1:
        return False
    ours, theirs = differing[0]
    if theirs.startswith(ours) or ours.startswith(theirs) or len(theirs) < _SHORTEST_SPELT:
        return False  # "Ivanov" and "Ivanova" are husband and wife
    return rare.last == ours or not (gender_of(ours) or len(given_forms(ours)) > 1)


def only_described(a: PersonName, b: PersonName) -> bool:
    """Whether one name is the other behind words that are no given names: "Quarterback Peyton Manning"."""
    short, long = sorted((a.given, b.given), key=len)
    words = long[: len(long) - len(short)]
    plain = all(len(w) > 1 and gender_of(w) is None and len(given_forms(w)) == 1 for w in words)
    return a.last == b.last and bool(words) and long[len(words) :] == short and plain


def _gender(name: PersonName) -> Gender | None:
    return name.gender or (gender_of(name.given[0]) if name.given else None)


def _without_particles(last: str) -> str:
    words = last.split()
    while len(words) > 1 and words[0] in PARTICLES:
        words = words[1:]
    return " ".join(words)


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
    if b in given_forms(a) or a in given_forms(b) or _is_short_for(a, b) or _is_short_for(b, a):
        return "alike" if two_genders else "nickname"  # "Sam" is perhaps "Samantha"
    if two_genders:
        return "different"  # "Paul" and "Paula"
    if _sounds_alike(a, b):
        return "spelling"
    return "alike" if spelt_alike(a, b) or a[:_SAME_START] == b[:_SAME_START] else "different"


def _is_short_for(short: str, given: str) -> bool:
    """Whether it is short for another spelling of the name: "Kate" for "Katherine", so for "Catherine"."""
    return len(short) < len(given) and any(_sounds_alike(known, given) for known in full_forms(short))


_SAME_SOUND = {"ph": "f", "v": "f", "ck": "k", "c": "k", "z": "s", "ae": "e", "ie": "i", "ei": "i", "ey": "i", "y": "i"}


def _sounds_alike(a: str, b: str) -> bool:
    sounds = [_sound(one) for one in (a, b)]
    if sounds[0] == sounds[1]:
        return True
    frames = [re.sub("[aeiou]", "", sound) for sound in sounds]
    # "Kathryn" and "Katherine"; "Christine" and "Christina", "Jean" and "Joan" are two.
    return frames[0] == frames[1] and len(frames[0]) >= _FRAME and (a[-1] == "a") == (b[-1] == "a")


def _sound(name: str) -> str:
    """A name without what spellings of one differ in: "Steven" and "Stephen", "Sergei" and "Sergey"; not "Simone"."""
    for written, sound in _SAME_SOUND.items():
        name = name.replace(written, sound)
    undoubled = "".join(c for n, c in enumerate(name) if not n or c != name[n - 1])
    return undoubled[:1] + undoubled[1:].replace("h", "")


def spelt_alike(a: str, b: str) -> bool:
    """Whether two words may be spellings of one name."""
    if min(len(a), len(b)) < _SHORTEST_SPELT or a[0] != b[0]:
        return False
    return OSA.normalized_similarity(a, b) >= _SPELT_ALIKE


def may_be_one_family_name(a: str, b: str) -> bool:
    """Whether two names may have one family name, be it spelt, transliterated or given with particles otherwise.

    For what must not be claimed where it may be ("only one article quotes her"); joins ask for more.
    """
    lasts = [person_name(one).last for one in (a, b)]
    if not all(lasts):
        return False
    one, other = (_without_particles(last).split()[-1] for last in lasts)
    if one == other or lasts[0].replace(" ", "") == lasts[1].replace(" ", ""):
        return True
    frames = [re.sub("[aeiou]", "", _sound(name.replace("q", "k").replace("g", "k"))) for name in (one, other)]
    return (frames[0] == frames[1] and len(frames[0]) > 1) or spelt_alike(one, other)
