"""The calendar of the timeline, and where labels stand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest

from components.charts.label_placement import GLYPH, LINE, TALL, WIDE, Box, Spot, free, label_box, place
from components.charts.timeline_axis import (
    ZOOMS,
    pad_range,
    shift_moment,
    tick_words,
    ticks,
    window,
)
from components.domain.event_dates import bounds, day, middle
from components.domain.record import Event
from tests.specimen import specimen

D = dt.datetime
OPEN = specimen().events[0]


def event(**changes: Any) -> Event:
    return msgspec.structs.replace(OPEN, **changes)


@pytest.mark.parametrize(("iso", "moment"), [
    ("2026-03-02", D(2026, 3, 2)), ("2026-03-02T10:30", D(2026, 3, 2)), (None, None), ("", None), ("0000-00-00", None),
    ("2026-02-30", None),
])  # fmt: skip
def test_a_day_is_the_moment_it_begins(iso: str | None, moment: D | None) -> None:
    assert day(iso) == moment


@pytest.mark.parametrize(("earliest", "latest", "ends", "at"), [
    ("2026-03-02", "2026-03-02", (D(2026, 3, 2), D(2026, 3, 3)), D(2026, 3, 2, 12)),
    ("2026-03-02", "2026-03-05", (D(2026, 3, 2), D(2026, 3, 6)), D(2026, 3, 4)),
    ("2026-03-02", None, (D(2026, 3, 2), None), D(2026, 3, 2)),
    (None, "2026-03-02", (None, D(2026, 3, 3)), D(2026, 3, 3)),
    (None, None, (None, None), None),
])  # fmt: skip
def test_an_events_days(
    earliest: str | None, latest: str | None, ends: tuple[D | None, D | None], at: D | None
) -> None:
    one = event(earliest=earliest, latest=latest)
    assert bounds(one) == ends and middle(one) == at


def test_the_calendar_has_ends() -> None:
    assert shift_moment(D(9999, 12, 31), dt.timedelta(400)) == dt.datetime.max
    assert shift_moment(D(1, 1, 2), dt.timedelta(-400)) == dt.datetime.min
    assert shift_moment(D(2026, 1, 1), dt.timedelta(1)) == D(2026, 1, 2)
    assert bounds(event(earliest="9999-12-31", latest="9999-12-31"))[1] == D(9999, 12, 31)


def test_a_range_has_air_on_both_sides_and_a_least_width() -> None:
    assert pad_range([]) is None
    first, last = pad_range([D(2026, 1, 1), D(2026, 1, 11)]) or (None, None)
    assert (first, last) == (D(2026, 1, 6) - dt.timedelta(5.8), D(2026, 1, 6) + dt.timedelta(5.8))
    first, last = pad_range([D(2026, 1, 1)]) or (None, None)
    assert (first, last) == (D(2026, 1, 1) - dt.timedelta(4.64), D(2026, 1, 1) + dt.timedelta(4.64))


@pytest.mark.parametrize(("zoom", "days"), ZOOMS.items())
def test_a_zoom_draws_so_many_days_around_a_moment(zoom: str, days: int) -> None:
    first, last = window(zoom, D(2026, 3, 2))
    assert last - first == dt.timedelta(days) and first + (last - first) / 2 == D(2026, 3, 2)


@pytest.mark.parametrize(("first", "last", "most", "words"), [
    (D(2026, 3, 1), D(2026, 3, 6), 6, ["2 Mar<br>2026", "3 Mar<br>2026", "4 Mar<br>2026", "5 Mar<br>2026"]),
    (D(2026, 3, 1), D(2026, 3, 12), 6, ["2 Mar<br>2026", "4 Mar<br>2026", "6 Mar<br>2026", "8 Mar<br>2026",
                                        "10 Mar<br>2026"]),
    (D(2026, 3, 1), D(2026, 4, 5), 6, ["2 Mar<br>2026", "9 Mar<br>2026", "16 Mar<br>2026", "23 Mar<br>2026",
                                       "30 Mar<br>2026"]),
    (D(2026, 1, 15), D(2026, 6, 15), 6, ["Feb<br>2026", "Mar<br>2026", "Apr<br>2026", "May<br>2026", "Jun<br>2026"]),
    (D(2025, 1, 15), D(2026, 3, 15), 6, ["Apr<br>2025", "Jul<br>2025", "Oct<br>2025", "Jan<br>2026"]),
    (D(2024, 1, 15), D(2026, 3, 15), 6, ["Jul<br>2024", "Jan<br>2025", "Jul<br>2025", "Jan<br>2026"]),
    (D(2018, 6, 1), D(2023, 6, 1), 6, ["2019", "2020", "2021", "2022", "2023"]),
    (D(1990, 6, 1), D(2023, 6, 1), 6, ["2000", "2010", "2020"]),
])  # fmt: skip
def test_marks_of_the_axis(first: D, last: D, most: int, words: list[str]) -> None:
    marked = ticks((first, last), most)
    assert tick_words(marked) == words
    assert len(marked) <= most + 1 and all(first <= m <= last for m in marked)


def test_one_first_of_a_month_is_a_day() -> None:
    assert tick_words([D(2026, 3, 1)], " ") == ["1 Mar 2026"]
    assert tick_words([D(2026, 3, 1), D(2026, 4, 1)], " ") == ["Mar 2026", "Apr 2026"]
    assert tick_words([D(2026, 1, 1)]) == ["2026"]


SPOT = Spot(100, 100, 5)


@pytest.mark.parametrize(("position", "box"), [
    ("middle right", Box(108, 100 - LINE * 5, 108 + 40 * GLYPH, 100 + LINE * 5)),
    ("middle left", Box(92 - 40 * GLYPH, 100 - LINE * 5, 92, 100 + LINE * 5)),
    ("bottom center", Box(100 - 20 * GLYPH, 108, 100 + 20 * GLYPH, 108 + 10 * LINE)),
    ("top center", Box(100 - 20 * GLYPH, 92 - 10 * LINE, 100 + 20 * GLYPH, 92)),
])  # fmt: skip
def test_a_label_stands_beside_its_mark(position: str, box: Box) -> None:
    assert label_box(SPOT, "word", 10, position) == pytest.approx(box)


@pytest.mark.parametrize(("other", "meets"), [
    (Box(0, 0, 10, 10), True), (Box(10, 0, 20, 10), False), (Box(0, 10, 10, 20), False), (Box(-5, -5, 0, 0), False),
    (Box(9, 9, 20, 20), True), (Box(2, 2, 3, 3), True), (Box(9, 20, 20, 30), False),
])  # fmt: skip
def test_boxes_meet_where_they_share_an_area(other: Box, meets: bool) -> None:
    assert Box(0, 0, 10, 10).meets(other) is meets and other.meets(Box(0, 0, 10, 10)) is meets


def test_a_place_is_free_within_the_drawing_where_nothing_stands() -> None:
    assert free(Box(0, 0, WIDE, TALL), [])
    for outside in (Box(-1, 0, 5, 5), Box(0, -1, 5, 5), Box(0, 0, WIDE + 1, 5), Box(0, 0, 5, TALL + 1)):
        assert not free(outside, [])
    assert not free(Box(0, 0, 5, 5), [Box(4, 4, 9, 9)])


def test_the_first_free_place_is_taken() -> None:
    assert place([SPOT], "word", 10, []) == (SPOT, "bottom center")
    below = label_box(SPOT, "word", 10, "bottom center")
    assert place([SPOT], "word", 10, [below]) == (SPOT, "top center")
    assert place([SPOT], "word", 10, [below], ("bottom center",)) is None
    second = Spot(300, 100, 5)
    assert place([SPOT, second], "word", 10, [SPOT.box]) == (second, "bottom center")
    assert place([SPOT], "word", 10, [Box(0, 0, WIDE, TALL)]) is None
