"""The timeline as files: nothing is dated beyond the text, claims stay claims, foreign words stay words."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import json

import msgspec
import pytest
from icalendar import Calendar

from components.charts.timeline import shown_events
from components.domain.single_line_text import plain_line
from components.exports.timeline_files import events_csv, ics, timelinejs
from tests.specimen import specimen

MADE = dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC)


def test_timelinejs_has_the_dated_events_in_order_of_time() -> None:
    record = specimen()
    told = json.loads(timelinejs(record, shown_events(record)))
    days = {s["unique_id"]: s["start_date"] for s in told["events"]}
    assert set(days) == {"e-open", "e-broken", "e-lower"}
    assert days["e-open"] == {"year": 2026, "month": 3, "day": 2}
    keys = [tuple(s["start_date"].values()) for s in told["events"]]
    assert keys == sorted(keys)


def test_timelinejs_escapes_the_articles_words() -> None:
    record = specimen()
    bad = msgspec.structs.replace(record.events[0], summary="<img src=x onerror=1>")
    assert b"<img" not in timelinejs(msgspec.structs.replace(record, title="<script>"), [bad])
    assert b"<script>" not in timelinejs(msgspec.structs.replace(record, title="<script>"), [bad])


def test_a_calendar_reads_what_was_written() -> None:
    record = specimen()
    entries = {str(e["uid"]): e for e in Calendar.from_ical(ics(record, shown_events(record), MADE)).walk("VEVENT")}
    assert len(entries) == 3
    opened = entries[f"{record.id}-e-open@dateline"]
    assert (opened["dtstart"].dt, opened["dtend"].dt) == (dt.date(2026, 3, 2), dt.date(2026, 3, 3))
    lower = entries[f"{record.id}-e-lower@dateline"]
    assert str(lower["status"]) == "TENTATIVE"
    assert str(lower["summary"]).startswith("Could happen: ")


def test_an_open_end_is_one_day_and_said_in_words() -> None:
    record = specimen()
    event = msgspec.structs.replace(record.events[0], earliest="2019-01-01", latest=None)
    (entry,) = Calendar.from_ical(ics(record, [event], MADE)).walk("VEVENT")
    assert entry["dtend"].dt == dt.date(2019, 1, 2)
    assert str(entry["description"]).startswith("since 1 January 2019\nHappened\n")


def test_the_table_holds_undated_events_and_no_formula() -> None:
    record = specimen()
    events = [msgspec.structs.replace(e, summary="=1+1") for e in record.events]
    rows = list(csv.DictReader(io.StringIO(events_csv(record, events).decode("utf-8-sig"))))
    assert len(rows) == len(record.events)
    assert {r["what"] for r in rows} == {"'=1+1"}
    assert any(r["date in words"] == "no date in the text" and r["earliest"] == "" for r in rows)


ODD = [
    "a\nb", "a\r\nEND:VCALENDAR\r\nX: y", "a\x00b", "a\x0bb\x0c", "a\u2028b\u2029c", "a\x85b", "a\u202eb\u2066", "\ta",
    "a;b,c\\n", "x" * 5_000 + "\n",
]  # fmt: skip


@pytest.mark.parametrize("odd", ODD, ids=[ascii(o)[:30] for o in ODD])
def test_words_that_were_stored_with_line_breaks_break_no_file(odd: str) -> None:
    record = specimen()
    events = [msgspec.structs.replace(e, summary=odd, rule=odd, id=f"r-{odd}-{n}") for n, e in enumerate(record.events)]
    actors = tuple(msgspec.structs.replace(a, name=odd) for a in record.actors)
    record = msgspec.structs.replace(record, title=odd, outlet=odd, actors=actors)
    calendar = Calendar.from_ical(ics(record, events, MADE))
    flat = plain_line(odd)
    assert str(calendar["x-wr-calname"]).replace("\\;", ";").replace("\\,", ",").replace("\\\\", "\\") == flat
    entries = calendar.walk("VEVENT")
    assert [e.name for e in calendar.subcomponents] == ["VEVENT"] * 3 == [e.name for e in entries]
    assert all(flat in str(e["summary"]) and "X" not in e for e in entries)
    told = json.loads(timelinejs(record, events))
    assert told["title"]["text"] == {"headline": html.escape(flat), "text": html.escape(flat)}
    rows = list(csv.DictReader(io.StringIO(events_csv(record, events).decode("utf-8-sig"))))
    assert {r["what"].removeprefix("'") for r in rows} == {flat}
    assert all(cell.isprintable() for r in rows for cell in r.values())
