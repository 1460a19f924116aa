"""How likely an item is wrong, and why: doubts, each with the chance that it makes, set by hand.

The chances are rounded from how often items of each kind were wrong in whole readings (docs/models.md); a confidence
below 1 is a doubt itself. Doubts are taken as independent of each other: an item is right where none of them holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import prod
from typing import Literal, NamedTuple

from components.domain.record import Actor, Event, Mention, Quote, Record, Timex, Tone
from components.domain.spans import overlaps

UNSURE = 0.55  # a confidence below it asks to be checked
FAR = 300  # characters between a quote and the words that name its speaker
_NEAR = 25
_EVENTS_RIGHT = 0.92  # the confidence of an event from which nearly none is wrong
_LIKELY = 0.8  # the confidence of a quote below which what is told in it is doubted as well
_SHORT = 4  # words of a label below which it tells hardly anything
_HARDLY = 0.7  # the confidence of a mention below which who is meant may well be somebody else
_PRONOUN = re.compile(r"(?:he|she|they|it|we|i|who)$", re.IGNORECASE)

Reason = Literal[
    "reading", "nobody named", "unnamed source", "speaker open", "speaker unsure", "speaker far", "speaker by pronoun",
    "speaker from before", "speaker in own words", "words unsure", "told again", "told and denied", "claimed", "denied",
    "may be", "under way", "planned", "date unsure", "date counted", "date vague", "date of its clause", "no event",
    "told in doubt", "judgement read", "described", "kind unsure", "who is meant", "date not placed", "date doubtful",
    "mark open",
]  # fmt: skip


_OF_STATUS: dict[str, tuple[Reason, float]] = {
    "claimed": ("claimed", 0.14), "denied": ("denied", 0.03), "possible": ("may be", 0.15),
    "ongoing": ("under way", 0.12), "planned": ("planned", 0.03),
}  # fmt: skip


class Doubt(NamedTuple):
    """Why something may be wrong, and the chance that it is for that reason alone (0..1)."""

    reason: Reason
    chance: float


def chance_of(doubts: Sequence[Doubt]) -> float:
    """The chance that at least one of the doubts holds."""
    return 1 - prod(1 - d.chance for d in doubts)


def quote_doubts(record: Record, quote: Quote, speaker: Actor | None) -> Iterator[Doubt]:
    """Whether it is a quote, of whom, and in which words."""
    if quote.kind != "scare":
        yield Doubt("speaker unsure" if quote.confidence < UNSURE else "reading", 0.8 * (1 - quote.confidence))
    if quote.source_type == "anonymous":
        yield Doubt("unnamed source", 0.2)
    if quote.source is None:
        if quote.kind != "scare":
            yield Doubt("speaker unsure", 0.2) if speaker else Doubt("nobody named", 0.3)
        return
    apart = min(max(s - quote.source[1], quote.source[0] - e, 0) for s, e in quote.content)
    if apart > _NEAR:
        yield Doubt("speaker far" if apart > FAR else "reading", 0.3 if apart > FAR else 0.1)
    if "speaker before" in quote.rule:
        yield Doubt("speaker from before", 0.2)
    if speaker is None:
        yield Doubt("speaker open", 0.4 if quote.source_type in ("named", "role") else 0.2)
        return
    if quote.kind == "direct" and any(
        m.form == "name" and any(overlaps((m.start, m.end), part) for part in quote.content) for m in speaker.mentions
    ):
        yield Doubt("speaker in own words", 0.25)
    named = [m.confidence for m in speaker.mentions if overlaps((m.start, m.end), quote.source)]
    if _PRONOUN.match(record.text[slice(*quote.source)]):
        yield Doubt("speaker by pronoun", 0.15)
    elif not named or min(named) < _HARDLY:
        yield Doubt("speaker unsure", 0.15)
    if "learned" in quote.rule or "its object" in quote.rule or "to be done" in quote.rule:
        yield Doubt("words unsure", 0.1)


def event_doubts(event: Event, quote: Quote | None, *, contested: bool = False) -> Iterator[Doubt]:
    """Whether it is an event, told once, as done or not, and on its date.

    ``quote`` is what it is told in; ``contested``: somebody else denies it, or it denies what somebody else tells.
    """
    dated = bool(event.earliest or event.latest)
    chance = max(0.0, _EVENTS_RIGHT - event.confidence)
    yield Doubt("date unsure" if dated and event.confidence < UNSURE else "reading", chance)
    if contested:
        yield Doubt("told and denied", 0.05)
    if event.perhaps_same:
        yield Doubt("told again", 0.1)
    if event.status in _OF_STATUS:
        yield Doubt(*_OF_STATUS[event.status])
    if "an aim or a wish" in event.rule or "named as something" in event.rule:
        yield Doubt("no event", 0.15)
    elif len(event.summary.split()) < _SHORT:
        yield Doubt("no event", 0.1)
    if quote is not None and quote.confidence < _LIKELY:
        yield Doubt("told in doubt", 0.12)
    if not dated:
        return
    if "the date of the clause" in event.rule or "is dated in its clause" in event.rule:
        yield Doubt("date of its clause", 0.15)
    if event.precision in ("month", "quarter", "range"):
        yield Doubt("date vague", 0.1)
    elif event.basis == "relative" and event.timex is not None:
        yield Doubt("date counted", 0.05)


def tone_doubts(tone: Tone) -> Iterator[Doubt]:
    """Whether anybody speaks well or ill there, who, and of whom."""
    yield Doubt("reading", 1 - tone.confidence)
    yield Doubt("judgement read", 0.15)


def actor_doubts(actor: Actor, mention: Mention) -> Iterator[Doubt]:
    """Whether it is an actor of its kind, and none that stands there under another name."""
    yield Doubt("reading", 1 - mention.confidence)
    if mention.form != "name":
        yield Doubt("described", 0.1)
    if actor.kind in ("group", "organisation"):
        yield Doubt("kind unsure", 0.05)


def mention_doubts(mention: Mention) -> Iterator[Doubt]:
    """Whether it is that actor who is meant; nothing where that is likely enough."""
    if mention.confidence < UNSURE:
        yield Doubt("who is meant", 1 - mention.confidence)


def timex_doubts(timex: Timex) -> Iterator[Doubt]:
    """Whether a time expression is read rightly; nothing where that is likely enough."""
    if timex.type in ("DATE", "TIME") and timex.value.startswith("XXXX"):
        yield Doubt("date not placed", 0.4)
    elif timex.confidence < UNSURE:
        yield Doubt("date doubtful", 1 - timex.confidence)
