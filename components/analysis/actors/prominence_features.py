"""What prominence is judged by: where, how often and as what an actor is named, and whether it acts or only says where.

One row of numbers a draft (FEATURES), which salience.py weighs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from components.analysis.actors.actor_draft import ActorDraft, ActorMention
from components.analysis.actors.config import ActorsConfig
from components.analysis.actors.lexicon import lexicon
from components.analysis.findings import Findings
from components.analysis.quotes.lexicon import is_subject_of_speech
from components.domain.spans import Span

_SUBJECTS = ("nsubj", "nsubjpass")
MAX_LIST = 12  # names of a list back to its first


class Prominence(NamedTuple):
    """The numbers of one draft; shares and marks are 0..1, counts are log(1 + n)."""

    headline: float
    lead: float
    early: float
    names: float
    descriptions: float
    pronouns: float
    adjectives: float
    subjects: float
    agents: float  # subjects of verbs that say what somebody does
    speaks: float
    objects: float
    owns: float
    spread: float  # tenths of the text with a mention
    first: float  # where the first mention stands
    share: float  # of the most-named one's mentions
    role: float
    described: float
    plural: float
    person: float
    organisation: float
    place: float
    group: float
    country: float
    where: float  # share of a place's mentions that only say where
    only_where: float
    within: float  # share of mentions that stand in a longer name
    owned: float
    one_word: float
    body_described: float
    place_described: float
    single: float
    generic: float  # of a description by a noun that fits anybody: "people", "companies"
    words: float  # of a description


FEATURES = Prominence._fields


def prominence_features(
    doc: Doc, state: Findings, drafts: Sequence[ActorDraft], config: ActorsConfig
) -> list[Prominence]:
    """The numbers of each draft, in their order; what stands in the second headline line or a credit doesn't count."""
    body = [p for p in state.paragraphs if p not in state.headings]
    lead = body[0] if body else (0, 0)
    names = [m for d in drafts for m in d.mentions if m.form == "name"]
    covered: dict[int, int] = {}
    for mention in names:
        for i in range(mention.start, mention.end):
            covered[i] = max(covered.get(i, 0), mention.end - mention.start)
    most = max((len(d.mentions) for d in drafts), default=1) or 1
    return [_features(doc, state, lead, covered, most, draft, config) for draft in drafts]


def _features(
    doc: Doc, state: Findings, lead: Span, covered: dict[int, int], most: int, draft: ActorDraft, config: ActorsConfig
) -> Prominence:
    length = max(1, len(state.article.text))
    counts = dict.fromkeys(("name", "nominal", "pronoun", "adjective"), 0)
    in_headline = in_lead = early = False
    tenths: set[int] = set()
    subjects = agents = speaks = objects = owns = where = within = listed = 0
    first = 1.0
    for mention in draft.mentions:
        at = doc[mention.start].idx
        if state.in_alternative(at, at + 1) or state.in_credit(at):
            continue
        counts[mention.form] += 1
        listed += 1
        early |= at < config.beginning_share * length
        in_headline |= state.headline is not None and state.headline[0] <= at < state.headline[1]
        in_lead |= lead[0] <= at < lead[1]
        tenths.add(min(9, 10 * at // length))
        first = min(first, at / length)
        root = doc[mention.start : mention.end].root
        subjects += root.dep_ in _SUBJECTS
        agents += root.dep_ == "nsubj" and root.head.lemma_ not in ("be", "have")
        speaks += is_subject_of_speech(root) or _after_according_to(root)
        objects += root.dep_ in ("dobj", "dative")
        owns += root.dep_ == "poss"
        inner = mention.form == "name" and covered.get(mention.start, 0) > mention.end - mention.start
        within += inner
        where += inner or says_only_where(doc, mention, root)
    n = max(1, listed)
    is_place = draft.kind == "place"
    named = counts["name"] > 0
    return Prominence(
        headline=float(in_headline),
        lead=float(in_lead),
        early=float(early),
        names=math.log1p(counts["name"]),
        descriptions=math.log1p(counts["nominal"]),
        pronouns=math.log1p(counts["pronoun"]),
        adjectives=math.log1p(counts["adjective"]),
        subjects=math.log1p(subjects),
        agents=math.log1p(agents),
        speaks=math.log1p(speaks),
        objects=math.log1p(objects),
        owns=math.log1p(owns),
        spread=len(tenths) / 10,
        first=first,
        share=listed / most,
        role=float(draft.role is not None),
        described=float(not named),
        plural=float(draft.plural),
        person=float(draft.kind == "person"),
        organisation=float(draft.kind == "organisation"),
        place=float(is_place),
        group=float(draft.kind == "group"),
        country=float(draft.country is not None),
        where=where / n if is_place else 0.0,
        only_where=float(is_place and where == listed),
        within=within / n,
        owned=float(draft.of is not None),
        one_word=float(named and " " not in draft.name),
        body_described=float(not named and draft.kind == "organisation"),
        place_described=float(not named and is_place),
        single=float(listed <= 1),
        generic=float(not named and (draft.noun or "") in lexicon().any_people | lexicon().any_company | {"folk"}),
        words=0.0 if named else min(4, len(draft.name.split())) / 4,
    )


def _after_according_to(token: Token) -> bool:
    return (
        token.dep_ == "pobj"
        and token.i > 1
        and token.head.lower_ == "to"
        and token.doc[token.head.i - 1].lower_ == "according"
    )


def says_only_where(doc: Doc, mention: ActorMention, root: Token) -> bool:
    """Whether a place's mention tells where something is, and not who acts or suffers it."""
    if mention.form == "adjective":
        return True
    for _ in range(MAX_LIST):  # of a list its first tells what all of them do
        if root.dep_ != "conj" or root.head.i == root.i:
            break
        root = root.head
    if root.dep_ in _SUBJECTS:
        return root.head.lemma_ == "be" and root.dep_ == "nsubj"
    if root.dep_ in ("agent", "dative"):
        return False
    if root.dep_ == "poss":
        return root.head.lemma_.lower() not in lexicon().organisation | lexicon().titles | lexicon().dealings
    if root.dep_ == "dobj":
        return root.head.lemma_.lower() in lexicon().moving
    return not (root.dep_ == "pobj" and root.head.lower_ in ("by", "with", "against"))
