"""Pronouns, joined by agreement, syntax and recency; left open where it is a coin toss.

The order of preference follows Lappin and Leass (1994) in small: recency by sentence, subject before object,
the same role as the pronoun's, how often the actor was told of before.
"""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from components.analysis.cast.cluster import Draft, Found
from components.analysis.cast.lexicon import lexicon

SINGULAR = {"he", "him", "his", "himself", "she", "her", "hers", "herself"}
THINGS = {"it", "its", "itself"}
PLURAL = {"they", "them", "their", "theirs", "themselves"}
BACK = 3  # sentences back in which an antecedent may stand
MARGIN = 0.12  # of the best score, by which it must lead to be taken


class _Candidate:
    """A mention before the pronoun and what speaks for it."""

    def __init__(self, draft: Draft, found: Found, head: Token, sentence: int) -> None:
        self.draft, self.found, self.head, self.sentence = draft, found, head, sentence


_THING = Draft("", "organisation", key="thing")


def pronouns(doc: Doc, drafts: Sequence[Draft]) -> int:
    """Add pronoun mentions to the drafts; returns how many pronouns stayed open."""
    starts = [s.start for s in doc.sents]
    listed = sorted(
        (
            _Candidate(d, m, doc[m.start : m.end].root, bisect.bisect_right(starts, m.start) - 1)
            for d in drafts
            for m in d.mentions
            if m.form != "adjective"
        ),
        key=lambda c: c.found.start,
    )
    heads = {c.head.i for c in listed}
    # A subject that is no actor ("the message") takes the pronoun that means it, and leaves it open.
    things = [
        _Candidate(_THING, Found(t.i, t.i + 1, "nominal", "", 0.0), t, bisect.bisect_right(starts, t.i) - 1)
        for t in doc
        if t.pos_ in {"NOUN", "PROPN"}
        and t.dep_ in {"nsubj", "nsubjpass", "dobj"}
        and t.i not in heads
        and t.tag_ in {"NN", "NNP"}
        and not lexicon().is_person(t.lemma_.lower())
    ]
    listed = sorted([*listed, *things], key=lambda c: c.found.start)
    told = Counter({id(d): len(d.mentions) for d in drafts})
    open_ = 0
    for token in doc:
        word = token.lower_
        if word not in SINGULAR | THINGS | PLURAL or token.pos_ not in {"PRON", "DET"}:
            continue
        if word in THINGS and _empty(token):
            continue
        sentence = bisect.bisect_right(starts, token.i) - 1
        best = _choose(token, sentence, listed, told)
        if best is None:
            open_ += 1
            continue
        draft, sure = best
        found = Found(token.i, token.i + 1, "pronoun", f"“{token.text}”, for {draft.name} before it", sure, token.text)
        draft.mentions.append(found)
        if word in SINGULAR and draft.gender is None:
            draft.gender = lexicon().gender(word)
        position = bisect.bisect_right([c.found.start for c in listed[-400:]], token.i) + max(0, len(listed) - 400)
        listed.insert(position, _Candidate(draft, found, token, sentence))
    return open_


def _empty(token: Token) -> bool:
    """ "It" that stands for nobody: "it is clear that", "it rains"."""
    if token.dep_ == "expl":
        return True
    verb = token.head
    if token.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    after = [c for c in verb.children if c.i > verb.i]
    after += [g for c in after if c.dep_ in {"acomp", "oprd", "attr"} for g in c.children]
    clausal = any(c.dep_ in {"ccomp", "xcomp", "csubj", "advcl"} for c in after)
    return clausal and verb.lemma_ in {"be", "seem", "appear", "take", "make", "become", "remain"}


def _choose(
    token: Token, sentence: int, listed: Sequence[_Candidate], told: Counter[int]
) -> tuple[Draft, float] | None:
    scores: dict[int, float] = {}
    drafts: dict[int, Draft] = {}
    first = bisect.bisect_left([c.sentence for c in listed], sentence - BACK) if len(listed) > 60 else 0
    for one in listed[first:]:
        if one.found.start >= token.i:
            break
        if sentence - one.sentence > BACK or not _agrees(token, one.draft) or _bound(token, one):
            continue
        score = _score(token, sentence, one, told)
        key = id(one.draft)
        if score > scores.get(key, 0.0):
            scores[key], drafts[key] = score, one.draft
    if not scores:
        return None
    if drafts[max(scores, key=lambda k: scores[k])] is _THING:
        return None
    ranked = sorted(scores.items(), key=lambda kv: -kv[1])
    best, lead = ranked[0], ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0)
    if lead < MARGIN * best[1]:
        return None
    return drafts[best[0]], round(min(0.9, 0.5 + 0.4 * lead / best[1]), 2)


def _agrees(token: Token, draft: Draft) -> bool:
    """Number, gender and kind."""
    word = token.lower_
    if word in SINGULAR:
        return draft.kind == "person" and not draft.plural and draft.gender in {None, lexicon().gender(word)}
    if word in PLURAL:
        return draft.plural or draft.kind == "group" or (draft.kind == "organisation" and draft is not _THING)
    return draft.kind in {"organisation", "place"} and not draft.plural


def _bound(token: Token, one: _Candidate) -> bool:
    """Whether the two stand in one clause where only a reflexive could mean the same ("Ann saw her")."""
    if token.lower_.endswith(("self", "selves")) or token.dep_ == "poss":
        return False
    return (
        one.head.head.i == token.head.i
        and one.head.dep_ in {"nsubj", "dobj"}
        and token.dep_ in {"dobj", "nsubj", "dative"}
    )


def _score(token: Token, sentence: int, one: _Candidate, told: Counter[int]) -> float:
    score = {0: 1.0, 1: 0.85, 2: 0.5}.get(sentence - one.sentence, 0.3)
    head = one.head
    if head.dep_ in {"nsubj", "nsubjpass"}:
        score += 0.45
        if token.dep_ in {"nsubj", "nsubjpass"}:
            score += 0.15
    elif head.dep_ in {"dobj", "attr"}:
        score += 0.2
    elif head.dep_ in {"poss", "compound", "pobj"}:
        score += 0.02
    if one.found.form == "pronoun":
        score += 0.2
    if one.draft.kind == "place" and one.draft.country is None:
        score -= 0.35
    if one.draft.described:
        score -= 0.05
    if token.lower_ in PLURAL and one.draft.kind == "organisation":
        score -= 0.4
    score += min(0.3, 0.03 * told[id(one.draft)])
    distance = token.i - one.found.end
    return score - min(0.25, 0.003 * distance)
