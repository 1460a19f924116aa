"""Tells the tense of the verb that a phrase hangs on: past, present or future."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc, Token

from components.analysis.timex.symbolic_values import Tense

_FUTURE_WORDS = frozenset("will 'll ’ll wo shall would may might should must going".split())
_AHEAD = frozenset(
    "plan expect schedule intend hope set slate due propose want aim promise vow pledge agree decide order ask urge "
    "seek prepare anticipate wait".split()
)
_SET = frozenset("schedule expect slate set plan intend propose".split())


class VerbTenses:
    """The tenses of one parsed text."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._starts: list[int] = []

    def at(self, start: int, end: int) -> Tense | None:
        """The tense over the characters; None where no verb governs them."""
        if not self._starts:
            self._starts = [t.idx for t in self._doc]
        first = max(0, bisect_right(self._starts, start) - 1)
        last = max(first, bisect_right(self._starts, end - 1) - 1)
        token = self._doc[last]
        inside = range(first, last + 1)
        beside = self._doc[first - 1] if first else token
        if beside.lower_ == "on" and first > 1:
            beside = self._doc[first - 2]
        if beside.i < first and beside.pos_ == "VERB" and beside.tag_ in ("VBD", "VBN"):
            return tense_of(beside)
        for _ in range(30):
            if token.i not in inside and token.pos_ in ("VERB", "AUX"):
                break
            if token.head.i == token.i:
                return tense_of(token) if token.pos_ in ("VERB", "AUX") else None
            token = token.head
        active = not any(c.dep_ == "auxpass" for c in token.children)
        if beside.lower_ == "by" and active and token.lemma_ in _AHEAD and not _long_past(token):
            return "future"  # "promised a law by June": the end of what was promised
        return tense_of(token)


def tense_of(verb: Token, depth: int = 0) -> Tense | None:
    """The tense of a verb with its auxiliaries; an infinitive after planning words is future."""
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    words = {c.lower_ for c in auxiliaries}
    if words & _FUTURE_WORDS or verb.lower_ in _FUTURE_WORDS:
        perfect = "have" in words
        return "past" if perfect else "future"
    if any(c.tag_ == "VBD" for c in auxiliaries) or verb.tag_ == "VBD":
        return _planned(verb, "past")
    if words & {"has", "have", "'ve", "’ve"}:
        return "past"
    if words & {"is", "are", "am", "'s", "'re", "’s", "’re"}:
        return _planned(verb, "present")
    if verb.tag_ in ("VBZ", "VBP") and any(c.lower_ in ("if", "unless", "once") for c in verb.children):
        return "future"
    if verb.tag_ in ("VBZ", "VBP", "MD"):
        return _planned(verb, "present")
    head = verb.head
    if "to" in words or verb.tag_ == "VB":
        if _long_past(head):
            return "past"  # "had been due to expire on Friday"
        if head.i != verb.i and head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
            if head.lemma_ in _AHEAD or head.tag_ == "VB":
                return "future"
            if head.lemma_ == "be" and head.tag_ in ("VBZ", "VBP", "VBD"):
                return "future"
            outer = tense_of(head, depth + 1) if head.pos_ in ("VERB", "AUX") and depth < 8 else None
            return outer or "future"
        return "future"
    if verb.tag_ == "VBN" and verb.dep_ != "conj" and not words:
        return "future" if verb.lemma_ in _SET else "past"  # "the decision, announced on Friday"
    if verb.tag_ == "VBG" or verb.tag_ == "VBN":
        if head.i != verb.i and head.pos_ in ("VERB", "AUX") and verb.dep_ != "relcl" and depth < 8:
            return tense_of(head, depth + 1)
        return "past" if verb.tag_ == "VBN" else None
    return None


def _long_past(token: Token) -> bool:
    """Whether the word stands in the past perfect: "had been due", "had been scheduled"."""
    verb = token if token.pos_ in ("VERB", "AUX") else token.head
    return any(c.lower_ in ("had", "'d", "’d") and c.dep_ == "aux" for c in verb.children)


def _planned(verb: Token, told: Tense) -> Tense:
    """Future for "is due", "is set", "is scheduled", "is going"."""
    if verb.lemma_ in _SET and any(c.dep_ == "auxpass" for c in verb.children):
        return "past" if _long_past(verb) else "future"
    if verb.lemma_ in ("plan", "schedule") and any(c.dep_ == "dobj" for c in verb.children):
        return "future"  # "planned a rally on Saturday"
    if verb.lemma_ in ("be",) and any(c.lower_ in ("due", "likely", "scheduled", "set") for c in verb.children):
        return "future"
    return told
