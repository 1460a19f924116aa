"""Target-dependent tone by rules: each word of tone counts for a target by how the parse joins the two.

A first version, after Taboada et al. (2011) on lexicon-based sentiment: words with valence, turned by
negation, weakened by hedges, strengthened by intensifiers, and weighed here by their distance in the parse.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from spacy.tokens import Span, Token

from components.analysis.tone_lexicon import tone_words
from components.domain.record import ToneLabel

POSITIVE, NEGATIVE = 0.09, -0.04  # from these scores on a target is spoken for or against
REACH = 8  # steps in the parse beyond which a word says nothing of the target
NEAR, STEP = 0.4, 0.6  # how fast a word's weight falls with its steps from the target
HEDGED, STRONG = 0.6, 1.3
TURNED_FOR, TURNED_AGAINST = -0.75, -0.25  # “not good” is bad; “not bad” is hardly good


class Word(NamedTuple):
    """A word of tone in a sentence: its token, its valence after negation and hedging, what changed it."""

    token: Token
    value: float
    turned: bool
    hedged: bool


def toned(sent: Span) -> list[Word]:
    """The words of tone in a sentence; names carry none ("Grace", "Hope")."""
    words = tone_words()
    out = []
    for token in sent:
        if token.pos_ in {"PROPN", "ADP", "CCONJ", "DET", "PRON"} or token.is_space or token.is_punct:
            continue
        value = words.valence(token.text, token.lemma_)
        if not value:
            continue
        turned = _turned(token)
        hedged = _hedged(token)
        if any(c.lower_ in words.intensifiers for c in token.children):
            value *= STRONG
        if turned:
            value *= TURNED_FOR if value > 0 else TURNED_AGAINST
        if hedged:
            value *= HEDGED
        out.append(Word(token, value, turned, hedged))
    return out


_UPWARD = {"amod", "compound", "acomp", "attr", "dobj", "pobj", "xcomp", "advmod", "oprd"}


def _turned(token: Token) -> bool:
    """Whether a negation holds for the word: its own, or one of the phrase and clause it stands in."""
    words = tone_words()
    seen = token
    for _ in range(4):
        if any(c.dep_ == "neg" or c.lower_ in words.negators for c in seen.children if c.i < token.i):
            return True
        head = seen.head
        if seen.dep_ not in _UPWARD or head.i == seen.i:
            return False
        if seen.dep_ in {"dobj", "pobj", "xcomp"} and {head.lemma_.lower(), head.lower_} & words.negators:
            return True
        seen = head
    return False


def _hedged(token: Token) -> bool:
    words = tone_words()
    near = [*token.children, *(token.head.children if token.head.i != token.i else [])]
    return any(c.lower_ in words.hedges and c.dep_ in {"aux", "advmod", "mark"} for c in near)


def towards(words: Sequence[Word], target: Token, inside: Collection[int]) -> tuple[float, list[Word]]:
    """The score towards a target (-1..1) and the words that made it; ``inside`` are the target's own tokens."""
    up = _ancestors(target)
    score = 0.0
    carried = []
    for word in words:
        if word.token.i in inside:
            continue
        steps = _steps(word.token, up)
        if steps is None or steps > REACH:
            continue
        part = word.value * _weight(word.token, target, steps)
        if part:
            score += part
            carried.append(word)
    carried.sort(key=lambda w: -abs(w.value))
    return max(-1.0, min(1.0, score)), carried


def _ancestors(token: Token) -> dict[int, int]:
    """Steps up from the token to each of its ancestors."""
    out = {token.i: 0}
    for n, ancestor in enumerate(token.ancestors, start=1):
        out[ancestor.i] = n
    return out


def _steps(word: Token, up: dict[int, int]) -> int | None:
    """Steps in the parse from a word to the target, over their nearest common ancestor."""
    if word.i in up:
        return up[word.i]
    for n, ancestor in enumerate(word.ancestors, start=1):
        if ancestor.i in up:
            return n + up[ancestor.i]
    return None


def _weight(word: Token, target: Token, steps: int) -> float:
    """Nearer words count more; who praises or attacks is not what is praised or attacked."""
    if word.lemma_.lower() in tone_words().judging and word.pos_ == "VERB":
        if target.dep_ == "nsubj" and target.head.i == word.i:
            return 0.15 if word.lemma_.lower() not in {"exploit", "threaten", "undermine", "mock"} else 0.8
        if target.head.i == word.i and target.dep_ in {"dobj", "nsubjpass"}:
            return 1.2
        if target.head.dep_ == "agent" and target.head.head.i == word.i:
            return 0.15
    return 1.0 / (NEAR + STEP * steps)


def whole(words: Sequence[Word]) -> tuple[float, list[Word]]:
    """The score of a sentence itself: its words of tone together, as VADER sums them."""
    total = sum(w.value for w in words)
    score = total / (total * total + 1.4) ** 0.5 if total else 0.0
    return score, sorted(words, key=lambda w: -abs(w.value))


def label_of(score: float) -> ToneLabel:
    """For, against or neutral."""
    return "positive" if score >= POSITIVE else "negative" if score <= NEGATIVE else "neutral"


def sure(score: float, carried: int) -> float:
    """How sure: a clear score of a few words more than a faint one; nothing found is neutral with doubt."""
    if not carried:
        return 0.6
    margin = min(abs(score - POSITIVE), abs(score - NEGATIVE))
    return round(min(0.85, 0.45 + margin), 2)
