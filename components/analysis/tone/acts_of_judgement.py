"""Acts of judgement: "Moe praised Carney", "voiced contempt for", "is proud of", "called Carney a liar"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from components.analysis.clause_arguments import (
    agents_of,
    doers_of,
    is_passive,
    passive_subjects,
    subjects_of,
    with_conjuncts,
)
from components.analysis.tone.judgement import Judgement, polarity_of
from components.analysis.tone.lexicon import Act, JudgementLexicon
from components.analysis.tone.negation_and_hedging import is_hedged, is_negated


def may_be_violence(verb: Token) -> bool:
    """Whether "attack" is told without the words that make it one of words ("attacked Moe for", "as")."""
    return verb.lemma_.lower() == "attack" and not any(c.lower_ in ("for", "as", "over") for c in verb.children)


def act_by_verb(verb: Token, act: Act, lexicon: JudgementLexicon) -> Iterator[Judgement]:
    """ "Moe praised Carney", "Carney was praised by Moe", "a report criticising Carney"."""
    if may_be_violence(verb):
        return
    negated, hedged = is_negated(verb, lexicon), is_hedged(verb, lexicon)
    if is_passive(verb):
        holders: list[Token | None] = [*agents_of(verb)] or [None]
        targets = passive_subjects(verb)
    else:
        holders = [*subjects_of(verb)] or [None]
        targets = [c for c in verb.children if c.dep_ in ("dobj", "dative")]
        on = [p for c in verb.children if c.lower_ == "on" for p in c.children if p.dep_ == "pobj"]
        if verb.lemma_.lower() == "blame" and on:
            targets = on  # "blamed the defeat on Carney"
        targets += [a for t in targets if t.lemma_.lower() in lexicon.decisions for a in agents_of(verb)]
        if verb.dep_ == "compound" and verb.tag_ in ("VBD", "VBZ") and any(c.dep_ == "nsubj" for c in verb.children):
            targets = [verb.head]  # "Moe blasted Trudeau." read as the name of somebody called Blasted Trudeau
        if not targets:
            targets = [
                s for c in verb.children if c.dep_ == "ccomp" for s in c.children if s.dep_ in ("nsubj", "nsubjpass")
            ]
    for target in with_conjuncts(targets):
        for holder in holders:
            yield Judgement(
                (verb.i,), act.polarity, target.i, holder.i if holder else None, "act", act.is_weak, negated, hedged
            )


def act_by_phrase(verb: Token, rest: tuple[str, ...], act: Act, lexicon: JudgementLexicon) -> Iterator[Judgement]:
    """ "Moe lashed out at Carney", "Carney, who paid tribute to Moe"."""
    words = followed(verb, rest)
    if words is None:
        return
    *between, preposition = words
    holders: list[Token | None] = [*subjects_of(verb)] or [None]
    for target in with_conjuncts(c for c in preposition.children if c.dep_ in ("pobj", "pcomp")):
        for holder in holders:
            yield Judgement(
                (verb.i, *(w.i for w in between), preposition.i), act.polarity, target.i, holder.i if holder else None,
                "act", act.is_weak, is_negated(verb, lexicon), is_hedged(verb, lexicon),
            )  # fmt: skip


def act_by_noun(noun: Token, rest: tuple[str, ...], act: Act, lexicon: JudgementLexicon) -> Iterator[Judgement]:
    """ "his criticism of Carney", "voiced contempt for Carney"."""
    words, verb = followed(noun, rest), _governing_verb(noun)
    if words is None or rest[-1] == "from" or _is_judged_itself(verb, lexicon):
        return
    holders = [c for c in noun.children if c.dep_ == "poss"] or _givers(noun, verb, lexicon)
    if noun.lemma_.lower() in lexicon.judging_people:
        holders = _who_is(noun)
    if not holders and verb is not None and verb.lemma_.lower() in lexicon.holding_verbs:
        holders = list(doers_of(verb))
    negated, hedged = _doubts(noun, verb, lexicon)
    negated ^= verb is not None and verb.lemma_.lower() in lexicon.lacking_verbs
    named: list[Token | None] = [*with_conjuncts(holders)] or [None]
    for target in with_conjuncts(c for c in words[-1].children if c.dep_ == "pobj"):
        for holder in named:
            yield Judgement(
                (noun.i,), act.polarity, target.i, holder.i if holder else None, "act by a noun", False, negated, hedged
            )


def act_received(noun: Token, rest: tuple[str, ...], act: Act, lexicon: JudgementLexicon) -> Iterator[Judgement]:
    """ "Carney drew praise from Moe"; nothing where ``rest`` follows and says itself whom it is of."""
    verb = _governing_verb(noun)
    if verb is None or verb.lemma_.lower() not in lexicon.receiving_verbs or followed(noun, rest) is not None:
        return
    if _is_judged_itself(verb, lexicon):
        return
    negated, hedged = _doubts(noun, verb, lexicon)
    for target in subjects_of(verb):
        for holder in with_conjuncts(_givers(noun, verb, lexicon)):
            yield Judgement((noun.i,), act.polarity, target.i, holder.i, "act by a noun", False, negated, hedged)


def _governing_verb(noun: Token) -> Token | None:
    """The verb that a noun is an object or complement of, by a preposition too."""
    verb = noun.head if noun.dep_ in ("dobj", "pobj", "attr", "nsubjpass") else None
    if verb is not None and verb.dep_ == "prep":
        verb = verb.head
    return verb if verb is not None and verb.pos_ in ("VERB", "AUX") else None


def _is_judged_itself(verb: Token | None, lexicon: JudgementLexicon) -> bool:
    """Whether the verb judges or refuses the noun: "condemned the attack on Berg" is no attack on Berg."""
    lemma = verb.lemma_.lower() if verb is not None else ""
    return lemma in lexicon.act_verbs or lemma in lexicon.refusing_verbs


def _givers(noun: Token, verb: Token | None, lexicon: JudgementLexicon) -> list[Token]:
    """Who stands behind "by" or "from" at the noun, or at the verb by which it is received."""
    received = verb is not None and verb.lemma_.lower() in lexicon.receiving_verbs
    return [
        p
        for above in ((noun, verb) if received else (noun,))
        if above is not None
        for c in above.children
        if c.dep_ in ("prep", "agent") and c.lower_ in ("by", "from")
        for p in c.children
        if p.dep_ == "pobj"
    ]


def _doubts(noun: Token, verb: Token | None, lexicon: JudgementLexicon) -> tuple[bool, bool]:
    """Whether the noun or its verb is negated, and whether the verb is hedged."""
    if verb is None:
        return is_negated(noun, lexicon), False
    return is_negated(noun, lexicon) or is_negated(verb, lexicon), is_hedged(verb, lexicon)


def _who_is(noun: Token) -> list[Token]:
    """Whom a noun of people names: "Moe is a critic of", "Moe, a critic of"; else the noun itself."""
    head = noun
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
    if head.dep_ == "attr":
        return list(subjects_of(head.head))
    return [head.head] if head.dep_ == "appos" else [noun]


def act_by_adjective(word: Token, rest: tuple[str, ...], act: Act, lexicon: JudgementLexicon) -> Iterator[Judgement]:
    """ "Moe is proud of Carney", "a paper critical of Carney"."""
    words = followed(word, rest)
    if words is None:
        return
    verb = word.head if word.dep_ in ("acomp", "attr", "oprd", "advcl", "conj") else word
    if word.dep_ == "amod":
        holders: list[Token] = [word.head]
    elif is_passive(word):
        holders = list(passive_subjects(word))
    else:
        holders = list(subjects_of(verb))
    for target in with_conjuncts(c for c in words[-1].children if c.dep_ in ("pobj", "pcomp")):
        named: list[Token | None] = [*holders] or [None]
        for holder in named:
            yield Judgement(
                (word.i,), act.polarity, target.i, holder.i if holder else None, "act by an adjective", False,
                is_negated(word, lexicon) or is_negated(verb, lexicon), is_hedged(verb, lexicon),
            )  # fmt: skip


def naming(verb: Token, lexicon: JudgementLexicon) -> Iterator[Judgement]:
    """ "called Carney a liar", "described Carney as weak", "Carney, branded a liar by Moe"."""
    passive = is_passive(verb)
    targets = passive_subjects(verb) if passive else [c for c in verb.children if c.dep_ == "dobj"]
    named: list[tuple[Token, list[Token]]] = []
    for child in verb.children:
        if child.dep_ in ("oprd", "attr", "acomp"):
            named.append((child, targets))
        elif child.dep_ == "prep" and child.lower_ == "as":
            named += [(p, targets) for p in child.children if p.dep_ in ("pobj", "amod", "pcomp", "acomp")]
    if not passive:
        named += _small_clauses(verb)
    holders: list[Token | None] = [*doers_of(verb)] or [None]
    for head, whom in named:
        below = [c for c in head.children if c.dep_ in ("amod", "conj", "compound")]
        below += [n for c in head.children if c.lower_ == "of" for n in c.children if n.dep_ == "pobj"]
        found = [(w, p) for w in (head, *below) if (p := polarity_of(w, lexicon))]
        if not found:
            continue
        if not whom or any(w.tag_ in ("WP", "WDT") for w in whom):  # "what they describe as a history of coercion by"
            whom = [*agents_of(head), *(a for w in below for a in agents_of(w))]
        cue, polarity = tuple(sorted(w.i for w, _ in found)), found[0][1]
        # "called a liar by Moe": the agent is often read as the noun's.
        for target in with_conjuncts(whom):
            for holder in ([*agents_of(head)] or holders) if passive and holders == [None] else holders:
                yield Judgement(
                    cue, polarity, target.i, holder.i if holder else None, "naming", False,
                    is_negated(verb, lexicon) or is_negated(found[0][0], lexicon), is_hedged(verb, lexicon),
                )  # fmt: skip


def _small_clauses(verb: Token) -> Iterator[tuple[Token, list[Token]]]:
    """ "called Carney weak", often read as a clause of its own: what he is called, and who is."""
    for clause in verb.children:
        if clause.dep_ != "ccomp" or any(c.dep_ in ("aux", "mark") for c in clause.children):
            continue
        subjects = [c for c in clause.children if c.dep_ == "nsubj"]
        if subjects and (clause.pos_ in ("ADJ", "NOUN") or not any(c.dep_ == "dobj" for c in clause.children)):
            yield clause, subjects


def followed(word: Token, rest: tuple[str, ...]) -> list[Token] | None:
    """The tokens of the rest of a phrase below a word, each below the word or the one before; None: not there."""
    out: list[Token] = []
    for text in rest:
        above = [word, *out]
        found = next((c for a in reversed(above) for c in a.children if c.lower_ == text and c.i > word.i), None)
        if found is None or found.i - word.i > 8:
            return None
        out.append(found)
    return out
