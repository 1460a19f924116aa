"""The timeline: dated events on a calendar axis in lanes by status; and calendar against place in the text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import plotly.graph_objects as go

from components.charts.calendar import DAY, bounds, day, middle, padded, shifted, tick_words, ticks
from components.charts.style import CHECK, FAINT, TAIL, actor_colours, bare, place, text_axis, words, wrapped
from components.domain.record import Event, Record, Status

LANES: tuple[tuple[Status, str, str], ...] = (
    ("happened", "Happened", "circle"),
    ("ongoing", "Under way", "circle-dot"),
    ("planned", "Planned", "diamond"),
    ("possible", "Could happen", "diamond-open"),
    ("claimed", "Told by others", "square-open"),
    ("denied", "Denied", "x"),
)
LANE_NAMES = {status: name for status, name, _ in LANES}
SYMBOLS = {status: symbol for status, _, symbol in LANES}
ROW = 26  # pixels of a row of marks
PLOT_WIDTH = 340  # pixels that labels are spread for: a phone's, so that wider screens only gain room
LETTER = 6.4  # pixels of a label's letter
LABEL = 26  # letters of a label
GAP = "\u2003"  # between a mark and its label


class Placed(NamedTuple):
    """An event, the row it is drawn in, where its label begins and whether that runs to the left."""

    event: Event
    row: int
    label_at: dt.datetime
    leftward: bool


def shown(record: Record, *, reporting: bool = False, hidden: Iterable[str] = ()) -> list[Event]:
    """The events that a chart shows: reporting ones ("said on Friday") only when asked for."""
    left_out = set(hidden)
    return [e for e in record.events if (reporting or e.kind != "reporting") and e.id not in left_out]


def timeline(record: Record, events: Sequence[Event], *, small: bool = False) -> go.Figure:
    """Dated events: marker where, bar as wide as the date is vague, arrow where the text leaves an end open."""
    dated = [e for e in events if middle(e) is not None]
    article_day = day(record.date)
    moments = [m for e in dated for m in (*bounds(e), middle(e)) if m is not None]
    if article_day is not None:
        moments.append(article_day)
    span = padded(moments)
    if span is None:
        return bare(120)
    colours = actor_colours(record)
    figure = bare(120, top=34, bottom=44 if not small else 40, left=4, right=4)
    row = 0
    for status, name, symbol in LANES:
        mine = [e for e in dated if e.status == status]
        if not mine:
            continue
        placed = _spread(mine, span, article_day)
        if not small:
            figure.add_annotation(
                x=0,
                xref="paper",
                xanchor="left",
                xshift=6,
                y=row,
                text=name,
                showarrow=False,
                font={"size": 12},
                opacity=0.75,
            )
            row += 1
        rows = 1 + max(p.row for p in placed)
        _lane(figure, placed, row, symbol, span, colours, small=small)
        row += rows
        figure.add_hline(y=row - 0.35, line={"width": 1, "color": FAINT})
    figure.update_yaxes(range=[row - 0.2, -0.6], visible=False)
    marked = ticks(span, 4 if small else 6)
    figure.update_xaxes(
        type="date", range=list(span), tickvals=marked, ticktext=tick_words(marked), showgrid=True, gridcolor=FAINT
    )
    if article_day is not None:
        _article_date(figure, article_day, span)
    figure.update_layout(height=max(120, 84 + row * (ROW if not small else 18)))
    return figure


def _spread(
    events: Sequence[Event], span: tuple[dt.datetime, dt.datetime], article_day: dt.datetime | None
) -> list[Placed]:
    """Rows such that no mark with its label covers another: first free row, in order of time."""
    per_pixel = (span[1] - span[0]) / PLOT_WIDTH
    free: list[list[tuple[dt.datetime, dt.datetime]]] = []
    out = []
    for event in sorted(events, key=lambda e: (middle(e), e.start)):
        at = middle(event)
        assert at is not None  # noqa: S101 - only dated events come here
        first, end = bounds(event)
        length = per_pixel * (16 + LETTER * min(LABEL, len(event.summary)))
        label_at, leftward = _label_side(first, end, length, span, article_day, per_pixel * 8)
        left = min(shifted(label_at, -length) if leftward else at, first or span[0])
        right = max(at if leftward else shifted(label_at, length), end or span[1])
        left, right = shifted(left, per_pixel * -9), shifted(right, per_pixel * 9)
        row = next((i for i, taken in enumerate(free) if all(right <= a or b <= left for a, b in taken)), len(free))
        if row == len(free):
            free.append([])
        free[row].append((left, right))
        out.append(Placed(event, row, label_at, leftward))
    return out


def _label_side(
    first: dt.datetime | None,
    end: dt.datetime | None,
    length: dt.timedelta,
    span: tuple[dt.datetime, dt.datetime],
    article_day: dt.datetime | None,
    half_mark: dt.timedelta,
) -> tuple[dt.datetime, bool]:
    """Where a label begins, and whether it runs leftwards.

    Outside the bar, clear of the article date, within the plot; over the bar where it fits on neither side.
    """
    one_day = first is not None and end is not None and end - first <= DAY
    middle_at = first + (end - first) / 2 if first is not None and end is not None else None
    centre = middle_at or first or end or span[0]
    left_at = centre if one_day else first
    right_at = centre if one_day else end
    best, best_cost = (centre, centre - span[0] > span[1] - centre), 9.0
    for at, leftward in ((right_at, False), (left_at, True)):
        if at is None:
            continue
        reach = shifted(at, -length if leftward else length)
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
    placed: Sequence[Placed],
    first_row: int,
    symbol: str,
    span: tuple[dt.datetime, dt.datetime],
    colours: dict[str, str],
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
                x=[first or span[0], end or span[1]],
                y=[first_row + p.row] * 2,
                mode="lines",
                line={"color": colour, "width": 9, "dash": "solid" if first and end else "dot"},
                opacity=0.3,
                hoverinfo="skip",
            )
        )
    unsure = [p.event.basis not in {"stated", "relative"} or p.event.confidence < CHECK for p in placed]
    figure.add_trace(
        go.Scatter(
            x=[middle(p.event) for p in placed],
            y=[first_row + p.row for p in placed],
            mode="markers",
            marker={
                "size": 11 if small else 14,
                "color": paint,
                "symbol": [
                    symbol + "-open" if u and not symbol.endswith("-open") and symbol != "x" else symbol for u in unsure
                ],
                "line": {"width": 2, "color": paint},
            },
            customdata=[[p.event.id, hover(p.event)] for p in placed],
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


def _label(placed: Placed) -> str:
    """A label with the gap to its mark; a bar's end needs less than a marker's middle."""
    text = words(placed.event.summary, LABEL)
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


def hover(event: Event) -> str:
    """What pointing at an event says: its summary, status and date."""
    return f"{wrapped(event.summary)}<br><i>{LANE_NAMES[event.status]} · {when(event)}</i>"


def when(event: Event) -> str:
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


def narrative(record: Record, events: Sequence[Event]) -> go.Figure:
    """Calendar time against place in the text: where the story jumps; undated events in lanes below."""
    colours = actor_colours(record)
    tellings = sorted(
        ((s, e) for e in events for s in {m[0] for m in (*e.mentions, e.trigger)}), key=lambda t: (t[0], t[1].id)
    )
    dated = [(s, e) for s, e in tellings if middle(e) is not None]
    undated = [(s, e) for s, e in tellings if middle(e) is None]
    lanes = [(status, name) for status, name, _ in LANES if any(e.status == status for _, e in undated)]
    low = 30 + 30 * len(lanes)
    high = 190 if len({middle(e) for _, e in dated}) > 1 else 60 if dated else 0
    height = low + high + 60
    figure = bare(height, left=96, top=10)
    if dated:
        figure.add_trace(
            go.Scatter(
                x=[place(record, s) for s, _ in dated],
                y=[middle(e) for _, e in dated],
                mode="lines",
                line={"width": 1, "color": FAINT},
                hoverinfo="skip",
                yaxis="y",
            )
        )
        figure.add_trace(_dots(record, dated, colours, [middle(e) for _, e in dated], "y"))
    if undated:
        figure.add_trace(_dots(record, undated, colours, [LANE_NAMES[e.status] for _, e in undated], "y2"))
    split = low / (low + high)
    moments = [m for _, e in dated if (m := middle(e)) is not None]
    marked = moments[:1] if high == 60 else ticks(padded(moments) or (moments[0], moments[0]), 5) if moments else []
    figure.update_layout(
        yaxis={
            "domain": [min(0.98, split + 0.04), 1] if dated else [0.99, 1],
            "type": "date",
            "range": padded(moments),
            "tickvals": marked,
            "ticktext": tick_words(marked, " "),
            "visible": bool(dated),
            "gridcolor": FAINT,
            "automargin": False,
        },
        yaxis2={
            "domain": [0, split - 0.02] if dated else [0, 1],
            "anchor": "x",
            "type": "category",
            "categoryorder": "array",
            "categoryarray": [name for _, name in reversed(lanes)],
            "range": [-0.6, len(lanes) - 0.4],
            "gridcolor": FAINT,
            "fixedrange": True,
            "visible": bool(undated),
        },
    )
    text_axis(figure, anchor="y2" if undated else "y", side="bottom")
    return figure


def _dots(
    record: Record,
    tellings: Sequence[tuple[int, Event]],
    colours: dict[str, str],
    y: Sequence[object],
    axis: str,
) -> go.Scatter:
    return go.Scatter(
        x=[place(record, s) for s, _ in tellings],
        y=list(y),
        yaxis=axis,
        mode="markers",
        marker={
            "size": 12,
            "color": [next((colours[a] for a in e.actors if a in colours), TAIL) for _, e in tellings],
            "symbol": [SYMBOLS[e.status] for _, e in tellings],
            "line": {"width": 1.5},
            "opacity": [1 if s == e.trigger[0] else 0.55 for s, e in tellings],
        },
        customdata=[[e.id, hover(e)] for _, e in tellings],
        hovertemplate="%{customdata[1]}<extra></extra>",
    )
