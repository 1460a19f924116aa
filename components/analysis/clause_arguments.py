"""Who does what to whom on the parse: subjects, agents of passives, those joined by "and"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

_SUBJECTS = ("nsubj", "csubj", "expl")


def subjects_of(verb: Token, most: int = 3) -> Iterator[Token]:
    """Who does what an active verb tells, also where it shares its subject with the verb above it; "and" included."""
    clause = verb
    for _ in range(most):
        subjects = [c for c in clause.children if c.dep_ in _SUBJECTS or (c.dep_ == "nsubjpass" and clause.i != verb.i)]
        if subjects:
            yield from with_conjuncts([antecedent(subjects[0], clause)])
            return
        if clause.dep_ in ("conj", "xcomp", "advcl", "pcomp") and clause.head.i != clause.i:
            of_object = clause.dep_ == "pcomp"
            clause = clause.head
            while clause.dep_ in ("prep", "acomp", "advmod") and clause.head.i != clause.i:
                clause = clause.head
            objects = [c for c in clause.children if c.dep_ in ("dobj", "nsubjpass")]
            if of_object and objects:  # "accused Trudeau of lying": who lies is who is accused
                yield from with_conjuncts(objects[:1])
                return
        elif clause.dep_ in ("acl", "relcl") and clause.tag_ == "VBG":
            yield clause.head
            return
        else:
            return


def agents_of(verb: Token) -> Iterator[Token]:
    """The agent of a passive verb ("by Moe")."""
    for child in verb.children:
        if child.dep_ in ("agent", "prep") and child.lower_ == "by":
            yield from with_conjuncts(c for c in child.children if c.dep_ == "pobj")


def doers_of(verb: Token) -> Iterator[Token]:
    """Who does what a verb tells: the subject of an active one, the agent of a passive one."""
    return agents_of(verb) if is_passive(verb) else subjects_of(verb)


def passive_subjects(verb: Token) -> list[Token]:
    """Whom a passive verb is done to, also where it shares its subject with the verb above it; "and" included."""
    clause = verb
    for _ in range(3):
        subjects = [c for c in clause.children if c.dep_ in ("nsubjpass", "nsubj")]
        if subjects:
            return [*with_conjuncts([antecedent(subjects[0], clause)])]
        if clause.dep_ == "acl":
            return [clause.head]
        if clause.dep_ not in ("conj", "xcomp", "advcl") or clause.head.i == clause.i:
            return []
        clause = clause.head
    return []


def antecedent(subject: Token, clause: Token) -> Token:
    """Whom a relative clause's "who" is; any other subject itself."""
    return clause.head if subject.tag_ in ("WP", "WDT") and clause.dep_ == "relcl" else subject


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive, a participle after its noun included ("praised by Moe")."""
    if any(c.dep_ in ("auxpass", "nsubjpass") or (c.dep_ == "agent" and verb.tag_ == "VBN") for c in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "acl":
        return True
    return verb.tag_ == "VBN" and verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not any(
        c.dep_ in ("nsubj", "aux") for c in verb.children
    ) and is_passive(verb.head)  # fmt: skip


def has_not(word: Token) -> bool:
    """Whether "not" stands with a word."""
    return any(c.dep_ == "neg" for c in word.children)


def with_conjuncts(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens, each followed by those joined to it by "and"."""
    for token in tokens:
        yield token
        yield from (c for c in token.conjuncts if c.i > token.i)
