"""Marks: one id each, the right words, the right context; narrowing to an actor."""

from __future__ import annotations

from components.domain.clickable_marks import marks_of, sentence_context, wider_context
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
    assert TEXT[slice(*wider_context(record, said))].startswith("Mayor Ida Berg opened")
    first = span("opened")
    assert TEXT[slice(*wider_context(record, first))].endswith("she said.")


def test_narrowing_keeps_what_concerns_the_actor() -> None:
    record = narrow_record(specimen(), "drivers-union")
    assert [e.id for e in record.events] == ["e-reject", "e-broken"]
    assert [q.id for q in record.quotes] == ["q-promise"]
    assert len(record.actors) == 2
    assert narrow_record(specimen(), "nobody") == specimen()
