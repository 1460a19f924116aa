"""The passages that are told of in a collection's rows: its quotes, its judgements, where somebody is named."""

from __future__ import annotations

import msgspec

from components.collection.reading import CollectionReading
from components.collection.trends import AttitudeTold, QuotedVoice, read_trends
from components.domain.clickable_marks import mention_id, sentence_of, tone_id
from components.domain.record import Quote, Record, Tone
from components.domain.single_line_text import plain_line
from components.domain.spans import hull
from components.exports.newsroom_words import who_spoke

_MARKS = ("“", "”", '"', "‘", "'", "«", "„")
CastOf = dict[tuple[str, str], str]


def voice_key(row: QuotedVoice) -> tuple[str, str, str | None]:
    """What tells a row of who is quoted from every other."""
    return row.article, row.kind, row.speaker


def pair_key(row: AttitudeTold) -> tuple[str, str, str]:
    """What tells who judges whom in an article from every other such."""
    return row.article, row.holder, row.target


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """Words of an article (``start``, ``end``: characters of its text) and the mark that leads to them."""

    start: int
    end: int
    mark: str
    words: str


def cast_of_members(reading: CollectionReading) -> CastOf:
    """The actor of the cast that each (article, actor) is."""
    return {(m.article, m.actor): actor.id for actor in reading.cast.actors for m in actor.members}


def quoted_passages(record: Record, cast_of: CastOf) -> list[tuple[QuotedVoice, Passage]]:
    """The quotes that count, as the trends count each, with who spoke and the words."""
    found = []
    for quote in (q for q in record.quotes if q.content):
        # One by one through what counts them all, so that a row and what is behind it cannot differ.
        speaker = tuple(a for a in record.actors if a.id == quote.speaker)
        alone = msgspec.structs.replace(record, quotes=(quote,), tones=(), actors=speaker)
        found += [(voice, _quote(record, quote)) for voice in read_trends([alone], cast_of).quoted]
    return found


def judging_passages(record: Record, cast_of: CastOf) -> list[tuple[AttitudeTold, Passage]]:
    """The judgements that count, with their sentences."""
    found = []
    for tone in record.tones:
        alone = msgspec.structs.replace(record, quotes=(), tones=(tone,))
        found += [(told, _judgement(record, tone)) for told in read_trends([alone], cast_of).attitudes]
    return found


def naming_passage(record: Record, actor_id: str) -> Passage | None:
    """The first sentence that names an actor of the article, or else speaks of it; None where none does."""
    actor = next((a for a in record.actors if a.id == actor_id), None)
    if actor is None or not actor.mentions:
        return None
    first = min(actor.mentions, key=lambda m: (m.form != "name", m.start))
    sentence = sentence_of(record, first.start)
    start, end = (sentence.start, sentence.end) if sentence else (first.start, first.end)
    return Passage(start=start, end=end, mark=mention_id(first), words=plain_line(record.text[start:end]))


def _quote(record: Record, quote: Quote) -> Passage:
    start, end = hull(quote.content)
    said = plain_line(" … ".join(record.text[s:e] for s, e in quote.content))
    # What is quoted often holds its own marks.
    shown = f"“{said}”" if quote.kind == "direct" and not said.startswith(_MARKS) else said
    words = f"{plain_line(who_spoke(record, quote))}: {shown}"
    return Passage(start=start, end=end, mark=quote.id, words=words)


def _judgement(record: Record, tone: Tone) -> Passage:
    return Passage(
        start=tone.start, end=tone.end, mark=tone_id(tone), words=plain_line(record.text[tone.start : tone.end])
    )
