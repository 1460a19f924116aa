"""One odd record of a collection is read as far as it makes sense, and the others as ever."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from components.collection.reading import read_collection
from components.collection.trends.summing import Unit, period_of, period_unit
from components.domain.record import Actor, Event, Mention, Quote, Record, Sentence, Timex, Tone
from tests.collection.chronicle.stories import Line, story

BERG = "Mayor Ida Berg opened the new harbour bridge in Arden on 2 March."
FAR = 10**7


def good(article: str, day: str = "2026-03-02") -> Record:
    return story(article, day, Line(BERG, "opened", day, "2 March"), who={"Ida Berg": "person"})


def quote(*content: tuple[int, int], **fields: Any) -> Quote:
    return Quote(id="q", kind="direct", content=content, rule="by hand", confidence=0.9, **fields)


def with_fields(**fields: Any) -> Record:
    return msgspec.structs.replace(good("odd"), **fields)


def with_event(**fields: Any) -> Record:
    return with_fields(events=(msgspec.structs.replace(good("odd").events[0], **fields),))


def with_timex(**fields: Any) -> Record:
    return with_fields(timexes=(msgspec.structs.replace(good("odd").timexes[0], **fields),))


BEYOND = with_fields(
    sentences=(Sentence(start=FAR, end=FAR + 9, paragraph=0),),
    timexes=(Timex(start=FAR, end=FAR + 5, type="DATE", value="2026-03-02", earliest="2026-03-02", latest="2026-03-02",
                   rule="by hand"),),
    events=(Event(id="e", start=FAR, end=FAR + 9, trigger=(FAR, FAR + 5), kind="action", summary="", timex=0,
                  earliest="2026-03-02", latest="2026-03-02", precision="day"),),
    actors=(Actor(id="a", name="Ida Berg", kind="person", mentions=(Mention(start=FAR, end=FAR + 4, form="name"),)),),
    quotes=(quote((FAR, FAR + 9), speaker="a"),),
    tones=(Tone(start=FAR, end=FAR + 9, target="a", label="negative", score=-1.0),),
    left_open=((FAR, FAR + 2),),
    headline=(FAR, FAR + 9),
)  # fmt: skip
ODD = {
    "year 1": good("odd", "0001-01-01"),
    "year 9999": good("odd", "9999-12-31"),
    "a day that no calendar holds": with_fields(date="2026-02-30"),
    "a date that is no date": with_fields(date="soon"),
    "an empty date": with_fields(date=""),
    "a moment": with_fields(date="2026-03-02T10:00:00Z"),
    "no date": with_fields(date=None),
    "an event on no day": with_event(earliest="2026-02-30", latest="2026-02-30"),
    "an event of a time beyond the list": with_event(timex=FAR),
    "an event of a time before the list": with_event(timex=-2),
    "an event of nobody known": with_event(actors=("nobody",), voice="nobody", quote="none"),
    "an event before the text": with_event(trigger=(-9, -3), start=-9),
    "an event whose end stands before its start": with_event(trigger=(20, 3), start=20, end=3),
    "a time on no day": with_timex(earliest="soon", latest="soon"),
    "a time of no length": with_timex(end=good("odd").timexes[0].start),
    "no text": with_fields(text="", words=0),
    "no text and nothing found": Record(
        id="odd", title="", text="", words=0, date="2026-03-02", pipeline=good("odd").pipeline
    ),
    "no sentences": with_fields(sentences=()),
    "sentences of no length": with_fields(sentences=(Sentence(start=0, end=0, paragraph=0),) * 2),
    "a quote without content": with_fields(quotes=(quote(speaker="ida-berg"), quote())),
    "a quote of no words": with_fields(quotes=(quote((3, 3), speaker="ida-berg"),)),
    "a quote before the text": with_fields(quotes=(quote((-5, -2)),)),
    "a quote of a speaker who is nobody": with_fields(quotes=(quote((0, 9), speaker="nobody"),)),
    "an actor without a name": with_fields(actors=(Actor(id="a", name="", kind="person"),)),
    "an actor of spaces": with_fields(actors=(Actor(id="a", name="  ", kind="person"),)),
    "one endless sentence": story("odd", "2026-03-02", Line(
        "who " * 50_000 + "closed it today.", "closed", "2026-03-02", "today"
    )),
    "spans beyond the text": BEYOND,
}  # fmt: skip


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_an_odd_record_leaves_the_others_as_they_are(odd: Record) -> None:
    records = [good("a"), odd, good("b")]
    reading = read_collection(lambda: records)
    assert reading.articles == reading.trends.articles == 3
    day = next(d for d in reading.chronicle.days if d.day == "2026-03-02")
    assert {"a", "b"} <= {s.article for e in day.entries for s in e.sources}
    assert all(0.0 <= row.first <= 1.0 for row in reading.trends.quoted)
    assert {row.day for row in reading.trends.quoted} <= {None, "2026-03-02"}
    msgspec.json.encode(reading)


def test_a_quote_without_words_counts_for_nobody() -> None:
    odd = with_fields(quotes=(quote(speaker="ida-berg"), quote((0, 14), speaker="ida-berg")))
    (row,) = read_collection(lambda: [odd]).trends.quoted
    assert (row.quotes, row.words) == (1, 3)


@pytest.mark.parametrize("timex", [FAR, -2])
def test_an_event_of_a_time_that_is_not_there_is_on_no_day(timex: int) -> None:
    record = with_fields(timexes=(), events=(msgspec.structs.replace(good("odd").events[0], timex=timex),))
    assert read_collection(lambda: [record]).chronicle.entries == ()


@pytest.mark.parametrize(
    ("date", "day"),
    [("soon", None), ("2026-02-30", None), ("", None), (None, None), ("2026-03-02T10:00:00Z", "2026-03-02")],
)
def test_trends_are_of_days_that_a_calendar_holds(date: str | None, day: str | None) -> None:
    tone = Tone(start=0, end=9, target="ida-berg", label="negative", score=-1.0)
    odd = with_fields(date=date, quotes=(quote((0, 14), speaker="ida-berg"),), tones=(tone,))
    trends = read_collection(lambda: [odd]).trends
    assert [r.day for r in trends.quoted] == [r.day for r in trends.attitudes] == [day]
    assert period_unit(trends.quoted) == "day"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("unit", ["day", "week", "month"])
def test_the_first_and_the_last_day_of_the_calendar_have_a_period(day: str, unit: Unit) -> None:
    assert period_of(day, unit)[:7] == day[:7]
