"""Who acts on whom: agent, verb and patient on the parse; passive, negated, coordinated and embedded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from spacy.symbols import VERB
from spacy.tokens import Doc, Token

from components.analysis.findings import char_span
from components.domain.record import Actor, Relation

_EMPTY = frozenset(
    "be have do say include contain represent become seem remain mean make get take go come tell see".split()
)
_ADDRESS = frozenset(
    "urge ask tell press warn order want expect encourage call invite demand advise request allow force".split()
)


def actor_relations(doc: Doc, actors: Iterable[Actor]) -> list[Relation]:
    """Who acts on whom among the actors, as their mentions stand now."""
    at = {}
    for actor in actors:
        for mention in actor.mentions:
            if mention.form != "adjective":
                at[char_span(doc, (mention.start, mention.end)).root.i] = actor.id
    return list(relations(doc, at))


def relations(doc: Doc, actor_at: Mapping[int, str]) -> Iterator[Relation]:
    """Relations in text order; ``actor_at`` gives the actor's id of a mention's head token."""
    seen = set()
    for at in np.flatnonzero(doc.to_array("POS") == VERB).tolist():
        verb = doc[at]
        lemma = verb.lemma_.lower()
        patients = [(p, actor_at[p.i], word) for p, word in _patients(verb, lemma) if p.i in actor_at]
        for agent in _agents(verb) if patients else ():
            for patient, two, word in patients:
                one = actor_at.get(agent.i)
                if one is None or one == two:
                    continue
                first, last = min(agent.i, patient.i, verb.i), max(agent.i, patient.i, verb.i)
                start, end = doc[first].idx, doc[last].idx + len(doc[last])
                negated = any(c.dep_ == "neg" for c in verb.children)
                if (one, two, word) not in seen:
                    seen.add((one, two, word))
                    yield Relation(agent=one, verb=word, patient=two, start=start, end=end, negated=negated)


def _agents(verb: Token) -> Iterator[Token]:
    """Subjects of an active verb, agents of a passive one, with those joined by "and"."""
    seen = verb
    for _ in range(3):
        if any(c.dep_ in {"nsubjpass", "auxpass"} for c in seen.children):
            if seen.i == verb.i:
                for child in verb.children:
                    if child.dep_ == "agent":
                        yield from _with_conjuncts(c for c in child.children if c.dep_ == "pobj")
            return
        subjects = [c for c in seen.children if c.dep_ == "nsubj"]
        if subjects:
            subject = subjects[0]
            if subject.tag_ in {"WP", "WDT"} and seen.dep_ == "relcl":
                subject = seen.head
            yield from _with_conjuncts([subject])
            return
        if seen.dep_ in {"conj", "xcomp", "advcl"} and seen.head.i != seen.i:
            seen = seen.head
        elif seen.dep_ in {"acl", "relcl"} and seen.tag_ == "VBG":
            yield seen.head
            return
        else:
            return


def _patients(verb: Token, lemma: str) -> Iterator[tuple[Token, str]]:
    """Who is acted on, with the verb's word: objects, those addressed, and those a preposition names."""
    for child in verb.children:
        if child.dep_ in {"dobj", "dative", "nsubjpass"} and lemma not in _EMPTY:
            for one in _with_conjuncts([child]):
                yield one, lemma
        elif child.dep_ in {"ccomp", "xcomp"} and lemma in _ADDRESS:
            for subject in (c for c in child.children if c.dep_ == "nsubj"):
                yield subject, lemma
        elif (
            child.dep_ == "prep"
            and child.lower_ in {"with", "against", "on", "for", "at", "to"}
            and lemma not in _EMPTY
        ):
            for thing in (c for c in child.children if c.dep_ == "pobj"):
                for one in _with_conjuncts([thing]):
                    yield one, f"{lemma} {child.lower_}"


def _with_conjuncts(tokens: Iterator[Token] | list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from (c for c in token.conjuncts if c.i > token.i)
