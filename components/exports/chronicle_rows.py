"""The chronicle in words, for the page, the report and the clipboard alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from components.domain.chronicle import chronicle
from components.domain.clickable_marks import sentence_context
from components.domain.correction_replay import corrected_items
from components.domain.date_words import time_words
from components.domain.record import Event, Record
from components.domain.single_line_text import plain_line
from components.exports.list_rows import ListGroup, ListRow, Person
from components.exports.newsroom_words import confidence_words, status_words
from components.exports.numbers_in_words import first_up


def chronicle_rows(
    record: Record, events: Sequence[Event], colours: Mapping[str, str], *, sentences: bool = False
) -> list[ListGroup]:
    """Every event in words, by date; ``sentences``: each with the one that tells it."""
    corrected, names = corrected_items(record), {a.id: a.name for a in record.actors}
    return [
        ListGroup(
            day.when,
            not day.dated,
            tuple(
                ListRow(
                    id=e.id,
                    label=first_up(plain_line(e.summary)),
                    time=time_words(record, e),
                    facts=(status_words(record, e),),
                    note=_note(e, corrected=e.id in corrected),
                    who=tuple(Person(names[a], colours.get(a, "")) for a in e.actors if a in names),
                    sentence=_sentence(record, e) if sentences else "",
                )
                for e in day.events
            ),
        )
        for day in chronicle(record, events)
    ]


def _note(event: Event, *, corrected: bool) -> str:
    """What a reader should know beside the status: that it is to be checked, that a reader corrected it."""
    sure = confidence_words(event.confidence)
    parts = ["check" if sure == "check" else "", "✎ corrected by a reader" if corrected else ""]
    return ", ".join(p for p in parts if p)


def _sentence(record: Record, event: Event) -> str:
    start, end = sentence_context(record, event.trigger)
    return plain_line(record.text[start:end])
