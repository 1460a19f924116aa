"""Who does what to whom on the parse, as judgements need it: subjects, agents, passives, negation, hedges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from components.analysis.tone.lexicon import JudgementLexicon

_BELIEVING = frozenset("think believe suppose feel imagine consider expect".split())
_WISHING = frozenset(
    "urge ask want tell call need refuse wish hope expect advise order beg encourage require demand plan intend "
    "seem appear try threaten promise like pressure force use decline hesitate".split()
)
_SUBJECTS = ("nsubj", "csubj", "expl")


def subjects_of(verb: Token, most: int = 3) -> Iterator[Token]:
    """Who does what an active verb tells, also where it shares its subject with the verb above it; "and" included."""
    clause = verb
    for _ in range(most):
        subjects = [c for c in clause.children if c.dep_ in _SUBJECTS or (c.dep_ == "nsubjpass" and clause.i != verb.i)]
        if subjects:
            subject = subjects[0]
            if subject.tag_ in ("WP", "WDT") and clause.dep_ == "relcl":
                subject = clause.head
            yield from with_conjuncts([subject])
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


def passive_subjects(verb: Token) -> list[Token]:
    """Whom a passive verb is done to, also where it shares its subject with the verb above it; "and" included."""
    clause = verb
    for _ in range(3):
        subjects = [c for c in clause.children if c.dep_ in ("nsubjpass", "nsubj")]
        if subjects:
            subject = subjects[0]
            if subject.tag_ in ("WP", "WDT") and clause.dep_ == "relcl":
                subject = clause.head
            return [*with_conjuncts([subject])]
        if clause.dep_ == "acl":
            return [clause.head]
        if clause.dep_ not in ("conj", "xcomp", "advcl") or clause.head.i == clause.i:
            return []
        clause = clause.head
    return []


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive, a participle after its noun included ("praised by Moe")."""
    if any(c.dep_ in ("auxpass", "nsubjpass") or (c.dep_ == "agent" and verb.tag_ == "VBN") for c in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "acl":
        return True
    return verb.tag_ == "VBN" and verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not any(
        c.dep_ in ("nsubj", "aux") for c in verb.children
    ) and is_passive(verb.head)  # fmt: skip


def with_conjuncts(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens, each followed by those joined to it by "and"."""
    for token in tokens:
        yield token
        yield from (c for c in token.conjuncts if c.i > token.i)


def is_negated(word: Token, lexicon: JudgementLexicon) -> bool:
    """Whether a negation holds for a word: its own, or that of what it is the infinitive of ("failed to praise")."""
    if any(c.dep_ == "neg" or (c.lower_ in lexicon.negators and c.i < word.i) for c in word.children):
        return True
    if any(c.lower_ in ("less", "least", "enough") and c.dep_ == "advmod" for c in word.children):
        return True  # "less corrupt"; "can't thank her enough" is no less a doubt
    if word.i > word.sent.start and word.nbor(-1).lower_ == "nothing":
        return True  # "nothing wrong"
    clause = word if word.dep_ in ("ccomp", "relcl") else word.head
    above = clause.head
    if clause.dep_ == "ccomp" and above.lemma_.lower() in _BELIEVING | {"say", "call", "claim"}:
        subjects = [c for c in above.children if c.dep_ == "nsubj"]
        if any(c.dep_ == "neg" for c in above.children) or any(c.lower_ in ("nobody", "no") for c in subjects):
            return True  # "I don't think Moe is stupid"
    if word.dep_ in ("xcomp", "pcomp") and word.head.i != word.i:
        above = word.head.head if word.head.dep_ == "prep" else word.head
        if {above.lemma_.lower(), above.lower_} & lexicon.negators or any(c.dep_ == "neg" for c in above.children):
            return True
    # "far from being a bully", "anything but corrupt"
    return word.i >= 2 and word.nbor(-1).lower_ in ("from", "but", "being") and any(
        word.doc[k].lower_ in ("far", "anything") for k in range(max(0, word.i - 4), word.i)
    )  # fmt: skip


def is_hedged(word: Token, lexicon: JudgementLexicon) -> bool:
    """Whether it is doubted or only wished or charged that it was so: "may be", "if he lied", "urged to condemn"."""
    if any(c.lower_ in lexicon.hedges and c.dep_ in ("aux", "advmod", "mark") for c in word.children):
        return True
    above = word.head
    if word.dep_ in ("xcomp", "ccomp", "advcl", "acl", "pcomp") and any(c.lower_ == "to" for c in word.children):
        return above.lemma_.lower() in _WISHING or word.dep_ == "acl"
    if word.dep_ == "pcomp" and above.dep_ == "prep" and above.head.lemma_.lower() in lexicon.act_verbs:
        return above.head.i != word.i and above.lower_ in ("of", "for") and word.pos_ == "VERB"
    return above.lemma_.lower() in ("regret", "apologise", "apologize", "use") and word.dep_ in ("xcomp", "pcomp")
