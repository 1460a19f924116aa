"""Joins actors by their names once it is settled what kind each is of: before, a body may have been taken for a person.

Acronyms with what they stand for, players with the same ones behind their position, teams with their town's, people
by a short given name. Who may be of two others, or is told apart from the other by the text, stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from components.analysis.actors.actor_draft import ActorDraft, ActorMention
from components.analysis.actors.config import ActorsConfig
from components.analysis.actors.name_coreference import acronym_of, initials_of
from components.analysis.actors.person_coreference import person_parts
from components.name_lists.country_names import fold
from components.name_lists.given_name_forms import given_forms

_POSITIONS = frozenset("CB DE DT FB LB QB RB TE WR".split())  # of players, before whose names newspapers set them
_KIN = frozenset(
    "aunt brother brothers child children cousin cousins daughter daughters dad ex-husband ex-wife family father fiance"
    " fiancee granddaughter grandfather grandmother grandson husband kids mother mum mom nephew niece parents relative"
    " sibling siblings sister sisters son sons spouse stepson twin twins uncle widow widower wife".split()
)
_MANY = ("s", "sox")  # how names of teams end
_SHORTER = 2  # letters by which a short form is shorter than its name: "Emma" is not short for "Emily"
_SELDOM = 2  # times that an article gives the other form of a name

_Key = tuple[str, ...]


def join_settled(doc: Doc, drafts: Sequence[ActorDraft], config: ActorsConfig) -> list[ActorDraft]:
    """The drafts, those left out whose mentions another one took."""
    named = [d for d in drafts if d.country is None and any(m.form == "name" for m in d.mentions)]
    bodies = [d for d in named if d.kind == "organisation"]
    people = [d for d in named if d.kind == "person"]
    places = {fold(d.name) for d in named if d.kind == "place"} | {fold(d.name) for d in drafts if d.country}

    def acronyms() -> Iterable[tuple[ActorDraft, list[ActorDraft]]]:
        whole = _by(bodies, lambda d: {(one,) for one in initials_of(d.name)})
        for short in bodies:
            if (acronym := acronym_of(short.name, config)) is not None:
                yield short, [d for d in whole[(acronym,)] if not _spelt_out_otherwise(doc, short, d)]

    def players() -> Iterable[tuple[ActorDraft, list[ActorDraft]]]:
        bare = _by(people, lambda d: {tuple(d.name.split())})
        for long in people:
            words = long.name.split()
            at = next((n for n, word in enumerate(words) if word in _POSITIONS), len(words))
            if len(words) - at > 2 and not long.labelled:
                yield long, bare[tuple(words[at + 1 :])]

    def teams() -> Iterable[tuple[ActorDraft, list[ActorDraft]]]:
        whole = _by(named, lambda d: _without_town(d, places))
        for short in named:
            if short.kind in {"person", "organisation"} and _is_called_as_many(doc, short):
                of_team = [d for d in whole[_words(short.name)] if "organisation" in {d.kind, short.kind}]
                yield short, of_team

    def short_names() -> Iterable[tuple[ActorDraft, list[ActorDraft]]]:
        family = _by(people, lambda d: {tuple(person_parts(d.name)[1:])} - {()})
        for one in people:
            others = family[tuple(person_parts(one.name)[1:])]
            yield one, [d for d in others if _is_short_given(doc, one, d)]

    for pairs, rule, confidence in (
        (acronyms, "acronym of", config.acronym_confidence),
        (players, "the name of", config.full_name_confidence),
        (teams, "short for", config.short_form_confidence),
        (short_names, "a short form of", config.short_form_confidence),
    ):
        for one, fitting in pairs():
            others = [d for d in fitting if d is not one and d.mentions]
            if one.mentions and len(others) == 1:
                _take(others[0], one, f"{rule} {others[0].name}", confidence)
    return [d for d in drafts if d.mentions]


def _by(drafts: Iterable[ActorDraft], keys: Callable[[ActorDraft], set[_Key]]) -> defaultdict[_Key, list[ActorDraft]]:
    found: defaultdict[_Key, list[ActorDraft]] = defaultdict(list)
    for draft in drafts:
        for key in keys(draft):
            found[key].append(draft)
    return found


def _take(whole: ActorDraft, other: ActorDraft, rule: str, confidence: float) -> None:
    for mention in other.mentions:
        whole.add(replace(mention, rule=rule, confidence=min(mention.confidence, confidence)))
    whole.mentions.sort(key=lambda m: m.start)
    other.mentions.clear()
    whole.role = whole.role or other.role
    whole.gender = whole.gender or other.gender
    whole.labelled |= other.labelled
    if whole.kind == "place":
        whole.kind = other.kind  # a team that was taken for its town


def _spelt_out_otherwise(doc: Doc, short: ActorDraft, whole: ActorDraft) -> bool:
    """Whether the acronym stands in brackets behind another name than this: "Harley-Davidson (HD)"."""
    ends = {m.end for m in whole.mentions}
    return any(m.start and doc[m.start - 1].text == "(" and m.start - 1 not in ends for m in short.mentions)


def _without_town(whole: ActorDraft, places: set[str]) -> set[_Key]:
    """A team's name without the place before it: "Jaguars" of "Jacksonville Jaguars"."""
    words = _words(whole.name)
    return {words[n:] for n in range(1, len(words)) if " ".join(words[:n]) in places}


def _is_called_as_many(doc: Doc, short: ActorDraft) -> bool:
    """Whether it is called as a team is: "the Jaguars"."""
    names = [m for m in short.mentions if m.form == "name"]
    return short.name.lower().endswith(_MANY) and any(_after_article(doc, m) for m in names)


def _after_article(doc: Doc, mention: ActorMention) -> bool:
    first = mention.first_name_token
    return doc[first].lower_ == "the" or (first > 0 and doc[first - 1].lower_ == "the")


def _is_short_given(doc: Doc, one: ActorDraft, other: ActorDraft) -> bool:
    """Whether one person's given name is short for the other's, and nothing tells the two apart.

    They are two where a sentence names both or tells of a relative beside one, and where both names are used often.
    """
    short, long = (fold(person_parts(d.name)[0]) for d in (one, other))
    if len(short) + _SHORTER > len(long) or short not in given_forms(long):
        return False
    if one.gender and other.gender and one.gender != other.gender:
        return False
    sentences = []
    for draft, given in ((one, short), (other, long)):
        full = [m for m in draft.mentions if m.form == "name" and given in fold(m.text).split()]
        sentences.append({doc[m.start].sent.start for m in full})
    if not all(sentences) or sentences[0] & sentences[1] or min(map(len, sentences)) > _SELDOM:
        return False
    told = (doc[start].sent for start in sentences[0] | sentences[1])
    return not any(token.lower_ in _KIN for sentence in told for token in sentence)


def _words(name: str) -> _Key:
    return tuple(fold(name).removeprefix("the ").split())
