"""Settles what kind of actor a name is of, by all places where it stands: words about it outvote one wrong label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from spacy.attrs import LOWER
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from components.analysis.actors.actor_draft import ActorDraft, ActorMention
from components.analysis.actors.config import ActorsConfig
from components.analysis.actors.lexicon import lexicon
from components.analysis.actors.mention_detection import MentionDetection
from components.analysis.actors.mention_features import FORMS, KINDS
from components.analysis.actors.name_coreference import initials_of
from components.analysis.actors.name_mention import SUFFIX
from components.analysis.quotes.lexicon import is_subject_of_speech
from components.domain.record import ActorKind
from components.name_lists.country_names import countries

_PERSON = 1 + KINDS.index("person") * len(FORMS)  # the detection's column for names of people
_ORGANISATION = 1 + KINDS.index("organisation") * len(FORMS)
_ACRONYM = re.compile(r"^[A-Z][A-Z&.]{1,6}$")
_INITIALS = re.compile(r"^(?:[A-Z]\.){1,3}$")
_POINTS = frozenset(("north", "south", "east", "west", "new", "northern", "southern", "eastern", "western", "central"))
_RANKS_IN_NAMES = frozenset(("General",))  # ranks with which names of firms begin
_BOUGHT = frozenset(("acquire", "buy"))


def settle_kinds(doc: Doc, drafts: Sequence[ActorDraft], detection: MentionDetection, config: ActorsConfig) -> None:
    """Set each named draft's kind: by its own words, by what stands about it, and teams of countries as teams."""
    on_sport = _is_on_sport(doc, config)
    for draft in drafts:
        names = [m for m in draft.mentions if m.form == "name"]
        if not names or draft.labelled:
            continue
        if on_sport and draft.kind == "place" and _share(_plays(doc, m) for m in names) >= config.min_team_share:
            draft.kind, draft.role = "organisation", draft.role or "team"
        elif draft.country is None and draft.kind != "group":
            draft.kind = _kind(doc, draft, names, detection, config)
    acronyms = frozenset(d.name for d in drafts if d.kind == "organisation" and _ACRONYM.match(d.name))
    for draft in drafts:
        if draft.kind == "person" and not draft.labelled and _is_spelt_out(draft, acronyms):
            draft.kind, draft.name, draft.gender = "organisation", draft.mentions[0].text, None


def _is_spelt_out(draft: ActorDraft, acronyms: frozenset[str]) -> bool:
    """Whether a name that begins as a rank does is always what a body's acronym stands for: "General Motors", "GM"."""
    name = draft.mentions[0].text
    if name.partition(" ")[0] not in _RANKS_IN_NAMES or any(m.text != name for m in draft.mentions):
        return False
    return not acronyms.isdisjoint(initials_of(name))


def _kind(
    doc: Doc, draft: ActorDraft, names: Sequence[ActorMention], detection: MentionDetection, config: ActorsConfig
) -> ActorKind:
    """The kind with most votes; the one that the names were taken for where little speaks for another."""
    votes: dict[ActorKind, float] = {"person": 0.0, "place": 0.0, "organisation": 0.0}
    votes[draft.kind] += config.initial_kind_votes
    if any(SUFFIX.search(m.text) for m in names):
        return "organisation"
    words = [w.lower().strip(".,") for w in draft.name.split()]
    person = draft.kind == "person"
    first = draft.name.split()[0]  # "General Motors" has no title
    titled = any(lexicon().is_title(m.text.split()[0]) and m.text.split()[0] != first for m in names)
    doubtful_person = person and draft.gender is None and not titled
    by_words = _kind_by_words(words)
    if by_words is not None and (not person or (doubtful_person and (len(words) > 2 or words[0] in lexicon().leading))):
        votes[by_words] += config.head_word_votes  # but Paul Hall is somebody
    if not person and by_words == "place":
        speaking = _share(is_subject_of_speech(doc[m.end - 1]) for m in names)
        if speaking >= config.min_speaking_share:
            votes["organisation"] += config.speaking_site_votes
    if not person and _stands_as_body(doc, draft, names):
        votes["organisation"] += config.organisation_shape_votes
    if ((doubtful_person or not person) and any(_in_company_context(doc, m) for m in names)) or (
        doubtful_person and any(doc[m.end - 1].head.lemma_.lower() in lexicon().company_products for m in names)
    ):
        votes["organisation"] += config.company_context_votes
    if doubtful_person and _looks_like_organisation(doc, draft, names, detection, config):
        votes["organisation"] += config.organisation_shape_votes
    if by_words is None and len(words) <= 2:
        one_word = len(words) == 1 and not draft.name.isupper()
        if (not person or doubtful_person) and any(_before_place(doc, m) for m in names):
            votes["place"] += config.place_context_votes
        if not person and one_word and _share(_is_location(doc, m) for m in names) > config.min_sign_share:
            votes["place"] += config.place_context_votes
    return max(votes, key=lambda kind: votes[kind])


def _stands_as_body(doc: Doc, draft: ActorDraft, names: Sequence[ActorMention]) -> bool:
    """Whether what was taken for a place stands as a body does: "the VA", "Ford Australia", a White House that acts."""
    words = draft.name.split()
    if _ACRONYM.match(draft.name) and len(words) == 1 and len(draft.name) > 1:
        return _share(_after_article(doc, m) for m in names) > 0
    if len(words) == 2 and countries().country(words[-1]) and not countries().is_known(words[0]):
        return doc[names[0].end - 1].dep_ != "appos" and words[0][0].isupper() and words[0].lower() not in _POINTS
    return words[-1:] == ["House"] and any(not _is_location(doc, m) for m in names)


def _in_company_context(doc: Doc, mention: ActorMention) -> bool:
    """Whether a firm stands so: "Swiss group Alpina", "Norvane's shares", "shares in Norvane", "to buy Norvane"."""
    head = doc[mention.end - 1]
    start = mention.first_name_token
    if start and doc[start - 1].lemma_.lower() in lexicon().company_nouns and doc[start - 1].pos_ == "NOUN":
        return True
    if head.dep_ in {"poss", "compound", "nmod"} and head.head.lemma_.lower() in lexicon().company_possessions:
        return True
    if head.dep_ == "dobj" and head.head.lemma_.lower() in _BOUGHT:
        return True
    return head.dep_ == "pobj" and head.head.lower_ in {"in", "of", "for"} and _is_stake(head.head.head)


def _is_stake(token: Token) -> bool:
    shares = lexicon().company_shares
    return token.lemma_.lower() in shares or token.lower_.removesuffix("s") in shares


def _looks_like_organisation(
    doc: Doc, draft: ActorDraft, names: Sequence[ActorMention], detection: MentionDetection, config: ActorsConfig
) -> bool:
    """Whether a person's name looks like a body's: an acronym, a word with a number at its end, "the Guardian"."""
    words = draft.name.split()
    if _ACRONYM.match(draft.name) and not _INITIALS.match(draft.name):
        return True
    if len(words) == 1 and re.search(r"[a-z][A-Z]", draft.name.removeprefix("Mc").removeprefix("Mac")[1:]):
        return "-" not in draft.name and "’" not in draft.name  # "GlaxoSmithKline", but not "DeMarco"
    if any(w[0].isalpha() and w[-1].isdigit() for w in words):
        return True
    return (
        len(words) == 1
        and not draft.name.endswith("s")
        and _share(_after_article(doc, m) for m in names) > config.min_sign_share
        and any(_detected_as_organisation(detection, m, config) for m in names)
    )


def _detected_as_organisation(detection: MentionDetection, mention: ActorMention, config: ActorsConfig) -> bool:
    probabilities = detection.probabilities[mention.end - 1]
    return bool(probabilities[_ORGANISATION] > config.min_organisation_ratio * probabilities[_PERSON])


def _kind_by_words(words: Sequence[str]) -> ActorKind | None:
    """What the head word of a name says: its last word, the one before "of", or the first of "Instituto Gonzaga"."""
    lists = lexicon()
    head = next((before for before, word in pairwise(words) if word in {"of", "for"}), words[-1])
    if head not in lists.site | lists.organisation | lists.body | {"house"}:
        head = words[-1]  # "Daughters of the Revolution Hall"
    if words[-1] == "channel" and len(words) > 1:
        return "place" if words[0] == "english" else "organisation"
    if len(words) > 1 and words[0] in lists.leading:
        return "organisation"
    if head == "house" and (len(words) == 1 or "of" in words):
        return "organisation"  # "the House", "the House of Commons"; "the White House" is where until it speaks
    if head in lists.site or (len(words) > 1 and head.endswith(("straße", "strasse"))):
        return "place"
    if len(words) > 1 and (head in lists.organisation or head in lists.body):
        return "organisation"
    return None


def _share(signs: Iterable[bool]) -> float:
    """How many of them hold, of all."""
    listed = list(signs)
    return sum(listed) / len(listed) if listed else 0.0


def _after_article(doc: Doc, mention: ActorMention) -> bool:
    """Whether "the" stands before it, and it is no part of a longer phrase ("the Stirling area")."""
    start = mention.first_name_token
    return start > 0 and doc[start - 1].lower_ == "the" and doc[mention.end - 1].dep_ != "compound"


def _is_location(doc: Doc, mention: ActorMention) -> bool:
    """Whether something happens in it: "in Herat"."""
    at = mention.start - 1
    if at > 0 and doc[at].lower_ == "the":
        at -= 1
    if at > 0 and _is_stake(doc[at - 1]):
        return False  # "shares in Norvane"
    return at >= 0 and doc[at].lower_ in lexicon().locative and doc[mention.end - 1].dep_ in {"pobj", "conj"}


def _before_place(doc: Doc, mention: ActorMention) -> bool:
    """Whether a place that holds it follows: "Irving, Texas"."""
    return (
        mention.end + 1 < len(doc)
        and doc[mention.end].text == ","
        and doc[mention.end + 1].ent_type_ == "GPE"
        and doc[mention.end + 1].dep_ in {"appos", "npadvmod"}
        and doc[mention.end - 1].ent_type_ in {"GPE", "LOC", ""}
    )


def _is_on_sport(doc: Doc, config: ActorsConfig) -> bool:
    """Whether the text is on sport, by how many of its words are of that field."""
    words = doc.to_array(LOWER)
    of_sport = words[np.isin(words, [get_string_id(word) for word in lexicon().sport])]
    enough = len(np.unique(of_sport)) >= config.min_sport_words
    return enough and len(of_sport) * 1000 >= config.min_sport_words_per_thousand * len(doc)


def _plays(doc: Doc, mention: ActorMention) -> bool:
    """Whether a country stands where a team does: it beats, loses, has a goalkeeper, or a score follows it."""
    head: Token = doc[mention.end - 1]
    if head.dep_ in {"nsubj", "nsubjpass", "dobj"} and head.head.lemma_.lower() in lexicon().team_verbs:
        return True
    if head.dep_ in {"poss", "compound"} and head.head.lemma_.lower() in lexicon().team_nouns:
        return True
    after = doc[mention.end].text if mention.end < len(doc) else ""
    return after.isdigit() or after.lower() in {"vs", "vs.", "v"}
