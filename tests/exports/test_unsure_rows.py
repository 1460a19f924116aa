"""What is too unsure to be told, in rows: where it stands, what it may be, why it isn't told."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from components.domain.clickable_marks import marks_of
from components.domain.record import UnsureEvent, UnsureMention, UnsureQuote, UnsureRelation
from components.exports.unsure_rows import unsure_event_rows, unsure_mention_rows, unsure_quote_rows
from tests.specimen import span, specimen

RECORD = specimen()
UNION = "The Drivers’ Union rejected the toll"


def event(**changes: Any) -> UnsureEvent:
    kept = ("id", "start", "end", "trigger", "summary", "earliest", "latest", "precision", "status", "timex")
    fields = {name: getattr(RECORD.events[0], name) for name in kept}
    return UnsureEvent(**(fields | {"event_kind": "action", "why": "it is too unlikely"} | changes))


def mention(words: str, actor: str) -> UnsureMention:
    start, end = span(words)
    return UnsureMention(start=start, end=end, form="nominal", actor=actor, why="another actor fits as well")


def act(**changes: object) -> UnsureRelation:
    one = RECORD.relations[0]
    fields = {name: getattr(one, name) for name in one.__struct_fields__} | changes
    return UnsureRelation(**fields, why="it is unsure whom the text means")


def test_events_say_why_and_where_only_the_date_is_unsure() -> None:
    rows = unsure_event_rows(RECORD, [event(), event(date_of="e-reject", why="two dates stand near it"),
                                      event(earliest=None, latest=None)])  # fmt: skip
    assert [(r.id, r.label, r.facts, r.note) for r in rows] == [
        ("s-29-76", "Berg opened the new bridge", ("perhaps 2 March 2026",), "it is too unlikely"),
        ("e-reject", "Union rejected the toll", ("perhaps 2 March 2026",),
         "only its date is unsure: two dates stand near it"),
        ("s-29-76", "Berg opened the new bridge", ("perhaps no date in the text",), "it is too unlikely"),
    ]  # fmt: skip


@pytest.mark.parametrize(("changes", "row"), [
    ({}, ("s-123-160", "rejected the toll", ("perhaps Ida Berg",))),
    ({"speaker": "gone"}, ("s-123-160", "rejected the toll", ("perhaps she",))),
    ({"speaker": None}, ("s-123-160", "rejected the toll", ("perhaps she",))),
    ({"speaker": None, "source": None, "cue": None}, ("s-123-160", "rejected the toll", ())),
    ({"content": (span("It will serve"), span("the toll"))},
     ("s-77-121", "It will serve … the toll", ("perhaps Ida Berg",))),
    ({"content": ((0, 178),)}, ("s-0-27", " ".join(RECORD.text[:178].split()), ("perhaps Ida Berg",))),
])  # fmt: skip
def test_quotes_say_who_perhaps(changes: dict[str, object], row: tuple[object, ...]) -> None:
    quote = UnsureQuote(
        id="q-unsure", quote_kind="indirect", content=(span("rejected the toll"),), cue=span("It", 2),
        source=span("she"), speaker="ida-berg", rule="by hand", confidence=0.3, why="too little tells it",
    )  # fmt: skip
    (found,) = unsure_quote_rows(RECORD, [msgspec.structs.replace(quote, **changes)])
    assert (found.id, found.label, found.facts) == row
    assert found.note == "too little tells it" and found.quoted


def test_descriptions_and_acts_say_whom_perhaps() -> None:
    rows = unsure_mention_rows(
        RECORD,
        [mention("the city", "drivers-union"), mention("Mayor Ida", "gone")],
        [act(), act(agent="gone", status="not so"), act(status="claimed")],
    )
    assert [(r.id, r.label, r.facts, r.note) for r in rows] == [
        ("s-161-215", "the city", ("perhaps Drivers’ Union",), "another actor fits as well"),
        ("s-29-76", "Mayor Ida", (), "another actor fits as well"),
        ("s-123-160", UNION, ("perhaps Drivers’ Union → Ida Berg: reject",), "it is unsure whom the text means"),
        ("s-123-160", UNION, ("perhaps  → Ida Berg: not reject",), "it is unsure whom the text means"),
        ("s-123-160", UNION, ("perhaps Drivers’ Union → Ida Berg: reject (claimed)",),
         "it is unsure whom the text means"),
    ]  # fmt: skip


def test_each_leads_to_a_mark_and_nothing_makes_no_row() -> None:
    mentions = [mention(words, "ida-berg") for words in ("Mayor Opens", "Berg opened", "a promise", "the toll")]
    rows = unsure_mention_rows(RECORD, mentions, [act()])
    assert len(rows) == 5 and {r.id for r in rows} <= set(marks_of(RECORD))
    assert unsure_event_rows(RECORD, []) == unsure_quote_rows(RECORD, []) == unsure_mention_rows(RECORD, [], []) == []


def test_a_text_without_sentences_has_nowhere_to_lead() -> None:
    bare = msgspec.structs.replace(RECORD, sentences=())
    assert [r.id for r in unsure_mention_rows(bare, [mention("the city", "ida-berg")], [])] == [""]
