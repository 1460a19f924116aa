"""The timeline alone, for other tools: TimelineJS JSON, iCalendar and CSV.

What the text leaves open stays open: an event without a date is in the CSV alone, a missing end is said in words.
"""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import json
from collections.abc import Iterator, Sequence

from icalendar import Calendar, vText
from icalendar import Event as Entry

from components.domain.clickable_marks import sentence_context
from components.domain.date_words import full_when_words
from components.domain.record import Event, Record
from components.domain.single_line_text import plain_line
from components.exports.newsroom_words import (
    LANE_NAMES,
    actor_names,
    confidence_words,
    date_known,
    status_words,
    teller,
)
from components.exports.spreadsheet_cells import escape_formula

COLUMNS = (
    "id", "what", "status", "told by", "earliest", "latest", "precision", "date in words", "how the date is known",
    "who", "told", "sentence", "why", "how sure",
)  # fmt: skip


def timelinejs(record: Record, events: Sequence[Event]) -> bytes:
    """The dated events as TimelineJS 3 reads them (timeline.knightlab.com/docs/json-format.html).

    Its texts are HTML, so the article's words are escaped. It has no open ends: such an event stands on its one
    known day, and its date is written out.
    """
    slides = [
        {
            "unique_id": event.id,
            "group": LANE_NAMES[event.status],
            "start_date": _parts(event.earliest or event.latest),
            **({"end_date": _parts(event.latest)} if event.earliest and event.latest else {}),
            "display_date": full_when_words(record, event),
            "text": {
                "headline": html.escape(_told(record, event)),
                "text": f"<p>{html.escape(plain_line(status_words(record, event)))}</p>"
                f"<p>{html.escape(_sentence(record, event))}</p>",
            },
        }
        for event in _dated(events)
    ]
    headline, outlet = (html.escape(plain_line(words)) for words in (record.title, record.outlet or ""))
    title = {"text": {"headline": headline, "text": outlet}}
    return json.dumps({"title": title, "events": slides}, ensure_ascii=False, indent=1).encode()


def ics(record: Record, events: Sequence[Event], made: dt.datetime) -> bytes:
    """The dated events as all-day entries of an iCalendar file (RFC 5545); ``made`` is its time stamp, in UTC."""
    calendar = Calendar()
    calendar.add("prodid", "-//Dateline//Timeline//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(plain_line(record.title)))
    for event in _dated(events):
        first = dt.date.fromisoformat((event.earliest or event.latest or "")[:10])
        last = dt.date.fromisoformat((event.latest or event.earliest or "")[:10]) if event.earliest else first
        entry = Entry()
        entry.add("uid", plain_line(f"{record.id}-{event.id}@dateline"))
        entry.add("dtstamp", made)
        entry.add("dtstart", first)
        if last < dt.date.max:
            entry.add("dtend", last + dt.timedelta(days=1))  # exclusive
        entry.add("summary", _told(record, event))
        told = [full_when_words(record, event), plain_line(status_words(record, event)), _sentence(record, event)]
        entry.add("description", "\n".join([*told, f"Why: {plain_line(event.rule)}"]))
        entry.add("status", "CONFIRMED" if event.status in ("happened", "ongoing") else "TENTATIVE")
        entry.add("transp", "TRANSPARENT")
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def events_csv(record: Record, events: Sequence[Event]) -> bytes:
    """Every event, the undated ones too, as CSV in UTF-8 with a mark that spreadsheets know it by."""
    names = actor_names(record)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for e in events:
        row = (
            e.id, e.summary, status_words(record, e), teller(record, e), e.earliest or "", e.latest or "",
            e.precision or "", full_when_words(record, e), date_known(record, e),
            ", ".join(names[a] for a in e.actors if a in names),
            max(1, len(e.mentions)), _sentence(record, e), e.rule, confidence_words(e.confidence),
        )  # fmt: skip
        writer.writerow([escape_formula(plain_line(str(cell))) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _dated(events: Sequence[Event]) -> Iterator[Event]:
    return (e for e in sorted(events, key=lambda e: (e.earliest or e.latest or "", e.start)) if e.earliest or e.latest)


def _told(record: Record, event: Event) -> str:
    """The event, with what keeps it from being a fact said first."""
    if event.status in ("happened", "ongoing"):
        return plain_line(event.summary)
    return plain_line(f"{status_words(record, event)}: {event.summary}")


def _sentence(record: Record, event: Event) -> str:
    start, end = sentence_context(record, event.trigger)
    return plain_line(record.text[start:end])


def _parts(iso: str | None) -> dict[str, int]:
    year, month, day = (int(p) for p in (iso or "")[:10].split("-"))
    return {"year": year, "month": month, "day": day}
