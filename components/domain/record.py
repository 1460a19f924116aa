"""The record: all that was found in one article, as typed frozen structs.

Offsets are characters into ``text``, end-exclusive. The JSON form is the export format
``dateline.article/1``: within ``/1`` fields may be added, none changed. Dates are ISO strings
("2026-01-13"); a TIMEX3 ``value`` follows ISO-TimeML (ISO 24617-1), e.g. "2026-W03", "P2D", "PAST_REF".
"""

from __future__ import annotations

from typing import Literal, TypeVar

import msgspec

from components.domain.spans import Span

SCHEMA = "dateline.article/1"
WRITER = "writer"
UNKNOWN = "unknown"  # the voice of somebody who is none of the actors

Genre = Literal["news", "opinion", "release", "court", "live", "transcript", "other"]
DateBasis = Literal["stated", "metadata", "inferred", "user"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
EventKind = Literal["action", "state", "reporting"]
Precision = Literal["time", "day", "week", "month", "quarter", "season", "half", "year", "decade", "century", "range"]
EventBasis = Literal["stated", "relative", "tense", "none"]
Status = Literal["happened", "ongoing", "planned", "possible", "claimed", "denied"]
RelationStatus = Literal["happened", "ongoing", "planned", "possible", "claimed", "denied", "not so"]
ActorKind = Literal["person", "organisation", "place", "group"]
Form = Literal["name", "nominal", "pronoun", "adjective"]
QuoteKind = Literal["direct", "indirect", "mixed", "scare"]
SourceType = Literal["named", "role", "collective", "anonymous", "document", "media", "unattributed"]
Stance = Literal["neutral", "endorsing", "doubting", "denying", "urging", "warning", "promising", "asking", "feeling"]
ToneLabel = Literal["negative", "neutral", "positive"]


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence; ``paragraph`` counts from 0, ``heading`` marks a title or a section heading."""

    start: int
    end: int
    paragraph: int
    heading: bool = False


class Timex(msgspec.Struct, frozen=True, kw_only=True):
    """A time expression (TIMEX3).

    ``earliest``/``latest`` are the first and last day it can mean (null: the text gives no bound).
    ``anchor`` is what a relative expression was counted from: "dateline", the index of another timex
    in the record's list, or null for one that needs none or found none.
    """

    start: int
    end: int
    type: TimexType
    value: str
    earliest: str | None = None
    latest: str | None = None
    rule: str
    anchor: Literal["dateline"] | int | None = None
    confidence: float = 1.0


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What happened, is happening or may happen; ``start``/``end`` bound the clause, not the date.

    ``mentions`` are the triggers of every telling, in text order, ``trigger`` among them.
    ``voice`` is "writer" or the id of the actor who tells it; ``quote`` the quote it is told in.
    ``perhaps_same`` is the id of an event this one may be another telling of, where that is unsure;
    ``denies`` that of an event which somebody else tells and which this one says did not happen.
    """

    id: str
    start: int
    end: int
    trigger: Span
    kind: EventKind
    summary: str
    earliest: str | None = None
    latest: str | None = None
    precision: Precision | None = None
    basis: EventBasis = "none"
    status: Status = "happened"
    voice: str = WRITER
    quote: str | None = None
    mentions: tuple[Span, ...] = ()
    timex: int | None = None
    actors: tuple[str, ...] = ()
    rule: str = ""
    confidence: float = 1.0
    perhaps_same: str | None = None
    denies: str | None = None


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """One place where an actor is named, described or pronoun'd, and why it was joined to the actor."""

    start: int
    end: int
    form: Form
    rule: str = ""
    confidence: float = 1.0


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """A person, organisation, place acting as one, or group; ``of`` is the actor it belongs to.

    ``parts`` are what makes up the prominence, by name; together they are the actor's points before scaling to 1.
    ``rank`` is its place by prominence (from 0) when the article was read: its colour, whatever readers change.
    """

    id: str
    name: str
    kind: ActorKind
    role: str | None = None
    of: str | None = None
    aliases: tuple[str, ...] = ()
    prominence: float = 0.0
    rank: int | None = None
    parts: dict[str, float] = {}
    mentions: tuple[Mention, ...] = ()


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts on whom: ``verb`` is a lemma, the span its clause's words from agent to patient.

    ``status`` is an event's, or "not so" for what the text says did not happen; ``voice`` is "writer", the id of the
    actor who tells it, or "unknown".
    """

    agent: str
    verb: str
    patient: str
    start: int
    end: int
    negated: bool = False
    status: RelationStatus = "happened"
    voice: str = WRITER
    confidence: float = 1.0


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """Words or thoughts that the text attributes.

    ``content`` holds each part of a discontinuous quote; quotation marks belong to it. ``source``
    are the words naming who said it, ``speaker`` the actor they stand for. ``anonymity`` is the reason that
    the text gives for not naming an anonymous source, where it gives one.
    """

    id: str
    kind: QuoteKind
    content: tuple[Span, ...]
    cue: Span | None = None
    source: Span | None = None
    speaker: str | None = None
    source_type: SourceType = "unattributed"
    anonymity: Span | None = None
    stance: Stance = "neutral"
    rule: str
    confidence: float


class Tone(msgspec.Struct, frozen=True, kw_only=True):
    """An attitude: ``voice`` speaks well or ill of ``target`` in the sentence ``start``..``end``.

    ``score`` runs from -1 (against) to 1 (for). ``evidence`` are the words that judge, ``cue`` among them the act of
    judgement where the sentence tells of one ("praised"); ``holder`` the words that name who holds it. ``target`` is
    null in records of versions before 0.9.0, whose tones were also of sentences.
    """

    start: int
    end: int
    target: str | None = None
    label: ToneLabel
    score: float
    voice: str = WRITER
    evidence: tuple[Span, ...] = ()
    rule: str = ""
    confidence: float = 1.0
    holder: Span | None = None
    cue: Span | None = None


class UnsureTone(Tone, frozen=True, kw_only=True, tag_field="kind", tag="tone"):
    """An attitude that is too unsure to be told, and why."""

    why: str


class UnsureQuote(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="quote"):
    """An attribution that is too unsure to be told, and why; ``quote_kind`` is what a quote has as its kind."""

    id: str
    quote_kind: QuoteKind
    content: tuple[Span, ...]
    cue: Span | None = None
    source: Span | None = None
    speaker: str | None = None
    source_type: SourceType = "unattributed"
    anonymity: Span | None = None
    stance: Stance = "neutral"
    rule: str
    confidence: float
    why: str


class UnsureMention(Mention, frozen=True, kw_only=True, tag_field="kind", tag="mention"):
    """A description that may be of the actor ``actor``, which the text doesn't say, and why it isn't told."""

    actor: str
    why: str


class UnsureRelation(Relation, frozen=True, kw_only=True, tag_field="kind", tag="relation"):
    """Who may act on whom, where one of the two is too unsure, and why."""

    why: str


class UnsureEvent(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="event"):
    """What may be an event of its own, and why it isn't told; ``event_kind`` is what an event has as its kind.

    ``date_of`` is the id of an event that is told without this date: only the date is unsure.
    """

    id: str
    start: int
    end: int
    trigger: Span
    event_kind: EventKind
    summary: str
    earliest: str | None = None
    latest: str | None = None
    precision: Precision | None = None
    basis: EventBasis = "none"
    status: Status = "happened"
    voice: str = WRITER
    quote: str | None = None
    mentions: tuple[Span, ...] = ()
    timex: int | None = None
    actors: tuple[str, ...] = ()
    rule: str = ""
    confidence: float = 1.0
    date_of: str | None = None
    why: str


Unsure = UnsureTone | UnsureQuote | UnsureMention | UnsureRelation | UnsureEvent


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody alleges of somebody: ``event`` is the id of the event that is claimed.

    ``by`` are the actors who say it, ``denied_by`` those who say it is not so, ``answers`` the quotes in which those
    whom it is said of speak to it. ``stated``: the writer says it as well. ``answered``: whom it is said of is heard
    on it, or it accuses nobody who could be asked (domain/accusation_words.py).
    """

    event: str
    by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    stated: bool = False
    answered: bool = False


class LoadedWord(msgspec.Struct, frozen=True, kw_only=True):
    """A word in the writer's own voice that an editor looks at twice; it need not be an attitude to anybody."""

    start: int
    end: int
    rule: str = ""


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """A reader's edit: ``what`` names the field (correction_replay.py), ``before`` and ``after`` its JSON values.

    ``fits`` is false where this reading no longer holds what it is of.
    """

    id: str
    at: str
    by: str
    what: str
    before: msgspec.Raw = msgspec.field(default_factory=lambda: msgspec.Raw(b"null"))
    after: msgspec.Raw = msgspec.field(default_factory=lambda: msgspec.Raw(b"null"))
    fits: bool = True


class Pipeline(msgspec.Struct, frozen=True, kw_only=True):
    """The versions a record was made with; any difference means it is made anew."""

    dateline: str
    spacy: str
    model: str


class PageSpan(msgspec.Struct, frozen=True, kw_only=True):
    """The part of the text that stands on one page (from 1) of the file that it was read from."""

    start: int
    end: int
    page: int


class Record(msgspec.Struct, frozen=True, kw_only=True, dict=True):  # dict: once_per_record.py
    """All that was found in one article; ``headline`` bounds the title's words where the text holds them.

    Of two headline lines the second is the title and the first stands in ``alternative``: it is read
    like any other sentence, but nothing in it is counted a second time.
    """

    schema: str = SCHEMA
    id: str
    title: str
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    language: str = "en"
    text: str
    words: int
    genre: Genre = "news"
    date: str | None = None
    date_basis: DateBasis | None = None
    pipeline: Pipeline
    headline: Span | None = None
    alternative: Span | None = None
    genre_rule: str = ""
    date_rule: str = ""
    sentences: tuple[Sentence, ...] = ()
    timexes: tuple[Timex, ...] = ()
    events: tuple[Event, ...] = ()
    actors: tuple[Actor, ...] = ()
    left_open: tuple[Span, ...] = ()  # pronouns that may mean more than one actor
    relations: tuple[Relation, ...] = ()
    quotes: tuple[Quote, ...] = ()
    tones: tuple[Tone, ...] = ()
    claims: tuple[Claim, ...] = ()
    loaded: tuple[LoadedWord, ...] = ()
    unsure: tuple[Unsure, ...] = ()  # what is too unsure to be told
    corrections: tuple[Correction, ...] = ()
    pages: tuple[PageSpan, ...] = ()  # of what was read from pages
    doubtful: tuple[Span, ...] = ()  # words that text recognition may have got wrong


UnsureKind = TypeVar("UnsureKind", UnsureTone, UnsureQuote, UnsureMention, UnsureRelation, UnsureEvent)


def unsure_of(record: Record, kind: type[UnsureKind]) -> tuple[UnsureKind, ...]:
    """What is too unsure to be told, of one kind, in its order."""
    return tuple(item for item in record.unsure if isinstance(item, kind))


def to_json(record: Record) -> bytes:
    """The record as one line of UTF-8 JSON, in the export format."""
    return msgspec.json.encode(record)


def from_json(data: bytes | str) -> Record:
    """A record read back; raises msgspec.ValidationError where the data is not of the format."""
    return msgspec.json.decode(data, type=Record)
