"""Narrows a record to one actor: what it does, says, is told of, and how it is spoken of."""

from __future__ import annotations

import msgspec

from components.domain.allegations import allegations
from components.domain.record import (
    Actor,
    Event,
    Quote,
    Record,
    Unsure,
    UnsureEvent,
    UnsureMention,
    UnsureQuote,
    UnsureRelation,
)
from components.domain.spans import overlaps


def actor_of(record: Record, actor_id: str | None) -> Actor | None:
    """The actor with that id, None where there is none."""
    return next((a for a in record.actors if a.id == actor_id), None) if actor_id else None


def concerns_actor(event: Event, actor_id: str) -> bool:
    """Whether the actor takes part in the event or tells of it."""
    return actor_id in event.actors or event.voice == actor_id


def talks_about(quote: Quote, actor: Actor) -> bool:
    """Whether a mention of the actor stands in the quote's content."""
    return any(overlaps((m.start, m.end), part) for m in actor.mentions for part in quote.content)


def _actors_of(item: Unsure) -> tuple[str | None, ...]:
    """The ids of the actors that something too unsure to be told is of."""
    if isinstance(item, UnsureQuote):
        return (item.speaker,)
    if isinstance(item, UnsureMention):
        return (item.actor,)
    if isinstance(item, UnsureRelation):
        return item.agent, item.patient
    if isinstance(item, UnsureEvent):
        return (*item.actors, item.voice)
    return item.target, item.voice


def narrow_record(record: Record, actor_id: str | None, *, with_answers: bool = False) -> Record:
    """The record with only what concerns the actor; its actors, dates and sentences stay whole.

    ``with_answers``: with all that belongs to the claims which concern it, so that no answer to one is missing.
    """
    actor = actor_of(record, actor_id)
    if actor is None:
        return record
    found = allegations(record, actor.id)
    claimed = {a.event.id for a in found if a.event}
    kept: set[str] = set()
    if with_answers:
        kept = claimed | {d.event.id for a in found for d in a.denials} | {e.id for a in found for e in a.sayings}
        kept |= {q.id for a in found for q in (*a.told_in, *a.answers)}
    return msgspec.structs.replace(
        record,
        events=tuple(e for e in record.events if e.id in kept or concerns_actor(e, actor.id)),
        quotes=tuple(q for q in record.quotes if q.id in kept or q.speaker == actor.id or talks_about(q, actor)),
        claims=tuple(c for c in record.claims if c.event in claimed),
        tones=tuple(t for t in record.tones if actor.id in (t.target, t.voice)),
        unsure=tuple(u for u in record.unsure if actor.id in _actors_of(u)),
        relations=tuple(r for r in record.relations if actor.id in (r.agent, r.patient)),
    )
