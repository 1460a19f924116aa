"""Judgements on the parse: whom words judge, and who judges where the sentence itself says so.

Two kinds (after Martin and White 2005): an act of judgement ("Moe praised Carney"), whose agent holds the attitude,
and an evaluating word tied to whom it is about ("Carney is a liar", "the corrupt government"), held by whoever's words
it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span, Token

from components.analysis.tone.acts_of_judgement import (
    act_by_adjective,
    act_by_noun,
    act_by_phrase,
    act_by_verb,
    act_received,
    naming,
)
from components.analysis.tone.evaluating_words import deed, evaluation
from components.analysis.tone.judgement import Judgement, polarity_of
from components.analysis.tone.lexicon import JudgementLexicon, judgement_lexicon


def judgements_in(sentence: Span) -> Iterator[Judgement]:
    """All judgements of a sentence, in the order of their words."""
    lexicon = judgement_lexicon()
    is_question = sentence.text.rstrip("”\"’' ").endswith("?")
    for token in sentence:
        for judgement in _of(token, lexicon):
            yield replace(judgement, is_question=is_question)


def _of(token: Token, lexicon: JudgementLexicon) -> Iterator[Judgement]:
    lemma = token.lemma_.lower()
    if token.pos_ in ("VERB", "AUX"):
        act = lexicon.act_verbs.get(lemma)
        if act:
            yield from act_by_verb(token, act, lexicon)
        for rest, phrase_act in lexicon.act_phrases["VERB"].get(lemma, ()):
            yield from act_by_phrase(token, rest, phrase_act, lexicon)
        if lemma in lexicon.naming_verbs:
            yield from naming(token, lexicon)
        polarity = lexicon.evaluating["VERB"].get(lemma)
        if polarity and not act:
            yield from deed(token, polarity, lexicon)
    if token.pos_ in ("NOUN", "PROPN"):
        phrases = lexicon.act_phrases["NOUN"].get(lemma, [])
        for rest, phrase_act in phrases:
            yield from act_by_noun(token, rest, phrase_act, lexicon)
        for rest, phrase_act in phrases[:1]:  # once, however many prepositions the noun has
            yield from act_received(token, rest, phrase_act, lexicon)
    if token.pos_ in ("ADJ", "VERB"):
        for rest, phrase_act in lexicon.act_phrases["ADJ"].get(token.lower_, ()):
            yield from act_by_adjective(token, rest, phrase_act, lexicon)
    polarity = polarity_of(token, lexicon)
    if polarity and not (token.pos_ == "VERB" and token.dep_ != "amod"):
        yield from evaluation(token, polarity, lexicon)
