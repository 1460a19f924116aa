"""An entry stands on a day only where its sentence's own news is surely of that day."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from components.collection.chronicle import make_chronicle
from components.domain.record import Event, Record
from tests.collection.chronicle.stories import Line, story

PUBLISHED, DAY = "2026-03-05", "2026-03-02"


def with_event(record: Record, verb: str, **fields: Any) -> Record:
    """The record with another event, of no day unless ``fields`` say so, at the first place of the verb."""
    at = record.text.index(verb)
    event = Event(
        id=f"x{at}", start=0, end=len(record.text), trigger=(at, at + len(verb)), kind=fields.pop("kind", "action"),
        summary="", rule=fields.pop("rule", "told as done"), confidence=0.9, **fields,
    )  # fmt: skip
    return msgspec.structs.replace(record, events=(*record.events, event))


def of(text: str, verb: str, when: str = "2 March", **fields: Any) -> Record:
    return story("a", PUBLISHED, Line(text, verb, DAY, when, **fields))


def is_shown(record: Record) -> bool:
    return any(e.alone and e.day == DAY for e in make_chronicle([record]).entries)


SHOWN = {
    "the main verb": of("Holt sold its two old car ferries to Arden on 2 March.", "sold"),
    "a day before the verb": of("On 2 March the council of Holt closed the harbour bridge to lorries.", "closed"),
    "the only date": of(
        "Holt gave food and water 2 March to sailors from Arden.", "gave", rule="the only date in its sentence"
    ),
    "an aside with a verb of its own": with_event(
        of("Ida Berg, who opened the harbour bridge of Holt, died in Arden on 2 March.", "died"), "opened"
    ),
    "what goes on": of("The council of Holt began closing the schools of Arden on 2 March.", "closing"),
    "what was decided": of("Nine new ferries for the port of Arden were confirmed on 2 March.", "confirmed"),
}


@pytest.mark.parametrize("record", SHOWN.values(), ids=SHOWN.keys())
def test_what_happens_on_the_day_is_shown(record: Record) -> None:
    assert is_shown(record)


LEFT_OPEN = {
    "a verb beside the main one": with_event(
        of("Holt repaid the loan for ships that Arden gave it on 2 March.", "gave"), "repaid"
    ),
    "a crime and its sentence": with_event(
        of("Tom Lund was jailed in Holt for the theft he committed in Arden on 2 March.", "committed"), "jailed"
    ),
    "a clause that opens the sentence": of(
        "Since the bridge of Arden closed on 2 March, Holt has two ferries.", "closed"
    ),
    "a clause of time": of("By the time Arden closed its bridge on 2 March, Holt had two ferries.", "closed"),
    "a day in an aside": of(
        "Holt, which was the only open port on 2 March, sold its ferries to Arden.", "sold",
        rule="the only date in its sentence",
    ),
    "a day behind another clause": of("Holt sold its ferries to Arden after the storm of 2 March.", "sold"),
    "a participle": of("Holt raised the number of ferries to 12 from the nine reported on 2 March.", "reported"),
    "a habit": of("Holt normally sells the tickets for its Arden ferries on 2 March.", "sells"),
    "the present": of(
        "Ida Berg wears the chain of Arden in Holt on 2 March.", "wears", rule="the date stands with it; present tense"
    ),
    "how things are": of("The bridge of Arden is closed to lorries from Holt on 2 March.", "closed"),
    "what may be": of("The bridge of Arden is likely to be closed for Holt on 2 March.", "closed"),
    "from a day on": of("Holt sold more ferry tickets to Arden than since 2 March.", "sold"),
    "a comparison": of("Tickets sold in Arden rose to 260 - up from 26 on 2 March.", "rose"),
    "several days": of("Ida Berg visited the harbour of Arden on 2 March and 3 with Tom Lund.", "visited"),
    "a span": of("Holt closed its harbour bridge to lorries from 1 to 2 March.", "closed"),
    "loosely put together": of(
        "Holt sold its ferries, and on 2 March Arden had none.", "sold", rule="told in the sentence of the date"
    ),
}  # fmt: skip


@pytest.mark.parametrize("record", LEFT_OPEN.values(), ids=LEFT_OPEN.keys())
def test_what_is_not_surely_of_the_day_is_not_shown(record: Record) -> None:
    assert not is_shown(record)


def said(text: str, verb: str, tense: str = "told as done") -> Record:
    """What is told with ``verb``, said on the day."""
    record = with_event(of(text, "said"), verb, rule=tense)
    spoken = msgspec.structs.replace(record.events[0], kind="reporting")
    return msgspec.structs.replace(record, events=(spoken, *record.events[1:]))


@pytest.mark.parametrize(
    ("record", "shown"),
    [
        (said("Police of Arden said on 2 March that 72 sailors had died in Holt.", "died"), False),
        (said("A storm killed 72 sailors in Holt, police of Arden said on 2 March.", "killed"), False),
        (said("Sailors were rescued in Holt, police of Arden said on 2 March.", "rescued"), False),
        (said("Ida Berg said on 2 March that Holt has sold its ferries to Arden.", "sold"), True),
        (said("Ida Berg said on 2 March that Holt will sell its ferries to Arden.", "sell", "future tense"), True),
        (said("Ida Berg said on 2 March that Arden was calm and Holt was buying ferries.", "buying", "x"), True),
    ],
)
def test_the_day_on_which_it_is_said_is_not_that_of_what_had_happened(record: Record, shown: bool) -> None:
    assert is_shown(record) is shown


def test_a_sentence_that_stands_word_for_word_on_two_days_is_sure_of_neither() -> None:
    text = "The council of Arden closed the harbour bridge to Holt on Monday."
    records = [
        story("a", "2026-03-03", Line(text, "closed", "2026-03-02", "Monday")),
        story("b", "2026-03-10", Line(text, "closed", "2026-03-09", "Monday")),
    ]
    assert [e.alone for e in make_chronicle(records).entries] == [False, False]
    assert [e.alone for e in make_chronicle(records[:1]).entries] == [True]


def counted_from_the_date(*before: Line | str, basis: str | None = "metadata") -> Record:
    record = story("a", "2026-03-02", *before, Line(
        "The council of Arden closed the harbour bridge to Holt today.", "closed", "2026-03-02", "today"
    ))  # fmt: skip
    *stated, today = record.timexes
    return msgspec.structs.replace(
        record, timexes=(*stated, msgspec.structs.replace(today, anchor="dateline")), date_basis=basis
    )


@pytest.mark.parametrize(
    ("record", "shown"),
    [
        (counted_from_the_date(), True),
        (counted_from_the_date(Line("Published: 2 March 2026", when="2 March 2026", day="2026-03-02")), True),
        (counted_from_the_date(Line("Published: 4 March 2026", when="4 March 2026", day="2026-03-04")), False),
        (counted_from_the_date(Line("Added: 9 March 2026", when="9 March 2026", day="2026-03-09")), False),
        (counted_from_the_date("It is 02:31 GMT in Arden."), False),
        (counted_from_the_date(Line("2 March 2026", when="2 March 2026", day="2026-03-02"), basis="inferred"), True),
        (counted_from_the_date(Line(
            "Holt was found guilty last week of the theft of an old ferry from Arden on 2 March 2026.",
            when="2 March 2026", day="2026-03-02",
        ), basis="inferred"), False),
    ],
)  # fmt: skip
def test_today_is_sure_where_the_day_of_the_article_is(record: Record, shown: bool) -> None:
    assert is_shown(record) is shown
