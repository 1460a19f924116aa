"""The chronicle in words, for the page, the report and the clipboard alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from components.domain.chronicle import chronicle
from components.domain.clickable_marks import sentence_context
from components.domain.correction_replay import corrected_items
from components.domain.date_words import time_words
from components.domain.record import Event, Record
from components.domain.single_line_text import plain_line
from components.exports.newsroom_words import confidence_words, status_words


class Person(msgspec.Struct, frozen=True):
    """An actor's name and colour."""

    name: str
    colour: str


class Row(msgspec.Struct, frozen=True):
    """An event: what happened, at what time of the day, who takes part, its status, the sentence that tells it."""

    id: str
    label: str
    time: str
    status: str
    note: str
    sentence: str
    who: tuple[Person, ...]


class Day(msgspec.Struct, frozen=True):
    """A date in words with its rows; ``dated`` is false where the text gives none."""

    when: str
    dated: bool
    rows: tuple[Row, ...]


def chronicle_rows(record: Record, events: Sequence[Event], colours: Mapping[str, str]) -> list[Day]:
    """Every event in words, by date."""
    corrected, names = corrected_items(record), {a.id: a.name for a in record.actors}
    return [
        Day(
            day.when,
            day.dated,
            tuple(
                Row(
                    e.id,
                    _first_up(plain_line(e.summary)),
                    time_words(record, e),
                    status_words(record, e),
                    _note(e, corrected=e.id in corrected),
                    _sentence(record, e),
                    tuple(Person(names[a], colours.get(a, "")) for a in e.actors if a in names),
                )
                for e in day.events
            ),
        )
        for day in chronicle(record, events)
    ]


def chronicle_text(days: Sequence[Day]) -> str:
    """One line an event: "13 January 2026 – label (status)"."""
    return "\n".join(row_line(day, row) for day in days for row in day.rows)


def row_line(day: Day, row: Row) -> str:
    """An event as a line of text."""
    when = f"{day.when}, {row.time}" if row.time else day.when
    return f"{when} – {row.label} ({row.status})"


def _note(event: Event, *, corrected: bool) -> str:
    """What a reader should know beside the status: that it is to be checked, that a reader corrected it."""
    sure = confidence_words(event.confidence)
    parts = ["check" if sure == "check" else "", "✎ corrected by a reader" if corrected else ""]
    return ", ".join(p for p in parts if p)


def _sentence(record: Record, event: Event) -> str:
    start, end = sentence_context(record, event.trigger)
    return plain_line(record.text[start:end])


def _first_up(label: str) -> str:
    return label[:1].upper() + label[1:]
