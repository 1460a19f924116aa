"""The same quote in several articles: whole, cut or altered, with the words that differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from components.collection.comparison.passages import CastNames, Groups, Place, TextWords, row_id, word_for_word
from components.collection.comparison.words import (
    STOP_WORDS,
    Piece,
    Word,
    is_run_of,
    keys_of,
    likeness,
    pieces_of,
    words_in,
)
from components.domain.record import Quote, QuoteKind, Record

How = Literal["whole", "cut", "altered"]
FEWEST = 3  # words that a quote must have to be found again
ALIKE = 0.6  # share of words in the same order, from which on two quotes of one speaker are one
ALIKE_WITHOUT_SPEAKER = 0.8  # where a speaker isn't known to be the same


class QuoteVersion(msgspec.Struct, frozen=True, kw_only=True):
    """A quote as one article has it; ``pieces`` are its words against those of the longest version."""

    article: str
    quote: str
    kind: QuoteKind
    how: How
    pieces: tuple[Piece, ...]


class SharedQuote(msgspec.Struct, frozen=True, kw_only=True):
    """A quote: who spoke (of the cast, or as written), and each article's version, the longest first.

    ``missing`` are the longest version's words, those that some other leaves out marked so.
    """

    id: str
    speaker: str | None
    source: str
    versions: tuple[QuoteVersion, ...]
    missing: tuple[Piece, ...]
    places: tuple[Place, ...]

    @property
    def articles(self) -> frozenset[str]:
        """The ids of the articles that have it, those in which its words stand but are told as no quote among them."""
        return frozenset(p.article for p in self.places)

    @property
    def how(self) -> How:
        """How the versions differ: not at all, by what was cut, in words."""
        found = {v.how for v in self.versions}
        return "altered" if "altered" in found else "cut" if "cut" in found else "whole"


class _Found(msgspec.Struct, frozen=True):
    record: Record
    quote: Quote
    words: list[Word]
    keys: list[str]
    telling: frozenset[str]
    speaker: str | None


def compare_quotes(records: Sequence[Record], names: CastNames) -> list[SharedQuote]:
    """Every quote (no quoted word that is nobody's) once, in the order of its first telling."""
    found = [
        _found(record, quote, names)
        for record in records
        for quote in sorted(record.quotes, key=lambda q: q.content[0][0])
        if quote.kind != "scare"
    ]
    groups = Groups(len(found))
    for n, one in enumerate(found):
        for m in range(n + 1, len(found)):
            if found[m].record.id != one.record.id and _same(one, found[m]):
                groups.join(n, m)
    texts = [TextWords(r) for r in records]
    return [_shared([found[n] for n in group], names, texts) for group in groups.sets()]


def _found(record: Record, quote: Quote, names: CastNames) -> _Found:
    words = words_in(record.text, quote.content)
    keys = keys_of(words)
    telling = frozenset(keys) - STOP_WORDS
    return _Found(record, quote, words, keys, telling, names.of(record.id, quote.speaker))


def _same(a: _Found, b: _Found) -> bool:
    """Whether two quotes are one: the same words, one cut from the other, or most words in the same order."""
    short, long = sorted((a, b), key=lambda f: len(f.keys))
    if len(short.keys) < FEWEST:
        return False
    if a.speaker and b.speaker and a.speaker != b.speaker:
        return len(short.keys) >= 2 * FEWEST and a.keys == b.keys  # one of the two articles may be wrong on who spoke
    common = len(short.telling & long.telling)
    if common < 2 or common < 0.5 * len(short.telling):
        return False
    if is_run_of(short.keys, long.keys):
        return True
    known = a.speaker is not None and a.speaker == b.speaker
    return likeness(a.keys, b.keys) >= (ALIKE if known else ALIKE_WITHOUT_SPEAKER)


def _shared(group: Sequence[_Found], names: CastNames, texts: Sequence[TextWords]) -> SharedQuote:
    longest = max(group, key=lambda f: len(f.keys))
    versions = [
        QuoteVersion(
            article=one.record.id,
            quote=one.quote.id,
            kind=one.quote.kind,
            how=_how(one.keys, longest.keys),
            pieces=pieces_of(one.record.text, one.words, longest.words, "put in"),
        )
        for one in sorted(group, key=lambda f: (f is not longest, -len(f.keys)))
    ]
    missing = _left_out(longest, group)
    places = tuple(Place(f.record.id, f.quote.id, f.quote.content) for f in group)
    row = row_id("quote", places)
    there = {p.article for p in places}
    places += tuple(word_for_word(longest.quote.content, longest.record, texts, longest.quote.id, there))
    speaker = next((f.speaker for f in group if f.speaker), None)
    source = next((_source(f) for f in group if f.quote.source), "")
    return SharedQuote(
        id=row,
        speaker=speaker,
        source=names.name.get(speaker or "", source),
        versions=tuple(versions),
        missing=missing,
        places=places,
    )


def _source(one: _Found) -> str:
    return " ".join(one.record.text[slice(*one.quote.source)].split()) if one.quote.source else ""


def _how(keys: Sequence[str], longest: Sequence[str]) -> How:
    """Whole: the same words; cut: words of the longest in its order, and no other; altered: else."""
    if list(keys) == list(longest):
        return "whole"
    rest = iter(longest)
    return "cut" if all(any(key == other for other in rest) for key in keys) else "altered"


def _left_out(longest: _Found, group: Sequence[_Found]) -> tuple[Piece, ...]:
    """The longest version's words, those marked that the version which lacks most of them leaves out."""
    others = [f for f in group if f is not longest]
    if not others:
        return pieces_of(longest.record.text, longest.words, longest.words, "left out")
    least = min(others, key=lambda f: likeness(f.keys, longest.keys))
    return pieces_of(longest.record.text, longest.words, least.words, "left out")
