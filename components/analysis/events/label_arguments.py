"""The words around a verb that a label tells: who does it, its helpers, what follows it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from components.analysis.clause_arguments import antecedent
from components.analysis.events.lexicon import carrying_verbs, event_words

_HELPERS = frozenset(("aux", "auxpass", "neg"))
_OBJECTS = ("dobj", "attr", "acomp", "oprd", "dative", "agent", "prep", "xcomp", "advmod", "npadvmod", "ccomp")
SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_CHAINS = frozenset(("xcomp",))
_GOVERNOR_STEPS = 3  # verbs above an infinitive: "plans to try to leave"


def complements(verb: Token) -> list[Token]:
    """What follows a verb, in text order."""
    return sorted((c for c in verb.children if c.dep_ in _OBJECTS), key=lambda c: c.i)


def verb_group(verb: Token) -> list[Token]:
    """The verb with its helpers, negation, hedges before it, "to", and its particle."""
    hedges = event_words().hedges | event_words().falsehoods
    before = [
        c for c in verb.children
        if c.i < verb.i and (c.dep_ in _HELPERS or (c.dep_ == "advmod" and c.lower_ in hedges))
    ]  # fmt: skip
    after = [c for c in verb.children if c.dep_ == "prt" or (c.dep_ == "neg" and c.i > verb.i)]
    return [*before, verb, *after]


def governors(verb: Token) -> Iterator[Token]:
    """The verbs above an infinitive: "plans to call", "is scheduled to begin", "asked the channel to cancel"."""
    for _ in range(_GOVERNOR_STEPS):
        above = verb.head
        if verb.dep_ in _CHAINS and above.pos_ == "ADJ" and above.dep_ == "acomp" and above.head.pos_ == "AUX":
            yield above  # "is due to reopen"
            yield above.head
            return
        if verb.dep_ not in _CHAINS or above.i == verb.i or above.pos_ not in ("VERB", "AUX"):
            return
        if any(c.dep_ in SUBJECTS for c in verb.children):
            return
        yield above
        verb = above


def subject_and_object(verb: Token) -> tuple[Token | None, Token | None]:
    """Who does it, and what a relative clause says it is done to ("the show that he made")."""
    for child in verb.children:
        if child.dep_ in SUBJECTS and child.i < verb.i:
            subject = antecedent(child, verb)
            if subject.i != child.i:
                return (_something if child.lower_ == "which" else _somebody)(subject, child), None
            return subject, verb.head if verb.dep_ == "relcl" and _lacks_object(verb) else None
    if verb.lemma_.lower() in event_words().reporting:  # "…”, said the mayor"
        after = next((c for c in verb.children if c.dep_ == "nsubj" and c.i > verb.i), None)
        if after is not None:
            return after, None
    clause = verb
    for _ in range(_GOVERNOR_STEPS):
        if clause.dep_ == "acl" and clause.lemma_.lower() in event_words().delivering:
            return None, None  # "the message, delivered on Monday" is called by its noun
        if clause.dep_ in ("acl", "relcl"):
            return clause.head, None
        if clause.dep_ not in ("conj", "advcl") or clause.head.i == clause.i:
            return None, None
        clause = clause.head
        found = next((c for c in clause.children if c.dep_ in SUBJECTS and c.i < clause.i), None)
        if found is not None:
            return antecedent(found, clause), None
    return None, None


def _somebody(head: Token, relative: Token) -> Token:
    """What a relative clause is of: "who" is somebody, not the firm that the parse hangs it on."""
    while relative.lower_ == "who" and head.ent_type_ not in ("", "PERSON"):
        above = next((a for a in head.ancestors if a.pos_ in ("NOUN", "PROPN")), None)
        if above is None:
            break
        head = above
    return head.head if head.dep_ == "appos" and head.head.ent_type_ == "PERSON" else head


def _something(head: Token, relative: Token) -> Token | None:
    """What a relative clause is of: "which" is no person, but what stands right before it; None where that is one."""
    if head.ent_type_ != "PERSON":
        return head
    before = relative.nbor(-2 if relative.i > 1 and relative.nbor(-1).is_punct else -1) if relative.i else head
    return before if before.pos_ in ("NOUN", "PROPN") and before.ent_type_ != "PERSON" else None


def _lacks_object(verb: Token) -> bool:
    """Whether a relative clause is of what its verb is done to: "the show that he made", "a pledge he made"."""
    if any(c.dep_ == "dobj" and c.tag_ in ("WDT", "WP") for c in verb.children):
        return True
    adverbs = any(c.tag_ in ("WRB", "WP$", "IN") and c.i < verb.i for c in verb.children)
    objects = any(c.dep_ in ("dobj", "attr", "acomp", "xcomp", "ccomp", "auxpass") for c in verb.children)
    return not adverbs and not objects and verb.lemma_.lower() in event_words().transitive_verbs


def carrying_verb(noun: Token) -> Token | None:
    """The verb that only carries a noun's event, or says that it is to come: "held talks", "the hearing begins"."""
    words, verb = event_words(), noun.head
    if verb.pos_ != "VERB":
        return None
    lemma = verb.lemma_.lower()
    has_subject = any(c.dep_ in SUBJECTS for c in verb.children)
    if noun.dep_ == "dobj":
        return verb if lemma in words.delivering | words.light_verbs and has_subject else None
    if noun.dep_ in ("nsubj", "nsubjpass"):
        return verb if lemma in carrying_verbs() else None
    return None
