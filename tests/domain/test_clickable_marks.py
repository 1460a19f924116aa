"""Marks: one id each, the right words, the right context; narrowing to an actor."""

from __future__ import annotations

import msgspec
import pytest

from components.domain.clickable_marks import marks_of, sentence_at, sentence_context
from components.domain.narrow_to_actor import narrow_record
from tests.specimen import TEXT, span, specimen


def test_every_item_can_be_picked_by_one_id() -> None:
    record = specimen()
    found = marks_of(record)
    mentions = sum(len(a.mentions) for a in record.actors)
    items = len(record.events) + len(record.quotes) + mentions + len(record.timexes) + len(record.relations)
    attitudes = len(record.tones) + len(record.unsure)
    assert len(found) == items + attitudes + len(record.loaded) + len(record.sentences)
    assert {m.kind for m in found.values()} == {
        "event", "quote", "mention", "date", "tone", "word", "relation", "sentence",
    }  # fmt: skip


def test_a_quotes_mark_shows_content_cue_and_source() -> None:
    mark = marks_of(specimen())["q-promise"]
    told = {(TEXT[h.start : h.end], h.role) for h in mark.highlights}
    assert told == {
        ("that the city had broken a promise in 2019", "content"),
        ("claimed", "cue"),
        ("It", "source"),
    }
    assert mark.actors == ("drivers-union",)


def test_an_events_mark_shows_its_date() -> None:
    mark = marks_of(specimen())["e-open"]
    assert ("Monday", "time") in {(TEXT[h.start : h.end], h.role) for h in mark.highlights}


def test_context_is_the_sentence_and_around_its_neighbours() -> None:
    record = specimen()
    said = span("said")
    assert TEXT[slice(*sentence_context(record, said))] == "“It will serve our grandchildren,” she said."


def test_narrowing_keeps_what_concerns_the_actor() -> None:
    record = narrow_record(specimen(), "drivers-union")
    assert [e.id for e in record.events] == ["e-reject", "e-broken"]
    assert [q.id for q in record.quotes] == ["q-promise"]
    assert len(record.actors) == 2
    assert narrow_record(specimen(), "nobody") == specimen()


@pytest.mark.parametrize(("words", "sentence"), [
    ("Mayor Opens", "Mayor Opens Bridge in Arden"), ("opened", "Mayor Ida Berg opened the new bridge on Monday."),
    ("“It", "“It will serve our grandchildren,” she said."), ("year.", "Berg may lower the toll next year."),
])  # fmt: skip
def test_a_place_leads_to_its_sentence(words: str, sentence: str) -> None:
    record = specimen()
    start, end = span(sentence)
    assert sentence_at(record, span(words)[0]) == f"s-{start}-{end}" and f"s-{start}-{end}" in marks_of(record)


def test_a_place_between_sentences_leads_to_the_one_before_and_without_sentences_nowhere() -> None:
    record = specimen()
    start, end = span("“It will serve our grandchildren,” she said.")
    assert sentence_at(record, end) == sentence_at(record, end + 1) == f"s-{start}-{end}"
    late = msgspec.structs.replace(record, sentences=record.sentences[1:])
    assert sentence_at(late, 0) == f"s-{late.sentences[0].start}-{late.sentences[0].end}"
    assert sentence_at(msgspec.structs.replace(record, sentences=()), 5) == ""
