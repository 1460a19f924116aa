"""What each kind of edit does to a record: a function a field; each raises NoLongerFits where it fits nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from components.domain.edit_values import AddedActor, AddedEvent, AddedQuote, Days, Split
from components.domain.ids import ADDED, digest
from components.domain.marks import tone_id
from components.domain.recasting import (
    NoLongerFits,
    added_actor,
    found_at,
    merged,
    moved,
    owner_of,
    replaced_actor,
    without_actor,
)
from components.domain.record import (
    ActorKind,
    Event,
    Precision,
    Quote,
    QuoteKind,
    Record,
    SourceType,
    Status,
    Tone,
    ToneLabel,
)
from components.domain.spans import Span

BY_READER = "set by a reader"


# Items


def item(record: Record, things: str, identity: str) -> Any:
    """The actor, quote, event or tone with that id."""
    held: dict[str, tuple[Any, ...]] = {
        "actors": record.actors, "quotes": record.quotes, "events": record.events, "tones": record.tones,
    }  # fmt: skip
    for one in held.get(things, ()):
        if (tone_id(one) if things == "tones" else one.id) == identity:
            return one
    raise NoLongerFits(f"there is no {things[:-1]} “{identity}”")


def span_of(words: str) -> Span:
    """The place that a mention's path names: "12-17"."""
    start, _, end = words.partition("-")
    if not (start.isdigit() and end.isdigit()):
        raise NoLongerFits(f"“{words}” is no place in the text")
    return int(start), int(end)


def _inside(record: Record, spans: Sequence[Span]) -> None:
    if not spans or any(not 0 <= s < e <= len(record.text) for s, e in spans):
        raise NoLongerFits("the words are no longer there")


def _known(record: Record, ids: Sequence[str | None]) -> None:
    held = {a.id for a in record.actors}
    if any(i is not None and i not in held for i in ids):
        raise NoLongerFits("the actor is no longer there")


# Actors


def _name(record: Record, identity: str, name: str) -> Record:
    actor = item(record, "actors", identity)
    if not name.strip():
        raise NoLongerFits("an actor needs a name")
    aliases = dict.fromkeys([actor.name, *actor.aliases])
    aliases.pop(name.strip(), None)
    return replaced_actor(record, identity, name=name.strip()[:120], aliases=tuple(aliases))


def _kind(record: Record, identity: str, kind: ActorKind) -> Record:
    item(record, "actors", identity)
    return replaced_actor(record, identity, kind=kind)


def _role(record: Record, identity: str, role: str | None) -> Record:
    item(record, "actors", identity)
    return replaced_actor(record, identity, role=(role or "").strip()[:120] or None)


def _into(record: Record, identity: str, other: str) -> Record:
    item(record, "actors", identity)
    item(record, "actors", other)
    if other == identity:
        raise NoLongerFits("an actor can't be merged with itself")
    return merged(record, identity, other)


def _removed_actor(record: Record, identity: str, _: bool) -> Record:
    item(record, "actors", identity)
    return without_actor(record, identity)


def _split(record: Record, identity: str, split: Split) -> Record:
    actor = item(record, "actors", identity)
    held = {(m.start, m.end) for m in actor.mentions}
    spans = frozenset(split.mentions)
    if not spans or not spans < held or not split.name.strip():
        raise NoLongerFits("some of these mentions are no longer the actor's, or none would stay")
    new = f"{ADDED}{digest(identity, split.name, *(f'{s}-{e}' for s, e in sorted(spans)), length=8)}"
    return moved(added_actor(record, new, split.name.strip()[:120], split.kind), spans, new)


def _added_actor(record: Record, identity: str, new: AddedActor) -> Record:
    _inside(record, new.mentions)
    if not new.name.strip():
        raise NoLongerFits("an actor needs a name")
    spans = frozenset(new.mentions)
    holders = [a for a in record.actors if spans & {(m.start, m.end) for m in a.mentions}]
    if any(a.id.startswith(ADDED) and spans <= {(m.start, m.end) for m in a.mentions} for a in holders):
        raise NoLongerFits("this actor was added already")
    made = added_actor(record, identity, new.name.strip()[:120], new.kind)
    if len(holders) == 1 and {(m.start, m.end) for m in holders[0].mentions if m.form == "name"} <= spans:
        # A new reading found the actor itself: what it says of the actor is the added one's.
        return found_at(merged(made, holders[0].id, identity), identity, spans)
    return found_at(moved(made, spans, identity), identity, spans)


def _mention(record: Record, identity: str, actor: str | None) -> Record:
    span = span_of(identity)
    owner_of(record, span)
    _known(record, [actor])
    return moved(record, frozenset({span}), actor)


# Quotes


def _quote(record: Record, identity: str, **changes: Any) -> Record:
    old: Quote = item(record, "quotes", identity)
    new = msgspec.structs.replace(old, **changes, rule=_rule(old.rule), confidence=1.0)
    return msgspec.structs.replace(record, quotes=tuple(new if q.id == identity else q for q in record.quotes))


def _speaker(record: Record, identity: str, speaker: str | None) -> Record:
    _known(record, [speaker])
    old: Quote = item(record, "quotes", identity)
    made = _quote(record, identity, speaker=speaker)
    if old.source and old.speaker:
        # "she said": who it stands for is decided with it. A name stays whose it is.
        source = old.source
        spans = {
            (m.start, m.end)
            for a in made.actors
            if a.id == old.speaker
            for m in a.mentions
            if m.form in ("pronoun", "nominal") and m.start < source[1] and source[0] < m.end
        }
        made = moved(made, spans, speaker) if spans else made
    # The tone of what was said, and what it tells, go with who said it; nobody speaks towards oneself.
    voice = speaker or "unknown"
    inside = [t for t in made.tones if old.speaker and t.voice == old.speaker and _within(t, old)]
    tones = (msgspec.structs.replace(t, voice=voice) if t in inside else t for t in made.tones)
    events = tuple(
        msgspec.structs.replace(e, voice=voice) if e.quote == identity and e.voice == old.speaker else e
        for e in made.events
    )
    return msgspec.structs.replace(made, tones=tuple(t for t in tones if t.voice != t.target), events=events)


def _within(tone: Tone, quote: Quote) -> bool:
    return any(tone.start < e and s < tone.end for s, e in quote.content)


def _content(record: Record, identity: str, content: tuple[Span, ...]) -> Record:
    _inside(record, content)
    return _quote(record, identity, content=tuple(sorted(content)))


def _removed_quote(record: Record, identity: str, _: bool) -> Record:
    item(record, "quotes", identity)
    return msgspec.structs.replace(record, quotes=tuple(q for q in record.quotes if q.id != identity))


def _added_quote(record: Record, identity: str, new: AddedQuote) -> Record:
    _inside(record, new.content)
    _known(record, [new.speaker])
    if any(q.id == identity for q in record.quotes):
        raise NoLongerFits("this quote is there already")
    made = Quote(
        id=identity, kind=new.kind, content=tuple(sorted(new.content)), speaker=new.speaker,
        source_type=new.source_type, rule="added by a reader", confidence=1.0,
    )  # fmt: skip
    quotes = sorted((*record.quotes, made), key=lambda q: q.content[0])
    return msgspec.structs.replace(record, quotes=tuple(quotes))


# Events


def _event(record: Record, identity: str, **changes: Any) -> Record:
    old: Event = item(record, "events", identity)
    new = msgspec.structs.replace(old, **({"rule": _rule(old.rule), "confidence": 1.0} | changes))
    return msgspec.structs.replace(record, events=tuple(new if e.id == identity else e for e in record.events))


def _dated(record: Record, identity: str, days: Days) -> Record:
    old: Event = item(record, "events", identity)
    rule = f"the date was {BY_READER}; {old.rule}"
    return _event(
        record, identity, earliest=days.earliest, latest=days.latest, precision=_precision(days), timex=None, rule=rule
    )


def _precision(days: Days) -> Precision | None:
    if not (days.earliest or days.latest):
        return None
    return "day" if days.earliest == days.latest else "range"


def _status(record: Record, identity: str, status: Status) -> Record:
    # What isn't told as a denial any more denies nothing, and nothing denies what is itself only planned or denied.
    changed = _event(record, identity, status=status, **({} if status == "denied" else {"denies": None}))
    told = status in ("happened", "ongoing", "claimed")
    return changed if told else _without_denials_of(changed, identity)


def _without_denials_of(record: Record, identity: str) -> Record:
    events = (msgspec.structs.replace(e, denies=None) if e.denies == identity else e for e in record.events)
    return msgspec.structs.replace(record, events=tuple(events))


def _actors(record: Record, identity: str, actors: tuple[str, ...]) -> Record:
    _known(record, actors)
    return _event(record, identity, actors=tuple(dict.fromkeys(actors)))


def _removed_event(record: Record, identity: str, _: bool) -> Record:
    item(record, "events", identity)
    events = (
        msgspec.structs.replace(e, perhaps_same=None) if e.perhaps_same == identity else e
        for e in _without_denials_of(record, identity).events
        if e.id != identity
    )
    return msgspec.structs.replace(record, events=tuple(events))


def _added_event(record: Record, identity: str, new: AddedEvent) -> Record:
    span = (new.start, new.end)
    _inside(record, [span])
    _known(record, new.actors)
    if any(e.id == identity for e in record.events):
        raise NoLongerFits("this event is there already")
    made = Event(
        id=identity, start=new.start, end=new.end, trigger=span, kind="action", summary=new.summary[:300],
        earliest=new.earliest, latest=new.latest, precision=_precision(Days(new.earliest, new.latest)),
        status=new.status, mentions=(span,), actors=new.actors, rule="added by a reader",
    )  # fmt: skip
    events = sorted((*record.events, made), key=lambda e: e.trigger)
    return msgspec.structs.replace(record, events=tuple(events))


# Tone


def _label(record: Record, identity: str, label: ToneLabel) -> Record:
    old: Tone = item(record, "tones", identity)
    score = {"negative": -0.8, "neutral": 0.0, "positive": 0.8}[label]
    # The words that carried the machine's reading carry no other.
    evidence = old.evidence if label == old.label else ()
    new = msgspec.structs.replace(old, label=label, score=score, evidence=evidence, rule=_rule(""), confidence=1.0)
    return msgspec.structs.replace(record, tones=tuple(new if t is old else t for t in record.tones))


def _rule(old: str) -> str:
    return old if old.startswith(BY_READER) else f"{BY_READER}; {old}" if old else BY_READER


_Effect = tuple[Any, Callable[[Record, str, Any], Record]]
EFFECTS: dict[tuple[str, str], _Effect] = {
    ("actors", "name"): (str, _name),
    ("actors", "kind"): (ActorKind, _kind),
    ("actors", "role"): (str | None, _role),
    ("actors", "into"): (str, _into),
    ("actors", "removed"): (bool, _removed_actor),
    ("actors", "split"): (Split, _split),
    ("actors", "added"): (AddedActor, _added_actor),
    ("mentions", "actor"): (str | None, _mention),
    ("quotes", "speaker"): (str | None, _speaker),
    ("quotes", "kind"): (QuoteKind, lambda r, i, v: _quote(r, i, kind=v)),
    ("quotes", "source_type"): (SourceType, lambda r, i, v: _quote(r, i, source_type=v)),
    ("quotes", "content"): (tuple[Span, ...], _content),
    ("quotes", "removed"): (bool, _removed_quote),
    ("quotes", "added"): (AddedQuote, _added_quote),
    ("events", "date"): (Days, _dated),
    ("events", "status"): (Status, _status),
    ("events", "actors"): (tuple[str, ...], _actors),
    ("events", "removed"): (bool, _removed_event),
    ("events", "added"): (AddedEvent, _added_event),
    ("tones", "label"): (ToneLabel, _label),
}


def effect_of(things: str, field: str) -> _Effect:
    """The type of a field's values and what an edit of it does; raises NoLongerFits where nobody knows."""
    found = EFFECTS.get((things, field))
    if found is None:
        raise NoLongerFits(f"nobody knows how to correct {things}/{field}")
    return found
