"""The passages behind a collection's rows: as many as the rows count, each the article's own words with its mark."""

from __future__ import annotations

from collections import Counter

import msgspec
import pytest

from components.collection.reading import CollectionReading, read_collection
from components.domain.clickable_marks import marks_of
from components.domain.record import Record, Tone
from components.exports.collection_passages import (
    cast_of_members,
    judging_passages,
    naming_passage,
    pair_key,
    quoted_passages,
    voice_key,
)
from tests.specimen import span, specimen


def record() -> Record:
    """The specimen with a judgement of the writer's and a paraphrase."""
    judged = span("The Drivers’ Union rejected the toll.")
    tone = Tone(start=judged[0], end=judged[1], target="ida-berg", label="negative", score=-0.8, voice="writer")
    return msgspec.structs.replace(specimen(), tones=(tone, tone))


def reading() -> CollectionReading:
    return read_collection(lambda: iter([record()]))


def test_there_are_as_many_quotes_behind_a_row_as_it_counts() -> None:
    one = reading()
    counted = {voice_key(r): r.quotes for r in one.trends.quoted}
    assert counted and Counter(voice_key(r) for r, _ in quoted_passages(record(), cast_of_members(one))) == counted


def test_there_are_as_many_judgements_behind_a_pair_as_it_counts() -> None:
    one = reading()
    counted = {pair_key(r): r.times for r in one.trends.attitudes}
    assert set(counted.values()) == {2}
    assert Counter(pair_key(r) for r, _ in judging_passages(record(), cast_of_members(one))) == counted


def test_a_passage_is_the_articles_words_and_leads_to_its_mark() -> None:
    one, marks = record(), marks_of(record())
    cast_of = cast_of_members(reading())
    quotes = {p.mark: p for _, p in quoted_passages(one, cast_of)}
    for quote in one.quotes:
        assert quotes[quote.id].mark in marks
        said = " … ".join(one.text[s:e] for s, e in quote.content)
        assert quotes[quote.id].words.endswith(f": {said}")
    assert {q.kind for q in one.quotes} == {"direct", "indirect"}
    assert all(p.mark in marks and p.words == one.text[p.start : p.end] for _, p in judging_passages(one, cast_of))


@pytest.mark.parametrize("written", ['"It will serve," "and last"', "“It will serve”", "‘It will serve’"])
def test_quotation_marks_are_not_doubled(written: str) -> None:
    text = f"{written}, said Ida Berg."
    quote = msgspec.structs.replace(record().quotes[0], kind="direct", content=((0, len(written)),), speaker="ida-berg")
    one = msgspec.structs.replace(record(), text=text, sentences=(), quotes=(quote,))
    assert [p.words for _, p in quoted_passages(one, {})] == [f"Ida Berg: {written}"]


def test_somebody_is_named_where_the_name_first_stands() -> None:
    found = naming_passage(record(), "ida-berg")
    assert found is not None and found.words == "Mayor Ida Berg opened the new bridge on Monday."
    assert found.mark in marks_of(record())
    assert naming_passage(record(), "nobody") is None


def test_a_quote_without_words_is_passed_over() -> None:
    empty = msgspec.structs.replace(record().quotes[0], id="q", content=())
    odd = msgspec.structs.replace(record(), quotes=(*record().quotes, empty))
    assert len(quoted_passages(odd, cast_of_members(reading()))) == len(record().quotes)
