"""A judgement on the parse: which words judge whom, and who judges where the sentence says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from components.analysis.tone.lexicon import JudgementLexicon, Polarity

Pattern = Literal[
    "act", "act by a noun", "act by an adjective", "naming", "predicate", "attribute", "evaluating noun",
    "apposition", "deed", "trait", "evaluated object",
]  # fmt: skip
_OPPOSITE: dict[Polarity, Polarity] = {"negative": "positive", "positive": "negative"}


@dataclass(frozen=True, slots=True)
class Judgement:
    """Words that judge. Tokens by their numbers in the Doc.

    target: the head of whom or what is judged. holder: that of who judges; None: whoever's words these are.
    """

    cue: tuple[int, ...]
    polarity: Polarity
    target: int
    holder: int | None
    pattern: Pattern
    is_weak: bool = False
    is_negated: bool = False
    is_hedged: bool = False
    is_question: bool = False


def opposite(polarity: Polarity) -> Polarity:
    """What a negated judgement may mean."""
    return _OPPOSITE[polarity]


def polarity_of(token: Token, lexicon: JudgementLexicon) -> Polarity | None:
    """Of an evaluating adjective, participle, noun or adverb; None for any other word."""
    lemma, lower = token.lemma_.lower(), token.lower_
    if token.pos_ in ("ADJ", "VERB", "PROPN") or token.dep_ in ("amod", "acomp"):
        found = lexicon.evaluating["ADJ"].get(lower) or lexicon.evaluating["ADJ"].get(lemma)
        if found:
            return found
    if token.pos_ in ("NOUN", "PROPN"):
        return lexicon.evaluating["NOUN"].get(lemma) or lexicon.evaluating["NOUN"].get(lower)
    if token.pos_ == "ADV" and lower.endswith("ly"):
        stem = lower[:-2]
        options = (stem, stem + "e", stem[:-1] + "y" if stem.endswith("i") else stem, stem + "le", lower[:-4] + "ic")
        return next((lexicon.evaluating["ADJ"][o] for o in options if o in lexicon.evaluating["ADJ"]), None)
    return None
