"""The words of ``dateline_actors``: titles, nouns for people, bodies and places, what these do (data/people.json)."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable
from importlib import resources
from typing import NamedTuple

import numpy as np
from spacy.attrs import LOWER
from spacy.strings import get_string_id
from spacy.tokens import Doc

from components.name_lists.given_name_gender import Gender

# How names of peoples and beliefs end ("Chinese", "Baptist").
PEOPLE_ENDINGS = ("s", "n", "ese", "ish", "ist", "ic", "al")
# How nouns for people end that are made as such nouns are ("ecologist").
PERSON_ENDINGS = ("woman", "man", "ologist", "ician", "activist", "keeper")

# The learned ranker was trained with these: another word in them is another feature, and asks for new weights.
PRONOUN_CLASSES = tuple(
    frozenset(words.split())
    for words in (
        "he him his himself",
        "she her hers herself",
        "it its itself",
        "they them their theirs themselves",
        "i me my mine myself",
        "we us our ours ourselves",
        "you your yours yourself",
        "who which that whom whose",
        "this these those here there one",
    )
)
DEFINITE_DETERMINERS = frozenset("the this that these those his her its their our my".split())
INDEFINITE_DETERMINERS = frozenset("a an some several many another any no one two three".split())


class Lexicon(NamedTuple):
    """Sets of words, in lower case but for ``vessel_prefixes``."""

    titles: frozenset[str]  # that can stand before a person's name
    male: frozenset[str]
    female: frozenset[str]
    person: frozenset[str]  # nouns for one
    plural: frozenset[str]  # nouns for several
    organisation: frozenset[str]
    place: frozenset[str]
    site: frozenset[str]  # head words of names of places: buildings, waters, streets
    body: frozenset[str]  # head words of names of bodies, besides ``organisation``
    leading: frozenset[str]  # words of other languages with which names of bodies begin
    nobody: frozenset[str]  # words for people that stand for no actor
    quantifiers: frozenset[str]  # before a description, of which they are no part
    country_descriptions: frozenset[str]  # nouns that news takes up a country by
    any_one: frozenset[str]  # nouns that take up a person by no more than sex and age
    any_people: frozenset[str]  # and several people
    any_company: frozenset[str]  # and a body that isn't told by its name to be of another sort
    setting_apart: frozenset[str]  # adjectives that tell one from another of its sort
    accused: frozenset[str]  # nouns for who is accused by the law
    charging: frozenset[str]  # verbs of what the law does to these, by lemma
    denying: frozenset[str]  # and of what these do
    harming: frozenset[str]  # verbs whose object is a victim, by lemma
    sport: frozenset[str]  # words of texts on sport
    team_verbs: frozenset[str]  # what teams do, by lemma
    team_nouns: frozenset[str]  # and have
    company_nouns: frozenset[str]  # before a company's name ("Swiss group Alpina")
    company_possessions: frozenset[str]  # what companies have, by lemma
    company_products: frozenset[str]  # what is called by a company's name, by lemma
    company_shares: frozenset[str]  # what one can have of a company
    locative: frozenset[str]  # prepositions of where something happens
    moving: frozenset[str]  # verbs whose object is where one goes, or what befalls a place, by lemma
    human_verbs: frozenset[str]  # what only people do, by lemma
    vague_nouns: frozenset[str]  # that describe nobody
    counterparts: frozenset[str]  # what countries are to each other
    definite: frozenset[str]  # determiners with which a description takes somebody up
    courtesy_titles: frozenset[str]  # that say nothing of a role
    honorifics: frozenset[str]  # nor do these
    name_suffixes: frozenset[str]  # after a person's surname
    name_particles: frozenset[str]  # that join the words of a name
    surname_particles: frozenset[str]  # with which a surname may begin after a given name
    inner_particles: frozenset[str]  # and go on: "van der Merwe"
    leading_particles: frozenset[str]  # with a capital, of a surname that stands alone
    decision_verbs: frozenset[str]  # "a policy defined in Ottawa", by lemma
    dealings: frozenset[str]  # what governments send, have and suffer, by lemma
    dealing_prepositions: frozenset[str]  # with whom
    volition: frozenset[str]  # after "be": what only one who acts is
    events_and_awards: frozenset[str]  # that a body holds ("the FIFA World Cup")
    light_verbs: frozenset[str]  # that say nothing of a relation, by lemma
    address_verbs: frozenset[str]  # "urged him to go", by lemma
    appointing: frozenset[str]  # verbs by which somebody comes into an office, by lemma
    subject_control: frozenset[str]  # verbs whose own subject does what stands under them ("promised Reed to pay")
    patient_prepositions: frozenset[str]  # that name who is acted on
    company_suffixes: frozenset[str]  # after a company's name ("Harbour Terminals Inc.")
    firm_words: frozenset[str]  # after the word that a firm is called by for short ("Emirates Airline")
    calendar: frozenset[str]  # days and months, written out and short
    no_names: frozenset[str]  # what is no name whatever its capitals say
    indices: frozenset[str]  # first words of names of share indices
    index_words: frozenset[str]  # and the words that follow
    no_actor_heads: frozenset[str]  # last words of names of laws, awards, illnesses
    no_actors: frozenset[str]  # programmes, faiths and medicines by name
    vessel_prefixes: frozenset[str]  # before a ship's name, in capitals; MS and SS are initials, too

    works: frozenset[str]  # nouns before the name of one ("the film Dune")
    vessels: frozenset[str]  # and of a ship or craft

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
        return lemma in self.person or lemma in self.plural or (len(lemma) > 6 and lemma.endswith(PERSON_ENDINGS))

    def is_nobody(self, words: str) -> bool:
        """Whether the words stand for no actor: "everyone", "no one else"."""
        plain = words.lower().removesuffix(" else")
        return plain in self.nobody or plain == "no one"


def tokens_with(doc: Doc, words: Iterable[str]) -> list[int]:
    """The numbers of the tokens that are one of these words, in lower case; all looked at at once."""
    return np.flatnonzero(np.isin(doc.to_array(LOWER), [get_string_id(word) for word in words])).tolist()


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of the words."""
    return "|".join(re.escape(word) for word in sorted(words))


@functools.cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    path = resources.files("components.analysis") / "data" / "people.json"
    data: dict[str, str] = json.loads(path.read_text("utf-8"))
    return Lexicon(**{name: frozenset(data[name].split()) for name in Lexicon._fields})
