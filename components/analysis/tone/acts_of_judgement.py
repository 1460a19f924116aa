"""Acts of judgement: "Moe praised Carney", "voiced contempt for", "is proud of", "called Carney a liar"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from components.analysis.tone.clause_arguments import (
    agents_of,
    is_hedged,
    is_negated,
    is_passive,
    passive_subjects,
    subjects_of,
    with_conjuncts,
)
from components.analysis.tone.judgement import Judgement, polarity_of
from components.analysis.tone.lexicon import Act, JudgementLexicon

_HOLDING_VERBS = frozenset(  # whose subject holds what their object names ("voiced contempt for")
    "express voice have show feel offer launch repeat renew share extend heap pile level make give issue deliver "
    "convey announce pledge declare direct aim reiterate throw lend pay send fire take lose hold".split()
)
_RECEIVING_VERBS = frozenset(  # whose subject is judged ("drew criticism from")
    "draw face win earn receive attract get spark provoke suffer meet garner incur come prompt endure deserve".split()
)
_TO_LACK = frozenset(("lack", "lose"))
_DECISIONS = frozenset("move decision plan step announcement proposal call offer pledge".split())
_REFUSING = frozenset("reject deny dismiss rebut refute shrug ignore resist escape avoid counter answer".split())


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
        targets += [a for t in targets if t.lemma_.lower() in _DECISIONS for a in agents_of(verb)]
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
    """ "his criticism of Carney", "voiced contempt for Carney", "drew praise from Moe"."""
    verb = noun.head if noun.dep_ in ("dobj", "pobj", "attr", "nsubjpass") else None
    if verb is not None and verb.dep_ == "prep":
        verb = verb.head
    if verb is not None and verb.pos_ not in ("VERB", "AUX"):
        verb = None
    if verb is not None and (verb.lemma_.lower() in lexicon.act_verbs or verb.lemma_.lower() in _REFUSING):
        return  # "condemned the attack on Berg" is no attack on Berg
    receives = verb is not None and verb.lemma_.lower() in _RECEIVING_VERBS
    above = [noun, *([verb] if verb is not None and receives else [])]
    by = [p for a in above for c in a.children if c.dep_ in ("prep", "agent") and c.lower_ in ("by", "from")
          for p in c.children if p.dep_ == "pobj"]  # fmt: skip
    holders = [c for c in noun.children if c.dep_ == "poss"] or by
    if noun.lemma_.lower() in lexicon.judging_people:
        holders = _who_is(noun)
    negated = is_negated(noun, lexicon) or (verb is not None and is_negated(verb, lexicon))
    hedged = verb is not None and is_hedged(verb, lexicon)
    words = followed(noun, rest)
    if words is not None and rest[-1] != "from":
        targets = list(with_conjuncts(c for c in words[-1].children if c.dep_ == "pobj"))
        if not holders and verb is not None and verb.lemma_.lower() in _HOLDING_VERBS:
            holders = list(agents_of(verb) if is_passive(verb) else subjects_of(verb))
        negated ^= verb is not None and verb.lemma_.lower() in _TO_LACK
        for target in targets:
            named: list[Token | None] = [*with_conjuncts(holders)] or [None]
            for holder in named:
                yield Judgement(
                    (noun.i,), act.polarity, target.i, holder.i if holder else None, "act by a noun", False, negated,
                    hedged,
                )  # fmt: skip
    elif by and verb is not None and receives and words is None and rest == _first_rest(noun, lexicon):
        for target in subjects_of(verb):
            for holder in with_conjuncts(by):
                yield Judgement((noun.i,), act.polarity, target.i, holder.i, "act by a noun", False, negated, hedged)


def _who_is(noun: Token) -> list[Token]:
    """Whom a noun of people names: "Moe is a critic of", "Moe, a critic of"; else the noun itself."""
    head = noun
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
    if head.dep_ == "attr":
        return list(subjects_of(head.head))
    return [head.head] if head.dep_ == "appos" else [noun]


def _first_rest(noun: Token, lexicon: JudgementLexicon) -> tuple[str, ...]:
    """The first rest of the noun's phrases, for what is told once however many there are."""
    return lexicon.act_phrases["NOUN"][noun.lemma_.lower()][0][0]


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
    if not passive:
        small = [
            c for c in verb.children if c.dep_ == "ccomp" and not any(g.dep_ in ("aux", "mark") for g in c.children)
        ]
    else:
        small = []
    named: list[tuple[Token, list[Token]]] = []
    for child in verb.children:
        if child.dep_ in ("oprd", "attr", "acomp"):
            named.append((child, list(targets)))
        elif child.dep_ == "prep" and child.lower_ == "as":
            named += [(p, list(targets)) for p in child.children if p.dep_ in ("pobj", "amod", "pcomp", "acomp")]
    for clause in small:  # "called Carney weak" is often read as a small clause
        subjects = [c for c in clause.children if c.dep_ == "nsubj"]
        if subjects and (clause.pos_ in ("ADJ", "NOUN") or not any(c.dep_ == "dobj" for c in clause.children)):
            named.append((clause, subjects))
    holders: list[Token | None] = [*(agents_of(verb) if passive else subjects_of(verb))] or [None]
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
