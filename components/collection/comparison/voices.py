"""Whose voice is heard in each article: in how many words, first or last."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from components.collection.comparison.passages import CastNames, Place, row_id
from components.domain.record import Quote, Record
from components.domain.share_of_voice import FLOOR_SPEAKERS, FLOOR_WORDS, counted_quotes, quote_words


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """A speaker (of the cast, or as written): the words quoted in each article, the number of quotes, the places.

    ``cast`` is None where the speaker is no actor; ``named``: by a name somewhere, not by a description alone.
    """

    id: str
    cast: str | None
    name: str
    named: bool
    words: dict[str, int]
    quotes: dict[str, int]
    places: tuple[Place, ...]

    @property
    def articles(self) -> frozenset[str]:
        """The ids of the articles that quote it."""
        return frozenset(self.words)


class ArticleVoices(msgspec.Struct, frozen=True, kw_only=True):
    """An article's voices as a whole: words quoted, speakers, who is quoted first and last (names; None: nobody)."""

    article: str
    words: int
    speakers: int
    first: str | None
    last: str | None

    @property
    def comparable(self) -> bool:
        """Whether enough is quoted for shares to mean something."""
        return self.words >= FLOOR_WORDS and self.speakers >= FLOOR_SPEAKERS


def compare_voices(records: Sequence[Record], names: CastNames) -> list[Voice]:
    """Everybody who is quoted, headlines and quoted words of nobody left out; those of most words first."""
    found: dict[str, list[tuple[Record, Quote]]] = {}
    named = {
        names.of(r.id, a.id)
        for r in records
        for a in r.actors
        if a.kind != "group" and any(m.form == "name" for m in a.mentions)
    }
    for record in records:
        for quote in counted(record):
            found.setdefault(_speaker(record, quote, names), []).append((record, quote))
    out = []
    for key, of in found.items():
        words: dict[str, int] = {}
        quotes: dict[str, int] = {}
        for record, quote in of:
            words[record.id] = words.get(record.id, 0) + quote_words(record, quote)
            quotes[record.id] = quotes.get(record.id, 0) + 1
        places = tuple(Place(r.id, q.id, q.content) for r, q in of)
        known = key if key in names.name else None
        out.append(
            Voice(
                id=row_id("voice", places),
                cast=known,
                name=names.name.get(key, key) or "nobody named",
                named=known is not None and known in named,
                words=words,
                quotes=quotes,
                places=places,
            )
        )
    return sorted(out, key=lambda v: (v.name == "nobody named", -sum(v.words.values()), v.name))


def voices_of(record: Record, names: CastNames) -> ArticleVoices:
    """One article's voices as a whole."""
    quotes = counted(record)
    told = [(names.name.get(_speaker(record, q, names)) or _speaker(record, q, names)) for q in quotes]
    named = [n for n in told if n]
    return ArticleVoices(
        article=record.id,
        words=sum(quote_words(record, q) for q in quotes),
        speakers=len(set(named)),
        first=named[0] if named else None,
        last=named[-1] if named else None,
    )


def counted(record: Record) -> list[Quote]:
    """The quotes that count for the share of voice, as they stand in the text."""
    return sorted(counted_quotes(record), key=lambda q: q.content[0][0])


def _speaker(record: Record, quote: Quote, names: CastNames) -> str:
    """The cast actor's id, else the attribution as written, else nothing."""
    known = names.of(record.id, quote.speaker)
    if known is not None:
        return known
    return " ".join(record.text[slice(*quote.source)].split()) if quote.source else ""
