"""Who acts on whom: agent, verb and patient on the parse; passive, negated, coordinated and embedded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from spacy.symbols import VERB
from spacy.tokens import Doc, Token

from components.analysis.actors.lexicon import lexicon
from components.analysis.clause_arguments import with_conjuncts
from components.analysis.findings import char_span
from components.domain.record import Actor, Relation


def actor_relations(doc: Doc, actors: Iterable[Actor]) -> list[Relation]:
    """Who acts on whom among the actors, as their mentions stand now."""
    actor_at = {}
    for actor in actors:
        for mention in actor.mentions:
            if mention.form != "adjective":
                actor_at[char_span(doc, (mention.start, mention.end)).root.i] = actor.id
    return list(relations(doc, actor_at))


def relations(doc: Doc, actor_at: Mapping[int, str]) -> Iterator[Relation]:
    """Relations in text order; ``actor_at`` gives the actor's id of a mention's head token."""
    relations_made = set()
    for at in np.flatnonzero(doc.to_array("POS") == VERB).tolist():
        verb = doc[at]
        lemma = verb.lemma_.lower()
        patients = [(p, actor_at[p.i], word) for p, word in _patients(verb, lemma) if p.i in actor_at]
        for agent in _agents(verb) if patients else ():
            for patient, patient_id, word in patients:
                agent_id = actor_at.get(agent.i)
                if agent_id is None or agent_id == patient_id or (agent_id, patient_id, word) in relations_made:
                    continue
                relations_made.add((agent_id, patient_id, word))
                first, last = min(agent.i, patient.i, verb.i), max(agent.i, patient.i, verb.i)
                yield Relation(
                    agent=agent_id,
                    verb=word,
                    patient=patient_id,
                    start=doc[first].idx,
                    end=doc[last].idx + len(doc[last]),
                    negated=any(c.dep_ == "neg" for c in verb.children),
                )


def _agents(verb: Token) -> Iterator[Token]:
    """Subjects of an active verb, agents of a passive one, with those joined by "and"."""
    clause_verb = verb
    for _ in range(3):
        if any(c.dep_ in {"nsubjpass", "auxpass"} for c in clause_verb.children):
            if clause_verb.i == verb.i:
                for child in verb.children:
                    if child.dep_ == "agent":
                        yield from with_conjuncts(c for c in child.children if c.dep_ == "pobj")
            return
        subjects = [c for c in clause_verb.children if c.dep_ == "nsubj"]
        if subjects:
            subject = subjects[0]
            if subject.tag_ in {"WP", "WDT"} and clause_verb.dep_ == "relcl":
                subject = clause_verb.head
            yield from with_conjuncts([subject])
            return
        if clause_verb.dep_ in {"conj", "xcomp", "advcl"} and clause_verb.head.i != clause_verb.i:
            clause_verb = clause_verb.head
        elif clause_verb.dep_ in {"acl", "relcl"} and clause_verb.tag_ == "VBG":
            yield clause_verb.head
            return
        else:
            return


def _patients(verb: Token, lemma: str) -> Iterator[tuple[Token, str]]:
    """Who is acted on, with the verb's word: objects, those addressed, and those a preposition names."""
    for child in verb.children:
        if child.dep_ in {"dobj", "dative", "nsubjpass"} and lemma not in lexicon().light_verbs:
            for patient in with_conjuncts([child]):
                yield patient, lemma
        elif child.dep_ in {"ccomp", "xcomp"} and lemma in lexicon().address_verbs:
            for subject in (c for c in child.children if c.dep_ == "nsubj"):
                yield subject, lemma
        elif (
            child.dep_ == "prep"
            and child.lower_ in lexicon().patient_prepositions
            and lemma not in lexicon().light_verbs
        ):
            for noun in (c for c in child.children if c.dep_ == "pobj"):
                for patient in with_conjuncts([noun]):
                    yield patient, f"{lemma} {child.lower_}"
