"""The same quote in several articles: whole, cut or altered, with the words that differ."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import msgspec

from components.collection.comparison.found_quotes import FoundQuote, quotes_of
from components.collection.comparison.passages import CastNames, Groups, Place, TextWords, row_id, word_for_word
from components.collection.comparison.quote_difference import How, how_told
from components.collection.comparison.quoted_words import (
    speaker_as_written,
)
from components.collection.comparison.told_elsewhere import ToldElsewhere
from components.collection.comparison.words import (
    Piece,
    is_run_of,
    likeness,
    pieces_of,
)
from components.collection.content_words import content_words
from components.domain.record import Quote, QuoteKind, Record
from components.domain.spans import overlaps

FEWEST = 3  # words that a quote must have to be found again
FEWEST_OF_A_PART = 4  # and that it must have to be found within a longer one
ALIKE = 0.6  # share of words in the same order, from which on two quotes of one speaker are one
ALIKE_TO_A_SENTENCE = 0.75  # and of one quote with a sentence of a longer one
ALIKE_WITHOUT_SPEAKER = 0.8  # where a speaker isn't known to be the same
FEWEST_OF_TWO = 10  # words in quotation marks that two people don't often say both


class QuoteVersion(msgspec.Struct, frozen=True, kw_only=True):
    """A quote as one article has it; ``pieces`` are its words against those of the longest version.

    ``how``: the speaker's words whole, cut or altered; "reworded" where one of the two is a paraphrase. ``speaker`` (of
    the cast) and ``source`` (a name, or the words that name the speaker) are this article's; empty where it names none.
    """

    article: str
    quote: str
    kind: QuoteKind
    how: How
    speaker: str | None = None
    source: str = ""
    pieces: tuple[Piece, ...]


class SharedQuote(msgspec.Struct, frozen=True, kw_only=True):
    """A quote: who spoke (of the cast, or as written), and each article's different versions, the longest first.

    ``speakers_differ``: one article names somebody as the speaker, another surely somebody else; then, and where it is
    not sure, ``speaker`` is None and ``source`` empty. ``missing`` are the longest version's words, those that some
    other leaves out marked so. ``perhaps`` are the articles that may tell the same in other words.
    """

    id: str
    speaker: str | None
    source: str
    versions: tuple[QuoteVersion, ...]
    missing: tuple[Piece, ...]
    places: tuple[Place, ...]
    perhaps: frozenset[str] = frozenset()
    speakers_differ: bool = False

    @property
    def quoted_in(self) -> frozenset[str]:
        """The ids of the articles that tell it as a quote."""
        return frozenset(v.article for v in self.versions)

    @property
    def articles(self) -> frozenset[str]:
        """The ids of the articles that have it, those in which its words stand but are told as no quote among them."""
        return frozenset(p.article for p in self.places)

    @property
    def how(self) -> How:
        """How the versions differ: not at all, by what was cut, in the speaker's words, as a paraphrase does."""
        found = {v.how for v in self.versions}
        order: tuple[How, ...] = ("altered", "cut", "reworded")
        return next((how for how in order if how in found), "whole")


def compare_quotes(records: Sequence[Record], names: CastNames, elsewhere: ToldElsewhere) -> list[SharedQuote]:
    """Every quote (no quoted word that is nobody's) once, in the order of its first telling."""
    by_name = names.by_name(records)
    found = [one for record in records for one in quotes_of(record, names, by_name)]
    groups = Groups(len(found))
    for n, one in enumerate(found):
        for m in range(n + 1, len(found)):
            twice = found[m].record.id == one.record.id
            if _told_twice(one, found[m]) if twice else _same(one, found[m]):
                groups.join(n, m)
    texts = [TextWords(r) for r in records]
    quotes = {r.id: r.quotes for r in records}
    return [_shared([found[n] for n in group], names, quotes, texts, elsewhere) for group in groups.sets()]


def _told_twice(a: FoundQuote, b: FoundQuote) -> bool:
    """Whether an article has the same quote in two places."""
    return a.keys == b.keys and a.speaker == b.speaker and len(a.keys) >= FEWEST


def _same(a: FoundQuote, b: FoundQuote) -> bool:
    """Whether two quotes are one: the same words, one cut from the other, or most words in the same order."""
    short, long = sorted((a, b), key=lambda f: len(f.keys))
    if len(short.keys) < FEWEST:
        return False
    if a.named and b.named and a.speaker != b.speaker:
        marked = a.quote.kind == b.quote.kind == "direct"
        return marked and len(short.keys) >= FEWEST_OF_TWO and is_run_of(short.keys, long.keys)
    common = len(short.telling & long.telling)
    if common < 2 or common < 0.5 * len(short.telling):
        return False
    known = a.speaker is not None and a.speaker == b.speaker
    if a.keys == b.keys or (is_run_of(short.keys, long.keys) and len(short.keys) >= FEWEST_OF_A_PART + (not known)):
        return True
    in_a_longer_one = known and len(short.keys) >= FEWEST_OF_A_PART
    if in_a_longer_one and any(likeness(short.keys, part) >= ALIKE_TO_A_SENTENCE for part in long.parts()):
        return True
    return likeness(a.keys, b.keys) >= (ALIKE if known else ALIKE_WITHOUT_SPEAKER)


def _shared(
    group: Sequence[FoundQuote],
    names: CastNames,
    quotes: Mapping[str, Sequence[Quote]],
    texts: Sequence[TextWords],
    elsewhere: ToldElsewhere,
) -> SharedQuote:
    order = _different(sorted(group, key=lambda f: -len(f.keys)))
    longest = order[0]
    versions = [
        QuoteVersion(
            article=one.record.id,
            quote=one.quote.id,
            kind=one.quote.kind,
            how=how_told(one, longest),
            speaker=one.speaker,
            source=names.name.get(one.speaker or "", speaker_as_written(one.record, one.quote)),
            pieces=pieces_of(one.record.text, one.words, longest.words, "put in"),
        )
        for one in order
    ]
    places = tuple(Place(f.record.id, f.quote.id, f.quote.content) for f in group)
    row = row_id("quote", places)
    spoken = tuple((w.start, w.end) for w in longest.words)
    places += tuple(
        place
        for place in word_for_word(spoken, longest.record, texts, longest.quote.id, {p.article for p in places})
        if not _is_quoted(place, quotes[place.article])
    )
    speakers = list(dict.fromkeys(f.speaker for f in sorted(order, key=lambda f: not f.named) if f.speaker))
    several = any(not _may_be_one(a, b) for a, b in itertools.combinations(order, 2))
    speaker = speakers[0] if speakers and not several else None
    written = next((v.source for v in versions if v.source), "")
    return SharedQuote(
        id=row,
        speaker=speaker,
        source=names.name[speaker] if speaker else "" if speakers else written,
        versions=tuple(versions),
        missing=_left_out(longest, order),
        places=places,
        perhaps=elsewhere.by_words(frozenset(content_words(" ".join(longest.keys))), {p.article for p in places}),
        speakers_differ=_speakers_differ(group, names),
    )


def _speakers_differ(group: Sequence[FoundQuote], names: CastNames) -> bool:
    """Whether two articles name two people; not where one of them gives the words to two."""
    by_article: dict[str, set[str | None]] = {}
    for one in group:
        by_article.setdefault(one.record.id, set()).add(one.speaker)
    if any(len(speakers) > 1 for speakers in by_article.values()):
        return False
    named = [one for one in group if one.named]
    return any(names.surely_two(a.speaker, b.speaker) for a, b in itertools.combinations(named, 2))


def _may_be_one(a: FoundQuote, b: FoundQuote) -> bool:
    """Whether one speaker may be meant: the same, one that is left open, or "a spokesman" who may be the other."""
    return not (a.speaker and b.speaker) or a.speaker == b.speaker or a.described or b.described


def _is_quoted(place: Place, quotes: Sequence[Quote]) -> bool:
    """Whether an article has a quote there: of another speaker, or so short that it may be another one."""
    return any(overlaps(span, own) for quote in quotes for own in quote.content for span in place.spans)


def _different(order: Sequence[FoundQuote]) -> list[FoundQuote]:
    """The versions, of each article those whose words no longer one of it has."""
    out: list[FoundQuote] = []
    for one in order:
        if not any(o.record.id == one.record.id and is_run_of(one.keys, o.keys) for o in out):
            out.append(one)
    return out


def _left_out(longest: FoundQuote, group: Sequence[FoundQuote]) -> tuple[Piece, ...]:
    """The longest version's words, those marked that the version which lacks most of them leaves out."""
    others = [f for f in group if f is not longest]
    if not others:
        return pieces_of(longest.record.text, longest.words, longest.words, "left out")
    least = min(others, key=lambda f: likeness(f.keys, longest.keys))
    return pieces_of(longest.record.text, longest.words, least.words, "left out")
