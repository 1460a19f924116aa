"""The review queue in words: what is asked, why, and what was done."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from components.domain.correction_replay import apply_edits
from components.domain.record import Correction, Record
from components.exports.items_to_check import ReviewItem, items_to_check, review_queue
from components.exports.newsroom_words import (
    confidence_words,
    date_known,
    date_words,
    precision_of,
    source_kind,
    source_words,
    who_spoke,
)
from components.exports.review_words import checked_sentence
from tests.court_story import court_story
from tests.specimen import span, specimen

RECORD = specimen()
QUOTE = RECORD.quotes[0]
TONE = "t-161-drivers-union-ida-berg"


def with_one(things: str, number: int, **changes: Any) -> Record:
    items = list(getattr(RECORD, things))
    items[number] = msgspec.structs.replace(items[number], **changes)
    return msgspec.structs.replace(RECORD, **{things: tuple(items)})


def item(record: Record, mark: str) -> ReviewItem:
    return next(i for i in review_queue(record) if i.mark == mark)


@pytest.mark.parametrize(("mark", "why", "question"), [
    ("q-serve", "The speaker is only “she”", "Did Ida Berg say this?"),
    ("q-promise", "Who said it is unsure; the speaker is only “It”", "Did Drivers’ Union say this?"),
    ("e-open", "A date counted from “Monday”", "Did this happen on 2 March 2026?"),
    ("e-reject", "What happened, and when", "Did this happen, and does the text give no date?"),
    ("e-broken", "Somebody’s word, not the writer’s; told in a quote that is unsure",
     "According to Drivers’ Union, did this happen in 2019?"),
    ("e-lower", "Told as only possible; a date counted from “next year”",
     "Is this told as only possible from 2027 on?"),
    (TONE, "Speaks ill of a named person; a judgement read from the words",
     "Does the text have Drivers’ Union speak ill of Ida Berg here?"),
    ("t-123-writer-drivers-union", "Speaks ill of somebody named; a judgement read from the words",
     "Does the writer speak ill of Drivers’ Union here?"),
    ("m-35-43", "Who it is", "Is “Ida Berg”, Mayor, a person, also called “Berg”?"),
    ("m-161-163", "Who is meant is unsure", "Is “It” Drivers’ Union?"),
])  # fmt: skip
def test_each_kind_says_why_and_asks_what_is_told(mark: str, why: str, question: str) -> None:
    found = item(RECORD, mark)
    assert (found.why, found.question) == (why, question)


@pytest.mark.parametrize(("things", "number", "mark", "changes", "question"), [
    ("quotes", 0, "q-serve", {"speaker": None}, "Did “she” say this, and does the text not tell who that is?"),
    ("quotes", 0, "q-serve", {"speaker": None, "source": None}, "Does the text name nobody for these words?"),
    ("quotes", 0, "q-serve", {"kind": "scare"}, "Are these words quoted from nobody in particular?"),
    ("quotes", 0, "q-serve", {"stance": "feeling"}, "Is this what Ida Berg feels or thinks?"),
    ("events", 0, "e-open", {"latest": "2026-03-08"}, "Did this happen between 2 and 8 March 2026?"),
    ("events", 0, "e-open", {"earliest": "2026-03-01", "latest": "2026-03-31"}, "Did this happen in March 2026?"),
    ("events", 0, "e-open", {"latest": None}, "Has this been so since 2 March 2026?"),
    ("events", 0, "e-open", {"earliest": None}, "Did this happen by 2 March 2026?"),
    ("events", 0, "e-open", {"status": "ongoing", "latest": None}, "Has this been under way since 2 March 2026?"),
    ("events", 0, "e-open", {"status": "ongoing"}, "Was this under way on 2 March 2026?"),
    ("events", 0, "e-open", {"status": "planned"}, "Is this planned for 2 March 2026?"),
    ("events", 0, "e-open", {"status": "planned", "latest": None}, "Is this planned from 2 March 2026 on?"),
    ("events", 0, "e-open", {"status": "planned", "earliest": None, "latest": None}, "Is this planned?"),
    ("events", 0, "e-open", {"status": "denied"}, "Is this told as not so on 2 March 2026?"),
    ("events", 0, "e-open", {"status": "denied", "voice": "ida-berg"},
     "Does Ida Berg deny that this happened on 2 March 2026?"),
    ("events", 1, "e-reject", {"status": "claimed"}, "According to somebody who is not named, did this happen?"),
    ("tones", 1, TONE, {"label": "positive"}, "Does the text have Drivers’ Union speak well of Ida Berg here?"),
    ("timexes", 0, "d-69-75", {"confidence": 0.5}, "Does “Monday” mean 2 March 2026?"),
    ("timexes", 0, "d-69-75", {"value": "XXXX-WXX-1", "earliest": None, "latest": None},
     "Is it right that “Monday” can’t be placed on the calendar?"),
])  # fmt: skip
def test_what_is_told_is_asked_as_it_is_told(
    things: str, number: int, mark: str, changes: dict[str, Any], question: str
) -> None:
    assert item(with_one(things, number, **changes), mark).question == question


def test_an_accusation_says_so_first() -> None:
    story = court_story()
    found = item(story, "e-took")
    assert found.why.startswith("Accusation against a named person; ")
    assert found.question == "According to Mara Quist, did this happen in May 2023?"
    assert item(story, "e-invoices").why.startswith("Accusation against somebody named; ")
    assert item(story, "e-accused").question == "Was this accusation made?"


def test_a_description_that_is_no_name_stands_in_quotation_marks() -> None:
    assert item(court_story(), "q-shredded").question == "Did “witnesses” say this?"


def checked(mark: str, by: str = "Ana Ruiz", at: str = "2026-03-03T10:00:00+00:00") -> Correction:
    return Correction(id=mark, at=at, by=by, what=f"marks/{mark}/checked", after=msgspec.Raw(b"true"))


def test_what_was_found_right_stays_in_the_queue_as_done_and_leaves_what_is_to_check() -> None:
    record = apply_edits(RECORD, [checked("q-serve")])
    assert item(record, "q-serve").done_by == "Ana Ruiz" and item(record, "q-promise").done_by is None
    assert [i.mark for i in review_queue(record)] == [i.mark for i in review_queue(RECORD)]
    assert "q-serve" not in {i.mark for i in items_to_check(record)}


PEOPLE = [i.mark for i in review_queue(RECORD) if i.names_person]
TUESDAY, FRIDAY = "2026-03-03T10:00:00+00:00", "2026-03-06T23:30:00+00:00"


@pytest.mark.parametrize(("edits", "sentence"), [
    ([], ""),
    ([checked("q-promise")], ""),
    ([checked(PEOPLE[0])],
     "1 of 5 items that name a person was checked (by Ana Ruiz, last on 3 March 2026)."),
    ([checked(PEOPLE[0]), checked(PEOPLE[1], "Ben", FRIDAY)],
     "2 of 5 items that name a person were checked (by Ana Ruiz and Ben, last on 6 March 2026)."),
    ([checked(m) for m in PEOPLE], "All that names a person was checked by Ana Ruiz on 3 March 2026."),
    ([*(checked(m) for m in PEOPLE[:4]), checked(PEOPLE[4], "Ben", FRIDAY)],
     "All that names a person was checked by Ana Ruiz and Ben, last on 6 March 2026."),
    ([*(checked(m) for m in PEOPLE[:4]), checked(PEOPLE[4], at=FRIDAY)],
     "All that names a person was checked by Ana Ruiz, last on 6 March 2026."),
])  # fmt: skip
def test_how_much_was_checked_is_said_where_anything_was(edits: list[Correction], sentence: str) -> None:
    assert checked_sentence(apply_edits(RECORD, edits)) == sentence


def test_corrections_alone_are_no_check_of_the_article() -> None:
    kind = Correction(
        id="k", at=TUESDAY, by="Ben", what="quotes/q-serve/kind", after=msgspec.Raw(b'"mixed"')
    )  # fmt: skip
    assert checked_sentence(apply_edits(RECORD, [kind])) == ""


@pytest.mark.parametrize(("confidence", "words"), [(1, "sure"), (0.8, "sure"), (0.79, "likely"), (0.55, "likely"),
                                                   (0.54, "check"), (0, "check")])  # fmt: skip
def test_confidence_in_words(confidence: float, words: str) -> None:
    assert confidence_words(confidence) == words


@pytest.mark.parametrize(("earliest", "latest", "kind"), [
    (None, None, "none"), ("2026-01-01", None, "open"), (None, "2026-01-01", "open"),
    ("2026-01-01", "2026-01-01", "day"), ("2026-01-01", "2026-01-02", "longer"),
    ("2026-01-01T10:00", "2026-01-01T12:00", "day"),
])  # fmt: skip
def test_how_exactly_an_event_is_dated(earliest: str | None, latest: str | None, kind: str) -> None:
    event = msgspec.structs.replace(RECORD.events[0], earliest=earliest, latest=latest)
    assert precision_of(event) == kind


def test_words_of_names_days_and_sources() -> None:
    assert date_words("2026-01-03") == "3 January 2026"
    assert date_known(RECORD, RECORD.events[0]) == "counted from another date"
    unnamed = msgspec.structs.replace(QUOTE, source_type="anonymous")
    assert source_kind(RECORD, unnamed) == "unnamed source, no reason given"
    reason = msgspec.structs.replace(unnamed, anonymity=span("the toll"))
    assert source_kind(RECORD, reason) == "unnamed source, “the toll”"
    assert source_words(RECORD, QUOTE) == "she"
    assert source_words(RECORD, msgspec.structs.replace(QUOTE, source=None)) == ""
    assert who_spoke(RECORD, msgspec.structs.replace(QUOTE, speaker="gone")) == "she"
