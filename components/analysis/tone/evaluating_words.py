"""Evaluating words and whom they are about: "Carney is a liar", "the corrupt government", "Trudeau lied"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from components.analysis.clause_arguments import doers_of, subjects_of, with_conjuncts
from components.analysis.tone.judgement import Judgement, Pattern
from components.analysis.tone.lexicon import JudgementLexicon, Polarity
from components.analysis.tone.negation_and_hedging import is_hedged, is_negated


def deed(verb: Token, polarity: Polarity, lexicon: JudgementLexicon) -> Iterator[Judgement]:
    """ "Carney lied", "voters were misled by Carney"."""
    for doer in doers_of(verb):
        yield Judgement(
            (verb.i,), polarity, doer.i, None, "deed", False, is_negated(verb, lexicon), is_hedged(verb, lexicon)
        )


def evaluation(word: Token, polarity: Polarity, lexicon: JudgementLexicon) -> Iterator[Judgement]:
    """What an evaluating adjective, noun or adverb is about, up the parse from it."""
    if word.lower_.endswith("ing") and word.i > word.sent.start and word.nbor(-1).pos_ == "ADP":
        return  # "accused of misleading growers": what is done to the growers, not what they are like
    turned = is_negated(word, lexicon)
    head, cue = word, (word.i,)

    def made(target: Token, pattern: Pattern, governor: Token, negated: bool) -> Judgement:
        return Judgement(cue, polarity, target.i, None, pattern, False, negated, is_hedged(governor, lexicon))

    if word.dep_ in ("amod", "compound", "nmod") and word.pos_ != "ADV":
        yield made(word.head, "attribute", word.head, turned)
        head = word.head
    if word.dep_ == "advmod" and word.pos_ == "ADV" and word.head.pos_ == "VERB":
        for doer in subjects_of(word.head):
            yield made(doer, "deed", word.head, turned or is_negated(word.head, lexicon))
        return
    while head.dep_ == "conj" and head.head.i != head.i and head.head.pos_ == head.pos_:
        head = head.head
    if head.i == word.i and word.pos_ in ("NOUN", "PROPN"):
        for owner in (c for c in word.children if c.dep_ == "poss"):
            yield made(owner, "evaluating noun", word, turned)
        for of in (c for c in word.children if c.dep_ == "prep" and c.lower_ in ("of", "by", "from")):
            if of.lower_ != "of" and word.dep_ in ("oprd", "attr"):
                continue
            for owner in with_conjuncts(c for c in of.children if c.dep_ == "pobj"):
                yield made(owner, "evaluating noun", word, turned)
        if word.dep_ == "appos":
            yield made(word.head, "apposition", word, turned)
        for other in (c for c in word.children if c.dep_ == "appos"):
            yield made(other, "apposition", word, turned)
    verb = head.head
    if head.dep_ in ("acomp", "attr", "oprd") and verb.pos_ in ("AUX", "VERB"):
        if verb.lemma_.lower() in lexicon.copulas:
            for subject in subjects_of(verb):
                yield made(subject, "predicate", verb, turned ^ is_negated(verb, lexicon))
    elif head.dep_ == "ROOT" and head.pos_ in ("ADJ", "NOUN"):
        for subject in (c for c in head.children if c.dep_ == "nsubj"):
            yield made(subject, "predicate", head, turned)
    elif head.dep_ == "dobj" and verb.pos_ in ("VERB", "AUX"):
        lemma = verb.lemma_.lower()
        pattern: Pattern = "trait" if lemma in lexicon.trait_verbs else "evaluated object"
        negated = turned ^ is_negated(verb, lexicon) ^ (lemma in lexicon.lacking_verbs)
        for subject in doers_of(verb):
            yield made(subject, pattern, verb, negated)
    elif head.dep_ == "pobj" and head.head.dep_ == "prep" and head.head.head.pos_ in ("VERB", "AUX"):
        verb = head.head.head
        for subject in doers_of(verb):
            yield made(subject, "evaluated object", verb, turned ^ is_negated(verb, lexicon))
    elif head.dep_ == "ccomp" and head.pos_ in ("ADJ", "NOUN"):
        for subject in (c for c in head.children if c.dep_ == "nsubj"):
            yield made(subject, "predicate", head, turned)
