"""Hands dates on within a sentence: down to what stands in a dated clause, up from a subordinate one, by a subject.

Each function gives the ties that it adds to those that are known; none changes one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from components.analysis.events.config import EventsConfig
from components.analysis.events.lexicon import event_words
from components.analysis.events.trigger_date_link import DateTie, Way
from components.analysis.events.trigger_detection import Trigger
from components.domain.record import Timex


def ties_from_above(
    triggers: Mapping[int, Trigger], ties: Mapping[int, DateTie], config: EventsConfig
) -> dict[int, DateTie]:
    """Ties handed down from a dated verb to what stands in the same clause without a date of its own."""
    added: dict[int, DateTie] = {}
    all_ties = dict(ties)
    for _ in range(config.max_inheritance_rounds):
        before = len(added)
        for i, trigger in triggers.items():
            tie = None if i in all_ties else _tie_from_above(trigger, triggers, all_ties, config)
            if tie is not None:
                added[i] = all_ties[i] = tie
        if len(added) == before:
            break
    return added


def _tie_from_above(
    trigger: Trigger, triggers: Mapping[int, Trigger], ties: Mapping[int, DateTie], config: EventsConfig
) -> DateTie | None:
    token = trigger.token
    if any(c.dep_ in ("relcl", "acl") and c.i in ties for c in token.children):
        return None
    way: Way = "joined"
    for _ in range(config.max_heads_to_dated_word):
        dep, head = token.dep_, token.head
        if head.i == token.i or dep == "mark":
            return None
        if dep == "pobj" and head.lower_ in event_words().separating_prepositions:
            return None
        if trigger.nominal and dep in ("dobj", "nsubj", "nsubjpass", "pobj", "attr", "prep", "compound", "conj"):
            way = "object"
        elif dep in ("xcomp", "advcl", "pcomp"):
            way = "within"
        elif dep not in ("conj", "prep", "dobj", "pobj", "agent"):
            return None
        token = head
        tie = ties.get(token.i)
        if tie is not None:
            # What is praised, condemned or denied on a day did not itself happen on it.
            reported = way == "object" and token.i in triggers and triggers[token.i].kind == "reporting"
            return None if reported else tie._replace(way=way)
        if token.i in triggers:
            return None
    return None


def ties_from_below(triggers: Mapping[int, Trigger], ties: Mapping[int, DateTie]) -> dict[int, DateTie]:
    """Ties handed up to a verb from its own infinitive, or from its as, when, while or after clause."""
    added: dict[int, DateTie] = {}
    for i, tie in ties.items():
        token = triggers[i].token
        head = token.head
        if head.i in ties or head.i in added or head.i not in triggers:
            continue
        if tie.way not in ("own", "noun") or tie.bound != "on":
            continue
        simultaneous = any(c.lower_ in event_words().simultaneous_conjunctions for c in token.children)
        reporting = triggers[head.i].kind == "reporting"
        if token.dep_ == "xcomp" or (token.dep_ == "advcl" and simultaneous and not reporting):
            added[head.i] = DateTie(tie.timex, "control", "on")
    return added


def ties_from_subject(
    triggers: Mapping[int, Trigger], timexes: Sequence[Timex], ties: Mapping[int, DateTie]
) -> dict[int, DateTie]:
    """Ties of a period handed from the figures it is of to what they do: "third-quarter net income jumped 97%"."""
    added: dict[int, DateTie] = {}
    for i, trigger in triggers.items():
        if i in ties or trigger.nominal or trigger.kind == "reporting":
            continue
        for child in trigger.token.children:
            tie = ties.get(child.i)
            if child.dep_ == "nsubj" and tie is not None and tie.bound == "on" and tie.way in ("own", "noun"):
                period = timexes[tie.timex]
                if period.earliest != period.latest:
                    added[i] = tie._replace(way="subject")
    return added
