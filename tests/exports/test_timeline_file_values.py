"""Each field of the timeline's files, for dates with both ends, one and none."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import Any

import msgspec
import pytest
from icalendar import Calendar

from components.domain.errors import Refused
from components.domain.record import Event
from components.exports.export_formats import FORMS, export_article, file_name
from components.exports.newsroom_words import status_words
from components.exports.timeline_files import COLUMNS, events_csv, ics, timelinejs
from tests.specimen import specimen

RECORD = specimen()
OPEN, REJECT, BROKEN, LOWER = RECORD.events
MADE = dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC)
DAYS = [
    ("2026-03-02", "2026-03-02", dt.date(2026, 3, 2), dt.date(2026, 3, 3)),
    ("2026-03-02", "2026-03-05", dt.date(2026, 3, 2), dt.date(2026, 3, 6)),
    ("2026-03-02", None, dt.date(2026, 3, 2), dt.date(2026, 3, 3)),
    (None, "2026-03-05", dt.date(2026, 3, 5), dt.date(2026, 3, 6)),
]


def event(**changes: Any) -> Event:
    return msgspec.structs.replace(OPEN, **changes)


@pytest.mark.parametrize(("earliest", "latest", "first", "end"), DAYS)
def test_a_calendar_entry_has_the_events_days(
    earliest: str | None, latest: str | None, first: dt.date, end: dt.date
) -> None:
    (entry,) = Calendar.from_ical(ics(RECORD, [event(earliest=earliest, latest=latest)], MADE)).walk("VEVENT")
    assert (entry["dtstart"].dt, entry["dtend"].dt, entry["dtstamp"].dt) == (first, end, MADE)


def test_the_last_day_of_the_calendar_has_no_day_after() -> None:
    (entry,) = Calendar.from_ical(ics(RECORD, [event(earliest="9999-12-31", latest="9999-12-31")], MADE)).walk("VEVENT")
    assert "dtend" not in entry


@pytest.mark.parametrize(("changes", "summary", "status"), [
    ({}, "Berg opened the new bridge", "CONFIRMED"), ({"status": "ongoing"}, "Berg opened the new bridge", "CONFIRMED"),
    ({"status": "planned"}, "Planned: Berg opened the new bridge", "TENTATIVE"),
    ({"status": "claimed", "voice": "drivers-union"},
     "Claimed by Drivers’ Union: Berg opened the new bridge", "TENTATIVE"),
    ({"status": "denied"}, "Not so: Berg opened the new bridge", "TENTATIVE"),
])  # fmt: skip
def test_what_is_no_fact_says_so_first(changes: dict[str, Any], summary: str, status: str) -> None:
    one = event(**changes)
    (entry,) = Calendar.from_ical(ics(RECORD, [one], MADE)).walk("VEVENT")
    assert (str(entry["summary"]), str(entry["status"])) == (summary, status)
    slide = json.loads(timelinejs(RECORD, [one]))["events"][0]
    assert slide["text"]["headline"] == summary
    told = summary.removesuffix("Berg opened the new bridge").removesuffix(": ") or status_words(RECORD, one)
    assert slide["text"]["text"] == f"<p>{told}</p><p>Mayor Ida Berg opened the new bridge on Monday.</p>"
    assert str(entry["description"]).split("\n")[:2] == ["2 March 2026", told]


@pytest.mark.parametrize(("earliest", "latest", "start", "end"), [
    ("2026-03-02", "2026-03-05", (2026, 3, 2), (2026, 3, 5)), ("2026-03-02", None, (2026, 3, 2), None),
    (None, "2026-03-05", (2026, 3, 5), None),
])  # fmt: skip
def test_a_slide_has_an_end_where_the_text_gives_one(
    earliest: str | None, latest: str | None, start: tuple[int, ...], end: tuple[int, ...] | None
) -> None:
    slide = json.loads(timelinejs(RECORD, [event(earliest=earliest, latest=latest)]))["events"][0]
    assert tuple(slide["start_date"].values()) == start
    assert (tuple(slide["end_date"].values()) if "end_date" in slide else None) == end


def test_slides_stand_in_the_order_of_time_then_of_the_text() -> None:
    later = event(id="b", start=OPEN.start + 1)
    slides = json.loads(timelinejs(RECORD, [LOWER, later, OPEN, REJECT, BROKEN]))["events"]
    assert [s["unique_id"] for s in slides] == ["e-broken", "e-open", "b", "e-lower"]
    assert {s["unique_id"]: s["group"] for s in slides}["e-lower"] == "Could happen"
    assert {s["unique_id"]: s["display_date"] for s in slides}["e-lower"] == "from 2027 on"


def test_the_table_has_every_event_cell_by_cell() -> None:
    rows = list(csv.reader(io.StringIO(events_csv(RECORD, RECORD.events).decode("utf-8-sig"), newline="")))
    assert rows[0] == list(COLUMNS)
    assert rows[2] == [
        "e-reject", "Union rejected the toll", "Happened", "the writer", "", "", "", "no date in the text",
        "no date in the text", "Drivers’ Union", "1", "The Drivers’ Union rejected the toll.", "by hand", "sure",
    ]  # fmt: skip
    assert rows[3][3:8] == ["Drivers’ Union", "2019-01-01", "2019-12-31", "year", "2019"]


def test_an_export_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(Refused, match=f"There is no export “doc”: {', '.join(FORMS)}."):
        export_article(RECORD, "doc")
    with pytest.raises(Refused, match="there is no view “weather”"):
        export_article(RECORD, "csv", "weather")
    with pytest.raises(Refused, match="no chart “weather”; it has timeline, narrative, prominence"):
        export_article(RECORD, "svg", "weather")
    nothing = msgspec.structs.replace(RECORD, events=(), actors=(), quotes=(), tones=())
    with pytest.raises(Refused, match="no chart “timeline”; it has none"):
        export_article(nothing, "svg", "timeline")


@pytest.mark.parametrize(("form", "view", "name"), [
    ("csv", "quotes", "mayor-opens-bridge-in-arden-quotes.csv"), ("csv", "", "mayor-opens-bridge-in-arden.csv"),
    ("html", "quotes", "mayor-opens-bridge-in-arden.html"), ("png", "matrix", "mayor-opens-bridge-in-arden-matrix.png"),
])  # fmt: skip
def test_names_of_files(form: str, view: str, name: str) -> None:
    assert file_name(RECORD, form, view) == name
