"""Joins names into actors: countries with capitals and demonyms, people by surname, bodies by short form."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from spacy.tokens import Doc, Token

from components.analysis.actors.actor_draft import ActorDraft, ActorMention
from components.analysis.actors.config import ActorsConfig
from components.analysis.actors.lexicon import lexicon
from components.analysis.actors.name_mention import SUFFIX, NameMention
from components.analysis.actors.person_coreference import NameMatch, PeopleByName, person_parts
from components.domain.acronyms import acronym_letters
from components.domain.record import Form
from components.name_lists.country_names import countries, fold


def cluster_names(doc: Doc, names: Iterable[NameMention], config: ActorsConfig) -> list[ActorDraft]:
    """Actors from names, each mention with its reason."""
    listed = list(names)
    drafts: list[ActorDraft] = []
    by_key: dict[str, ActorDraft] = {}
    people = PeopleByName(drafts, config)
    others: list[NameMention] = []
    for name in listed:
        if name.label == "PERSON":
            people.register(name)
    surnames = {fold(person_parts(n.text)[-1]) for n in listed if n.label == "PERSON" and (" " in n.text or n.title)}
    for name in listed:
        if _is_family(doc, name, surnames):
            others.append(replace(name, kind="group", label="NORP"))
            continue
        if _is_nationality(doc, name):
            continue
        match = _country(doc, name, config)
        if match is not None:
            key = f"country {match.country}"
            draft = by_key.get(key)
            if draft is None:
                draft = ActorDraft(_plain(match.country), "place", key=key, country=match.country)
                by_key[key] = draft
                drafts.append(draft)
            draft.add(ActorMention(name.start, name.end, match.form, match.rule, match.confidence, name.text))
        elif name.label == "PERSON":
            people.add_mention(name)
        else:
            others.append(name)
    for name in sorted(others, key=lambda n: -len(n.text.split())):
        _add_body(name, drafts, by_key, config)
    for draft in drafts:
        draft.mentions.sort(key=lambda m: m.start)
    return [d for d in drafts if d.mentions]


def _is_nationality(doc: Doc, name: NameMention) -> bool:
    """Whether one is only called by a nationality, who is nobody by that: "a German"."""
    last = doc[name.end - 1]
    is_one = (
        last.tag_ in {"NNP", "NN"} and not last.lower_.endswith("s") and last.dep_ not in {"compound", "amod", "nmod"}
    )
    return (
        name.label == "NORP"
        and is_one
        and bool(countries().of_demonym(name.text))
        and name.start > 0
        and (doc[name.start - 1].lower_ in {"a", "an", "another"})
    )


def _is_family(doc: Doc, name: NameMention, surnames: set[str]) -> bool:
    """Whether it is all of a surname: "the Tollivers"."""
    after_article = name.start > 0 and doc[name.start - 1].lower_ == "the"
    plural = name.text.endswith("s") and " " not in name.text and fold(name.text[:-1]) in surnames
    return after_article and plural and fold(name.text) not in surnames


def _plain(country: str) -> str:
    """A country's name as news writes it: CLDR's additions in brackets and its dashes left out."""
    return country.partition(" (")[0].partition(" SAR ")[0]


class _CountryMatch(NamedTuple):
    """The country that a name stands for, by its CLDR name, and why."""

    country: str
    rule: str
    form: Form
    confidence: float


def _country(doc: Doc, name: NameMention, config: ActorsConfig) -> _CountryMatch | None:
    """The country a name stands for: by name, by its people, by its capital that acts."""
    lookup = countries()
    country = lookup.country(name.text)
    if country and name.label in {"GPE", "NORP", "LOC", "ORG"}:
        return _CountryMatch(country, "the country's name", "name", config.country_name_confidence)
    demonym = lookup.of_demonym(name.text) if name.label != "PERSON" else None
    if demonym:
        head = doc[name.end - 1]
        if head.pos_ == "ADJ" or head.dep_ in {"amod", "compound", "nmod"}:
            return _CountryMatch(demonym, "an adjective of the country", "adjective", config.demonym_confidence)
        return None
    capital = lookup.capital_of(name.text)
    if capital and name.label in {"GPE", "LOC", "ORG"} and _acts(doc[name.end - 1]):
        rule = f"{name.text}, the capital, standing for its government"
        return _CountryMatch(capital, rule, "name", config.capital_confidence)
    return None


def _acts(token: Token) -> bool:
    """Whether a capital does, says, sends or suffers what only a government can."""
    head = token.head
    if token.i > 1 and token.nbor(-1).lower_ == "from" and token.nbor(-2).lemma_.lower() in lexicon().dealings:
        return True  # "the appeal from Beijing places …", whatever the parse makes of it
    if token.dep_ in {"nsubj", "nsubjpass", "dobj", "iobj", "dative", "poss", "agent"}:
        return not (token.dep_ == "nsubj" and head.lemma_ == "be" and not _personal(head))
    if token.dep_ == "conj":
        return _acts(head)
    if token.dep_ == "pobj":
        if head.lower_ == "by":
            return True
        if head.lower_ == "in" and head.head.tag_ == "VBN" and head.head.lemma_ in lexicon().decision_verbs:
            return True  # "a policy defined in Ottawa"
        if head.lower_ in lexicon().dealing_prepositions:
            before = token.doc[head.i - 1] if head.i else head
            return any(n.lemma_.lower() in lexicon().dealings for n in (head.head, before))
        return False
    return False


def _personal(verb: Token) -> bool:
    """Whether "be" goes on with what only one who acts can be doing or feeling."""
    return any(c.dep_ in {"acomp", "xcomp"} and c.lemma_ in lexicon().volition for c in verb.children)


def _add_body(name: NameMention, drafts: list[ActorDraft], by_key: dict[str, ActorDraft], config: ActorsConfig) -> None:
    """Add an organisation's, place's or group's name to its actor."""
    base = SUFFIX.sub("", name.text) or name.text
    key = fold(base)
    draft, rule, confidence = by_key.get(key) or by_key.get(f"{key}'s"), "the same name", config.same_name_confidence
    if draft is None:
        draft, rule, confidence = _short_form(base, name, drafts, config)
    if draft is None:
        draft = ActorDraft(name.text, name.kind, key=key, plural=name.label == "NORP")
        drafts.append(draft)
        rule, confidence = "the name", config.new_name_confidence
    by_key[key] = draft
    draft.add(ActorMention(name.start, name.end, "name", rule, confidence, name.text))


def _is_part_of_initials(acronym: str, initials: Iterable[str]) -> bool:
    """Whether an acronym leaves out a country before or a word behind: "PUC", "CDC" of CDC and Prevention.

    Two letters are part of too much.
    """
    parts = [one.partition(acronym) for one in initials] if len(acronym) > 2 else []
    return any(found and len(before) <= 1 and len(behind) <= 1 for before, found, behind in parts)


def _holds(whole: _BodyName, acronym: str) -> bool:
    """Whether the acronym is a word of the name."""
    return any(word.replace(".", "") == acronym for word in whole.words)


def _is_short_for_party(short: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether its members' name stands for a party: "the Conservatives" for the Conservative Party."""
    if len(short) != 1 or not short[0].endswith("s") or len(whole) < 2 or whole[-1] != "party":
        return False
    return len(short[0]) > 5 and whole[-2].startswith(short[0][:-1])


class _BodyName(NamedTuple):
    """A body's name without "Inc." and its like: its words, these folded, and what acronyms it may have."""

    words: tuple[str, ...]
    folded: tuple[str, ...]
    initials: tuple[str, str]


@functools.lru_cache(maxsize=8192)
def _body_name(name: str) -> _BodyName:
    words = tuple(SUFFIX.sub("", name).split())
    initials = [acronym_letters(w, in_capitals=name.isupper()) for w in words]
    capitals = "".join(i for w, i in zip(words, initials, strict=True) if w[0].isupper())
    return _BodyName(words, tuple(fold(w) for w in words), (capitals, "".join(initials).upper()))


def initials_of(name: str) -> tuple[str, ...]:
    """The acronyms that a body's name of two words or more may have; none of one word."""
    whole = _body_name(name)
    return whole.initials if len(whole.words) > 1 else ()


def acronym_of(name: str, config: ActorsConfig) -> str | None:
    """The letters of a name that is written as acronyms are; None for any other."""
    letters = name.replace(".", "")
    return letters if letters.isupper() and 2 <= len(letters) <= config.max_acronym_letters else None


def _short_form(base: str, name: NameMention, drafts: list[ActorDraft], config: ActorsConfig) -> NameMatch:
    """The body of which this is an acronym or short form; longer names were seen first."""
    short_words = tuple(fold(w) for w in base.split())
    acronym, in_capitals = acronym_of(base, config), base.isupper()
    city = countries().capital_of(base) if name.kind == "place" else None
    for draft in drafts:
        may_be_members = name.kind == "group" and draft.kind == "organisation"
        if draft.country or draft.kind == "person":
            continue
        if draft.kind != name.kind and not in_capitals and not may_be_members:
            continue
        whole = _body_name(draft.name)
        if acronym is not None and acronym in initials_of(draft.name):
            return NameMatch(draft, f"acronym of {draft.name}", config.acronym_confidence)
        # The "NBA Draft" is not the NBA.
        if acronym is not None and not _holds(whole, acronym) and _is_part_of_initials(acronym, whole.initials):
            return NameMatch(draft, f"acronym of {draft.name}", config.partial_acronym_confidence)
        if _is_short_for_party(short_words, whole.folded):
            return NameMatch(draft, f"short for {draft.name}", config.short_form_confidence)
        if in_capitals or may_be_members or len(whole.words) <= len(short_words):
            continue
        if name.kind == "place" and (not city or city != countries().capital_of(draft.name)):
            continue
        if short_words in (whole.folded[: len(short_words)], whole.folded[-len(short_words) :]):
            return NameMatch(draft, f"short for {draft.name}", config.short_form_confidence)
    return NameMatch(None, "", 0.0)
