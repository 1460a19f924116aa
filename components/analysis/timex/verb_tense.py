"""Tells the tense of the verb that a phrase hangs on: past, present or future, or planned once."""

from __future__ import annotations

import re
from bisect import bisect_right

from spacy.tokens import Doc, Token

from components.analysis.timex.config import TimexConfig
from components.analysis.timex.lexicon import time_words
from components.analysis.timex.symbolic_values import Tense

_CREDIT = re.compile(
    r"(?i)\bphoto(?:graph|grapher|s)?\s?[:/by]|\bpicture:|\bgetty\b|\bfile pic|\(AP\b.*\)|/(?:AP|AFP|Reuters)\b"
)


class VerbTenses:
    """The tenses of one parsed text."""

    def __init__(self, doc: Doc, config: TimexConfig) -> None:
        self._doc = doc
        self._config = config
        self._starts: list[int] = []

    def at(self, start: int, end: int) -> Tense | None:
        """The tense over the characters; None where no verb governs them."""
        if not self._starts:
            self._starts = [t.idx for t in self._doc]
        first = max(0, bisect_right(self._starts, start) - 1)
        last = max(first, bisect_right(self._starts, end - 1) - 1)
        token = below = self._doc[last]
        inside = range(first, last + 1)
        if self._describes_arranged(inside):
            return "planned"
        word_before = self._doc[first - 1] if first else token
        if word_before.lower_ == "on" and first > 1:
            word_before = self._doc[first - 2]
        if word_before.i < first and word_before.pos_ == "VERB" and word_before.tag_ in ("VBD", "VBN"):
            tense = tense_of(word_before, self._config.max_verb_chain)
            arranged = tense == "present" and self._is_arranged(word_before, self._doc[first], inside)
            return "future" if arranged else tense
        for _ in range(self._config.max_heads_to_verb):
            if token.i not in inside and token.pos_ in ("VERB", "AUX"):
                break
            if token.head.i == token.i:
                if token.pos_ not in ("VERB", "AUX"):
                    return "future" if _is_mistagged_verb(token) else None
                break
            token, below = token.head, token
        active = not any(c.dep_ == "auxpass" for c in token.children)
        if word_before.lower_ == "by" and active and token.lemma_ in time_words().ahead_verbs and not _long_past(token):
            return "future"  # "promised a law by June": the end of what was promised
        tense = tense_of(token, self._config.max_verb_chain)
        return "future" if tense == "present" and self._is_arranged(token, below, inside) else tense

    def _describes_arranged(self, inside: range) -> bool:
        """Whether the phrase describes what people wait for and then look back on: "Monday's debate".

        Which of both, the verb of the sentence doesn't say: the nearest day is meant.
        """
        for i in reversed(inside):
            noun = self._doc[i].head
            if noun.i not in inside:
                describes = self._doc[i].dep_ in ("poss", "compound", "nmod", "nummod") and noun.i > inside[-1]
                return describes and noun.lemma_.lower() in time_words().arranged_nouns
        return False

    def _is_arranged(self, verb: Token, below: Token, inside: range) -> bool:
        """Whether a verb in the present tells of what is arranged: "The trial begins on Monday", "is held on Friday".

        ``below`` is the word through which the phrase hangs on it: what stands in the subject says nothing of when.
        """
        is_subject = below.dep_ in ("nsubj", "nsubjpass", "csubj")
        if verb.i > inside[-1] and below.i < inside[0] and below.i and self._doc[below.i - 1].pos_ in ("NOUN", "PROPN"):
            return False  # "The attack on Friday leaves ...", whatever the parse hangs "on Friday" on
        if (is_subject and below.i not in inside) or self._is_caption(verb):
            return False
        if verb.lemma_ in time_words().arranged_verbs:
            return True
        if verb.lemma_ != "be" or verb.tag_ not in ("VBZ", "VBP"):
            return False
        complements = [c for c in verb.children if c.dep_ in ("attr", "acomp", "prep", "oprd") and c.i not in inside]
        return is_subject or all(c.i == below.i for c in complements)

    def _is_caption(self, verb: Token) -> bool:
        """Whether the verb's paragraph is the caption of a picture, which tells of the past in the present."""
        text = self._doc.text
        begin = text.rfind("\n", 0, verb.idx) + 1
        end = text.find("\n", verb.idx)
        return bool(_CREDIT.search(text, begin, len(text) if end < 0 else end))


def tense_of(verb: Token, chain_left: int) -> Tense | None:
    """The tense of a verb with its auxiliaries; an infinitive after planning words is future.

    ``chain_left`` verbs above it may still be asked for theirs.
    """
    lexicon = time_words()
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    words = {c.lower_ for c in auxiliaries}
    if words & lexicon.future_auxiliaries or verb.lower_ in lexicon.future_auxiliaries:
        perfect = "have" in words
        return "past" if perfect else "future"
    if any(c.tag_ == "VBD" for c in auxiliaries) or verb.tag_ == "VBD":
        return _future_if_planned(verb, "past")
    if words & lexicon.present_have_forms:
        return "past"
    if words & lexicon.present_be_forms:
        return _future_if_planned(verb, "present")
    if verb.tag_ in ("VBZ", "VBP") and any(c.lower_ in ("if", "unless", "once") for c in verb.children):
        return "future"
    if verb.tag_ in ("VBZ", "VBP", "MD"):
        return _future_if_planned(verb, "present")
    head = verb.head
    if "to" in words or verb.tag_ == "VB":
        if _long_past(head):
            return "past"  # "had been due to expire on Friday"
        if head.i != verb.i and head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
            if _was_planned(head):
                return "planned"  # "was due to open in September"
            if head.lemma_ in lexicon.ahead_verbs or head.tag_ == "VB":
                return "future"
            if head.lemma_ == "be" and head.tag_ in ("VBZ", "VBP", "VBD"):
                return "future"
            outer = tense_of(head, chain_left - 1) if head.pos_ in ("VERB", "AUX") and chain_left > 0 else None
            return outer or "future"
        return "future"
    if verb.tag_ == "VBN" and verb.dep_ != "conj" and not words:
        return "future" if verb.lemma_ in lexicon.scheduling_verbs else "past"  # "the decision, announced on Friday"
    if verb.tag_ == "VBG" or verb.tag_ == "VBN":
        if head.i != verb.i and head.pos_ in ("VERB", "AUX") and verb.dep_ != "relcl" and chain_left > 0:
            return tense_of(head, chain_left - 1)
        return "past" if verb.tag_ == "VBN" else None
    return None


def _was_planned(head: Token) -> bool:
    """Whether what was due stands above an infinitive in the past: "was expected to", "were due to", "was to"."""
    lexicon = time_words()
    verb = head.head if head.pos_ == "ADJ" and head.i != head.head.i else head
    if verb.lemma_ == "be" and verb.tag_ == "VBD":
        return head is verb or head.lower_ in lexicon.scheduling_adjectives
    was = any(c.dep_ in ("aux", "auxpass") and c.lower_ in ("was", "were") for c in head.children)
    return was and (head.lemma_ in lexicon.ahead_verbs or head.lower_ == "going")


def _is_mistagged_verb(root: Token) -> bool:
    """Whether the root of a sentence without a verb is one that is also a noun: "The assembly votes on it"."""
    follows_noun = root.i > root.sent.start and root.nbor(-1).pos_ in ("NOUN", "PROPN")
    arranged = root.tag_ == "NNS" and root.lemma_ in time_words().arranged_verbs
    return arranged and follows_noun and not any(t.pos_ in ("VERB", "AUX") for t in root.sent)


def _long_past(token: Token) -> bool:
    """Whether the word stands in the past perfect: "had been due", "had been scheduled"."""
    verb = token if token.pos_ in ("VERB", "AUX") else token.head
    return any(c.lower_ in ("had", "'d", "’d") and c.dep_ == "aux" for c in verb.children)


def _future_if_planned(verb: Token, otherwise: Tense) -> Tense:
    """Future for "is due", "is set", "is scheduled", "is going"."""
    lexicon = time_words()
    if verb.lemma_ in lexicon.scheduling_verbs and any(c.dep_ == "auxpass" for c in verb.children):
        was = any(c.dep_ == "auxpass" and c.tag_ == "VBD" for c in verb.children)
        return "past" if _long_past(verb) else "planned" if was else "future"
    if verb.lemma_ in ("plan", "schedule") and any(c.dep_ == "dobj" for c in verb.children):
        return "future"  # "planned a rally on Saturday"
    if verb.lemma_ == "be" and any(c.lower_ in lexicon.scheduling_adjectives for c in verb.children):
        return "planned" if verb.tag_ == "VBD" else "future"
    return otherwise
