"""What each kind of edit does to a record: a function a field; each raises NoLongerFits where it fits nothing.

A function that raises has changed nothing yet: the draft goes on to the next edit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import msgspec

from components.domain.correction_marks import told_by_mark
from components.domain.correction_values import AddedActor, AddedEvent, AddedQuote, Days, Split
from components.domain.ids import ADDED, digest
from components.domain.mention_moves import (
    NoLongerFits,
    added_actor,
    also_called,
    found_at,
    merge_actors,
    move_mentions,
    room_for,
    without_actor,
)
from components.domain.record import (
    UNKNOWN,
    Actor,
    ActorKind,
    Event,
    Precision,
    Quote,
    QuoteKind,
    Relation,
    SourceType,
    Status,
    Tone,
    ToneLabel,
    UnsureTone,
)
from components.domain.record_draft import RecordDraft, names_near
from components.domain.rules_after_corrections import DATED, overruling_rule
from components.domain.spans import Span, overlaps, stands_on

T = TypeVar("T")


# Items


def _actor(draft: RecordDraft, identity: str) -> Actor:
    return _found(draft.actors.items.get(identity), "actor", identity)


def _quote(draft: RecordDraft, identity: str) -> Quote:
    return _found(draft.quotes.items.get(identity), "quote", identity)


def _event(draft: RecordDraft, identity: str) -> Event:
    return _found(draft.events.items.get(identity), "event", identity)


def _found(item: T | None, thing: str, identity: str) -> T:
    if item is None:
        raise NoLongerFits(f"there is no {thing} “{identity}”")
    return item


def span_of(words: str) -> Span:
    """The place that a mention's path names: "12-17"."""
    start, _, end = words.partition("-")
    if not all(part.isascii() and part.isdecimal() and len(part) < 10 for part in (start, end)):
        raise NoLongerFits(f"“{words[:40]}” is no place in the text")
    return int(start), int(end)


def _inside(draft: RecordDraft, spans: Sequence[Span]) -> None:
    if not spans or any(not 0 <= s < e <= len(draft.text) for s, e in spans):
        raise NoLongerFits("the words are no longer there")


def _known(draft: RecordDraft, ids: Sequence[str | None]) -> None:
    if any(i is not None and i not in draft.actors.items for i in ids):
        raise NoLongerFits("the actor is no longer there")


# Actors


def _name(draft: RecordDraft, identity: str, name: str) -> None:
    actor = _actor(draft, identity)
    new = msgspec.structs.replace(actor, name=name)
    aliases = also_called(new, [actor.name, *actor.aliases])
    draft.actors.put(identity, msgspec.structs.replace(new, aliases=aliases))


def _kind(draft: RecordDraft, identity: str, kind: ActorKind) -> None:
    draft.actors.put(identity, msgspec.structs.replace(_actor(draft, identity), kind=kind))


def _role(draft: RecordDraft, identity: str, role: str | None) -> None:
    draft.actors.put(identity, msgspec.structs.replace(_actor(draft, identity), role=role))


def _into(draft: RecordDraft, identity: str, other: str) -> None:
    _actor(draft, identity)
    _actor(draft, other)
    if other == identity:
        raise NoLongerFits("an actor can't be merged with itself")
    merge_actors(draft, identity, other)


def _removed_actor(draft: RecordDraft, identity: str, _: bool) -> None:
    _actor(draft, identity)
    without_actor(draft, identity)


def _split(draft: RecordDraft, identity: str, split: Split) -> None:
    _actor(draft, identity)
    mentions = draft.mentions[identity]
    spans = frozenset(split.mentions)
    if not spans or len(spans) >= len(mentions) or any(span not in mentions for span in spans):
        raise NoLongerFits("some of these mentions are no longer the actor's, or none would stay")
    new = f"{ADDED}{digest(identity, split.name, *(f'{s}-{e}' for s, e in sorted(spans)), length=8)}"
    added_actor(draft, new, split.name, split.kind)
    move_mentions(draft, spans, new)


def _added_actor(draft: RecordDraft, identity: str, new: AddedActor) -> None:
    _inside(draft, new.mentions)
    spans = frozenset(new.mentions)
    holders = {owner for span in spans for owner in draft.actors_at.get(span, ())}
    if any(h.startswith(ADDED) and all(s in draft.mentions[h] for s in spans) for h in holders):
        raise NoLongerFits("this actor was added already")
    added_actor(draft, identity, new.name, new.kind)
    one = next(iter(holders)) if len(holders) == 1 else None
    if one and all(span in spans for span, m in draft.mentions[one].items() if m.form == "name"):
        # A new reading found the actor itself: what it says of the actor is the added one's.
        merge_actors(draft, one, identity)
    else:
        move_mentions(draft, spans, identity)
    found_at(draft, identity, spans)


def _mention(draft: RecordDraft, identity: str, actor: str | None) -> None:
    span = span_of(identity)
    if not draft.actors_at.get(span):
        raise NoLongerFits("there is no mention at that place any more")
    _known(draft, [actor])
    move_mentions(draft, [span], actor)


# Quotes


def _with_quote(draft: RecordDraft, identity: str, **changes: Any) -> None:
    old = _quote(draft, identity)
    draft.quotes.put(identity, msgspec.structs.replace(old, **changes, rule=overruling_rule(old.rule), confidence=1.0))


def _speaker(draft: RecordDraft, identity: str, speaker: str | None) -> None:
    old = _quote(draft, identity)
    _known(draft, [speaker])
    _with_quote(draft, identity, speaker=speaker)
    if old.speaker is None:
        return
    if old.source:
        # "she said": who it stands for is decided with it. A name stays whose it is.
        beside = list(draft.overlapping(old.speaker, *old.source))
        spans = [(m.start, m.end) for m in beside if m.form in ("pronoun", "nominal")]
        if spans:
            move_mentions(draft, spans, speaker)
    # The tone of what was said, and what it tells, go with who said it; nobody speaks towards oneself.
    voice = speaker or UNKNOWN

    def tone(t: Tone) -> Tone:
        is_speakers = t.voice == old.speaker and any(stands_on(t, part) for part in old.content)
        return msgspec.structs.replace(t, voice=voice) if is_speakers else t

    def event(e: Event) -> Event:
        return msgspec.structs.replace(e, voice=voice) if e.voice == old.speaker else e

    def relation(r: Relation) -> Relation:
        is_told = r.voice == old.speaker and any(overlaps((r.start, r.end), part) for part in old.content)
        return msgspec.structs.replace(r, voice=voice) if is_told else r

    draft.settle_tones(draft.tones.change(names_near(old.speaker, old.content), tone))
    draft.events.change([("in", identity)], event)
    draft.relations.change([old.speaker], relation)


def _content(draft: RecordDraft, identity: str, content: tuple[Span, ...]) -> None:
    _quote(draft, identity)
    _inside(draft, content)
    _with_quote(draft, identity, content=tuple(sorted(content)))


def _removed_quote(draft: RecordDraft, identity: str, _: bool) -> None:
    _quote(draft, identity)
    draft.quotes.put(identity, None)


def _added_quote(draft: RecordDraft, identity: str, new: AddedQuote) -> None:
    _inside(draft, new.content)
    _known(draft, [new.speaker])
    if identity in draft.quotes.items:
        raise NoLongerFits("this quote is there already")
    room_for(draft, "quotes")
    draft.added["quotes"] += 1
    made = Quote(
        id=identity, kind=new.kind, content=tuple(sorted(new.content)), speaker=new.speaker,
        source_type=new.source_type, rule="added by a reader", confidence=1.0,
    )  # fmt: skip
    draft.quotes.put(identity, made)
    draft.quotes.sort(lambda q: q.content[0])


# Events


def _with_event(draft: RecordDraft, identity: str, **changes: Any) -> None:
    old = _event(draft, identity)
    made = msgspec.structs.replace(old, **({"rule": overruling_rule(old.rule), "confidence": 1.0} | changes))
    draft.events.put(identity, made)


def _dated(draft: RecordDraft, identity: str, days: Days) -> None:
    _with_event(
        draft, identity, earliest=days.earliest, latest=days.latest, precision=_precision(days), timex=None,
        rule=overruling_rule(_event(draft, identity).rule, DATED),
    )  # fmt: skip


def _precision(days: Days) -> Precision | None:
    if not (days.earliest or days.latest):
        return None
    return "day" if days.earliest == days.latest else "range"


def _status(draft: RecordDraft, identity: str, status: Status) -> None:
    # What isn't told as a denial any more denies nothing, and nothing denies what is itself only planned or denied.
    _with_event(draft, identity, status=status, **({} if status == "denied" else {"denies": None}))
    if status not in ("happened", "ongoing", "claimed"):
        _undenied(draft, identity)


def _undenied(draft: RecordDraft, identity: str) -> None:
    draft.events.change(
        [("of", identity)], lambda e: msgspec.structs.replace(e, denies=None) if e.denies == identity else e
    )


def _actors(draft: RecordDraft, identity: str, actors: tuple[str, ...]) -> None:
    _event(draft, identity)
    _known(draft, actors)
    _with_event(draft, identity, actors=tuple(dict.fromkeys(actors)))


def _removed_event(draft: RecordDraft, identity: str, _: bool) -> None:
    _event(draft, identity)
    _undenied(draft, identity)
    draft.events.change([("of", identity)], lambda e: msgspec.structs.replace(e, perhaps_same=None))
    draft.events.put(identity, None)


def _added_event(draft: RecordDraft, identity: str, new: AddedEvent) -> None:
    span = (new.start, new.end)
    _inside(draft, [span])
    _known(draft, new.actors)
    if identity in draft.events.items:
        raise NoLongerFits("this event is there already")
    room_for(draft, "events")
    draft.added["events"] += 1
    made = Event(
        id=identity, start=new.start, end=new.end, trigger=span, kind="action", summary=new.summary,
        earliest=new.earliest, latest=new.latest, precision=_precision(Days(new.earliest, new.latest)),
        status=new.status, mentions=(span,), actors=new.actors, rule="added by a reader",
    )  # fmt: skip
    draft.events.put(identity, made)
    draft.events.sort(lambda e: e.trigger)


# Tone


def _label(draft: RecordDraft, identity: str, label: ToneLabel) -> None:
    tones = draft.tones.items_of(("id", identity))
    if not tones:
        raise NoLongerFits(f"there is no tone “{identity}”")
    place, old = min(tones, key=lambda tone: (isinstance(tone[1], UnsureTone), tone[0]))
    score = {"negative": -0.8, "neutral": 0.0, "positive": 0.8}[label]
    # The words that carried the machine's reading carry no other.
    evidence = old.evidence if label == old.label else ()
    new = Tone(
        start=old.start, end=old.end, target=old.target, label=label, score=score, voice=old.voice, evidence=evidence,
        rule=overruling_rule(""), confidence=1.0, holder=old.holder, cue=old.cue if evidence else None,
    )  # fmt: skip
    draft.tell_tone(place, new)  # what was too unsure to be told is told, once a reader said what it is


# Marks


def _checked(draft: RecordDraft, mark: str, _: bool) -> None:
    told_by_mark(draft, mark)  # it says that a mark is right, and changes nothing


_Effect = tuple[Any, Callable[[RecordDraft, str, Any], None]]
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
    ("quotes", "kind"): (QuoteKind, lambda d, i, v: _with_quote(d, i, kind=v)),
    ("quotes", "source_type"): (SourceType, lambda d, i, v: _with_quote(d, i, source_type=v)),
    ("quotes", "content"): (tuple[Span, ...], _content),
    ("quotes", "removed"): (bool, _removed_quote),
    ("quotes", "added"): (AddedQuote, _added_quote),
    ("events", "date"): (Days, _dated),
    ("events", "status"): (Status, _status),
    ("events", "actors"): (tuple[str, ...], _actors),
    ("events", "removed"): (bool, _removed_event),
    ("events", "added"): (AddedEvent, _added_event),
    ("tones", "label"): (ToneLabel, _label),
    ("marks", "checked"): (bool, _checked),
}


def effect_of(things: str, field: str) -> _Effect:
    """The type of a field's values and what an edit of it does; raises NoLongerFits where nobody knows."""
    effect = EFFECTS.get((things, field))
    if effect is None:
        raise NoLongerFits(f"nobody knows how to correct {things}/{field}")
    return effect
