"""Negation and hedging around a word, by the parse and the words of the lexicon."""

from __future__ import annotations

from spacy.tokens import Token

from components.analysis.tone.lexicon import polarity_shifters

# The relations of a word to its head over which a negation of the head holds for the word.
_TRANSPARENT = frozenset(("amod", "compound", "acomp", "attr", "dobj", "pobj", "xcomp", "advmod", "oprd"))


def is_negated(token: Token, max_steps: int) -> bool:
    """Whether the word is a negation, or one holds for it: its own, or one of the phrase and clause it stands in.

    max_steps: how many heads up the parse it is looked for.
    """
    negators = polarity_shifters().negators
    if token.dep_ == "neg" or token.lower_ in negators:
        return True
    word = token
    for _ in range(max_steps):
        if any(c.dep_ == "neg" or c.lower_ in negators for c in word.children if c.i < token.i):
            return True
        head = word.head
        if word.dep_ not in _TRANSPARENT or head.i == word.i:
            return False
        if word.dep_ in {"dobj", "pobj", "xcomp"} and {head.lemma_.lower(), head.lower_} & negators:
            return True
        word = head
    return False


def is_hedged(token: Token) -> bool:
    """Whether a hedge holds for the word ("may be", "allegedly")."""
    nearby = [token, *token.children, *(token.head.children if token.head.i != token.i else [])]
    hedges = polarity_shifters().hedges
    return any(w.lower_ in hedges and (w.i == token.i or w.dep_ in {"aux", "advmod", "mark"}) for w in nearby)
