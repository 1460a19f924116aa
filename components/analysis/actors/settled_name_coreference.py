"""Joins actors by their names once it is settled what kind each is of: before, a body may have been taken for a person.

Acronyms with what they stand for, a person with the same one behind words that are no name, a team with its town's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from components.analysis.actors.actor_draft import ActorDraft, ActorMention
from components.analysis.actors.config import ActorsConfig
from components.analysis.actors.lexicon import lexicon
from components.analysis.actors.name_coreference import initials_of
from components.name_lists.country_names import fold
from components.name_lists.given_name_gender import gender_of

_MANY = ("s", "sox")  # how names of teams end
_WORDS_OF_A_TOWN = 3
_Pair = Callable[[ActorDraft, ActorDraft], bool]


def join_settled(doc: Doc, drafts: Sequence[ActorDraft], config: ActorsConfig) -> list[ActorDraft]:
    """The drafts, those left out whose mentions another one took; who may be of two others stays."""
    named = [d for d in drafts if d.country is None and any(m.form == "name" for m in d.mentions)]
    rules: tuple[tuple[_Pair, str, float], ...] = (
        (lambda a, b: _is_acronym(a, b, config), "acronym of", config.acronym_confidence),
        (_is_described, "the name of", config.full_name_confidence),
        (lambda a, b: _is_team(doc, a, b), "short for", config.short_form_confidence),
    )
    for fits, rule, confidence in rules:
        for one in list(named):
            others = [d for d in named if d is not one and fits(one, d)]
            if len(others) == 1:
                _take(others[0], one, f"{rule} {others[0].name}", confidence)
                named.remove(one)
    return [d for d in drafts if d.mentions]


def _take(whole: ActorDraft, other: ActorDraft, rule: str, confidence: float) -> None:
    for mention in other.mentions:
        whole.add(replace(mention, rule=rule, confidence=min(mention.confidence, confidence)))
    whole.mentions.sort(key=lambda m: m.start)
    other.mentions.clear()
    whole.role = whole.role or other.role
    if whole.kind == "place":
        whole.kind = other.kind  # a team that was taken for its town


def _is_acronym(short: ActorDraft, whole: ActorDraft, config: ActorsConfig) -> bool:
    """Whether one body's name has the letters of the other's: "GM" and "General Motors"."""
    acronym = short.name.replace(".", "")
    if not short.kind == whole.kind == "organisation" or not acronym.isupper():
        return False
    return 2 <= len(acronym) <= config.max_acronym_letters and acronym in initials_of(whole.name)


def _is_described(long: ActorDraft, bare: ActorDraft) -> bool:
    """Whether it is a person's full name behind words that are none: "Saints RB Reggie Bush", "Quarterback …"."""
    if not long.kind == bare.kind == "person" or long.labelled:
        return False
    words, name = _words(long.name), _words(bare.name)
    before = words[: len(words) - len(name)]
    if len(name) < 2 or not before or words[len(before) :] != name:
        return False
    called = all(w in lexicon().person or lexicon().is_title(w) for w in before)
    return called or (gender_of(name[0]) is not None and all(len(w) > 1 and gender_of(w) is None for w in before))


def _is_team(doc: Doc, short: ActorDraft, whole: ActorDraft) -> bool:
    """Whether it is a team's name without its town, said of many at once: "the Jaguars" of Jacksonville."""
    of_team = whole.kind == "organisation" or (whole.kind == "place" and short.kind == "organisation")
    words, name = _words(whole.name), _words(short.name)
    before = whole.name.split()[: len(words) - len(name)]
    if not of_team or short.kind == "place" or not before or words[len(before) :] != name:
        return False
    if not name[-1].endswith(_MANY) or len(before) > _WORDS_OF_A_TOWN or not all(w[:1].isupper() for w in before):
        return False
    return any(_after_article(doc, m) for m in short.mentions if m.form == "name")


def _after_article(doc: Doc, mention: ActorMention) -> bool:
    first = mention.first_name_token
    return doc[first].lower_ == "the" or (first > 0 and doc[first - 1].lower_ == "the")


def _words(name: str) -> list[str]:
    return fold(name).removeprefix("the ").split()
