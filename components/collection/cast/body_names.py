"""Whether two names can be one organisation's, place's or group's: acronyms, legal forms, short forms, word order."""

from __future__ import annotations

import functools
from typing import Literal, NamedTuple

from cleanco import basename

from components.collection.cast.folding import fold
from components.collection.cast.person_names import spelt_alike
from components.domain.acronyms import acronym_letters
from components.name_lists.country_names import countries

Relation = Literal["same", "acronym", "reordered", "spelling", "end", "start", "trade", "branch", "different"]
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
# Their governments and their bodies are not those of the state that they are part of.
_NATIONS_WITHIN = frozenset(("england", "english", "scotland", "scottish", "wales", "welsh"))
_RULING = frozenset(("government", "administration"))  # a country's is the country that acts
# What a body is: after a short form it makes no other body of it ("Ford Motor Company"), alone it tells of none.
KINDS = frozenset(
    (
        "administration agency airways army assembly association authority automobile bank bureau club commission "
        "committee companies company corporation council court department enterprises federation government group "
        "holding holdings industries magazine ministry motor motors newspaper office organisation organization "
        "parliament party police program programme service services society team"
    ).split()
)
_RANKS = frozenset(("capt", "const", "det", "lt", "sgt"))  # of the officer whose name the record left out
# What a body is that often is another one's: alone they tell of none, either.
_INSTITUTIONS = frozenset(
    "airlines board church college force foundation fund hospital institute international league network news radio"
    " school station television trust tv union university".split()
)
# What it deals in: its name has it, or one of its divisions' has.
TRADES = frozenset(
    "airlines brands chemical chemicals communications distribution distributors electronics energy entertainment"
    " financial food foods insurance oil pharmaceutical pharmaceuticals pictures records software steel stores studios"
    " systems technologies technology telecom".split()
)
# What a firm named after its founder has behind his name.
FIRMS = frozenset(
    "automobile companies company corporation enterprises group holding holdings industries motor motors".split()
)
_GENERIC = KINDS | _INSTITUTIONS
_RANKING = frozenset(("central", "federal", "high", "national", "regional", "state", "supreme"))
_OF_MANY_KINDS = frozenset(("church", "democrats", "party"))
# Of what every country or town has one, most by the same name.
_EVERYWHERE = frozenset(
    "army assembly cabinet congress council court department government ministry navy opposition parliament party"
    " police senate treasury".split()
)
_LONGEST_OFFICE = 2  # words
_OFFICES = frozenset(("department", "ministry", "office", "house", "bureau", "secretariat"))  # "House of Commons"
_BEFORE_PART = frozenset(("of", "for"))
# Before a short form these say that it is another one ("New GM"), not more of its name.
DIRECTIONS = frozenset(("north", "south", "east", "west", "northern", "southern", "eastern", "western"))
_OTHER = DIRECTIONS | {"new", "old", "former"}


class BodyName(NamedTuple):
    """A body's name, folded: its ``words`` without small ones and legal form, and the acronyms it may have.

    A country at its beginning, by whatever name, is one word ("=united states").
    """

    words: tuple[str, ...]
    initials: tuple[str, ...]
    acronym: str | None  # the name, where it is itself an acronym
    after_of: tuple[int, ...] = ()  # which words stand right after "of" or "for"


@functools.lru_cache(maxsize=65536)
def body_name(name: str) -> BodyName:
    """The parts of a name."""
    plain = name.removeprefix("The ").removeprefix("the ")
    base = basename(plain) if " " in plain else plain
    whole = fold(base).split() or fold(plain).split() or [name.casefold()]
    letters = base.replace(".", "")
    acronym = letters.casefold() if letters.isupper() and 2 <= len(letters) <= _LONGEST_ACRONYM else None
    plainly = tuple(w for w in whole if w not in _SMALL) or tuple(whole)
    country, rest = _leading_country(base.split())
    folded = fold(" ".join(rest)).split()
    words = tuple(_SPELT_OUT.get(w, w) for w in folded if w not in _SMALL)
    before = [p for p, w in zip(["", *folded], folded, strict=False) if w not in _SMALL]
    after_of = tuple(n for n, p in enumerate(before, start=1 if country else 0) if p in _BEFORE_PART)
    if country:
        words = (country,) if len(words) == 1 and words[0] in _RULING else (country, *words)
    if country and len(words) == 1:
        return BodyName(words, (), None)  # "UK" stands for nothing else
    return BodyName(words or plainly, _initials(base.split()), acronym, after_of)


def is_office(words: tuple[str, ...]) -> bool:
    """Whether a name is one that every country or town has somebody of: "Health Ministry", "Labour Party", "Police"."""
    return len(words) <= _LONGEST_OFFICE and not words[0].startswith("=") and bool(_EVERYWHERE & set(words))


def name_relation(a: BodyName, b: BodyName) -> Relation:
    """How two names relate; "different" are those that no one body bears.

    "end": one is the end of the other ("Chargers", "San Diego Chargers"), "start": its start, and the rest says what it
    is ("Ford", "Ford Motor Company"); "trade": the rest says what it deals in ("Kraft", "Kraft Foods"); "branch": it
    has more in its name, which may be another body ("BBC", "BBC Radio").
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
    short, whole = sorted((a, b), key=lambda n: len(n.words))
    at = len(whole.words) - len(short.words)
    if short.words == whole.words[at:]:
        return _end(short, whole, at)
    if short.words != whole.words[: len(short.words)]:
        return "different"
    rest = whole.words[len(short.words) :]
    of_something = len(short.words) == 1 and 1 in whole.after_of  # "the Academy of Motion Pictures"
    if (KINDS | _RANKS).issuperset(rest) or (of_something and short.words[0] not in _GENERIC):
        return "start"
    return "trade" if (KINDS | TRADES).issuperset(rest) else "branch"


def _end(short: BodyName, whole: BodyName, at: int) -> Relation:
    """How the end of a name, from its word ``at`` on, relates to the whole."""
    if whole.words[at - 1] in _OTHER:
        return "different"
    if at in whole.after_of and not _OFFICES.issuperset(whole.words[:at]):
        return "branch"  # "the Geophysics Institute of Tehran University"
    if (_GENERIC | _RANKING).issuperset(short.words) and len(short.words) > 1 and not whole.words[0].startswith("="):
        return "branch"  # "Central Bank" may be any country's
    of_country = at == 1 and whole.words[0].startswith("=")
    if short.words[-1] in _OF_MANY_KINDS and not of_country:
        return "branch"  # "the Labour Party" and "the Socialist Labour Party"
    return "branch" if len(short.words) == 1 and short.words[0] in _GENERIC and not of_country else "end"


def _initials(words: list[str]) -> tuple[str, ...]:
    """The acronyms that a name may have, folded: without its small words and with them."""
    in_capitals = "".join(words).isupper()
    made = []
    for chosen in ([w for w in words if fold(w) not in _SMALL], words):
        letters = [fold(acronym_letters(w, in_capitals=in_capitals)) for w in chosen if fold(w)]
        made += ["".join(letters)] if len(letters) > 1 else []
    return tuple(sorted(set(made)))


def _spelt(a: str, b: str) -> bool:
    """Whether two words may be spellings of one; two countries are two, however alike ("Iran", "Iraq")."""
    return not a.startswith("=") and not b.startswith("=") and spelt_alike(a, b)


def _singular(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 else word


def _leading_country(words: list[str]) -> tuple[str | None, list[str]]:
    """The country that a name begins with, as one word, and the words after it."""
    lookup = countries()
    if words and fold(words[0]) in _NATIONS_WITHIN:
        return None, words
    for n in range(min(_MOST_COUNTRY_WORDS, len(words)), 0, -1):
        first = " ".join(words[:n])
        if found := lookup.country(first) or lookup.of_demonym(first):
            return f"={fold(found)}", words[n:]
    return None, words
