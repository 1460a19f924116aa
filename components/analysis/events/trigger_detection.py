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

_BEING = frozenset("is are am was were been be being 's 're ’s ’re 'm ’m".split())
_HAVING = frozenset("has have had having 've ’ve 'd ’d".split())
_WAS = frozenset("was were will be been being got".split())


# What is done by words, and is news in itself: "announced a plan", "wrote 147 checks", "pleaded not guilty".
_ACTS = frozenset(
    "announce declare file introduce issue pledge plead present promise propose publish release unveil write".split()
)
_REPORTED = frozenset("result earnings profit loss revenue sale income figure".split())  # by firms: "report results"


@dataclass(frozen=True)
class Trigger:
    """A token that tells an event; ``plain`` is false for one that counts only where a date stands with it."""

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
        thing = any(c.dep_ in ("dobj", "acomp") and c.pos_ != "PRON" for c in children)
        lemma = self.token.lemma_.lower()
        firm = lemma == "report" and any(c.dep_ == "dobj" and c.lemma_ in _REPORTED for c in children)
        acts = (firm or lemma in _ACTS) and thing and not any(c.dep_ == "ccomp" for c in children)
        acts = acts or (lemma == "agree" and any(c.dep_ == "xcomp" for c in children))
        return "action" if self.kind == "reporting" and acts else self.kind

    @property
    def span(self) -> Span:
        """The trigger's characters."""
        return self.token.idx, self.token.idx + len(self.token)


def detect_triggers(doc: Doc) -> dict[int, Trigger]:
    """All triggers by token index, in text order."""
    out: dict[int, Trigger] = {}
    for token in doc:
        pos = token.pos_
        if pos == "VERB":
            found = _verb(token)
        elif pos == "NOUN":
            found = _noun(token)
        elif pos == "AUX" and token.lemma_ == "be":
            found = _copula(token)
        else:
            continue
        if found is not None:
            out[found.i] = found
    return out


def _verb(token: Token) -> Trigger | None:
    words = event_words()
    dep, lemma = token.dep_, token.lemma_.lower()
    if dep in _NO_TRIGGER_DEPS or len(token) < 2:
        return None
    children = list(token.children)
    if any(c.dep_ == "aux" and c.lower_ in words.obligation for c in children):
        return None
    kind: EventKind = "action"
    plain = True
    if lemma in words.reporting and _reports(token, children):
        kind = "reporting"
    elif lemma in words.stative:
        kind, plain = "state", False
    if not _tells(token, children, kind):
        plain = False
    return Trigger(token, kind, False, plain)


def _tells(token: Token, children: list[Token], kind: EventKind) -> bool:
    """Whether the verb's form tells something that happens: no bare infinitive, habit or describing participle."""
    tag = token.tag_
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
        return bool(helpers & _BEING) or token.lemma_.lower() in event_words().urging
    if tag == "VBN":
        return bool(helpers & (_HAVING | _WAS)) or token.dep_ == "conj"
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
