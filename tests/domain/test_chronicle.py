"""The chronicle: every event once, dates in order, undated events at their place in the story."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.domain.chronicle import AFTER, BEFORE, chronicle, in_order, is_dated
from components.domain.event_dates import day
from components.domain.record import Event
from tests.many_events import many_events
from tests.specimen import specimen

RECORD = specimen()
ONE = msgspec.structs.replace(RECORD.events[0], timex=None)


def event(name: str, at: int, earliest: str | None = None, latest: str | None = None, **changes: Any) -> Event:
    """An event told at a place of the text; of one day where only the first is given."""
    span = (at, at + 1)
    changes = {"mentions": (span,)} | changes
    return msgspec.structs.replace(
        ONE, id=name, start=at, end=at + 1, trigger=span, earliest=earliest, latest=latest or earliest, **changes
    )


def listed(*events: Event) -> list[tuple[str, list[str]]]:
    return [(d.when, [e.id for e in d.events]) for d in chronicle(RECORD, events)]


DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2027, 12, 31)).map(lambda d: d.isoformat())
ENDS = st.one_of(
    st.just((None, None)), DAYS.map(lambda d: (d, d)), DAYS.map(lambda d: (d, None)), DAYS.map(lambda d: (None, d)),
    st.tuples(DAYS, DAYS).map(lambda p: (min(p), max(p))),
)  # fmt: skip
PLACES = st.lists(st.integers(0, 200), min_size=1, max_size=3)


@st.composite
def stories(draw: st.DrawFn) -> list[Event]:
    found = draw(st.lists(st.tuples(ENDS, PLACES), max_size=24))
    return [
        msgspec.structs.replace(
            ONE, id=f"e-{n}", trigger=(tellings[0], tellings[0] + 1), mentions=tuple((s, s + 1) for s in tellings),
            earliest=ends[0], latest=ends[1],
        )
        for n, (ends, tellings) in enumerate(found)
    ]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(stories())
def test_every_event_stands_once_the_dated_in_order_the_undated_in_the_texts(events: list[Event]) -> None:
    days = chronicle(RECORD, events)
    rows = [e for d in days for e in d.events]
    assert sorted(e.id for e in rows) == sorted(e.id for e in events)
    assert all(d.dated == is_dated(e) for d in days for e in d.events)
    begun = [day(e.earliest or e.latest) for e in rows if is_dated(e)]
    assert begun == sorted(begun)
    dated_days = [d.when for d in days if d.dated]
    assert len(set(dated_days)) == len(dated_days), "a day is shown once"
    # What stands between two days is in the order of the text: first what is told before any date, then the rest.
    for _, group in itertools.groupby(days, key=lambda d: d.dated):
        between = [e for d in group for e in d.events if not d.dated]
        first = min((s for e in events if is_dated(e) for s, _ in e.mentions), default=-1)
        early = [e.trigger[0] for e in between if e.trigger[0] < first]
        late = [e.trigger[0] for e in between if e.trigger[0] >= first]
        assert early == sorted(early) and late == sorted(late)


@settings(max_examples=100, deadline=None)
@given(stories())
def test_an_undated_event_stands_below_the_day_that_is_told_before_it(events: list[Event]) -> None:
    days = chronicle(RECORD, events)
    tellings = sorted((s, e.start, e.id) for e in events if is_dated(e) for s in {m[0] for m in e.mentions})
    above: set[str] = set()
    for one in days:
        if one.dated:
            above = {e.id for e in one.events}
            continue
        for undated in one.events:
            before = [i for s, _, i in tellings if s <= undated.trigger[0]]
            assert not before or before[-1] in above


@settings(max_examples=50, deadline=None)
@given(stories(), st.randoms())
def test_the_order_in_which_events_come_makes_no_difference(events: list[Event], chance: Any) -> None:
    mixed = list(events)
    chance.shuffle(mixed)
    assert chronicle(RECORD, mixed) == chronicle(RECORD, events)


def test_a_story_in_its_days() -> None:
    story = [
        event("lead", 0), event("vote", 10, "2026-03-10"), event("row", 20), event("talks", 30, "2026-03-04"),
        event("walk-out", 40), event("second-vote", 50, "2026-03-10"), event("end", 60),
    ]  # fmt: skip
    assert listed(*story) == [
        ("4 March 2026", ["talks"]), ("no date; told after the events above", ["walk-out"]),
        ("no date; told before the events below", ["lead"]), ("10 March 2026", ["vote", "second-vote"]),
        ("no date; told after the events above", ["row", "end"]),
    ]  # fmt: skip
    assert [e.id for e in in_order(RECORD, story)][:2] == ["talks", "walk-out"]


def test_nothing_dated_is_in_the_order_of_the_text() -> None:
    assert listed(event("b", 9), event("a", 3)) == [("no date", ["a", "b"])]
    assert listed() == []


@pytest.mark.parametrize(("before", "after"), [
    (("2026-02-28", None), ("2026-03-03", None)), (("2025-01-01", "2025-12-31"), ("2026-01-13", None)),
    (("2026-03-03", None), ("2026-03-03", None)), (("2026-03-03", None), ("2026-02-01", None)),
])  # fmt: skip
def test_where_an_undated_event_is_told_names_no_date_that_could_be_its_own(
    before: tuple[str, str | None], after: tuple[str, str | None]
) -> None:
    found = listed(event("a", 0, *before), event("u", 5), event("b", 9, *after))
    assert [when for when, ids in found if ids == ["u"]] == [AFTER]
    assert not any(c.isdigit() for c in AFTER + BEFORE)
    assert listed(event("u", 0), event("a", 5, *before))[0] == (BEFORE, ["u"])


def test_open_ends_stand_at_their_known_end() -> None:
    goes_on = msgspec.structs.replace(event("on", 0), earliest="2026-03-05", latest=None, status="ongoing")
    ended = msgspec.structs.replace(event("off", 5), earliest=None, latest="2026-03-05")
    found = listed(goes_on, event("day", 9, "2026-03-05"), ended, event("late", 12, "2026-03-06"), event("u", 15))
    assert found == [
        ("until 5 March 2026", ["off"]), ("5 March 2026", ["day"]), ("since 5 March 2026", ["on"]),
        ("6 March 2026", ["late"]), (AFTER, ["u"]),
    ]  # fmt: skip
    assert listed(goes_on, event("u", 3))[1] == (AFTER, ["u"])


def test_times_of_a_day_are_in_order() -> None:
    noon = msgspec.structs.replace(RECORD.timexes[0], value="2026-03-02T12:00")
    early = msgspec.structs.replace(RECORD.timexes[0], value="2026-03-02T06:15")
    record = msgspec.structs.replace(RECORD, timexes=(noon, early))
    at = {"earliest": "2026-03-02", "precision": "time"}
    story = [event("noon", 0, timex=0, **at), event("early", 9, timex=1, **at), event("day", 4, "2026-03-02")]
    assert [[e.id for e in d.events] for d in chronicle(record, story)] == [["early", "noon", "day"]]


def test_a_day_that_no_calendar_holds_is_none() -> None:
    assert listed(event("x", 0, "0000-00-00")) == [("no date", ["x"])]


def test_three_hundred_events() -> None:
    _, record = many_events(300)
    assert len(in_order(record, record.events)) == 300
