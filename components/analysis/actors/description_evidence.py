"""Whether the text itself says that a description is of an actor: a role noun is not the one person who is named.

A description takes up an actor only by evidence: it is said of the actor ("X is the …", "X, the …"), the actor has
that role or was described by that noun, or the noun fits whoever is of the kind ("the man", "the company"). That
nobody else is there, or that a ranker is sure, is none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
from spacy.attrs import POS
from spacy.symbols import VERB
from spacy.tokens import Doc, Token

from components.analysis.actors.actor_draft import ActorDraft
from components.analysis.actors.lexicon import lexicon, tokens_with
from components.analysis.clause_arguments import has_not, is_passive, passive_subjects, subjects_of

Evidence = Literal["said", "noun", "any", "none"]

_DEFINITE = frozenset(("the", "this", "that", "these", "those"))
_INDEFINITE = frozenset("a an another some any no one two three several many other".split())
_OWNING = frozenset(("poss", "nmod", "compound"))
_COPULAS = frozenset(("be", "become", "remain"))


class DescriptionEvidence:
    """What the text says of which actor it is that a description means."""

    def __init__(self, doc: Doc, drafts: Sequence[ActorDraft], name_tokens: Mapping[int, ActorDraft]) -> None:
        self._doc, self._name_tokens = doc, name_tokens
        self._nouns: defaultdict[ActorDraft, set[str]] = defaultdict(set)
        for draft in drafts:
            for mention in draft.mentions:
                if mention.form == "nominal":
                    self._nouns[draft].add(doc[mention.start : mention.end].root.lemma_.lower())
            if draft.role:
                self._nouns[draft].update(_role_heads(draft.role))
        self._charged: set[ActorDraft] | None = None
        self._harmed: set[ActorDraft] = set()

    def add(self, draft: ActorDraft, head: Token) -> None:
        """Take note that a description with this head word was joined to an actor."""
        self._nouns[draft].add(head.lemma_.lower())

    def named_with(self, owner: Token) -> ActorDraft | None:
        """Who is named with what is owned: of "his lawyer Ed Sharp" Sharp, who is not the one called "his"."""
        if owner.dep_ != "poss":
            return None
        named = [owner.head, *(c for c in owner.head.children if c.dep_ == "appos")]
        return next((self._name_tokens[t.i] for t in named if t.i in self._name_tokens), None)

    def of(self, start: int, head: Token, draft: ActorDraft) -> Evidence:
        """Why the description from the token ``start`` on with this head word may be of the actor.

        "said": the sentence says so; "noun": the actor was called so before; "any": the noun fits anyone of the kind.
        """
        if self._is_said_of(head, draft):
            return "said"
        determiner = self._doc[start].lower_
        lemma = head.lemma_.lower()
        bare = start == head.i or determiner not in _DEFINITE
        if draft.country:
            fits = lemma in lexicon().country_descriptions and not _is_indefinite(self._doc[start])
            return "any" if fits and not _is_set_apart(start, head) else "none"
        owner = next((c for c in head.children if c.dep_ == "poss"), None)
        if _is_indefinite(self._doc[start]) or (owner is not None and not self._owns(owner, draft)):
            return "none"
        if lemma in self._nouns[draft] and self._fits_role(start, head, draft):
            return "noun"
        if draft.kind in ("person", "group"):
            return self._of_person(lemma, head, draft, bare=bare)
        return self._of_body(lemma, start, head, draft)

    def _of_person(self, lemma: str, head: Token, draft: ActorDraft, *, bare: bool) -> Evidence:
        words = lexicon()
        plural = head.tag_ in ("NNS", "NNPS") or lemma in words.plural
        if plural != (draft.plural or draft.kind == "group"):
            return "none"
        if plural:
            return "any" if lemma in words.any_people and not bare else "none"
        if bare:
            return "none"
        if lemma in words.accused or head.lower_ in words.accused:
            return "any" if draft in self._charged_ones() else "none"
        if lemma == "victim":
            self._charged_ones()
            return "any" if draft in self._harmed else "none"
        gender = words.gender(lemma)
        if gender is not None and lemma in words.any_one:
            return "any" if draft.gender == gender or (draft.described and draft.gender is None) else "none"
        return "any" if _is_of_age(head) else "none"

    def _of_body(self, lemma: str, start: int, head: Token, draft: ActorDraft) -> Evidence:
        words = lexicon()
        name = {w.lower().strip(".,") for w in draft.name.split()}
        if lemma in name:
            return "noun"
        if draft.kind == "place":
            return "any" if lemma in words.place and not _is_set_apart(start, head) else "none"
        if lemma not in words.any_company or name & (words.organisation - words.any_company):
            return "none"
        return "any" if not _is_set_apart(start, head) else "none"

    def _is_said_of(self, head: Token, draft: ActorDraft) -> bool:
        """Whether the description stands as what the actor is: "X is the …", "X, the …", "as the …"."""
        if head.dep_ == "appos":
            return self._name_tokens.get(head.head.i) is draft
        if head.dep_ != "attr" or head.head.lemma_ not in _COPULAS or has_not(head.head):
            return False
        return any(self._name_tokens.get(s.i) is draft for s in subjects_of(head.head))

    def _owns(self, owner: Token, draft: ActorDraft) -> bool:
        """Whether whose the description is ("the board's secretary") is what the actor's role says too."""
        if owner.tag_ == "PRP$":
            return False
        return bool(draft.role) and owner.lower_ in (draft.role or "").lower()

    def _fits_role(self, start: int, head: Token, draft: ActorDraft) -> bool:
        """Whether nothing that sets the noun apart ("opposition leader") is missing where the actor was called so."""
        apart = [t for t in self._doc[start : head.i] if t.dep_ in _OWNING | {"amod"} and t.pos_ != "PRON"]
        phrase = next((c for c in head.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        apart += [c for c in phrase.children if c.dep_ == "pobj"] if phrase is not None else []
        if not apart:
            return True
        known = " ".join([draft.role or "", draft.name, *(m.text for m in draft.mentions if m.form == "nominal")])
        known_words = set(known.lower().replace("’", "'").split())
        return all(t.lower_ in known_words or t.lemma_.lower() in known_words for t in apart)

    def _charged_ones(self) -> set[ActorDraft]:
        """Who is accused of something by the law, and (``_harmed``) to whom harm was done."""
        if self._charged is None:
            self._charged = set()
            words = lexicon()
            listed = words.charging | words.harming | words.denying
            for at in np.flatnonzero(self._doc.to_array(POS) == VERB).tolist():
                token = self._doc[at]
                lemma = token.lemma_.lower()
                if lemma not in listed:
                    continue
                if lemma in words.denying:
                    patients = [*subjects_of(token)]
                else:
                    patients = passive_subjects(token) if is_passive(token) else []
                    patients += [c for c in token.children if c.dep_ == "dobj"]
                for patient in patients:
                    draft = self._name_tokens.get(patient.i)
                    if draft is not None and draft.kind == "person":
                        (self._harmed if lemma in words.harming else self._charged).add(draft)
            for at in tokens_with(self._doc, ("trial",)):
                token = self._doc[at]
                if at and token.nbor(-1).lower_ == "on":
                    for subject in subjects_of(token.nbor(-1).head):
                        draft = self._name_tokens.get(subject.i)
                        if draft is not None:
                            self._charged.add(draft)
        return self._charged


def _is_indefinite(first: Token) -> bool:
    return first.lower_ in _INDEFINITE


def _is_set_apart(start: int, head: Token) -> bool:
    """Whether the words before the noun may tell it from the actor: "the Korean company", "the other country"."""
    return any(t.text[:1].isupper() or t.lower_ in lexicon().setting_apart for t in head.doc[start + 1 : head.i])


def _is_of_age(head: Token) -> bool:
    """Whether somebody is called by age: "the 42-year-old"."""
    return head.lower_.endswith("year-old") or (head.lower_ == "old" and head.i > 2 and head.nbor(-2).lower_ == "year")


def _role_heads(role: str) -> list[str]:
    """The nouns that a role may be taken up by: "prosecutor" of "chief prosecutor of the district"."""
    before = role.lower()
    for preposition in (" of ", " at ", " for ", " in ", " to ", " on ", " with ", " from ", ","):
        before = before.partition(preposition)[0]
    words = before.split()
    return words[-1:] if words and words[-2:] != ["prime", "minister"] else []
