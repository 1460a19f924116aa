"""Finds the words that tell an event: verbs of doing and saying, and nouns that name what happens."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from components.analysis.events.lexicon import event_words, is_event_without_object, names_event
from components.domain.record import EventKind
from components.domain.spans import Span

_NO_TRIGGER_DEPS = frozenset(("aux", "auxpass", "prep", "mark", "case", "prt", "compound"))
_CLAUSE_LEFT = frozenset(("nsubj", "nsubjpass", "csubj", "aux", "auxpass", "neg", "expl"))
_CLAUSE_RIGHT = frozenset(
    ("dobj", "obj", "prep", "attr", "acomp", "prt", "agent", "npadvmod", "advmod", "dative", "xcomp", "oprd", "nummod")
)


@dataclass(frozen=True)
class Trigger:
    """A token that tells an event; ``is_event`` is false for one that counts only where a date stands with it."""

    token: Token
    kind: EventKind
    nominal: bool
    is_event: bool = True

    @property
    def i(self) -> int:
        """The token's index in the Doc."""
        return int(self.token.i)

    @property
    def event_kind(self) -> EventKind:
        """Its kind, but of a verb of saying with an object of its own that of an action."""
        children = list(self.token.children)
        words = event_words()
        has_object = any(c.dep_ in ("dobj", "acomp") and c.pos_ != "PRON" for c in children)
        lemma = self.token.lemma_.lower()
        gives_figures = lemma == "report" and any(c.dep_ == "dobj" and c.lemma_ in words.figure_nouns for c in children)
        performs = (gives_figures or lemma in words.performative_verbs) and has_object
        performs = performs and not any(c.dep_ == "ccomp" for c in children)
        wants = lemma == "agree" or (lemma in words.urging and has_object)
        performs = performs or (wants and any(c.dep_ in ("xcomp", "ccomp") and c.tag_ == "VB" for c in children))
        return "action" if self.kind == "reporting" and performs else self.kind

    @property
    def span(self) -> Span:
        """The trigger's characters."""
        return self.token.idx, self.token.idx + len(self.token)


def detect_triggers(doc: Doc) -> dict[int, Trigger]:
    """All triggers by token index, in text order."""
    triggers: dict[int, Trigger] = {}
    for token in doc:
        pos = token.pos_
        if pos == "VERB":
            trigger = _verb(token)
        elif pos == "NOUN":
            trigger = _noun(token)
        elif pos == "AUX" and token.lemma_ == "be":
            trigger = _copula(token)
        else:
            continue
        if trigger is not None:
            triggers[trigger.i] = trigger
    return triggers


def _verb(token: Token) -> Trigger | None:
    words = event_words()
    dep, lemma = token.dep_, token.lemma_.lower()
    if dep in _NO_TRIGGER_DEPS or len(token) < 2:
        return None
    children = list(token.children)
    if any(c.dep_ == "aux" and c.lower_ in words.obligation for c in children):
        return None
    kind: EventKind = "action"
    is_event = True
    if lemma in words.reporting and _reports(token, children):
        kind = "reporting"
    elif lemma in words.stative:
        kind, is_event = "state", False
    is_event = is_event and _tells_happening(token, children, kind)
    return Trigger(token, kind, False, is_event)


def _tells_happening(token: Token, children: list[Token], kind: EventKind) -> bool:
    """Whether the verb's form tells something that happens: no bare infinitive, habit or describing participle."""
    tag, words = token.tag_, event_words()
    helpers = {c.lower_ for c in children if c.dep_ in ("aux", "auxpass")}
    if tag == "VBD":
        return True
    if token.dep_ in ("amod", "pcomp"):
        return False
    if tag == "VB":
        return bool(helpers - {"to", "do", "does", "can"})
    if tag == "VBG":
        if token.dep_ == "xcomp" and token.head.lemma_.lower() == "deny":
            return True
        return bool(helpers & words.be_forms) or token.lemma_.lower() in words.urging
    if tag == "VBN":
        return bool(helpers & (words.have_forms | words.participle_auxiliaries)) or token.dep_ == "conj"
    return kind == "reporting"  # a present tense tells a habit or a view, but for verbs of saying


def _reports(token: Token, children: list[Token]) -> bool:
    """Whether a verb of saying is used as one: somebody says, or something is said."""
    deps = {c.dep_ for c in children}
    if token.lemma_.lower() in event_words().wordy and "ccomp" not in deps and token.dep_ != "parataxis":
        return False
    return bool(deps & {"nsubj", "nsubjpass", "ccomp", "agent"}) or token.dep_ in ("parataxis", "ROOT", "conj")


def _noun(token: Token) -> Trigger | None:
    lemma = token.lemma_.lower()
    if not names_event(lemma):
        return None
    dep = token.dep_
    if dep in ("compound", "amod") and token.head.lemma_ in ("price", "level", "value"):
        return None  # "the closing price on Friday"
    describes = dep in ("compound", "nmod", "npadvmod", "appos", "attr", "oprd")
    describes = describes or (dep == "dobj" and token.head.lemma_ in event_words().stative)
    return Trigger(token, "action", True, is_event_without_object(lemma) and not describes)


def _copula(token: Token) -> Trigger | None:
    """A state told by "was" with an adjective; it counts only with a date."""
    for child in token.children:
        if child.dep_ == "acomp" and child.pos_ in ("ADJ", "VERB"):
            return Trigger(child, "state", False, False)
    return None


def clause_span(trigger: Trigger) -> Span:
    """The characters of a trigger's clause: from its subject to the end of its objects."""
    token = trigger.token
    sentence = token.sent
    first, last = token.i, token.i
    children = list(token.children)
    if trigger.nominal:
        first = min([first, *(c.left_edge.i for c in children if c.i < token.i)])
        last = max([last, *(c.right_edge.i for c in children if c.i > token.i and c.dep_ in ("prep", "npadvmod"))])
    else:
        first = min([first, *(c.left_edge.i for c in children if c.i < token.i and c.dep_ in _CLAUSE_LEFT)])
        last = max([last, *(c.right_edge.i for c in children if c.i > token.i and c.dep_ in _CLAUSE_RIGHT)])
    first, last = max(first, sentence.start), min(last, sentence.end - 1)
    doc = token.doc
    while last > token.i and (doc[last].is_space or doc[last].is_punct):
        last -= 1
    while first < token.i and (doc[first].is_space or doc[first].is_punct):
        first += 1
    return doc[first].idx, doc[last].idx + len(doc[last])
