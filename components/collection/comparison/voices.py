"""Whose voice is heard in each article: in how many words, first or last."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from components.collection.cast.person_names import may_be_one_family_name
from components.collection.comparison.passages import CastNames, Place, row_id
from components.collection.comparison.quoted_words import speaker_as_written
from components.collection.comparison.told_elsewhere import ToldElsewhere
from components.domain.record import Quote, Record
from components.domain.share_of_voice import FLOOR_SPEAKERS, FLOOR_WORDS, counted_quotes, quote_words


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """A speaker (of the cast, or as written): the words quoted in each article, the number of quotes, the places.

    ``cast`` is None where the speaker is no actor; ``named``: by a name somewhere, not by a description alone, and no
    group; ``described``: by a description alone.
    ``name`` is empty for quotes of nobody named. ``perhaps`` are articles that may quote the same: they describe
    somebody alike, or name the speaker and leave open whom they quote.
    """

    id: str
    cast: str | None
    name: str
    named: bool
    described: bool
    person: bool
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
    records: Sequence[Record], names: CastNames, elsewhere: ToldElsewhere, *, versions: bool = False
) -> list[Voice]:
    """Everybody who is quoted, headlines and quoted words of nobody left out; those of most words first.

    Speakers who are described alike ("officials") are one row; in two versions of a story they are the same.
    """
    by_name = names.by_name(records)
    named = {key for key in by_name if names.kind[key] != "group"}
    found: dict[tuple[str, str], dict[str, list[tuple[Record, Quote]]]] = {}
    for record in records:
        for quote in counted(record):
            key = _speaker(record, quote, names)
            alike = (key, "") if key in by_name else ("", _bare(names.name.get(key, key)))
            found.setdefault(alike, {}).setdefault(key, []).append((record, quote))
    open_in = {r.id for r in records if any(q.speaker is None and q.kind != "scare" for q in r.quotes)}
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
        name = names.name.get(key, key)
        surely = set(words) if versions else {r.id for r, _ in (speakers[key] if known is not None else of[:1])}
        mentioned = names.articles_of(key) | elsewhere.by_names([name], ())
        perhaps = set(words) | (mentioned & open_in if key in by_name else mentioned)
        out.append(
            Voice(
                id=row_id("voice", places),
                cast=known,
                name=name,
                named=known is not None and known in named,
                described=key not in by_name,
                person=known is not None and names.kind[known] == "person",
                words=words,
                quotes=quotes,
                places=places,
                perhaps=frozenset(perhaps - surely),
            )
        )
    out = [_with_namesakes(one, out) for one in out]
    return sorted(out, key=lambda v: (not v.name, -sum(v.words.values()), v.name))


def _with_namesakes(voice: Voice, voices: Sequence[Voice]) -> Voice:
    """A person may be whoever another article quotes by a like family name: "Kate" and "Catherine Hale", "Gadhafi"."""
    if not voice.person:
        return voice
    others = {
        a for v in voices if v is not voice and v.person and may_be_one_family_name(voice.name, v.name) for a in v.words
    }  # fmt: skip
    return msgspec.structs.replace(voice, perhaps=voice.perhaps | (others - set(voice.words)))


def _bare(name: str) -> str:
    """A description without its article: "the police" are "police"."""
    return name.casefold().removeprefix("the ")


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
    return speaker_as_written(record, quote)
