"""Every chart: its marks carry ids that exist, words from outside are inert, nothing hides anything."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import time
from collections.abc import Callable

import msgspec
import plotly.graph_objects as go
import pytest

from components.charts.actors import mention_presence, prominence, top_actors
from components.charts.chart_style import actor_colours, escaped_words, tone_colour
from components.charts.label_placement import Box, Spot, label_box
from components.charts.network import network
from components.charts.order_of_telling import order_of_telling
from components.charts.quotes import is_comparable, quote_strip, share_of_voice
from components.charts.sentiment import attitude_matrix, attitudes, attitudes_along_text
from components.charts.timeline import AFTER, BEFORE, shown_events, timeline
from components.charts.timeline_axis import tick_words, ticks, window
from components.domain.clickable_marks import marks_of
from components.domain.record import Record
from tests.specimen import specimen

CHARTS: dict[str, Callable[[Record], go.Figure]] = {
    "timeline": lambda r: timeline(r, shown_events(r)),
    "small timeline": lambda r: timeline(r, shown_events(r), small=True),
    "narrative": lambda r: order_of_telling(r, shown_events(r)),
    "prominence": lambda r: prominence(r, top_actors(r)),
    "presence": lambda r: mention_presence(r, top_actors(r)),
    "network": lambda r: network(r, top_actors(r)),
    "share": share_of_voice,
    "strip": lambda r: quote_strip(r, r.quotes),
    "matrix": lambda r: attitude_matrix(r, attitudes(r)),
    "small matrix": lambda r: attitude_matrix(r, attitudes(r), small=True),
    "over": lambda r: attitudes_along_text(r, attitudes(r)),
}


def ids(figure: go.Figure) -> set[str]:
    """The marks that can be picked on a figure."""
    found = {row[0] for trace in figure.data if trace.customdata is not None for row in trace.customdata}
    return found - {BEFORE, AFTER}


@pytest.mark.parametrize("name", CHARTS)
def test_every_mark_on_a_chart_can_be_found_in_the_record(name: str) -> None:
    record = specimen()
    found = ids(CHARTS[name](record))
    assert found and found <= set(marks_of(record))


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_of_nothing_can_be_drawn(name: str) -> None:
    empty = msgspec.structs.replace(
        specimen(), events=(), actors=(), quotes=(), tones=(), timexes=(), relations=(), sentences=()
    )
    assert not ids(CHARTS[name](empty))


@pytest.mark.parametrize("name", CHARTS)
def test_words_from_outside_stay_words(name: str) -> None:
    record = specimen()
    bad = '<b>x</b><a href="javascript:1">&amp;</a>%{x}'
    actors = tuple(msgspec.structs.replace(a, name=bad) for a in record.actors)
    events = tuple(msgspec.structs.replace(e, summary=bad) for e in record.events)
    text = record.text.replace("It will serve our", "<b>x</b><a href=")
    drawn = json.loads(CHARTS[name](msgspec.structs.replace(record, actors=actors, events=events, text=text)).to_json())
    told = json.dumps([[t.get("text"), t.get("customdata")] for t in drawn["data"]])
    told += json.dumps([a["text"] for a in drawn["layout"].get("annotations", []) if "text" in a])
    axes = json.dumps([drawn["layout"].get(axis, {}).get("ticktext") for axis in ("xaxis", "yaxis")])
    assert "<b>" not in told + axes and "<a " not in told + axes


def test_undated_events_stand_in_the_order_told() -> None:
    record = specimen()
    assert ids(order_of_telling(record, shown_events(record))) == {e.id for e in record.events}


def test_reporting_is_folded_away_until_asked_for() -> None:
    record = specimen()
    said = msgspec.structs.replace(record.events[0], id="e-said", kind="reporting")
    record = msgspec.structs.replace(record, events=(*record.events, said))
    assert "e-said" not in {e.id for e in shown_events(record)}
    assert "e-said" in {e.id for e in shown_events(record, reporting=True)}


def test_an_actor_has_one_colour_and_the_tail_is_grey() -> None:
    record = specimen()
    crowd = tuple(msgspec.structs.replace(record.actors[0], id=f"a{i}") for i in range(14))
    colours = actor_colours(msgspec.structs.replace(record, actors=crowd))
    assert len(set(list(colours.values())[:10])) == 10
    assert {colours[f"a{i}"] for i in range(10, 14)} == {"#8b8f94"}


def test_a_colour_stays_its_actors_where_a_correction_changes_the_order() -> None:
    record = specimen()
    read = tuple(msgspec.structs.replace(record.actors[0], id=f"a{i}", rank=i) for i in range(14))
    before = actor_colours(msgspec.structs.replace(record, actors=read))
    # The second was merged into the fifth, which comes first now; a reader added one.
    added = msgspec.structs.replace(record.actors[0], id="r-new", rank=None)
    after = actor_colours(msgspec.structs.replace(record, actors=(read[4], read[0], *read[2:4], *read[5:], added)))
    assert {i: after[i] for i in before if i != "a1"} == {i: c for i, c in before.items() if i != "a1"}
    assert after["r-new"] == "#8b8f94"


def test_tone_runs_from_orange_over_grey_to_blue() -> None:
    assert tone_colour(-1) == "rgb(208,114,42)"
    assert tone_colour(0) == "rgb(139,143,148)"
    assert tone_colour(1) == "rgb(47,120,183)"


def test_shares_of_voice_only_above_a_floor() -> None:
    record = specimen()
    assert not is_comparable(record)
    long = msgspec.structs.replace(record.quotes[0], content=((0, len(record.text)),), id="q-long")
    heading = msgspec.structs.replace(record.sentences[0], heading=False)
    enough = msgspec.structs.replace(record, quotes=(long, *record.quotes), sentences=(heading, *record.sentences[1:]))
    assert is_comparable(enough)


def test_words_are_cut_and_escaped() -> None:
    assert escaped_words("a <b>\n c & d") == "a &lt;b&gt; c &amp; d"
    assert escaped_words("long words here", 8) == "long wo…"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-01-09", "2026-01-14", ["10 Jan 2026", "11 Jan 2026", "12 Jan 2026", "13 Jan 2026"]),
        ("2025-12-01", "2026-03-02", ["Dec 2025", "Jan 2026", "Feb 2026", "Mar 2026"]),
        ("1989-05-01", "1993-05-01", ["1990", "1991", "1992", "1993"]),
        ("1200-01-01", "2026-01-01", ["1500", "2000"]),
    ],
)
def test_ticks_always_show_their_year(first: str, last: str, said: list[str]) -> None:
    span = (dt.datetime.fromisoformat(first), dt.datetime.fromisoformat(last))
    marked = ticks(span)
    assert all(span[0] <= m <= span[1] for m in marked)
    assert tick_words(marked, " ") == said


def test_a_window_draws_what_stands_in_it() -> None:
    record = specimen()
    part = window("week", dt.datetime(2026, 3, 3))
    assert ids(timeline(record, shown_events(record), window=part)) == {"e-open"}


@pytest.mark.parametrize("status", ["happened", "ongoing", "planned", "possible", "claimed", "denied"])
def test_an_unsure_event_of_any_status_is_hollow(status: str) -> None:
    record = specimen()
    event = msgspec.structs.replace(record.events[0], status=status, confidence=0.2)
    (marks_,) = [t for t in timeline(record, [event]).data if t.customdata is not None]
    assert "open" in marks_.marker.symbol[0]


def test_labels_that_are_cut_alike_are_told_apart() -> None:
    record = specimen()
    long = "a very long beginning that two events share"
    events = [msgspec.structs.replace(e, summary=long) for e in record.events if e.earliest]
    texts = [a.text for a in timeline(record, events).layout.annotations if "article date" not in a.text]
    assert len(texts) == len(events)
    assert len(set(texts)) == len(texts)


def test_pointing_at_a_claim_says_who_claims_it() -> None:
    record = specimen()
    claim = next(e for e in record.events if e.status == "claimed")
    drawn = {row[0]: row[1] for t in timeline(record, [claim]).data if t.customdata is not None for row in t.customdata}
    teller = next(a.name for a in record.actors if a.id == claim.voice)
    assert "claimed by" in drawn[claim.id] and teller.split("’")[0] in drawn[claim.id]


def test_the_parts_of_prominence_are_shown_in_shares() -> None:
    record = specimen()
    berg = msgspec.structs.replace(record.actors[0], parts={"headline": 3.0, "spread": 1.0})
    figure = prominence(record, [berg])
    assert "Order by headline 75%, spread over the text 25%" in figure.data[0].customdata[0][1]


@pytest.mark.parametrize(("many", "angle", "top"), [(4, 0, 32), (5, -50, 68)])
def test_many_who_are_spoken_of_stand_aslant_and_few_level(many: int, angle: int, top: int) -> None:
    record = specimen()
    crowd = tuple(msgspec.structs.replace(record.actors[1], id=f"v{n}", name=f"Speaker {n}") for n in range(many))
    tones = [msgspec.structs.replace(record.tones[0], target=a.id, start=n) for n, a in enumerate(crowd)]
    figure = attitude_matrix(msgspec.structs.replace(record, actors=crowd), tones)
    assert (figure.layout.xaxis.tickangle, figure.layout.margin.t) == (angle, top)
    assert figure.layout.height == 24 + top + 36
    assert [t.replace("<br>", " ") for t in figure.layout.xaxis.ticktext] == [a.name for a in crowd]


def crowd(many: int, each: int = 2) -> Record:
    """A record of ``many`` actors, all in one sentence, each acting on the next ``each`` of them."""
    record = specimen()
    one, start = record.actors[0].mentions[0], record.sentences[1].start
    names = [f"Person Number {n}" for n in range(many)]
    actors = tuple(
        msgspec.structs.replace(
            record.actors[0], id=f"p-{n}", name=name, prominence=1 - n / many, mentions=(msgspec.structs.replace(one),)
        )
        for n, name in enumerate(names)
    )
    relations = tuple(
        msgspec.structs.replace(record.relations[0], agent=f"p-{n}", patient=f"p-{(n + k) % many}", start=start + n)
        for n in range(many)
        for k in range(1, each + 1)
    )
    return msgspec.structs.replace(record, actors=actors, relations=relations)


@pytest.mark.parametrize(("many", "each"), [(3, 2), (5, 2), (8, 2), (12, 1)])
def test_no_word_of_the_network_covers_another_or_a_mark(many: int, each: int) -> None:
    record = crowd(many, each)
    figure = network(record, record.actors)
    boxes: list[Box] = []
    for trace in figure.data:
        if trace.text is None:
            continue
        sizes = trace.marker.size if isinstance(trace.marker.size, tuple) else [trace.marker.size] * len(trace.x)
        for x, y, size, text, position in zip(trace.x, trace.y, sizes, trace.text, trace.textposition, strict=True):
            spot = Spot(x, y, size / 2)
            boxes.append(spot.box)
            if text:
                boxes.append(label_box(spot, text, trace.textfont.size, position))
    assert len(boxes) >= (2 + each) * many  # actors with their names, and arrows
    assert not [(a, b) for a, b in itertools.combinations(boxes, 2) if a.meets(b)]


def test_the_network_of_a_few_shows_every_verb() -> None:
    record = crowd(3)
    verbs = network(record, record.actors).data[-1]
    assert len(verbs.text) == 6 and all(verbs.text)


def test_the_network_of_eighty_is_laid_out_the_same_each_time_within_two_seconds() -> None:
    record = crowd(80)
    began = time.perf_counter()
    first = network(record, record.actors)
    assert time.perf_counter() - began < 2
    assert first.to_json() == network(record, record.actors).to_json()
