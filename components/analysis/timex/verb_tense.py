"""Tells the tense of the verb that a phrase hangs on: past, present or future."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc, Token

from components.analysis.timex.config import TimexConfig
from components.analysis.timex.lexicon import time_words
from components.analysis.timex.symbolic_values import Tense


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
        token = self._doc[last]
        inside = range(first, last + 1)
        word_before = self._doc[first - 1] if first else token
        if word_before.lower_ == "on" and first > 1:
            word_before = self._doc[first - 2]
        if word_before.i < first and word_before.pos_ == "VERB" and word_before.tag_ in ("VBD", "VBN"):
            return tense_of(word_before, self._config.max_verb_chain)
        for _ in range(self._config.max_heads_to_verb):
            if token.i not in inside and token.pos_ in ("VERB", "AUX"):
                break
            if token.head.i == token.i:
                return tense_of(token, self._config.max_verb_chain) if token.pos_ in ("VERB", "AUX") else None
            token = token.head
        active = not any(c.dep_ == "auxpass" for c in token.children)
        if word_before.lower_ == "by" and active and token.lemma_ in time_words().ahead_verbs and not _long_past(token):
            return "future"  # "promised a law by June": the end of what was promised
        return tense_of(token, self._config.max_verb_chain)


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


def _long_past(token: Token) -> bool:
    """Whether the word stands in the past perfect: "had been due", "had been scheduled"."""
    verb = token if token.pos_ in ("VERB", "AUX") else token.head
    return any(c.lower_ in ("had", "'d", "’d") and c.dep_ == "aux" for c in verb.children)


def _future_if_planned(verb: Token, otherwise: Tense) -> Tense:
    """Future for "is due", "is set", "is scheduled", "is going"."""
    lexicon = time_words()
    if verb.lemma_ in lexicon.scheduling_verbs and any(c.dep_ == "auxpass" for c in verb.children):
        return "past" if _long_past(verb) else "future"
    if verb.lemma_ in ("plan", "schedule") and any(c.dep_ == "dobj" for c in verb.children):
        return "future"  # "planned a rally on Saturday"
    if verb.lemma_ == "be" and any(c.lower_ in lexicon.scheduling_adjectives for c in verb.children):
        return "future"
    return otherwise
