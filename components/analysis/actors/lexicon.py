"""Titles and nouns for people, bodies and places (data/people.json)."""

from __future__ import annotations

import functools
import json
from importlib import resources
from typing import Literal, NamedTuple

Gender = Literal["male", "female"]


class Lexicon(NamedTuple):
    """Sets of lower-case words."""

    titles: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    person: frozenset[str]
    plural: frozenset[str]
    organisation: frozenset[str]
    place: frozenset[str]
    site: frozenset[str]  # head words of names of places: buildings, waters, streets
    body: frozenset[str]  # head words of names of bodies, besides ``organisation``
    leading: frozenset[str]  # words of other languages with which names of bodies begin
    relatives: frozenset[str]

    def gender(self, word: str) -> Gender | None:
        """The gender that a title, noun or pronoun tells."""
        low = word.lower()
        return "male" if low in self.male else "female" if low in self.female else None

    def is_title(self, word: str) -> bool:
        """Whether the word can stand before a person's name."""
        low = word.lower()
        return low in self.titles or low.rstrip(".") in self.titles

    def is_person(self, lemma: str) -> bool:
        """Whether the noun is of a person: listed, or made as such nouns are."""
        return lemma in self.person or lemma in self.plural or (
            len(lemma) > 6 and lemma.endswith(("woman", "man", "ologist", "ician", "activist", "keeper"))
        )  # fmt: skip


@functools.cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    path = resources.files("components.analysis") / "data" / "people.json"
    data: dict[str, str] = json.loads(path.read_text("utf-8"))
    return Lexicon(**{name: frozenset(data[name].split()) for name in Lexicon._fields})
