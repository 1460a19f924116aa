"""Support verbs: verbs that only carry the event of a noun, and hand it their date.

"held talks", "the message, delivered on Monday", "a vote is expected by June": the noun is the event.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from spacy.tokens import Token

from components.analysis.events.factuality import announces_future_event
from components.analysis.events.lexicon import event_words
from components.analysis.events.trigger_date_link import DateTie
from components.analysis.events.trigger_detection import Trigger


class SupportVerbs(NamedTuple):
    """The triggers that only carry a noun's event, and the ties that the nouns have from them; by token index."""

    verbs: set[int]
    ties: dict[int, DateTie]


def find_support_verbs(triggers: Mapping[int, Trigger], ties: Mapping[int, DateTie]) -> SupportVerbs:
    """The support verbs among the triggers; only nouns without a tie are given one."""
    verbs: set[int] = set()
    handed_on: dict[int, DateTie] = {}
    for i, trigger in triggers.items():
        if trigger.nominal:
            continue
        tie = ties.get(i, handed_on.get(i))
        noun = _awaited_event(trigger, triggers)
        if noun is None and is_delivery_verb(trigger.token):
            if trigger.token.dep_ != "acl":
                if tie is None and any(triggers[o].is_event for o in _objects(trigger) if o in triggers):
                    verbs.add(i)
                continue
            noun = _described_event(trigger, triggers) if tie is not None else None
        if noun is None:
            continue
        verbs.add(i)
        if tie is not None and noun not in ties:
            handed_on.setdefault(noun, tie)
    return SupportVerbs(verbs, handed_on)


def is_delivery_verb(token: Token) -> bool:
    """Whether a verb only carries a noun's event: "the message, delivered on Monday"."""
    return token.lemma_.lower() in event_words().delivering


def _awaited_event(trigger: Trigger, triggers: Mapping[int, Trigger]) -> int | None:
    """The event that the verb only says is to come, as its subject: "A vote is scheduled for Monday"."""
    children = list(trigger.token.children)
    if not announces_future_event(trigger.token) or any(c.dep_ in ("xcomp", "ccomp") for c in children):
        return None
    return next((c.i for c in children if c.dep_ == "nsubjpass" and c.i in triggers and triggers[c.i].is_event), None)


def _described_event(trigger: Trigger, triggers: Mapping[int, Trigger]) -> int | None:
    """The noun that the verb's clause describes, where it is an event: "the message, delivered on Monday"."""
    noun = triggers.get(trigger.token.head.i)
    return noun.i if noun is not None and noun.is_event and noun.nominal else None


def _objects(trigger: Trigger) -> list[int]:
    """The objects of a verb, those after "in" too: "held talks", "engaged in talks"."""
    objects = []
    for child in trigger.token.children:
        if child.dep_ == "dobj":
            objects.append(child.i)
        elif child.dep_ == "prep" and child.lower_ == "in":
            objects.extend(c.i for c in child.children if c.dep_ == "pobj")
    return objects
