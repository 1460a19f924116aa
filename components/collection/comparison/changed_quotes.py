"""Quotes that two versions of a story have otherwise: in other words, in one version alone, of another speaker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from components.collection.comparison.fact_change import FactChange
from components.collection.comparison.passages import VERBATIM, CastNames, Place, TextWords, row_id
from components.collection.comparison.quoted_words import names_its_speaker, spoken_words
from components.collection.comparison.shared_quotes import SharedQuote
from components.collection.comparison.text_difference import CHANGED, Difference
from components.collection.comparison.words import keys_of, likeness, words_in
from components.collection.record_names import RecordNames
from components.domain.record import Quote, Record
from components.domain.spans import overlaps


class _Told(msgspec.Struct, frozen=True):
    """A quote as one version has it; ``at`` is the place of its sentence in the difference, None for none."""

    record: Record
    quote: Quote
    keys: tuple[str, ...]
    speaker: str | None
    at: int | None

    @property
    def paraphrased(self) -> bool:
        return self.quote.kind != "direct"

    @property
    def place(self) -> Place:
        return Place(self.record.id, self.quote.id, self.quote.content)


class _Alone(msgspec.Struct, frozen=True):
    """A quote that one version alone has; ``still_there``: the other has its words, told as no quote."""

    told: _Told
    shared: SharedQuote
    still_there: bool


def changed_quotes(
    earlier: Record, later: Record, names: CastNames, found: Difference, quotes: Sequence[SharedQuote]
) -> Iterator[FactChange]:
    """Every quote that was changed, that one version alone has, or that another speaker says; ``quotes``: of both."""
    told = {(one.record.id, one.quote.id): one for r in (earlier, later) for one in _told(r, names, found)}
    speakers = list(_other_speakers(earlier, later, names, list(told.values())))
    yield from (fact for fact, _ in speakers)
    known = {place for _, places in speakers for place in places}
    alone: dict[str, list[_Alone]] = {earlier.id: [], later.id: []}
    texts = {earlier.id: (earlier, TextWords(later)), later.id: (later, TextWords(earlier))}
    for shared in quotes:
        longest: dict[str, _Told] = {}
        for version in shared.versions:
            longest.setdefault(version.article, told[version.article, version.quote])
        before, after = longest.get(earlier.id), longest.get(later.id)
        if before and after:
            if before.keys != after.keys:
                yield _change(before, after, shared.source)
            continue
        (one,) = longest.values()
        if (one.record.id, one.quote.id) not in known:
            alone[one.record.id].append(_Alone(one, shared, _still_there(shared, texts)))
    yield from _of_one_version(alone[earlier.id], alone[later.id])


def _told(record: Record, names: CastNames, found: Difference) -> Iterator[_Told]:
    """The record's quotes that have words."""
    sides = [s.before if record.id == found.earlier else s.after for s in found.sentences]
    for quote in record.quotes:
        keys = tuple(keys_of(spoken_words(record, quote)))
        if quote.kind != "scare" and quote.content and keys:
            at = next((n for n, span in enumerate(sides) if span and overlaps(span, quote.content[0])), None)
            yield _Told(record, quote, keys, names.of(record.id, quote.speaker), at)


def _change(before: _Told | None, after: _Told | None, who: str) -> FactChange:
    both = [one for one in (before, after) if one]
    places = tuple(one.place for one in both)
    return FactChange(
        id=row_id("fact", places),
        kind="quote",
        before=_written(before) if before else None,
        after=_written(after) if after else None,
        who=who,
        verbatim=not any(one.paraphrased for one in both),
        places=places,
    )


def _written(one: _Told) -> str:
    return " … ".join(" ".join(one.record.text[s:e].split()) for s, e in one.quote.content)


def _still_there(quote: SharedQuote, texts: Mapping[str, tuple[Record, TextWords]]) -> bool:
    """Whether the words of one version's quote stand in the other's text, too; ``texts``: each with the other's."""
    if len(quote.articles) > 1:
        return True
    (place,) = quote.places[:1]
    own, other = texts[place.article]
    return other.span_of(keys_of(words_in(own.text, place.spans))) is not None


def _of_one_version(gone: Sequence[_Alone], new: Sequence[_Alone]) -> Iterator[FactChange]:
    """Quotes of one version alone: one in the other's place in its sentence as one change, however short both are.

    Of words that the other version has as no quote nothing is said, nor of a paraphrase that it may tell otherwise.
    """
    paired: list[_Alone] = []
    for one in gone:
        beside = [n for n in new if n.told.at is not None and n.told.at == one.told.at]
        if sum(g.told.at == one.told.at for g in gone) == len(beside) == 1 and _may_be_one(one, beside[0]):
            other = beside[0]
            paired += (one, other)
            same = one.told.speaker is not None and one.told.speaker == other.told.speaker
            sources = {one.shared.source, other.shared.source}
            yield _change(one.told, other.told, one.shared.source if same or len(sources) == 1 else "")
    for some in (gone, new):
        for one in some:
            unsure = one.still_there or (one.told.paraphrased and one.shared.perhaps)
            if not unsure and not any(one is p for p in paired):
                before, after = (one.told, None) if some is gone else (None, one.told)
                yield _change(before, after, one.shared.source)


def _may_be_one(one: _Alone, other: _Alone) -> bool:
    """Whether one of two quotes became the other: not where both versions have the words of both."""
    speakers = {one.told.speaker, other.told.speaker} - {None}
    alike = likeness(one.told.keys, other.told.keys) >= CHANGED
    return alike and len(speakers) < 2 and not (one.still_there and other.still_there)


def _other_speakers(
    earlier: Record, later: Record, names: CastNames, told: Sequence[_Told]
) -> Iterator[tuple[FactChange, list[tuple[str, str]]]]:
    """Words that one person says before and another one after, both told by name, with the ids of their quotes.

    Nothing is said of words that are anybody else's, too, or whose speaker is open.
    """
    there = {r.id: RecordNames(r, names.of) for r in (earlier, later)}
    by_words: dict[tuple[str, ...], list[_Told]] = {}
    for one in told:
        by_words.setdefault(one.keys, []).append(one)
    for keys, some in by_words.items():
        gone = [one for one in some if one.record.id == earlier.id]
        new = [one for one in some if one.record.id == later.id]
        if not gone or not new or len({one.speaker for one in gone}) > 1 or len({one.speaker for one in new}) > 1:
            continue
        one, other = gone[0], new[0]
        if len(keys) < VERBATIM and (one.at is None or one.at != other.at):
            continue
        if not all(names_its_speaker(there[o.record.id], o.quote) for o in some) or not names.surely_two(
            one.speaker, other.speaker
        ):
            continue
        places = tuple(Place(t.record.id, t.quote.id, _with_source(t.quote)) for t in some)
        yield (
            FactChange(
                id=row_id("fact-speaker", places),
                kind="speaker",
                before=names.name[one.speaker or ""],
                after=names.name[other.speaker or ""],
                words=_written(other),
                verbatim=not one.paraphrased and not other.paraphrased,
                places=places,
            ),
            [(t.record.id, t.quote.id) for t in some],
        )


def _with_source(quote: Quote) -> tuple[tuple[int, int], ...]:
    return (*quote.content, quote.source) if quote.source else quote.content
