"""Moves mentions between actors, and everything that hangs on them: quotes, events, tones, relations."""

from __future__ import annotations

import bisect
from collections.abc import Collection, Iterable

import msgspec

from components.domain.marks import context
from components.domain.record import Actor, ActorKind, Event, Mention, Quote, Record, Relation, Tone
from components.domain.spans import Span

ARTICLE = 4  # characters of "the " before a name


class NoLongerFits(Exception):
    """A correction whose item is gone, or that asks for what can't be."""


def owner_of(record: Record, span: Span) -> str:
    """The actor that a mention is of; raises NoLongerFits where there is no such mention."""
    for actor in record.actors:
        if any((m.start, m.end) == span for m in actor.mentions):
            return actor.id
    raise NoLongerFits("there is no mention at that place any more")


def replaced_actor(record: Record, identity: str, **changes: object) -> Record:
    """The record with one actor changed."""
    actors = (msgspec.structs.replace(a, **changes) if a.id == identity else a for a in record.actors)
    return msgspec.structs.replace(record, actors=tuple(actors))


def added_actor(record: Record, identity: str, name: str, kind: ActorKind) -> Record:
    """The record with an actor that has no mention yet; raises NoLongerFits where it is there already."""
    if any(a.id == identity for a in record.actors):
        raise NoLongerFits("this actor is there already")
    return msgspec.structs.replace(record, actors=(*record.actors, Actor(id=identity, name=name, kind=kind)))


def merged(record: Record, one: str, into: str) -> Record:
    """The record with an actor's mentions and all that it does given to another; the first is gone."""
    first = next(a for a in record.actors if a.id == one)
    second = next(a for a in record.actors if a.id == into)
    names = dict.fromkeys([*second.aliases, first.name, *first.aliases])
    names.pop(second.name, None)
    points = dict(second.parts)
    for name, value in first.parts.items():
        points[name] = round(points.get(name, 0.0) + value, 2)
    both = msgspec.structs.replace(
        second,
        mentions=_in_order((*second.mentions, *first.mentions)),
        aliases=tuple(names),
        role=second.role or first.role,
        prominence=min(1.0, round(first.prominence + second.prominence, 3)),
        parts=points,
    )
    actors = (both if a.id == into else a for a in record.actors if a.id != one)
    return _renamed(msgspec.structs.replace(record, actors=_ranked(actors)), one, into)


def without_actor(record: Record, identity: str) -> Record:
    """The record without an actor: quotes lose their speaker, tones towards it and its relations go."""
    actors = tuple(a for a in record.actors if a.id != identity)
    return _renamed(msgspec.structs.replace(record, actors=actors), identity, None)


def moved(record: Record, spans: Collection[Span], to: str | None) -> Record:
    """The record with mentions given to another actor (None: to none), and what hangs on them.

    An actor that has no mention left is gone; what it did is the other's.
    """
    gone: list[tuple[str, tuple[Mention, ...], tuple[Mention, ...]]] = []
    taken: list[Mention] = []
    actors = []
    for actor in record.actors:
        leaving = tuple(m for m in actor.mentions if (m.start, m.end) in spans)
        if leaving and actor.id != to:
            staying = tuple(m for m in actor.mentions if m not in leaving)
            gone.append((actor.id, leaving, staying))
            taken += leaving
            actor = msgspec.structs.replace(actor, mentions=staying)
        actors.append(actor)
    rule = "given to this actor by a reader"
    given = [msgspec.structs.replace(m, rule=rule, confidence=1.0) for m in taken]
    kept = []
    for actor in actors:
        if actor.id == to:
            named = [record.text[m.start : m.end] for m in given if m.form == "name"]
            aliases = dict.fromkeys([*actor.aliases, *(" ".join(n.split()) for n in named)])
            aliases.pop(actor.name, None)
            actor = msgspec.structs.replace(
                actor, mentions=_in_order((*actor.mentions, *given)), aliases=tuple(aliases)
            )
        if actor.mentions or actor.id == to:
            kept.append(actor)
    record = msgspec.structs.replace(record, actors=_ranked(_weighed(kept, record)))
    for old, leaving, staying in gone:
        record = _renamed(record, old, to) if not staying else _handed(record, old, to, leaving, staying)
    return record


def found_at(record: Record, identity: str, spans: Collection[Span]) -> Record:
    """The record with an actor named at these places too; quotes whose source nobody was known for are its own."""
    held = {(m.start, m.end) for a in record.actors for m in a.mentions}
    new = [
        Mention(start=s, end=e, form="name", rule="added by a reader", confidence=1.0)
        for s, e in sorted(set(spans) - held)
    ]
    actors = (
        msgspec.structs.replace(a, mentions=_in_order((*a.mentions, *new))) if a.id == identity else a
        for a in record.actors
    )

    starts = [m.start for m in new]

    def named(start: int, end: int) -> bool:
        k = bisect.bisect_left(starts, end) - 1
        return k >= 0 and start < new[k].end

    def speaks(quote: Quote) -> bool:
        """Whether the source is the name itself: not "a resident of Springfield"."""
        if quote.speaker is not None or quote.source is None:
            return False
        k = bisect.bisect_right(starts, quote.source[0] + ARTICLE) - 1
        return k >= 0 and quote.source[0] <= new[k].start and new[k].end >= quote.source[1]

    quotes = (msgspec.structs.replace(q, speaker=identity) if speaks(q) else q for q in record.quotes)
    events = (
        msgspec.structs.replace(e, actors=(*e.actors, identity))
        if named(e.start, e.end) and identity not in e.actors
        else e
        for e in record.events
    )
    return msgspec.structs.replace(
        record, actors=_ranked(_weighed(actors, record)), quotes=tuple(quotes), events=tuple(events)
    )


def _weighed(actors: Iterable[Actor], before: Record) -> Iterable[Actor]:
    """Actors with prominence by their share of mentions, where it changed."""
    known = {a.id: a for a in before.actors}
    most = max((len(a.mentions) for a in before.actors), default=1) or 1
    for actor in actors:
        old = known.get(actor.id)
        if old is None or not old.mentions:
            yield msgspec.structs.replace(actor, prominence=round(min(1.0, len(actor.mentions) / most), 3))
        elif len(old.mentions) != len(actor.mentions):
            share = len(actor.mentions) / len(old.mentions)
            yield msgspec.structs.replace(actor, prominence=round(min(1.0, actor.prominence * share), 3))
        else:
            yield actor


def _handed(
    record: Record, old: str, to: str | None, leaving: tuple[Mention, ...], staying: tuple[Mention, ...]
) -> Record:
    """The record with what hangs on the mentions that leave given on; what hangs on both is of both."""

    def touch(mentions: tuple[Mention, ...], start: int, end: int) -> bool:
        return any(m.start < end and start < m.end for m in mentions)

    quotes = tuple(
        msgspec.structs.replace(q, speaker=to) if q.speaker == old and q.source and touch(leaving, *q.source) else q
        for q in record.quotes
    )

    # What was said goes with who said it.
    said = [q for q, new in zip(record.quotes, quotes, strict=True) if q.speaker != new.speaker]
    ids = {q.id for q in said}
    voice = to or "unknown"

    def event(e: Event) -> Event:
        if e.quote in ids and e.voice == old:
            e = msgspec.structs.replace(e, voice=voice)
        start, end = context(record, (e.start, e.end))  # a clause's actor may stand outside it ("She came and went")
        if old not in e.actors or not touch(leaving, start, end):
            return e
        others = [a for a in e.actors if a != old or touch(staying, start, end)]
        return msgspec.structs.replace(e, actors=tuple(dict.fromkeys([*others, *([to] if to else [])])))

    def relation(r: Relation) -> Relation | None:
        if old not in (r.agent, r.patient) or not touch(leaving, r.start, r.end) or touch(staying, r.start, r.end):
            return r
        agent, patient = (to if a == old else a for a in (r.agent, r.patient))
        if agent is None or patient is None or agent == patient:
            return None
        return msgspec.structs.replace(r, agent=agent, patient=patient)

    def tone(t: Tone) -> Tone | None:
        if t.voice == old and any(t.start < e and s < t.end for q in said for s, e in q.content):
            t = msgspec.structs.replace(t, voice=voice)
        if t.target != old or not touch(leaving, t.start, t.end) or touch(staying, t.start, t.end):
            return t
        return msgspec.structs.replace(t, target=to) if to else None

    return msgspec.structs.replace(
        record,
        quotes=quotes,
        events=tuple(event(e) for e in record.events),
        relations=tuple(y for r in record.relations if (y := relation(r)) is not None),
        tones=_once(x for t in record.tones if (x := tone(t)) is not None),
    )


def _renamed(record: Record, old: str, new: str | None) -> Record:
    """The record with one actor's id in every place given to another; None: the place is empty, or gone with it."""

    def relation(r: Relation) -> Relation | None:
        agent, patient = (new if a == old else a for a in (r.agent, r.patient))
        if agent is None or patient is None or (agent == patient and r.agent != r.patient):
            return None
        return msgspec.structs.replace(r, agent=agent, patient=patient)

    def event(e: Event) -> Event:
        actors = dict.fromkeys(new if a == old else a for a in e.actors)
        actors.pop(None, None)
        # Who told it is unknown then; that it was told, and not seen by the writer, stays.
        voice = (new or "unknown") if e.voice == old else e.voice
        return msgspec.structs.replace(e, actors=tuple(a for a in actors if a), voice=voice)

    def tone(t: Tone) -> Tone | None:
        if t.target == old and new is None:
            return None
        voice = (new or "unknown") if t.voice == old else t.voice
        return msgspec.structs.replace(t, target=new if t.target == old else t.target, voice=voice)

    return msgspec.structs.replace(
        record,
        actors=tuple(msgspec.structs.replace(a, of=new) if a.of == old and a.id != new else a for a in record.actors),
        quotes=tuple(msgspec.structs.replace(q, speaker=new) if q.speaker == old else q for q in record.quotes),
        events=tuple(event(e) for e in record.events),
        relations=tuple(y for r in record.relations if (y := relation(r)) is not None),
        tones=_once(x for t in record.tones if (x := tone(t)) is not None),
    )


def _once(tones: Iterable[Tone]) -> tuple[Tone, ...]:
    """One tone for a sentence, voice and target: the plainest; none of anybody towards oneself."""
    out: dict[tuple[int, str, str | None], Tone] = {}
    for t in tones:
        if t.voice == t.target:
            continue
        key = (t.start, t.voice, t.target)
        if key not in out or abs(t.score) > abs(out[key].score):
            out[key] = t
    return tuple(out.values())


def _in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(mentions, key=lambda m: (m.start, m.end)))


def _ranked(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    return tuple(sorted(actors, key=lambda a: -a.prominence))
