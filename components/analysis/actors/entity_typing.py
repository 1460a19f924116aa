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
from components.analysis.actors.lexicon import lexicon
from components.analysis.actors.mention_detection import MentionDetection
from components.analysis.actors.mention_features import FORMS, KINDS
from components.analysis.quotes.lexicon import is_speech_verb
from components.domain.record import ActorKind

# What each sign counts; the kind that the names were taken for counts TAKEN. A sign must outweigh it twice over.
TAKEN = 1.0
MOST = 0.5  # of a name's mentions that a sign must hold for
TEAM = 0.2  # of a place's mentions in which it plays, from which on a text on sport means its team
SPOKEN = 0.3  # of a site's mentions in which it speaks, from which on it is a body
SPORT = 10.0  # sport's words in a thousand, from which a text is one on sport

HEARD = 0.25  # how likely the finder takes "the Guardian" for a body, of how likely for somebody
_PERSON = 1 + KINDS.index("person") * len(FORMS)  # its column for names of people
_ORGANISATION = 1 + KINDS.index("organisation") * len(FORMS)

_ACRONYM = re.compile(r"^[A-Z][A-Z&.]{1,6}$")
_INITIALS = re.compile(r"^(?:[A-Z]\.){1,3}$")
_LOCATIVE = frozenset(("in", "near", "at", "outside", "around", "across"))
_SPORT = frozenset(
    """goal goals match matches striker strikers goalkeeper keeper midfielder defender defenders half-time halftime
    scored scoring penalty tournament championship championships league cup coach playoff playoffs semi-final
    quarter-final semifinal quarterfinal innings wicket kick-off kickoff offside equaliser equalizer medal medals
    squad squads referee qualifier""".split()
)
_FIRMS = frozenset(
    "group company firm maker manufacturer retailer bank airline startup publisher broadcaster agency".split()
)
_HAS = frozenset("share shareholder stock board headquarters subsidiary takeover profit revenue dividend".split())
_BOUGHT = frozenset("acquire buy".split())
_STAKES = frozenset("share stake stock shareholder takeover".split())
_PLAYS = frozenset(
    """beat defeat win lose draw score play face qualify concede thrash trail lead equalise equalize reach eliminate
    dominate attack kick sub bat bowl host advance""".split()
)
_PLAYED = frozenset(("goal", "captain", "striker", "goalkeeper", "keeper", "coach", "defender", "midfielder", "squad",
                     "team", "player", "defence", "defense", "side", "victory", "win", "match", "game"))  # fmt: skip


def settle_kinds(doc: Doc, drafts: Sequence[ActorDraft], hearing: MentionDetection) -> None:
    """Set each named draft's kind: by its own words, by what stands about it, and teams of countries as teams."""
    on_sport = _on_sport(doc)
    for draft in drafts:
        names = [m for m in draft.mentions if m.form == "name"]
        if not names:
            continue
        if on_sport and draft.kind == "place" and _share(_plays(doc, m) for m in names) >= TEAM:
            draft.kind, draft.role = "organisation", draft.role or "team"
        elif draft.country is None and draft.kind != "group":
            draft.kind = _kind(doc, draft, names, hearing)


def _kind(doc: Doc, draft: ActorDraft, names: Sequence[ActorMention], hearing: MentionDetection) -> ActorKind:
    """The kind that most speaks for; the one it was taken for where little does."""
    votes: dict[ActorKind, float] = {"person": 0.0, "place": 0.0, "organisation": 0.0}
    votes[draft.kind] += TAKEN
    words = [w.lower().strip(".,") for w in draft.name.split()]
    person = draft.kind == "person"
    titled = any(lexicon().is_title(m.text.split()[0]) for m in names)
    nobody = person and draft.gender is None and not titled
    told = _by_words(words)
    if told is not None and (not person or (nobody and (len(words) > 2 or words[0] in lexicon().leading))):
        votes[told] += 2.5  # but Paul Hall is somebody
    if not person and told == "place" and _share(is_speech_verb(doc[m.end - 1]) for m in names) >= SPOKEN:
        votes["organisation"] += 3.0  # a hospital that says something is no place
    if (nobody or not person) and any(_of_a_body(doc, m) for m in names):
        votes["organisation"] += 1.5
    if nobody and _like_a_body(doc, draft, names, hearing):
        votes["organisation"] += 1.5
    if told is None and len(words) <= 2:
        short = len(words) == 1 and not draft.name.isupper()
        if (not person or nobody) and any(_before_place(doc, m) for m in names):
            votes["place"] += 1.5
        if not person and short and _share(_located(doc, m) for m in names) > MOST:
            votes["place"] += 1.5
    return max(votes, key=lambda k: votes[k])


def _of_a_body(doc: Doc, found: ActorMention) -> bool:
    """Whether a firm stands so: "Swiss group Alpina", "Norvane's shares", "shares in Norvane", "to buy Norvane"."""
    head = doc[found.end - 1]
    start = found.first_name_token
    if start and doc[start - 1].lemma_.lower() in _FIRMS and doc[start - 1].pos_ == "NOUN":
        return True
    if head.dep_ in {"poss", "compound", "nmod"} and head.head.lemma_.lower() in _HAS:
        return True
    if head.dep_ == "dobj" and head.head.lemma_.lower() in _BOUGHT:
        return True
    return head.dep_ == "pobj" and head.head.lower_ in {"in", "of", "for"} and _is_stake(head.head.head)


def _is_stake(token: Token) -> bool:
    return token.lemma_.lower() in _STAKES or token.lower_.removesuffix("s") in _STAKES


def _like_a_body(doc: Doc, draft: ActorDraft, names: Sequence[ActorMention], hearing: MentionDetection) -> bool:
    """Whether a person's name looks like a body's: an acronym, a word with a number at its end, "the Guardian"."""
    words = draft.name.split()
    if _ACRONYM.match(draft.name) and not _INITIALS.match(draft.name):
        return True
    if any(w[0].isalpha() and w[-1].isdigit() for w in words):
        return True
    return (
        len(words) == 1
        and not draft.name.endswith("s")
        and _share(_after_article(doc, m) for m in names) > MOST
        and any(_heard_as_body(hearing, m) for m in names)
    )


def _heard_as_body(hearing: MentionDetection, found: ActorMention) -> bool:
    chances = hearing.chances[found.end - 1]
    return bool(chances[_ORGANISATION] > HEARD * chances[_PERSON])


def _by_words(words: Sequence[str]) -> ActorKind | None:
    """What the head word of a name says: its last word, the one before "of", or the first of "Instituto Gonzaga"."""
    known = lexicon()
    head = next((before for before, word in pairwise(words) if word in {"of", "for"}), words[-1])
    if head not in known.site | known.organisation | known.body | {"house"}:
        head = words[-1]  # "Daughters of the Revolution Hall"
    if len(words) > 1 and words[0] in known.leading:
        return "organisation"
    if head == "house" and (len(words) == 1 or "of" in words):
        return "organisation"  # "the House", "the House of Commons"; "the White House" is where until it speaks
    if head in known.site or (len(words) > 1 and head.endswith(("straße", "strasse"))):
        return "place"
    if len(words) > 1 and (head in known.organisation or head in known.body):
        return "organisation"
    return None


def _share(signs: Iterable[bool]) -> float:
    """How many of them hold, of all."""
    listed = list(signs)
    return sum(listed) / len(listed) if listed else 0.0


def _after_article(doc: Doc, found: ActorMention) -> bool:
    """Whether "the" stands before it, and it is no part of a longer phrase ("the Stirling area")."""
    start = found.first_name_token
    return start > 0 and doc[start - 1].lower_ == "the" and doc[found.end - 1].dep_ != "compound"


def _located(doc: Doc, found: ActorMention) -> bool:
    """Whether something happens in it: "in Herat"."""
    at = found.start - 1
    if at > 0 and doc[at].lower_ == "the":
        at -= 1
    if at > 0 and _is_stake(doc[at - 1]):
        return False  # "shares in Norvane"
    return at >= 0 and doc[at].lower_ in _LOCATIVE and doc[found.end - 1].dep_ in {"pobj", "conj"}


def _before_place(doc: Doc, found: ActorMention) -> bool:
    """Whether a place that holds it follows: "Irving, Texas"."""
    return (
        found.end + 1 < len(doc)
        and doc[found.end].text == ","
        and doc[found.end + 1].ent_type_ == "GPE"
        and doc[found.end + 1].dep_ in {"appos", "npadvmod"}
        and doc[found.end - 1].ent_type_ in {"GPE", "LOC", ""}
    )


def _on_sport(doc: Doc) -> bool:
    """Whether the text is on sport, by how many of its words are of that field."""
    words = doc.to_array(LOWER)
    of_sport = words[np.isin(words, [get_string_id(word) for word in _SPORT])]
    return len(np.unique(of_sport)) >= 5 and len(of_sport) * 1000 >= SPORT * len(doc)


def _plays(doc: Doc, found: ActorMention) -> bool:
    """Whether a country stands where a team does: it beats, loses, has a goalkeeper, or a score follows it."""
    head: Token = doc[found.end - 1]
    if head.dep_ in {"nsubj", "nsubjpass", "dobj"} and head.head.lemma_.lower() in _PLAYS:
        return True
    if head.dep_ in {"poss", "compound"} and head.head.lemma_.lower() in _PLAYED:
        return True
    after = doc[found.end].text if found.end < len(doc) else ""
    return after.isdigit() or after.lower() in {"vs", "vs.", "v"}
