"""Which given names are short for which ("Kate" for "Katherine"): what the package ``nicknames`` lists, and more."""

from __future__ import annotations

import functools

from nicknames import NickNamer

# Common in news and not in that list, which is of English names.
_FURTHER: dict[str, frozenset[str]] = {
    short: frozenset(names.split())
    for short, names in {
        "al": "alan albert alexander alfred allan allen",
        "alex": "alejandro aleksandr alessandro alexandre",
        "barb": "barbara",
        "beppe": "giuseppe",
        "clint": "clinton",
        "gigi": "luigi",
        "kat": "katherine",
        "marge": "margaret marjorie",
        "misha": "mikhail",
        "mo": "maurice mohamed mohammad mohammed morris muhammad",
        "nacho": "ignacio",
        "paco": "francisco",
        "pepe": "jose",
        "rafa": "rafael",
        "raj": "rajesh",
        "sasha": "aleksandr aleksandra alexander alexandra",
        "shaq": "shaquille",
        "vlad": "vladimir vladislav",
        "xavi": "xavier",
    }.items()
}


@functools.cache
def _nicknamer() -> NickNamer:
    return NickNamer()


@functools.lru_cache(maxsize=16384)
def full_forms(given: str) -> frozenset[str]:
    """The given names that it is short for; all in lower case."""
    return _FURTHER.get(given, frozenset()) | _nicknamer().canonicals_of(given)


@functools.lru_cache(maxsize=16384)
def given_forms(given: str) -> frozenset[str]:
    """A given name with those that it is short for and those that are short for it."""
    short = {one for one, names in _FURTHER.items() if given in names}
    return frozenset({given, *full_forms(given), *_nicknamer().nicknames_of(given), *short})
