"""Who acts on whom: agent, verb and patient on the parse; passive, negated, coordinated and embedded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from spacy.symbols import VERB
from spacy.tokens import Doc, Token

from components.analysis.actors.lexicon import lexicon
from components.analysis.clause_arguments import antecedent, subjects_of, with_conjuncts


class ActorsOfVerb(NamedTuple):
    """Who acts on whom: the verb's token and word ("vote for"), the head tokens of both mentions, the ids of both."""

    verb: Token
    word: str
    agent: Token
    patient: Token
    agent_id: str
    patient_id: str


def relations(doc: Doc, actor_at: Mapping[int, str]) -> Iterator[ActorsOfVerb]:
    """Relations in text order; ``actor_at`` gives the actor's id of a mention's head token."""
    for at in np.flatnonzero(doc.to_array("POS") == VERB).tolist():
        verb = doc[at]
        lemma = verb.lemma_.lower()
        patients = [(p, actor_at[p.i], word) for p, word in _patients(verb, lemma) if p.i in actor_at]
        for agent in _agents(verb) if patients else ():
            for patient, patient_id, word in patients:
                agent_id = actor_at.get(agent.i)
                if agent_id is not None and agent_id != patient_id:
                    yield ActorsOfVerb(verb, word, agent, patient, agent_id, patient_id)


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
            yield from with_conjuncts([antecedent(subjects[0], clause_verb)])
            return
        if clause_verb.dep_ in {"conj", "xcomp", "advcl"} and clause_verb.head.i != clause_verb.i:
            controller = _controller(clause_verb)
            if controller is not None:
                yield from with_conjuncts([controller])
                return
            clause_verb = clause_verb.head
        elif clause_verb.dep_ in {"acl", "relcl"} and clause_verb.tag_ == "VBG":
            yield clause_verb.head
            return
        elif clause_verb.dep_ == "pcomp":
            yield from subjects_of(clause_verb)  # "accused Reed of lying": Reed; "left without paying": who left
            return
        else:
            return


def _is_infinitive(verb: Token) -> bool:
    """Whether it is what somebody is to do ("told Moe to go"), and no statement ("told Moe that Berg went")."""
    return verb.tag_ == "VB" and any(c.tag_ == "TO" for c in verb.children)


def _controller(verb: Token) -> Token | None:
    """Whom the verb above makes do it: "persuaded Mason to help Roth"; None where its own subject does it."""
    if verb.dep_ != "xcomp" or verb.head.lemma_.lower() in lexicon().subject_control:
        return None
    return next((c for c in verb.head.children if c.dep_ in {"dobj", "dative"} and c.i < verb.i), None)


def _patients(verb: Token, lemma: str) -> Iterator[tuple[Token, str]]:
    """Who is acted on, with the verb's word: objects, those addressed, and those a preposition names."""
    for child in verb.children:
        if child.dep_ in {"dobj", "dative", "nsubjpass"} and lemma not in lexicon().light_verbs:
            for patient in with_conjuncts([child]):
                yield patient, lemma
        elif child.dep_ in {"ccomp", "xcomp"} and lemma in lexicon().address_verbs and _is_infinitive(child):
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
