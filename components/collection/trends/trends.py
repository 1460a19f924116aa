"""Who is quoted how much in a collection, and who speaks well or ill of whom: one row for each article and voice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from components.collection.chronicle.sure_days import iso_day
from components.collection.trends.speaker_gender import Gender, told_gender
from components.domain.record import WRITER, Quote, Record, Tone
from components.domain.share_of_voice import counted_quotes, quote_words

VoiceKind = Literal["named person", "organisation or country", "unnamed", "document or media", "open"]
VOICE_KINDS: tuple[VoiceKind, ...] = (
    "named person", "organisation or country", "unnamed", "document or media", "open"
)  # fmt: skip


class QuotedVoice(msgspec.Struct, frozen=True, kw_only=True):
    """How much one voice is quoted in one article.

    ``day`` is ISO. ``speaker`` is the actor of the cast, None where it is none (unnamed, open). ``words`` are those of
    its quotes that count for the share of voice (domain/share_of_voice.py), ``first`` is the share of the article's
    text before its first one (0 to 1). ``gender`` only of people, where told.
    """

    article: str
    day: str | None
    outlet: str | None
    kind: VoiceKind
    speaker: str | None
    quotes: int
    words: int
    first: float
    gender: Gender | None = None


class AttitudeTold(msgspec.Struct, frozen=True, kw_only=True):
    """That an article tells ``holder`` to speak well or ill of ``target`` (actors of the cast, or "writer").

    ``start``, ``end`` bound the sentence of the first of ``times``.
    """

    article: str
    day: str | None
    outlet: str | None
    holder: str
    target: str
    label: Literal["negative", "positive"]
    times: int
    start: int
    end: int


class Trends(msgspec.Struct, frozen=True):
    """The rows of all articles, in their order; ``articles`` counts those that were read."""

    articles: int = 0
    quoted: tuple[QuotedVoice, ...] = ()
    attitudes: tuple[AttitudeTold, ...] = ()


def read_trends(records: Iterable[Record], cast_of: dict[tuple[str, str], str]) -> Trends:
    """The trends of records, which are read once; ``cast_of`` gives each (article, actor)'s actor of the cast."""
    articles = 0
    quoted: list[QuotedVoice] = []
    attitudes: list[AttitudeTold] = []
    for record in records:
        articles += 1
        quoted += _quoted(record, cast_of)
        attitudes += _attitudes(record, cast_of)
    return Trends(articles, tuple(quoted), tuple(attitudes))


def _quoted(record: Record, cast_of: dict[tuple[str, str], str]) -> Iterable[QuotedVoice]:
    actors = {a.id: a for a in record.actors}
    genders = {i: found[0] if (found := told_gender(record, a)) else None for i, a in actors.items()}
    voices: dict[tuple[VoiceKind, str | None], list[Quote]] = {}
    for quote in counted_quotes(record):
        speaker = actors.get(quote.speaker or "")
        kind = _kind(quote, speaker.kind if speaker else None)
        voices.setdefault((kind, speaker.id if speaker else None), []).append(quote)
    for (kind, actor), quotes in voices.items():
        yield QuotedVoice(
            article=record.id,
            day=iso_day(record.date),
            outlet=record.outlet,
            kind=kind,
            speaker=cast_of.get((record.id, actor)) if actor else None,
            quotes=len(quotes),
            words=sum(quote_words(record, q) for q in quotes),
            first=_share_before(record, min(q.content[0][0] for q in quotes)),
            gender=genders.get(actor) if actor else None,
        )


def _share_before(record: Record, place: int) -> float:
    return round(min(1.0, max(0, place) / max(1, len(record.text))), 3)


def _kind(quote: Quote, speaker: str | None) -> VoiceKind:
    if quote.source_type in {"document", "media"}:
        return "document or media"
    if speaker == "person" and quote.source_type not in {"anonymous", "role", "collective"}:
        return "named person"
    if speaker in {"organisation", "place"}:
        return "organisation or country"
    return "open" if quote.source_type == "unattributed" else "unnamed"


def _attitudes(record: Record, cast_of: dict[tuple[str, str], str]) -> Iterable[AttitudeTold]:
    told: dict[tuple[str, str, str], list[Tone]] = {}
    for tone in record.tones:
        target = cast_of.get((record.id, tone.target or ""))
        holder = WRITER if tone.voice == WRITER else cast_of.get((record.id, tone.voice))
        if target and holder and tone.label != "neutral":
            told.setdefault((holder, target, tone.label), []).append(tone)
    for (holder, target, label), tones in told.items():
        yield AttitudeTold(
            article=record.id,
            day=iso_day(record.date),
            outlet=record.outlet,
            holder=holder,
            target=target,
            label="negative" if label == "negative" else "positive",
            times=len(tones),
            start=tones[0].start,
            end=tones[0].end,
        )
