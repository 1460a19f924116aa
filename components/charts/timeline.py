"""The timeline: dated events on a calendar axis, in lanes by status or by actor."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

import plotly.graph_objects as go

from components.charts.chart_style import CHECK, FAINT, TAIL, actor_colours, empty_figure, escaped_words, wrap_words
from components.charts.timeline_axis import DAY, bounds, day, middle, pad_range, shift_moment, tick_words, ticks
from components.domain.correction_replay import corrected_items
from components.domain.record import Event, Record, Status

LANES: tuple[tuple[Status, str, str], ...] = (
    ("happened", "Happened", "circle"),
    ("ongoing", "Under way", "circle-dot"),
    ("planned", "Planned", "diamond"),
    ("possible", "Could happen", "diamond-open"),
    ("claimed", "Claimed", "square-open"),
    ("denied", "Denied or not so", "x"),
)
LANE_NAMES = {status: name for status, name, _ in LANES}
SYMBOLS = {status: symbol for status, _, symbol in LANES}
ROW = 26  # pixels of a row of marks
PLOT_WIDTH = 340  # pixels that labels are spread for: a phone's, so that wider screens only gain room
LETTER = 6.4  # pixels of a label's letter
LABEL = 26  # letters of a label
STUB = 44  # pixels of a bar whose end the text leaves open
GAP = "\u2003"  # between a mark and its label
MOST_LANES = 8  # actors with a lane of their own; what concerns others shares one
Lanes = Literal["status", "actor"]


class PlacedEvent(NamedTuple):
    """An event, the row it is drawn in, its label, where that begins and whether it runs to the left."""

    event: Event
    row: int
    label_at: dt.datetime
    leftward: bool
    label: str


def shown_events(record: Record, *, reporting: bool = False, hidden: Iterable[str] = ()) -> list[Event]:
    """The events that a chart shows: reporting ones ("said on Friday") only when asked for."""
    left_out = set(hidden)
    return [e for e in record.events if (reporting or e.kind != "reporting") and e.id not in left_out]


def lanes_of(record: Record, events: Sequence[Event], by: Lanes) -> list[tuple[str, list[Event]]]:
    """Lanes with their events, from the top down; by actor an event stands with the most prominent that it concerns."""
    if by == "status":
        made = [(name, [e for e in events if e.status == status]) for status, name, _ in LANES]
        return [(name, mine) for name, mine in made if mine]
    lanes: dict[str, list[Event]] = {}
    for event in events:
        first = next((a.id for a in record.actors if a.id in event.actors), "")
        lanes.setdefault(first, []).append(event)
    ordered = [(a, lanes[a.id]) for a in record.actors if a.id in lanes]
    out = [(a.name, mine) for a, mine in ordered[:MOST_LANES]]
    rest = [e for _, mine in ordered[MOST_LANES:] for e in mine]
    out += [("Others", rest)] if rest else []
    return [*out, ("Nobody named", lanes[""])] if "" in lanes else out


def timeline(
    record: Record,
    events: Sequence[Event],
    *,
    small: bool = False,
    by: Lanes = "status",
    window: tuple[dt.datetime, dt.datetime] | None = None,
) -> go.Figure:
    """Dated events: marker where, bar as wide as the date is vague, dotted where the text leaves an end open.

    The symbol is the status in either kind of lanes. ``window`` is the part of the calendar that is drawn; events
    whose mark stands outside it are left out.
    """
    dated = [e for e in events if (at := middle(e)) is not None and (not window or window[0] <= at <= window[1])]
    article_day = day(record.date)
    moments = [m for e in dated for m in (*bounds(e), middle(e)) if m is not None]
    if article_day is not None:
        moments.append(article_day)
    span = window or pad_range(moments)
    if span is None:
        return empty_figure(120)
    colours = actor_colours(record)
    figure = empty_figure(120, top=34, bottom=44 if not small else 40, left=4, right=4)
    labels = _labels(record, dated)
    tellers = {a.id: a.name for a in record.actors}
    row = 0
    for name, mine in lanes_of(record, dated, by):
        placed = _spread(mine, labels, span, article_day)
        if not small:
            figure.add_annotation(
                x=0,
                xref="paper",
                xanchor="left",
                xshift=6,
                y=row,
                text=escaped_words(name, 40),
                showarrow=False,
                font={"size": 12},
                opacity=0.75,
            )
            row += 1
        rows = 1 + max(p.row for p in placed)
        _lane(figure, placed, row, span, colours, tellers, small=small)
        row += rows
        figure.add_hline(y=row - 0.35, line={"width": 1, "color": FAINT})
    figure.update_yaxes(range=[row - 0.2, -0.6], visible=False)
    marked = ticks(span, 4 if small else 6)
    figure.update_xaxes(
        type="date", range=list(span), tickvals=marked, ticktext=tick_words(marked), showgrid=True, gridcolor=FAINT
    )
    if article_day is not None and span[0] < article_day < span[1]:
        _article_date(figure, article_day, span)
    figure.update_layout(height=max(120, 84 + row * (ROW if not small else 18)))
    return figure


def _spread(
    events: Sequence[Event],
    labels: dict[str, str],
    span: tuple[dt.datetime, dt.datetime],
    article_day: dt.datetime | None,
) -> list[PlacedEvent]:
    """Rows such that no mark with its label covers another: first free row, in order of time."""
    per_pixel = (span[1] - span[0]) / PLOT_WIDTH
    free: list[list[tuple[dt.datetime, dt.datetime]]] = []
    out = []
    for event in sorted(events, key=lambda e: (middle(e), e.start)):
        at = middle(event)
        assert at is not None  # noqa: S101 - only dated events come here
        first, end = _drawn(event, per_pixel)
        length = per_pixel * (16 + LETTER * len(labels[event.id]))
        label_at, leftward = _label_side(first, end, length, span, article_day, per_pixel * 8)
        left = min(shift_moment(label_at, -length) if leftward else at, first)
        right = max(at if leftward else shift_moment(label_at, length), end)
        left, right = shift_moment(left, per_pixel * -9), shift_moment(right, per_pixel * 9)
        row = next((i for i, taken in enumerate(free) if all(right <= a or b <= left for a, b in taken)), len(free))
        if row == len(free):
            free.append([])
        free[row].append((left, right))
        out.append(PlacedEvent(event, row, label_at, leftward, labels[event.id]))
    return out


def _drawn(event: Event, per_pixel: dt.timedelta) -> tuple[dt.datetime, dt.datetime]:
    """Where an event's bar begins and ends: an end that the text leaves open is a stub, as long for every event."""
    first, end = bounds(event)
    moment = first or end or dt.datetime.min
    return first or shift_moment(moment, per_pixel * -STUB), end or shift_moment(moment, per_pixel * STUB)


def _label_side(
    first: dt.datetime,
    end: dt.datetime,
    length: dt.timedelta,
    span: tuple[dt.datetime, dt.datetime],
    article_day: dt.datetime | None,
    half_mark: dt.timedelta,
) -> tuple[dt.datetime, bool]:
    """Where a label begins, and whether it runs leftwards.

    Outside the bar, clear of the article date, within the plot; over the bar where it fits on neither side.
    """
    one_day = end - first <= DAY
    centre = first + (end - first) / 2
    left_at = centre if one_day else first
    right_at = centre if one_day else end
    best, best_cost = (centre, centre - span[0] > span[1] - centre), 9.0
    for at, leftward in ((right_at, False), (left_at, True)):
        reach = shift_moment(at, -length if leftward else length)
        cost = 10.0 * (reach < span[0] or reach > span[1])
        line = article_day + DAY / 2 if article_day is not None else None
        if line is not None and min(at, reach) < line - half_mark and max(at, reach) > line + half_mark:
            cost += 3.0
        cost += 0.5 * leftward
        if cost < best_cost:
            best, best_cost = (at, leftward), cost
    return best


def _lane(
    figure: go.Figure,
    placed: Sequence[PlacedEvent],
    first_row: int,
    span: tuple[dt.datetime, dt.datetime],
    colours: dict[str, str],
    tellers: dict[str, str],
    *,
    small: bool,
) -> None:
    paint = [next((colours[a] for a in p.event.actors if a in colours), TAIL) for p in placed]
    for p, colour in zip(placed, paint, strict=True):
        first, end = bounds(p.event)
        if first is not None and end is not None and end - first <= DAY:
            continue
        figure.add_trace(
            go.Scatter(
                x=list(_drawn(p.event, (span[1] - span[0]) / PLOT_WIDTH)),
                y=[first_row + p.row] * 2,
                mode="lines",
                line={"color": colour, "width": 9, "dash": "solid" if first and end else "dot"},
                opacity=0.3,
                hoverinfo="skip",
            )
        )
    unsure = [p.event.confidence < CHECK for p in placed]
    figure.add_trace(
        go.Scatter(
            x=[middle(p.event) for p in placed],
            y=[first_row + p.row for p in placed],
            mode="markers",
            marker={
                "size": 11 if small else 14,
                "color": paint,
                "symbol": [_symbol(p.event, hollow=u) for p, u in zip(placed, unsure, strict=True)],
                "line": {"width": 2, "color": paint},
            },
            customdata=[[p.event.id, hover_words(p.event, tellers.get(p.event.voice))] for p in placed],
            hovertemplate="%{customdata[1]}<extra></extra>",
        )
    )
    if not small:
        figure.add_trace(
            go.Scatter(
                x=[p.label_at for p in placed],
                y=[first_row + p.row for p in placed],
                mode="text",
                text=[_label(p) for p in placed],
                textposition=["middle left" if p.leftward else "middle right" for p in placed],
                textfont={"size": 13},
                hoverinfo="skip",
            )
        )


def _labels(record: Record, events: Sequence[Event]) -> dict[str, str]:
    """A label for each event's id: its summary cut; where that is cut to the same words, from the telling word on."""
    corrected = corrected_items(record)
    cut = {e.id: _cut(f"✎ {e.summary}" if e.id in corrected else e.summary) for e in events}
    often = Counter(cut.values())
    return {e.id: cut[e.id] if often[cut[e.id]] == 1 else _cut(record.text[e.trigger[0] : e.end]) for e in events}


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LABEL else flat[: LABEL - 1].rstrip(" ,;:") + "…"


def _symbol(event: Event, *, hollow: bool) -> str:
    symbol = SYMBOLS[event.status]
    if not hollow or "open" in symbol:
        return symbol
    return {"circle-dot": "circle-open-dot", "x": "x-open"}.get(symbol, f"{symbol}-open")


def _label(placed: PlacedEvent) -> str:
    """A label with the gap to its mark; a bar's end needs less than a marker's middle."""
    text = escaped_words(placed.label, LABEL)
    return f"{text}{GAP}" if placed.leftward else f"{GAP}{text}"


def _article_date(figure: go.Figure, at: dt.datetime, span: tuple[dt.datetime, dt.datetime]) -> None:
    share = (at + DAY / 2 - span[0]) / (span[1] - span[0])
    figure.add_vline(x=at + DAY / 2, line={"width": 1.5, "dash": "dot", "color": TAIL}, layer="below")
    figure.add_annotation(
        x=at + DAY / 2,
        y=1,
        yref="paper",
        yanchor="bottom",
        xanchor="left" if share < 0.2 else "right" if share > 0.8 else "center",
        text=f"article date, {at:%a} {at.day} {at:%b %Y}",
        showarrow=False,
        font={"size": 12},
        opacity=0.8,
    )


def hover_words(event: Event, teller: str | None = None) -> str:
    """What pointing at an event says: its summary, status, who tells it, and date."""
    status = LANE_NAMES[event.status]
    if teller:
        status = (
            f"claimed by {escaped_words(teller, 30)}"
            if event.status == "claimed"
            else f"{status}, says {escaped_words(teller, 30)}"
        )
    return f"{wrap_words(event.summary)}<br><i>{status} · {date_words_of(event)}</i>"


def date_words_of(event: Event) -> str:
    """An event's date in words: "13 January 2026", "from … to …", "after …", "no date in the text"."""
    first, last = day(event.earliest), day(event.latest)
    if first is None and last is None:
        return "no date in the text"
    if first is not None and last is not None:
        return _span_words(first, last)
    return f"from {_long(first)}, end open" if first is not None else f"until {_long(last)}, beginning open"


def _long(at: dt.datetime | None) -> str:
    return f"{at.day} {at:%B} {at.year}" if at is not None else ""


def _span_words(first: dt.datetime, last: dt.datetime) -> str:
    if first == last:
        return _long(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    if first.day == 1 and (last + DAY).day == 1 and (first.year, first.month) == (last.year, last.month):
        return f"{first:%B} {first.year}"
    return f"{_long(first)} to {_long(last)}"
