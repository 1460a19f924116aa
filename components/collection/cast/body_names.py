"""Whether two names can be one organisation's, place's or group's: acronyms, legal forms, short forms, word order."""

from __future__ import annotations

import functools
from typing import Literal, NamedTuple

from cleanco import basename

from components.collection.cast.folding import fold
from components.collection.cast.person_names import spelt_alike
from components.name_lists.country_names import countries

Relation = Literal["same", "acronym", "reordered", "spelling", "end", "start", "different"]
_SMALL = frozenset(("the", "of", "and", "for", "de", "in", "a", "&"))
_LONGEST_ACRONYM = 6
_MOST_COUNTRY_WORDS = 3
_SPELT_OUT = {
    "mt": "mount",
    "st": "saint",
    "ft": "fort",
    "dept": "department",
    "gov": "government",
    "govt": "government",
}
_RULING = frozenset(("government", "administration"))  # a country's is the country that acts
# Before a short form these say that it is another one ("New GM"), not more of its name.
_OTHER = frozenset(
    ("new", "old", "former", "north", "south", "east", "west", "northern", "southern", "eastern", "western")
)


class BodyName(NamedTuple):
    """A body's name, folded: its ``words`` without small ones and legal form, and the acronyms it may have.

    A country at its beginning, by whatever name, is one word ("=united states").
    """

    words: tuple[str, ...]
    initials: tuple[str, ...]
    acronym: str | None  # the name, where it is itself an acronym


@functools.lru_cache(maxsize=65536)
def body_name(name: str) -> BodyName:
    """The parts of a name."""
    plain = name.removeprefix("The ").removeprefix("the ")
    base = basename(plain) if " " in plain else plain
    whole = fold(base).split() or fold(plain).split() or [name.casefold()]
    letters = base.replace(".", "")
    acronym = letters.casefold() if letters.isupper() and 2 <= len(letters) <= _LONGEST_ACRONYM else None
    plainly = tuple(w for w in whole if w not in _SMALL) or tuple(whole)
    initials = {"".join(w[0] for w in plainly), "".join(w[0] for w in whole)} if len(plainly) > 1 else set()
    country, rest = _leading_country(base.split())
    words = tuple(_SPELT_OUT.get(w, w) for w in fold(" ".join(rest)).split() if w not in _SMALL)
    if country:
        words = (country,) if len(words) == 1 and words[0] in _RULING else (country, *words)
    if country and len(words) == 1:
        return BodyName(words, (), None)  # "UK" stands for nothing else
    return BodyName(words or plainly, tuple(sorted(initials)), acronym)


def name_relation(a: BodyName, b: BodyName) -> Relation:
    """How two names relate; "different" are those that no one body bears.

    "end": one is the end of the other ("Chargers", "San Diego Chargers"), "start": its start ("Ford", "Ford Motor").
    """
    if a.words == b.words:
        return "same"
    if (a.acronym and a.acronym in b.initials) or (b.acronym and b.acronym in a.initials):
        return "acronym"
    if len(a.words) == len(b.words):
        if sorted(map(_singular, a.words)) == sorted(map(_singular, b.words)):
            return "reordered"
        alike = all(x == y or _spelt(x, y) for x, y in zip(a.words, b.words, strict=True))
        return "spelling" if alike else "different"
    short, whole = sorted((a.words, b.words), key=len)
    if short == whole[-len(short) :]:
        return "different" if whole[-len(short) - 1] in _OTHER else "end"
    return "start" if short == whole[: len(short)] else "different"


def _spelt(a: str, b: str) -> bool:
    """Whether two words may be spellings of one; two countries are two, however alike ("Iran", "Iraq")."""
    return not a.startswith("=") and not b.startswith("=") and spelt_alike(a, b)


def _singular(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 else word


def _leading_country(words: list[str]) -> tuple[str | None, list[str]]:
    """The country that a name begins with, as one word, and the words after it."""
    lookup = countries()
    for n in range(min(_MOST_COUNTRY_WORDS, len(words)), 0, -1):
        first = " ".join(words[:n])
        if found := lookup.country(first) or lookup.of_demonym(first):
            return f"={fold(found)}", words[n:]
    return None, words
