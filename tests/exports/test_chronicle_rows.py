"""The chronicle in words: labels, statuses, notes, lines of text; the report holds the same, inert."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from components.charts.chart_style import actor_colours
from components.domain.record import Claim, UnsureEvent
from components.exports.chronicle_rows import chronicle_rows
from components.exports.export_tables import VIEWS, view_table
from components.exports.html_report import report
from components.exports.list_rows import list_text
from components.exports.newsroom_words import status_words, symbols_note
from components.exports.timeline_files import events_csv
from tests.specimen import specimen

RECORD = specimen()
OPEN, REJECT, BROKEN, LOWER = RECORD.events
COLOURS = actor_colours(RECORD)


def test_the_specimen_in_rows() -> None:
    days = chronicle_rows(RECORD, RECORD.events, COLOURS)
    assert [(d.head, not d.quiet, [r.id for r in d.rows]) for d in days] == [
        ("2019", True, ["e-broken"]), ("2 March 2026", True, ["e-open"]),
        ("no date; told after the events above", False, ["e-reject"]), ("from 2027 on", True, ["e-lower"]),
    ]  # fmt: skip
    broken = days[0].rows[0]
    assert (broken.label, broken.facts, broken.time, broken.note, broken.who, broken.sentence) == (
        "City had broken a promise", ("Claimed by Drivers’ Union",), "", "", (), "",
    )  # fmt: skip
    assert [(p.name, p.colour) for p in days[1].rows[0].who] == [("Ida Berg", COLOURS["ida-berg"])]


def test_each_has_its_sentence_where_the_list_stands_without_the_article() -> None:
    days = chronicle_rows(RECORD, RECORD.events, COLOURS, sentences=True)
    assert [r.sentence for d in days for r in d.rows] == [
        "It claimed that the city had broken a promise in 2019.", "Mayor Ida Berg opened the new bridge on Monday.",
        "The Drivers’ Union rejected the toll.", "Berg may lower the toll next year.",
    ]  # fmt: skip


def test_it_is_copied_as_a_line_an_event() -> None:
    assert list_text(chronicle_rows(RECORD, RECORD.events, COLOURS)).split("\n") == [
        "2019 – City had broken a promise (Claimed by Drivers’ Union)",
        "2 March 2026 – Berg opened the new bridge (Happened)",
        "no date; told after the events above – Union rejected the toll (Happened)",
        "from 2027 on – Berg may lower the toll (Could happen)",
    ]


def test_a_time_of_day_stands_in_the_row_and_the_line() -> None:
    timexes = (msgspec.structs.replace(RECORD.timexes[0], value="2026-03-02T10:30"), *RECORD.timexes[1:])
    record = msgspec.structs.replace(RECORD, timexes=timexes)
    days = chronicle_rows(record, [msgspec.structs.replace(OPEN, precision="time")], COLOURS)
    assert days[0].head == "2 March 2026" and days[0].rows[0].time == "10:30"
    assert list_text(days) == "2 March 2026, 10:30 – Berg opened the new bridge (Happened)"


@pytest.mark.parametrize(("changes", "words"), [
    ({}, "Happened"), ({"status": "ongoing"}, "Under way"), ({"status": "planned"}, "Planned"),
    ({"status": "planned", "voice": "ida-berg"}, "Planned, says Ida Berg"),
    ({"status": "claimed", "voice": "ida-berg"}, "Claimed by Ida Berg"),
    ({"status": "claimed", "voice": "gone"}, "Claimed by somebody"),
    ({"status": "claimed"}, "Claimed, no source named"),
    ({"status": "claimed", "quote": "q-promise"}, "Claimed by It"),
    ({"status": "denied"}, "Not so"), ({"status": "denied", "voice": "ida-berg"}, "Denied by Ida Berg"),
    ({"status": "denied", "quote": "q-promise"}, "Denied by It"), ({"status": "denied", "quote": "gone"}, "Denied"),
])  # fmt: skip
def test_statuses_in_words(changes: dict[str, Any], words: str) -> None:
    assert status_words(RECORD, msgspec.structs.replace(OPEN, **changes)) == words


def test_a_claim_names_all_who_make_it_and_who_deny_it() -> None:
    claim = Claim(event="e-broken", by=("drivers-union", "ida-berg", "gone"), denied_by=("ida-berg",))
    record = msgspec.structs.replace(RECORD, claims=(claim,))
    assert status_words(record, BROKEN) == "Claimed by Drivers’ Union and Ida Berg; denied by Ida Berg"
    denial = msgspec.structs.replace(BROKEN, id="no", status="denied", voice="ida-berg", denies="e-broken")
    denied = msgspec.structs.replace(RECORD, events=(*RECORD.events, denial))
    assert status_words(denied, BROKEN) == "Claimed by Drivers’ Union; denied by Ida Berg"


def test_what_is_to_be_checked_says_so() -> None:
    (day,) = chronicle_rows(RECORD, [msgspec.structs.replace(OPEN, confidence=0.3)], COLOURS)
    assert day.rows[0].note == "check"


def test_how_to_read_names_the_shapes_that_are_there() -> None:
    assert symbols_note([OPEN]) == "● happened. Colours are who it concerns first."
    assert symbols_note([LOWER, msgspec.structs.replace(BROKEN, confidence=0.2)]) == (
        "◇ could happen, □ claimed. A bar is as wide as the date is vague, dotted where the text leaves an end open. "
        "Colours are who it concerns first."
    )  # both are hollow however sure they are
    unsure = msgspec.structs.replace(OPEN, confidence=0.2)
    assert symbols_note([unsure]) == "● happened. Hollow marks are less sure. Colours are who it concerns first."
    assert symbols_note([unsure, msgspec.structs.replace(BROKEN, earliest=OPEN.earliest, latest=OPEN.latest)]) == (
        "● happened, □ claimed. Other hollow marks are less sure. Colours are who it concerns first."
    )


def unsure(**changes: Any) -> UnsureEvent:
    kept = ("id", "start", "end", "trigger", "summary", "earliest", "latest", "precision", "status", "timex")
    fields = {name: getattr(OPEN, name) for name in kept}
    return UnsureEvent(**(fields | {"event_kind": "action", "why": "it is too unlikely"} | changes))


def test_unsure_events_are_in_no_export_but_json() -> None:
    record = msgspec.structs.replace(RECORD, unsure=(unsure(id="u", summary="Perhaps a parade"),))
    tables = [view_table(record, view).to_csv() for view in VIEWS]
    files = [report(record).decode(), events_csv(record, record.events).decode(), *tables]
    assert not [f for f in files if "Perhaps a parade" in f]
