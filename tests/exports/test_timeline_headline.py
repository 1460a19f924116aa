"""The sentence above the timeline: true of what is drawn, for every number of events and dates."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.domain.event_dates import day
from components.domain.record import Event
from components.exports.numbers_in_words import first_up, number
from components.exports.timeline_headline import timeline_headline
from tests.many_events import many_events
from tests.specimen import specimen

RECORD = msgspec.structs.replace(specimen(), date="2026-01-13")
OPEN, REJECT, BROKEN, LOWER = RECORD.events


def on(earliest: str | None, latest: str | None = "", **changes: Any) -> Event:
    return msgspec.structs.replace(OPEN, earliest=earliest, latest=earliest if latest == "" else latest, **changes)


@pytest.mark.parametrize(("n", "word"), [(0, "0"), (1, "one"), (2, "two"), (9, "nine"), (10, "10"), (1200, "1,200")])
def test_numbers_up_to_nine_are_words(n: int, word: str) -> None:
    assert number(n) == word


def test_a_sentence_begins_with_a_capital_letter() -> None:
    assert (first_up("two events"), first_up("")) == ("Two events", "")


DAY = on("2026-01-13")


@pytest.mark.parametrize(("events", "sentence"), [
    ([], "No event fits these filters"),
    ([REJECT], "One event, which has no date"),
    ([REJECT] * 9, "Nine events, none of which has a date"),
    ([DAY], "One event on 13 January"),
    ([on("2025-12-01")], "One event on 1 December 2025"),
    ([DAY] * 5 + [on("2026-01-20", status="planned")] * 2, "Five events on 13 January; two more are to come"),
    ([DAY, on("2026-01-20", status="planned")], "One event on 13 January; one more is to come"),
    ([DAY, on("2026-01-20", status="possible")], "One event on 13 January; one more could follow"),
    ([DAY, on("2026-01-20", status="possible"), on("2026-01-21", status="planned")],
     "One event on 13 January; two more are planned or possible"),
    ([on("2026-01-20", status="planned")], "One event is to come, on 20 January"),
    ([on("2026-01-20", None, status="planned")] * 2, "Two events are to come, from 20 January on"),
    ([on("2026-01-04"), on("2026-01-10")], "Two events between 4 and 10 January"),
    ([on("2026-01-04"), on("2026-03-02")], "Two events between 4 January and 2 March"),
    ([on("2026-01-04"), on("2026-06-10")], "Two events between January and June"),
    ([on("2025-12-30"), on("2026-01-02")], "Two events between 30 December 2025 and 2 January 2026"),
    ([on("1989-06-04"), on("2026-01-02")], "Two events between 1989 and 2026"),
    ([on("2026-01-01", "2026-01-31")], "One event in January"),
    ([on("2025-01-01", "2025-12-31")], "One event in 2025"),
    ([on("2025-02-10", "2025-02-12")], "One event between 10 and 12 February 2025"),
    ([on("2025-03-01", None)], "One event since 1 March 2025"),
    ([on(None, "2026-01-10")] * 2, "Two events up to 10 January"),
    ([on(None, "2026-01-10"), on("2026-01-04", None)], "Two dated events"),
    ([on("2026-01-20", None, status="planned"), on(None, "2025-12-30"), DAY],
     "Two events up to 13 January; one more is to come"),
    ([DAY, DAY, on("2026-01-10"), REJECT], "Three events between 10 and 13 January, two of them on 13 January; "
                                           "one has no date"),
    ([DAY, on("2026-01-10"), REJECT, REJECT], "Two events between 10 and 13 January; two have no date"),
    ([DAY] * 12, "12 events on 13 January"),
    ([on("2026-01-20", status="happened")], "One event on 20 January"),
    ([on("9999-12-31")], "One event on 31 December 9999"),
    ([REJECT] * 2, "Two events, neither of which has a date"),
    ([DAY, on("2026-01-10", status="claimed")], "Two events between 10 and 13 January, one of them only claimed"),
    ([on("2026-01-10", status="claimed")], "One event on 10 January, which is only claimed"),
    ([DAY, on("2026-01-10", status="claimed"), on("2026-01-11", status="denied")],
     "Three events between 10 and 13 January, two of them claimed or denied"),
    ([on("2026-01-10", status="denied"), on("2026-01-11", status="claimed")],
     "Two events between 10 and 11 January, both claimed or denied"),
    ([on("1978-01-01", None), DAY], "Two events since 1978"),
    ([on(None, "2026-12-31")], "One event up to 13 January"),  # it has happened: not after the article
    ([on("2026-01-02"), on("2026-01-03", "2026-12-31")], "Two events between 2 and 13 January"),
    ([on("2026-01-01", "2026-12-31")], "One event in 2026"),
    ([DAY, on("2026-01-13", "2026-02-13", status="planned")], "One event on 13 January; one more is to come"),
    ([on(None, "2026-12-31", status="planned")], "One event is to come, by 31 December"),
])  # fmt: skip
def test_how_many_events_when(events: list[Event], sentence: str) -> None:
    assert timeline_headline(RECORD, events) == sentence


def test_without_an_article_date_nothing_is_to_come_and_years_are_said() -> None:
    record = msgspec.structs.replace(RECORD, date=None)
    assert timeline_headline(record, [on("2026-01-20", status="planned")]) == "One event on 20 January 2026"


def test_of_one_actor_the_events_that_concern_it() -> None:
    def of(events: list[Event]) -> str:
        return timeline_headline(RECORD, events, actor_id="ida-berg")

    assert of([DAY]) == "One event that concerns Ida Berg, on 13 January"
    assert of([DAY, on("2026-01-10"), REJECT]) == (
        "Two events that concern Ida Berg, between 10 and 13 January; one has no date"
    )
    assert of([on("2026-01-20", status="planned")]) == "One event that concerns Ida Berg is to come, on 20 January"
    assert of([REJECT]) == "One event that concerns Ida Berg, which has no date"
    assert of([]) == "No event that concerns Ida Berg fits these filters"


def test_a_record_without_events_says_so() -> None:
    assert timeline_headline(msgspec.structs.replace(RECORD, events=()), []) == "No event was found here"


WORDS = {number(n): n for n in range(1, 10)}


def said(sentence: str) -> int:
    """How many events a sentence tells of: all its numbers but days, years and "of them"."""
    counts = re.findall(
        r"(\w[\w,]*) (?:dated )?events?\b|(\w[\w,]*) more (?:is|are|could)|; (\w[\w,]*) (?:has|have) no date", sentence
    )
    found = [next(filter(None, c)).lower() for c in counts]
    return sum(WORDS[w] if w in WORDS else int(w.replace(",", "")) for w in found)


DAYS = st.dates(dt.date(2023, 1, 1), dt.date(2027, 12, 31)).map(lambda d: d.isoformat())
ENDS = st.one_of(DAYS.map(lambda d: (d, d)), DAYS.map(lambda d: (d, None)), DAYS.map(lambda d: (None, d)),
                 st.tuples(DAYS, DAYS).map(lambda p: (min(p), max(p))), st.just((None, None)))  # fmt: skip
STATUSES = st.sampled_from(["happened", "ongoing", "planned", "possible", "claimed", "denied"])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(ENDS, STATUSES), min_size=1, max_size=30), st.one_of(st.none(), DAYS))
def test_the_count_that_is_said_is_the_count_that_is_drawn(
    found: list[tuple[tuple[str | None, str | None], str]], article: str | None
) -> None:
    record = msgspec.structs.replace(RECORD, date=article)
    events = [on(first, last, id=f"e-{n}", status=status) for n, ((first, last), status) in enumerate(found)]
    sentence = timeline_headline(record, events)
    undated = [e for e in events if not (e.earliest or e.latest)]
    assert said(sentence) == len(events) if len(events) > 1 else said(sentence) in (0, 1)
    assert ("no date" in sentence or "which has a date" in sentence) == bool(undated)
    years = {int(y) for y in re.findall(r"\b(20\d\d)\b", sentence)}
    known = {day(iso).year for e in events for iso in (e.earliest, e.latest, article) if iso and day(iso)}
    assert years <= known


def test_every_filter_of_three_hundred_events() -> None:
    _, record = many_events(300)
    for status in ("happened", "planned", "possible", "claimed", "denied", "ongoing"):
        events = [e for e in record.events if e.status == status]
        assert said(timeline_headline(record, events)) == len(events)
