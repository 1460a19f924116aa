"""Marks: everything that can be picked, by one id each, with the words it stands on."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Literal

import msgspec

from components.domain.once_per_record import once_per_record
from components.domain.record import (
    Actor,
    Event,
    LoadedWord,
    Mention,
    Quote,
    Record,
    Relation,
    Sentence,
    Timex,
    Tone,
    UnsureTone,
    unsure_of,
)
from components.domain.spans import Span, contains, hull, stands_on

MarkKind = Literal["event", "quote", "mention", "date", "tone", "relation", "word", "sentence"]
Role = Literal["focus", "content", "cue", "source", "time", "actor", "evidence"]
Item = Event | Quote | Mention | Timex | Tone | Relation | LoadedWord | Sentence


class Highlight(msgspec.Struct, frozen=True):
    """Words to be marked, and what they are to the mark; ``actor`` names the actor whose colour they take."""

    start: int
    end: int
    role: Role
    actor: str | None = None


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """One pickable thing; ``start``/``end`` bound all its words, ``actors`` are those it concerns."""

    id: str
    kind: MarkKind
    item: Item
    start: int
    end: int
    highlights: tuple[Highlight, ...]
    actors: tuple[str, ...] = ()


def mention_id(mention: Mention) -> str:
    """A mention's mark: by its place."""
    return f"m-{mention.start}-{mention.end}"


def timex_id(timex: Timex) -> str:
    """A time expression's mark: by its place."""
    return f"d-{timex.start}-{timex.end}"


def tone_id(tone: Tone) -> str:
    """A tone's mark: by its sentence's place, its voice and its target."""
    return f"t-{tone.start}-{tone.voice}-{tone.target or 'all'}"


def word_id(word: LoadedWord) -> str:
    """A loaded word's mark: by its place."""
    return f"w-{word.start}-{word.end}"


def sentence_id(sentence: Sentence) -> str:
    """A sentence's mark: by its place."""
    return f"s-{sentence.start}-{sentence.end}"


def sentence_at(record: Record, place: int) -> str:
    """The id of the sentence that holds a character, for what has no mark of its own; empty where there is none."""
    return sentence_id(record.sentences[max(0, _begun(record, place))]) if record.sentences else ""


def sentence_of(record: Record, place: int) -> Sentence | None:
    """The sentence that holds a character; None between sentences."""
    at = _begun(record, place)
    return record.sentences[at] if at >= 0 and place < record.sentences[at].end else None


def sentence_around(record: Record, span: Span) -> str:
    """The id of the sentence that holds all of the words; empty where none does."""
    sentence = sentence_of(record, span[0])
    return sentence_id(sentence) if sentence and contains((sentence.start, sentence.end), span) else ""


def _begun(record: Record, place: int) -> int:
    """The number of the last sentence that begins at a character or before it; -1 before the first."""
    return bisect.bisect_right(record.sentences, place, key=lambda s: s.start) - 1


def relation_id(relation: Relation) -> str:
    """A relation's mark: by its place and its two actors."""
    return f"r-{relation.start}-{relation.agent}-{relation.patient}"


@once_per_record
def marks_of(record: Record) -> Mapping[str, Mark]:
    """Every mark of a record by its id.

    Events, quotes, mentions, dates, attitudes, loaded words, relations, each in text order; then its sentences.
    """
    out: dict[str, Mark] = {}
    for mark in _all(record):
        out.setdefault(mark.id, mark)
    return MappingProxyType(out)


def _all(record: Record) -> Iterator[Mark]:
    for event in record.events:
        yield _event(record, event)
    for quote in record.quotes:
        yield _quote(quote)
    for actor in record.actors:
        for mention in actor.mentions:
            yield _mention(actor, mention)
    for timex in record.timexes:
        here = Highlight(timex.start, timex.end, "time")
        yield Mark(id=timex_id(timex), kind="date", item=timex, start=timex.start, end=timex.end, highlights=(here,))
    for tone in (*record.tones, *unsure_of(record, UnsureTone)):
        yield _tone(record, tone)
    for word in record.loaded:
        light = Highlight(word.start, word.end, "focus")
        yield Mark(id=word_id(word), kind="word", item=word, start=word.start, end=word.end, highlights=(light,))
    for relation in record.relations:
        yield Mark(
            id=relation_id(relation),
            kind="relation",
            item=relation,
            start=relation.start,
            end=relation.end,
            highlights=(Highlight(relation.start, relation.end, "focus"),),
            actors=(relation.agent, relation.patient),
        )
    for sentence in record.sentences:
        light = Highlight(sentence.start, sentence.end, "focus")
        yield Mark(
            id=sentence_id(sentence), kind="sentence", item=sentence, start=sentence.start, end=sentence.end,
            highlights=(light,),
        )  # fmt: skip


def _event(record: Record, event: Event) -> Mark:
    clause = (event.start, event.end)
    lights = [Highlight(*event.trigger, "focus")]
    if event.timex is not None and event.timex < len(record.timexes):
        timex = record.timexes[event.timex]
        lights.append(Highlight(timex.start, timex.end, "time"))
        if abs(timex.start - event.start) < 400:
            clause = hull((clause, (timex.start, timex.end)))
    for actor in record.actors:
        if actor.id in event.actors:
            inside = (m for m in actor.mentions if clause[0] <= m.start and m.end <= clause[1])
            lights.extend(Highlight(m.start, m.end, "actor", actor.id) for m in inside)
    people = event.actors if event.voice in ("writer", *event.actors) else (*event.actors, event.voice)
    return Mark(
        id=event.id, kind="event", item=event, start=clause[0], end=clause[1], highlights=tuple(lights), actors=people
    )


def _quote(quote: Quote) -> Mark:
    lights = [Highlight(s, e, "content") for s, e in quote.content]
    if quote.cue:
        lights.append(Highlight(*quote.cue, "cue"))
    if quote.source:
        lights.append(Highlight(*quote.source, "source", quote.speaker))
    start, end = hull((light.start, light.end) for light in lights)
    return Mark(
        id=quote.id,
        kind="quote",
        item=quote,
        start=start,
        end=end,
        highlights=tuple(lights),
        actors=(quote.speaker,) if quote.speaker else (),
    )


def _mention(actor: Actor, mention: Mention) -> Mark:
    return Mark(
        id=mention_id(mention),
        kind="mention",
        item=mention,
        start=mention.start,
        end=mention.end,
        highlights=(Highlight(mention.start, mention.end, "actor", actor.id),),
        actors=(actor.id,),
    )


def _tone(record: Record, tone: Tone) -> Mark:
    lights = [Highlight(s, e, "evidence") for s, e in tone.evidence]
    if tone.holder and contains((tone.start, tone.end), tone.holder):
        lights.append(Highlight(*tone.holder, "source", None if tone.voice == "writer" else tone.voice))
    for actor in record.actors:
        if actor.id == tone.target:
            inside = (m for m in actor.mentions if tone.start <= m.start and m.end <= tone.end)
            lights.extend(Highlight(m.start, m.end, "actor", actor.id) for m in inside)
    voices = () if tone.voice == "writer" else (tone.voice,)
    return Mark(
        id=tone_id(tone),
        kind="tone",
        item=tone,
        start=tone.start,
        end=tone.end,
        highlights=tuple(lights),
        actors=(*((tone.target,) if tone.target else ()), *voices),
    )


def sentence_context(record: Record, span: Span) -> Span:
    """The sentences that a span touches, from the first one's start to the last one's end."""
    first, last = max(0, _begun(record, span[0])), _begun(record, span[1]) + 1
    touched = [(s.start, s.end) for s in record.sentences[first:last] if stands_on(s, span)]
    return hull([*touched, span]) if touched else span
