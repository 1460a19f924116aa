"""Whose voice is heard in each article: in how many words, first or last."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from components.collection.comparison.passages import CastNames, Place, row_id
from components.collection.comparison.words import STOP_WORDS, keys_of, words_in
from components.domain.record import Quote, Record
from components.domain.share_of_voice import FLOOR_SPEAKERS, FLOOR_WORDS, counted_quotes, quote_words


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """A speaker (of the cast, or as written): the words quoted in each article, the number of quotes, the places.

    ``cast`` is None where the speaker is no actor; ``named``: by a name somewhere, not by a description alone.
    ``name`` is empty for quotes of nobody named. ``perhaps`` are articles that may quote the same: they describe their
    speaker alike.
    """

    id: str
    cast: str | None
    name: str
    named: bool
    words: dict[str, int]
    quotes: dict[str, int]
    places: tuple[Place, ...]
    perhaps: frozenset[str] = frozenset()

    @property
    def articles(self) -> frozenset[str]:
        """The ids of the articles that surely quote it."""
        return frozenset(self.words) - self.perhaps


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


def compare_voices(
    records: Sequence[Record], names: CastNames, *, versions: bool = False
) -> list[Voice]:  # fmt: skip
    """Everybody who is quoted, headlines and quoted words of nobody left out; those of most words first.

    Speakers who are described alike ("officials") are one row; in two versions of a story they are the same.
    """
    by_name = names.by_name(records)
    named = {key for key in by_name if names.kind[key] != "group"}
    found: dict[tuple[str, str], dict[str, list[tuple[Record, Quote]]]] = {}
    for record in records:
        for quote in counted(record):
            key = _speaker(record, quote, names)
            alike = (key, "") if key in by_name else ("", names.name.get(key, key).casefold())
            found.setdefault(alike, {}).setdefault(key, []).append((record, quote))
    out = []
    for speakers in found.values():
        key = next(iter(speakers))
        of = [one for some in speakers.values() for one in some]
        words: dict[str, int] = {}
        quotes: dict[str, int] = {}
        for record, quote in of:
            words[record.id] = words.get(record.id, 0) + quote_words(record, quote)
            quotes[record.id] = quotes.get(record.id, 0) + 1
        places = tuple(Place(r.id, q.id, q.content) for r, q in of)
        known = key if key in names.name else None
        surely = {r.id for r, _ in (speakers[key] if known is not None else of[:1])}
        out.append(
            Voice(
                id=row_id("voice", places),
                cast=known,
                name=names.name.get(key, key),
                named=known is not None and known in named,
                words=words,
                quotes=quotes,
                places=places,
                perhaps=frozenset() if versions else frozenset(words) - surely,
            )
        )
    return sorted(out, key=lambda v: (not v.name, -sum(v.words.values()), v.name))


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
    return sorted((q for q in counted_quotes(record) if q.content), key=lambda q: q.content[0][0])


def _speaker(record: Record, quote: Quote, names: CastNames) -> str:
    """The cast actor's id, else the attribution as written, else nothing."""
    known = names.of(record.id, quote.speaker)
    if known is not None:
        return known
    words = keys_of(words_in(record.text, [quote.source])) if quote.source else []
    if quote.source is None or not set(words) - STOP_WORDS:
        return ""  # "he" and "the" name nobody
    return " ".join(record.text[slice(*quote.source)].split())
