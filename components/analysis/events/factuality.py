"""Tells whether an event happened, is under way, is planned, possible or denied, and in whose voice it is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from components.analysis.events.config import EventsConfig
from components.analysis.events.lexicon import event_words, statement_verbs
from components.analysis.events.trigger_detection import Trigger
from components.domain.record import WRITER, Actor, Quote, Status
from components.domain.spans import SpanIndex

FUTURE = "future tense"


_WITHIN_CLAUSE = frozenset(("conj", "advcl", "acl", "pcomp", "prep", "pobj", "dobj", "appos"))
_STEPS_TO_VERB = 4  # from a participle up to the verb whose clause it stands in


class Factuality(NamedTuple):
    """A status with its reason in plain words."""

    status: Status
    rule: str


class Voice(NamedTuple):
    """Who tells an event: "writer" or an actor's id, the quote it stands in, and whether it is a claim at all."""

    actor: str = WRITER
    quote: str | None = None
    claimed: bool = False
    rule: str = ""


def factuality_of(trigger: Trigger, ahead: bool, config: EventsConfig, *, behind: bool = False) -> Factuality:
    """The status that the writer's grammar gives; ``ahead``, ``behind``: its date is after or before the article's."""
    if trigger.nominal:
        found = _of_noun(trigger.token, ahead, config)
    else:
        found = _of_verb(trigger.token, ahead, config.max_verb_chain)
    if behind and found.status == "ongoing" and trigger.kind != "state":
        return Factuality("happened", "its date is gone")
    return found


def _of_verb(token: Token, ahead: bool, chain_left: int) -> Factuality:
    """The status of a verb; ``chain_left`` verbs above it may still be asked for theirs."""
    words = event_words()
    children = list(token.children)
    helpers = {c.lower_ for c in children if c.dep_ in ("aux", "auxpass")}
    head = token.head
    if any(c.dep_ == "neg" for c in children) and not helpers & {"to"}:
        return Factuality("denied", "told as not happening")
    if any(c.dep_ in ("nsubj", "nsubjpass") and _is_none(c) for c in children):
        return Factuality("denied", "told of none")
    if any(c.dep_ == "dobj" and _is_none(c) and not _is_narrowed(c) for c in children):
        return Factuality("denied", "told of none")
    if _is_counterfactual(token, children):
        return Factuality("possible", "told as what would have been")
    if token.sent[-1].text == "?" and token.dep_ == "ROOT":
        return Factuality("possible", "asked")
    hedge = next((c.text for c in children if c.dep_ == "advmod" and c.lower_ in words.hedges), None)
    if hedge is not None:
        return Factuality("claimed", f"told with “{hedge}”")
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in children):
        return Factuality("possible", "told under a condition")
    if token.dep_ in ("ccomp", "xcomp", "dobj") and head.lemma_ in words.denying:
        return Factuality("denied", f"under “{head.text}”")
    if helpers & words.may_auxiliaries:
        if "have" in helpers and "would" not in helpers:
            return Factuality("possible", "told as what may have been")
        planned = "would" in helpers and "have" not in helpers and head.lemma_ in words.reporting
        return (
            Factuality("planned", "told as to come")
            if planned
            else Factuality("possible", "told with may, could or would")
        )
    going_to = token.lower_ == "going" and any(c.dep_ == "xcomp" for c in children)
    if helpers & words.will_auxiliaries or (going_to and helpers & words.present_be_forms):
        return Factuality("planned", FUTURE)
    if token.tag_ == "VB" and helpers & {"did", "do", "does"} and "to" not in helpers:
        return Factuality("happened" if "did" in helpers else "ongoing", "told with emphasis")
    if token.tag_ == "VB" or "to" in helpers:
        return _of_infinitive(token, ahead, chain_left)
    if ahead:
        return Factuality("planned", "its date lies after the article date")
    if announces_future_event(token) or (token.lemma_ in words.intending_verbs and token.tag_ in ("VBZ", "VBP")):
        return Factuality("planned", f"still to come: “{token.text}”")
    if token.tag_ == "VBG":
        if helpers & {"was", "were"}:
            return Factuality("happened", "past tense")
        if (accusing := _accusing_verb(token)) is not None:
            return Factuality("claimed", f"what somebody is accused of: under “{accusing.text}”")
        above = _verb_above(token)
        if above is not None and not helpers and chain_left > 0:
            return _of_verb(above, ahead, chain_left - 1)
        return Factuality("ongoing", "told as under way")
    if token.tag_ in ("VBZ", "VBP"):
        return Factuality("ongoing", "present tense")
    return Factuality("happened", "told as done")


def _accusing_verb(participle: Token) -> Token | None:
    """The verb that makes a charge of a participle: "charged with taking bribes", "accused him of warning her"."""
    if participle.dep_ != "pcomp" or participle.head.dep_ != "prep":
        return None
    verb = participle.head.head
    if verb.dep_ in ("dobj", "nsubjpass"):  # the parse hangs "of shredding" on the clerk who is suspected
        verb = verb.head
    return verb if verb.lemma_.lower() in event_words().accusing_verbs else None


def _verb_above(participle: Token) -> Token | None:
    """The verb whose clause a participle stands in: "fell before rallying", "with shares falling, it closed"."""
    above = participle
    for _ in range(_STEPS_TO_VERB):
        if above.dep_ not in _WITHIN_CLAUSE or above.head.i == above.i:
            return None
        above = above.head
        if above.pos_ == "VERB":
            return None if above.tag_ == "VB" else above
    return None


def announces_future_event(verb: Token) -> bool:
    """Whether a verb says that something is still to come: "is expected by June", "were scheduled for Monday"."""
    words = event_words()
    passive = any(c.dep_ == "auxpass" and c.lower_ in words.be_forms for c in verb.children)
    return verb.lemma_ in words.awaiting_verbs and passive


def _is_narrowed(noun: Token) -> bool:
    """Whether an adjective stands behind "nothing": "did nothing wrong" is no doing of nothing."""
    return any(c.i > noun.i and c.pos_ in ("ADJ", "VERB") for c in noun.children)


def _is_counterfactual(verb: Token, children: Sequence[Token]) -> bool:
    """Whether "had" stands before its subject, as in "Had he known": a condition that was not met."""
    subject = next((c.i for c in children if c.dep_ in ("nsubj", "nsubjpass")), -1)
    return (
        any(c.dep_ == "aux" and c.lower_ == "had" and 0 <= c.i < subject for c in children)
        and verb.sent[-1].text != "?"
    )


def is_obliged(verb: Token) -> bool:
    """Whether a verb tells what somebody must do: "Canada must navigate these waters"."""
    return any(c.dep_ == "aux" and c.lower_ in event_words().obligation for c in verb.children)


def _is_none(noun: Token) -> bool:
    """Whether it is of nobody or nothing: "no such attack"."""
    return noun.lower_ in ("nobody", "nothing", "none") or any(
        c.dep_ == "det" and c.lower_ == "no" for c in noun.children
    )


def _of_infinitive(token: Token, ahead: bool, chain_left: int) -> Factuality:
    words, head = event_words(), token.head
    implied = words.begin | words.achieving_verbs | words.implicative_verbs
    if token.dep_ in ("xcomp", "ccomp") and head.lemma_ in implied and chain_left > 0 and head.i != token.i:
        return _of_verb(head, ahead, chain_left - 1)
    if head.lemma_ in words.planning or ahead:
        return Factuality(
            "planned", f"planned: under “{head.text}”" if head.lemma_ in words.planning else "its date is ahead"
        )
    return Factuality("possible", "told as an aim or a wish")


def _of_noun(token: Token, ahead: bool, config: EventsConfig) -> Factuality:
    words = event_words()
    modifiers = {c.lower_ for c in token.children if c.dep_ in ("amod", "compound", "advmod")}
    by_modifier: tuple[tuple[frozenset[str], Status], ...] = (
        (words.planned_adjectives, "planned"),
        (words.possible_adjectives, "possible"),
        (words.ongoing_adjectives, "ongoing"),
        (words.claimed_adjectives, "claimed"),
    )
    for adjectives, status in by_modifier:
        if modifiers & adjectives:
            return Factuality(status, f"called “{min(modifiers & adjectives)}”")
    if token.dep_ == "pobj" and token.head.head.lemma_.lower() in words.charge_nouns:
        return Factuality("claimed", f"under “{token.head.head.text}”")
    if ahead:
        return Factuality("planned", "its date lies after the article date")
    if _is_none(token):
        if token.dep_ in ("dobj", "nsubjpass") and token.head.lemma_.lower() in words.noticing_verbs:
            return Factuality("possible", f"not known: under “{token.head.text}”")
        return Factuality("denied", "told of none")
    if token.dep_ in ("dobj", "pobj") and _is_denied_doing(token.head if token.dep_ == "dobj" else token.head.head):
        return Factuality("denied", "part of what is denied")
    if token.dep_ == "nsubjpass" and announces_future_event(token.head):
        return Factuality("planned", f"still to come: “{token.head.text}”")
    verb = token
    during = False
    for _ in range(config.max_heads_to_verb):
        if verb.head.i == verb.i:
            break
        during = during or (verb.dep_ == "prep" and verb.lower_ in ("during", "amid"))
        verb = verb.head
        if verb.pos_ in ("VERB", "AUX"):
            break
    if during:
        return Factuality("ongoing", "told as going on meanwhile")
    if token.dep_ == "dobj" and token.head.lemma_ in words.disowning_verbs:
        return Factuality("denied", f"under “{token.head.text}”")
    wanted = token.dep_ == "dobj" or (token.dep_ == "pobj" and token.head.lower_ in ("for", "to", "of", "about", "on"))
    if verb.pos_ == "VERB" and wanted:
        helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
        if verb.lemma_ in words.planning or helpers & words.will_auxiliaries:
            return Factuality("planned", f"planned: under “{verb.text}”")
        if verb.lemma_ in words.urging | words.believing or helpers & (words.may_auxiliaries | words.obligation):
            return Factuality("possible", f"not told as done: under “{verb.text}”")
    return Factuality("happened", "named as something that is")


def _is_denied_doing(verb: Token) -> bool:
    """Whether a verb stands under one of denying: "denied receiving a warning"."""
    return verb.dep_ in ("xcomp", "ccomp", "pcomp") and verb.head.lemma_ in event_words().denying


def quoted_words(quotes: Iterable[Quote]) -> SpanIndex[Quote]:
    """The quotes by where their words stand, but for words that are only marked off."""
    index: SpanIndex[Quote] = SpanIndex()
    for quote in quotes:
        if quote.kind != "scare":
            index.add(quote.content, quote)
    return index


def voice_of(trigger: Trigger, quotes: SpanIndex[Quote], actors: Sequence[Actor], config: EventsConfig) -> Voice:
    """Who tells the event: the speaker of the quote that it stands in, else who says it by a verb above it."""
    start, end = trigger.span
    for quote in quotes.near(trigger.span):
        if any(s <= start and end <= e for s, e in quote.content):
            rule = f"in the words of {'a speaker' if quote.speaker else 'a source without a name'}"
            return Voice(quote.speaker or WRITER, quote.id, True, rule)
    saying = _saying_above(trigger, config)
    if saying is None or saying.lemma_.lower() in event_words().factive_verbs:
        return Voice()
    subject = next((c for c in saying.children if c.dep_ in ("nsubj", "agent")), None)
    if subject is None:
        return Voice(WRITER, None, True, f"reported: under “{saying.text}”")
    first, last = subject.left_edge.idx, subject.right_edge.idx + len(subject.right_edge)
    teller = next((a.id for a in actors if any(first <= m.start and m.end <= last for m in a.mentions)), WRITER)
    return Voice(teller, None, True, f"reported: under “{saying.text}”")


def _saying_above(trigger: Trigger, config: EventsConfig) -> Token | None:
    """The verb of saying or believing whose statement the event stands in."""
    words = event_words()
    token = trigger.token
    for _ in range(config.max_heads_to_saying):
        head = token.head
        if head.i == token.i:
            return None
        if token.dep_ in ("ccomp", "parataxis") and head.lemma_.lower() in statement_verbs():
            return head
        if token.dep_ in ("xcomp", "dobj") and head.lemma_.lower() in words.denying:
            return head
        if head.dep_ == "parataxis" and head.lemma_.lower() in words.reporting:
            return head
        token = head
    return None
