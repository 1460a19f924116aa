"""The strip: what it draws of which part of the calendar, how high it is, that no mark covers another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import msgspec
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.charts.chart_style import ACTOR_COLOURS, TAIL
from components.charts.timeline import AFTER, BEFORE, NARROW, TALLEST, WIDE, shown_events, timeline
from components.charts.timeline_range import clipped, edge_words, usual_range, whole_range, within
from components.charts.timeline_rows import Item, place_rows
from components.domain.event_dates import bounds, middle
from components.domain.record import Event, Record
from tests.many_events import many_events
from tests.specimen import specimen

RECORD = specimen()
OPEN = msgspec.structs.replace(RECORD.events[0], timex=None)
BERG = ACTOR_COLOURS[0]
D = dt.datetime


def event(name: str, earliest: str | None, latest: str | None = "", **changes: Any) -> Event:
    """An event of one day unless it is given another end."""
    last = earliest if latest == "" else latest
    return msgspec.structs.replace(OPEN, id=name, earliest=earliest, latest=last, **changes)


def on_days(*days: str) -> list[Event]:
    return [event(f"e-{n}", d) for n, d in enumerate(days)]


def points(figure: go.Figure) -> dict[str, dict[str, Any]]:
    """Every point that can be clicked, by what it carries: where it is, how it looks, what is written there."""
    out: dict[str, dict[str, Any]] = {}
    for trace in figure.data:
        for k, (identity, words, *written) in enumerate(trace.customdata if trace.customdata is not None else ()):
            look = trace.marker
            out[identity] = {
                "x": trace.x[k], "y": trace.y[k], "words": words, "text": written[0] if written else "",
                "symbol": look.symbol if isinstance(look.symbol, str) else look.symbol[k],
                "color": look.color if isinstance(look.color, str) else look.color[k], "size": look.size,
            }  # fmt: skip
    return out


def counted(figure: go.Figure) -> int:
    """How many events a figure shows: marks, counts above columns, counts at the edges."""
    written = [p["text"] for p in points(figure).values() if p["text"]]
    numbers = [int(t.removeprefix("+").split()[0].replace(",", "")) for t in written]
    return len([p for p in points(figure).values() if not p["text"]]) + sum(numbers)


def test_the_specimen() -> None:
    figure = timeline(RECORD, shown_events(RECORD))
    drawn = {i: (p["x"], p["symbol"], p["color"]) for i, p in points(figure).items()}
    assert drawn == {
        "e-open": (D(2026, 3, 2, 12), "circle", BERG), "e-lower": (D(2027, 1, 1), "diamond-open", BERG),
        "e-broken": (D(2019, 7, 2, 12), "square-open", TAIL),
    }  # fmt: skip
    assert points(figure)["e-broken"]["words"].endswith("<i>claimed by Drivers’ Union · 2019</i>")
    *labels, article_date = [a.text for a in figure.layout.annotations]
    assert article_date == "article date, Tue 3 Mar 2026"
    assert set(labels) == {"Berg opened the new bridge", "Berg may lower the toll", "city had broken a promise"}
    assert sorted(t.line.dash for t in figure.data if t.mode == "lines") == ["dot", "solid"]
    assert all(t.selected.marker.opacity == t.unselected.marker.opacity == 1 for t in figure.data if t.customdata)


def test_the_small_one_has_no_words() -> None:
    figure = timeline(RECORD, shown_events(RECORD), small=True, width=NARROW)
    assert set(points(figure)) == {"e-open", "e-lower", "e-broken"} and counted(figure) == 3
    assert len(figure.layout.annotations) == 1 and figure.layout.height <= 200


def test_without_a_date_of_the_article_none_is_drawn() -> None:
    undated = msgspec.structs.replace(RECORD, date=None)
    words = [a.text for a in timeline(undated, shown_events(undated)).layout.annotations]
    assert len(words) == 3 and not [w for w in words if "article date" in w]
    nothing = timeline(undated, [])
    assert not nothing.data and nothing.layout.height == 120


def test_an_unsure_event_is_hollow_and_a_telling_of_another_is_named() -> None:
    unsure = msgspec.structs.replace(RECORD.events[0], confidence=0.3, voice="drivers-union")
    drawn = points(timeline(RECORD, [unsure]))["e-open"]
    assert drawn["symbol"] == "circle-open"
    assert drawn["words"].endswith("<i>Happened, says Drivers’ Union · 2 March 2026</i>")


WEEK = ["2026-03-01", "2026-03-02", "2026-03-02", "2026-03-03", "2026-03-05"]


def test_one_event_of_long_ago_is_counted_at_the_edge_and_does_not_squeeze_the_rest() -> None:
    events = [*on_days(*WEEK), event("old", "1989-06-05")]
    figure = timeline(RECORD, events)
    first, last = figure.layout.xaxis.range
    assert last - first < dt.timedelta(15)
    arrow = points(figure)[BEFORE]
    assert (arrow["text"], arrow["symbol"]) == ("1 before 2026", "triangle-left") and AFTER not in points(figure)
    assert "old" not in points(figure) and counted(figure) == 6
    whole = timeline(RECORD, events, window=whole_range(events, RECORD.date))
    assert set(points(whole)) == {e.id for e in events}
    assert whole.layout.xaxis.range[0] < D(1989, 6, 5)


def test_what_comes_long_after_is_counted_on_the_other_side() -> None:
    figure = timeline(RECORD, [*on_days(*WEEK), event("far", "2031-01-01"), event("once", "2001-01-01")])
    assert (points(figure)[BEFORE]["text"], points(figure)[AFTER]["text"]) == ("1 before 2026", "1 after 2026")


@pytest.mark.parametrize(("before", "after", "words"), [
    (["2019-05-01"], [], ("1 before 2026", "")), (["2026-01-05"], ["2026-04-02"], ("1 before February 2026",
    "1 after March 2026")), (["2026-02-05", "2025-01-01"], ["2026-03-30"], ("2 before 20 February 2026",
    "1 after 20 March 2026")), ([], [], ("", "")),
])  # fmt: skip
def test_the_words_at_the_edges_are_true(before: list[str], after: list[str], words: tuple[str, str]) -> None:
    part = (D(2026, 2, 20), D(2026, 3, 20))
    assert edge_words(clipped([*on_days(*before, *after), event("in", "2026-03-01")], part), part) == words


def test_three_events_are_drawn_whole_however_far_apart() -> None:
    events = on_days("1989-01-01", "2026-03-02", "2026-03-03")
    assert usual_range(events, "2026-03-03") == whole_range(events, "2026-03-03")


def test_what_is_spread_evenly_is_drawn_whole() -> None:
    events = on_days(*(f"{year}-05-01" for year in range(2000, 2027)))
    assert usual_range(events, "2026-03-03") == whole_range(events, "2026-03-03")


def test_what_a_reader_dated_is_always_in_the_usual_part() -> None:
    events = [*on_days(*WEEK), event("set", "2025-11-05"), event("old", "1989-06-05")]
    part = usual_range(events, "2026-03-03", {"set"})
    assert part and part[0] < D(2025, 11, 5) and part[0] > D(1990, 1, 1)
    assert usual_range(events, "2026-03-03") != part


def test_a_year_that_reaches_into_the_part_is_drawn_within_it() -> None:
    events = [*on_days(*WEEK), event("year", "2026-01-01", "2026-12-31"), event("old", "1989-06-05")]
    figure = timeline(RECORD, events)
    first, last = figure.layout.xaxis.range
    assert first < points(figure)["year"]["x"] < last
    (bar,) = [t for t in figure.data if t.mode == "lines"]
    assert min(bar.x) >= first and max(bar.x) <= last


def test_an_article_of_another_time_says_on_which_side_its_date_is() -> None:
    events = on_days("1944-06-06", "1944-06-07", "1944-06-07", "1944-06-08", "1944-06-10")
    *_, note = timeline(RECORD, events).layout.annotations
    assert note.text == "article date, Tue 3 Mar 2026 ▶" and note.x == 1


def boxes(figure: go.Figure, width: float) -> list[tuple[float, float, float, float]]:
    """What each mark covers, in pixels."""
    first, last = figure.layout.xaxis.range
    low, high = figure.layout.yaxis.range
    row = (figure.layout.height - figure.layout.margin.t - figure.layout.margin.b) / (high - low)
    out = []
    for identity, p in points(figure).items():
        if identity in (BEFORE, AFTER) or p["text"]:
            continue
        x, y, half = (p["x"] - first) / (last - first) * width, p["y"] * row, p["size"] / 2
        out.append((x - half, y - half, x + half, y + half))
    return out


def overlapping(found: Sequence[tuple[float, float, float, float]]) -> list[Any]:
    return [
        (a, b) for n, a in enumerate(found) for b in found[n + 1 :]
        if a[0] < b[2] - 0.5 and b[0] < a[2] - 0.5 and a[1] < b[3] - 0.5 and b[1] < a[3] - 0.5
    ]  # fmt: skip


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("n", [1, 2, 8, 30, 300])
def test_events_of_one_day_never_cover_each_other_and_the_strip_stays_low(n: int, width: float) -> None:
    events = [event(f"e-{k}", "2026-03-02", start=k) for k in range(n)]
    figure = timeline(RECORD, events, width=width)
    assert overlapping(boxes(figure, width)) == [] and counted(figure) == n
    assert figure.layout.height <= TALLEST[width] + 20 <= 360
    shown = [p for p in points(figure).values() if p["text"]]
    assert bool(shown) == (n == 300), "of very many some are counted on top of their column"
    days = {p["x"].date() for p in points(figure).values()}
    assert days == {dt.date(2026, 3, 2)}, "a mark moves aside only within its own day"


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("zoom", ["usual", "whole"])
def test_three_hundred_events_stay_readable(width: float, zoom: str) -> None:
    _, record = many_events(300)
    dated = [e for e in record.events if middle(e)]
    window = whole_range(dated, record.date) if zoom == "whole" else None
    figure = timeline(record, dated, width=width, window=window)
    assert overlapping(boxes(figure, width)) == []
    assert counted(figure) == len(dated) and figure.layout.height <= TALLEST[width] + 20
    assert all(str(y) in str(figure.layout.xaxis.ticktext) for y in ((2026,) if zoom == "usual" else (1960, 2000)))


SPANS = st.tuples(st.floats(0, 640), st.floats(0, 200), st.integers(0, 34))


@settings(max_examples=150, deadline=None)
@given(st.lists(SPANS, max_size=80), st.sampled_from([WIDE, NARROW]))
def test_no_label_covers_a_mark_or_a_label(found: list[tuple[float, float, int]], width: float) -> None:
    items = []
    for n, (at, wide, letters) in enumerate(found):
        left, right = max(0.0, at - wide), min(width, at + wide)
        if at <= width:
            items.append(Item(f"e-{n}", at, left, right, wide > 20, "x" * letters))
    layout = place_rows(items, width, 240)
    assert len(layout.placed) + sum(len(h.ids) for h in layout.heaps) == len(items)
    assert layout.rows * layout.row <= 240
    half = layout.mark / 2
    taken: dict[int, list[tuple[float, float, str]]] = {}
    for p in layout.placed:
        taken.setdefault(p.row, []).append((p.at - half, p.at + half, p.item.id))
        if p.label:
            length = 6.6 * len(p.label) + 12
            left, right = (p.label_at - length, p.label_at) if p.leftward else (p.label_at, p.label_at + length)
            assert left >= -0.01 and right <= width + 0.01
            taken[p.row].append((left, right, p.item.id))
    for row in taken.values():
        for n, a in enumerate(row):
            assert not [b for b in row[n + 1 :] if a[2] != b[2] and a[0] < b[1] - 0.01 and b[0] < a[1] - 0.01]


def test_labels_keep_off_the_article_date_where_they_can() -> None:
    events = on_days("2026-03-02", "2026-03-02", "2026-03-05")
    events = [msgspec.structs.replace(e, summary=f"what happened {n}") for n, e in enumerate(events)]
    sides = {a.text: a.xanchor for a in timeline(RECORD, events).layout.annotations if "what" in a.text}
    assert sides == {"what happened 0": "right", "what happened 1": "right", "what happened 2": "left"}


DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2030, 12, 31)).map(lambda d: d.isoformat())
ENDS = st.one_of(DAYS.map(lambda d: (d, d)), DAYS.map(lambda d: (d, None)), DAYS.map(lambda d: (None, d)),
                 st.tuples(DAYS, DAYS).map(lambda p: (min(p), max(p))), st.just((None, None)))  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(ENDS, max_size=25), st.one_of(st.none(), DAYS))
def test_every_dated_event_is_drawn_or_counted_at_the_right_edge(
    ends: list[tuple[str | None, str | None]], article: str | None
) -> None:
    record: Record = msgspec.structs.replace(RECORD, date=article)
    events = [event(f"e-{n}", first, last) for n, (first, last) in enumerate(ends)]
    figure = timeline(record, events)
    dated = [e for e in events if middle(e)]
    assert counted(figure) == len(dated)
    part = usual_range(events, article)
    if part is None:
        return
    outside = clipped(events, part)
    assert {e.id for e in events if within(e, part)} | {e.id for s in outside for e in s} == {e.id for e in dated}
    assert all((bounds(e)[1] or bounds(e)[0] or part[0]) <= part[0] for e in outside.before)
    assert all((bounds(e)[0] or bounds(e)[1] or part[1]) >= part[1] for e in outside.after)
    first, last = figure.layout.xaxis.range
    assert all(first <= p["x"] <= last for p in points(figure).values())
