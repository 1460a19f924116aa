"""Negation and hedging around a word, by the parse; the words are in data/tone.json."""

from __future__ import annotations

import functools
import json
from importlib import resources
from typing import NamedTuple

from spacy.tokens import Token

_UPWARD = frozenset(("amod", "compound", "acomp", "attr", "dobj", "pobj", "xcomp", "advmod", "oprd"))


class PolarityShifters(NamedTuple):
    """Lower-case words that turn a statement round, and that weaken it."""

    negators: frozenset[str]
    hedges: frozenset[str]


@functools.cache
def polarity_shifters() -> PolarityShifters:
    """The lexicon, read once."""
    path = resources.files("components.analysis") / "data" / "tone.json"
    data: dict[str, str] = json.loads(path.read_text("utf-8"))
    return PolarityShifters(frozenset(data["negators"].split()), frozenset(data["hedges"].split()))


def is_negated(token: Token) -> bool:
    """Whether the word is a negation, or one holds for it: its own, or one of the phrase and clause it stands in."""
    known = polarity_shifters().negators
    if token.dep_ == "neg" or token.lower_ in known:
        return True
    seen = token
    for _ in range(4):
        if any(c.dep_ == "neg" or c.lower_ in known for c in seen.children if c.i < token.i):
            return True
        head = seen.head
        if seen.dep_ not in _UPWARD or head.i == seen.i:
            return False
        if seen.dep_ in {"dobj", "pobj", "xcomp"} and {head.lemma_.lower(), head.lower_} & known:
            return True
        seen = head
    return False


def is_hedged(token: Token) -> bool:
    """Whether a hedge holds for the word ("may be", "allegedly")."""
    near = [token, *token.children, *(token.head.children if token.head.i != token.i else [])]
    return any(
        c.lower_ in polarity_shifters().hedges and (c.i == token.i or c.dep_ in {"aux", "advmod", "mark"}) for c in near
    )
