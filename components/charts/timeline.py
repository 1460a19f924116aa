"""The timeline: dated events on a strip of the calendar, as high as a screen has room for, none of them hidden."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

import plotly.graph_objects as go

from components.charts.chart_style import CHECK, FAINT, TAIL, actor_colours, empty_figure, escaped_words, wrap_words
from components.charts.timeline_axis import tick_words, ticks
from components.charts.timeline_range import Range, clipped, edge_words, usual_range, within
from components.charts.timeline_rows import Heap, Item, Layout, Placed, place_rows
from components.domain.correction_replay import corrected_items, is_by_reader
from components.domain.date_words import full_when_words
from components.domain.event_dates import DAY, bounds, day, middle
from components.domain.record import WRITER, Event, Record, Status

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
WIDE, NARROW = 660.0, 330.0  # pixels that marks and labels are placed for: a desk's column, a phone
TALLEST = {WIDE: 340, NARROW: 260}  # pixels of the whole strip
LABEL, SHORT = 34, 20  # letters of a label, on a desk and on a phone
STUB = 40  # pixels of a bar whose end the text leaves open
BESIDE = 12  # pixels between a mark's middle and its label
BEFORE, AFTER = "to-before", "to-after"  # what the arrows at the strip's edges carry in place of an event's id
TOP, BOTTOM, BAND = 26, 40, 20  # pixels above and below the rows, and of what stands on top of them


def shown_events(record: Record, *, reporting: bool = False) -> list[Event]:
    """The events that a chart shows: reporting ones ("said on Friday") only when asked for."""
    return [e for e in record.events if reporting or e.kind != "reporting"]


def reader_dated(record: Record, events: Sequence[Event]) -> frozenset[str]:
    """Ids of the events that readers put on their dates: these are always drawn."""
    return frozenset(e.id for e in events if is_by_reader(record, e))


def timeline(
    record: Record,
    events: Sequence[Event],
    *,
    small: bool = False,
    width: float = WIDE,
    window: Range | None = None,
) -> go.Figure:
    """Dated events: a mark where, a bar as wide as the date is vague, dotted where the text leaves an end open.

    ``window`` is the part of the calendar that is drawn, else that in which most stands. What stands outside is counted
    at the strip's edges. ``width`` is about what the strip has, in pixels.
    """
    part = window or usual_range(events, record.date, reader_dated(record, events))
    if part is None:
        return empty_figure(120)
    drawn = [e for e in events if within(e, part)]
    by_id = {e.id: e for e in drawn}
    labels = _labels(record, drawn, LABEL if width >= WIDE else SHORT)
    items = [_item(e, part, width, labels[e.id]) for e in drawn]
    outside = clipped(events, part)
    tallest = 200 if small else TALLEST.get(width, TALLEST[WIDE])
    band = BAND * bool(outside.before or outside.after)
    room = tallest - TOP - BOTTOM - band
    article_day = day(record.date)
    line = _pixel(article_day + DAY / 2, part, width) if article_day is not None else None
    layout = place_rows(items, width, room, row=16.0 if small else 20.0, labels=not small, line=line)
    figure = empty_figure(120, top=TOP, bottom=BOTTOM, left=4, right=4)
    colours = actor_colours(record)
    _bars(figure, layout, by_id, part, width, colours)
    _marks(figure, record, layout, by_id, part, width, colours)
    _names(figure, layout, part, width)
    top = layout.rows + (1.2 * BAND / layout.row if layout.heaps else 0.0)
    _heaps(figure, layout, by_id, part, width)
    high = top + band / layout.row
    _edges(figure, edge_words(outside, part), part, high - 0.5 * BAND / layout.row - 0.5)
    figure.update_yaxes(range=[-0.7, high - 0.4], visible=False)
    marked = ticks(part, 6 if width >= WIDE else 4 if small else 5)
    figure.update_xaxes(
        type="date", range=list(part), tickvals=marked, ticktext=tick_words(marked), showgrid=True, gridcolor=FAINT,
        ticks="outside", tickcolor=FAINT, showline=True, linecolor=FAINT,
    )  # fmt: skip
    if article_day is not None:
        _article_date(figure, article_day, part)
    figure.update_layout(height=max(120, round(TOP + BOTTOM + layout.row * (high + 0.3))))
    return figure


def _item(event: Event, part: Range, width: float, label: str) -> Item:
    """An event in pixels of the strip: what of its days can be seen, and the middle of that."""
    first, last = _drawn(event, part, width)
    first, last = max(first, part[0]), min(last, part[1])
    at = middle(event)
    if at is None or not part[0] <= at <= part[1]:
        at = first + (last - first) / 2
    known = None not in bounds(event)
    left, right = (_pixel(m, part, width) for m in (first, last))
    return Item(event.id, _pixel(at, part, width), left, right, not known or last - first > DAY, label)


def _drawn(event: Event, part: Range, width: float) -> Range:
    """Where an event's days begin and end: an end that the text leaves open is a stub, as long for every event."""
    first, end = bounds(event)
    stub = (part[1] - part[0]) * (STUB / width)
    moment = first or end or part[0]
    begins = first or (moment - stub if moment - dt.datetime.min > stub else dt.datetime.min)
    return begins, end or (moment + stub if dt.datetime.max - moment > stub else dt.datetime.max)


def _pixel(at: dt.datetime, part: Range, width: float) -> float:
    return (at - part[0]) / (part[1] - part[0]) * width


def _moment(pixel: float, part: Range, width: float) -> dt.datetime:
    return part[0] + (part[1] - part[0]) * (pixel / width)


def _place(placed: Placed, event: Event, part: Range, width: float) -> dt.datetime:
    """Where a mark stands on the calendar: its own middle unless it had to move."""
    at = middle(event)
    same = at is not None and abs(_pixel(at, part, width) - placed.at) < 0.5
    return at if same and at is not None else _moment(placed.at, part, width)


def _colour(event: Event, colours: dict[str, str]) -> str:
    return next((colours[a] for a in event.actors if a in colours), TAIL)


def _bars(
    figure: go.Figure, layout: Layout, events: dict[str, Event], part: Range, width: float, colours: dict[str, str]
) -> None:
    for placed in layout.placed:
        if not placed.item.bar:
            continue
        event = events[placed.item.id]
        open_end = None in bounds(event)
        figure.add_trace(
            go.Scatter(
                x=[_moment(x, part, width) for x in (placed.item.left, placed.item.right)],
                y=[placed.row] * 2,
                mode="lines",
                line={
                    "color": _colour(event, colours),
                    "width": 9 if layout.row > 12 else 5,
                    "dash": "dot" if open_end else "solid",
                },
                opacity=0.3,
                hoverinfo="skip",
            )
        )


def _marks(
    figure: go.Figure,
    record: Record,
    layout: Layout,
    events: dict[str, Event],
    part: Range,
    width: float,
    colours: dict[str, str],
) -> None:
    if not layout.placed:
        return
    here = [(p, events[p.item.id]) for p in layout.placed]
    paint = [_colour(e, colours) for _, e in here]
    figure.add_trace(
        go.Scatter(
            x=[_place(p, e, part, width) for p, e in here],
            y=[p.row for p in layout.placed],
            mode="markers",
            marker={
                "size": layout.mark,
                "color": paint,
                "symbol": [_symbol(e, hollow=e.confidence < CHECK) for _, e in here],
                "line": {"width": 2, "color": paint},
                "opacity": 1,
            },
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
            customdata=[[e.id, hover_words(record, e)] for _, e in here],
            hovertemplate="%{customdata[1]}<extra></extra>",
        )
    )


def _names(figure: go.Figure, layout: Layout, part: Range, width: float) -> None:
    for p in layout.placed:
        if p.label:
            side = "right" if p.leftward else "left"
            _write(figure, escaped_words(p.label, LABEL), _moment(p.label_at, part, width), p.row, side)


def _write(figure: go.Figure, words: str, x: dt.datetime, y: float, side: str) -> None:
    """Words whose ``side`` stands at a place: no trace of their own, as a pick would dim that."""
    shift = {"left": BESIDE, "right": -BESIDE}.get(side, 0)
    figure.add_annotation(
        x=x, y=y, text=words, xanchor=side, align=side, xshift=shift, borderpad=0, yanchor="middle", showarrow=False,
        font={"size": 12.5},
    )  # fmt: skip


def _heaps(figure: go.Figure, layout: Layout, events: dict[str, Event], part: Range, width: float) -> None:
    """How many more stand in a column than it has room for; a click picks the first of them."""
    y = layout.rows - 0.5 + 0.6 * BAND / layout.row
    for heap in layout.heaps:
        at, words = _moment(heap.at, part, width), f"+{len(heap.ids):,}"
        _sign(figure, at, y, "square", "rgba(139,143,148,0.22)", 24, [heap.ids[0], _heap_words(heap, events), words])
        _write(figure, words, at, y, "center")


def _sign(
    figure: go.Figure, x: dt.datetime, y: float, symbol: str, colour: str, size: float, carried: list[str]
) -> None:
    """A sign that can be clicked and is no event's mark; it carries what it stands for, and the words written on it."""
    figure.add_trace(
        go.Scatter(
            x=[x],
            y=[y],
            mode="markers",
            marker={"size": size, "color": colour, "symbol": symbol},
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
            customdata=[carried],
            hovertemplate="%{customdata[1]}<extra></extra>",
        )
    )


def _heap_words(heap: Heap, events: dict[str, Event], most: int = 5) -> str:
    names = [escaped_words(events[i].summary, 60) for i in heap.ids]
    more = f"<br><i>and {len(names) - most:,} more, in the list below</i>" if len(names) > most else ""
    return "<br>".join(names[:most]) + more


def _edges(figure: go.Figure, words: tuple[str, str], part: Range, y: float) -> None:
    """Arrows at the edges that say how many events stand outside."""
    inside = (part[1] - part[0]) * 0.012
    for told, at, symbol, side, name in (
        (words[0], part[0] + inside, "triangle-left", "left", BEFORE),
        (words[1], part[1] - inside, "triangle-right", "right", AFTER),
    ):
        if told:
            _sign(figure, at, y, symbol, TAIL, 13, [name, f"{told}: click to see", told])
            _write(figure, told, at, y, side)


def _labels(record: Record, events: Sequence[Event], most: int) -> dict[str, str]:
    """A label for each event's id: its summary cut; where that is cut to the same words, from the telling word on."""
    corrected = corrected_items(record)
    cut = {e.id: _cut(f"✎ {e.summary}" if e.id in corrected else e.summary, most) for e in events}
    often = Counter(cut.values())
    return {e.id: cut[e.id] if often[cut[e.id]] == 1 else _cut(record.text[e.trigger[0] : e.end], most) for e in events}


def _cut(text: str, most: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1].rstrip(" ,;:") + "…"


def _symbol(event: Event, *, hollow: bool) -> str:
    symbol = SYMBOLS[event.status]
    if not hollow or "open" in symbol:
        return symbol
    return {"circle-dot": "circle-open-dot", "x": "x-open"}.get(symbol, f"{symbol}-open")


def _article_date(figure: go.Figure, at: dt.datetime, part: Range) -> None:
    share = (at + DAY / 2 - part[0]) / (part[1] - part[0])
    words = f"article date, {at:%a} {at.day} {at:%b %Y}"
    if 0 < share < 1:
        figure.add_vline(x=at + DAY / 2, line={"width": 1.5, "dash": "dot", "color": TAIL}, layer="below")
    else:
        words = f"◀ {words}" if share <= 0 else f"{words} ▶"
    figure.add_annotation(
        x=min(1.0, max(0.0, share)),
        xref="paper",
        y=1,
        yref="paper",
        yanchor="bottom",
        xanchor="left" if share < 0.2 else "right" if share > 0.8 else "center",
        text=words,
        showarrow=False,
        font={"size": 12},
        opacity=0.8,
    )


def hover_words(record: Record, event: Event) -> str:
    """What pointing at an event says: its summary, status, who tells it, and date."""
    teller = next((a.name for a in record.actors if a.id == event.voice), None) if event.voice != WRITER else None
    status = LANE_NAMES[event.status]
    if teller:
        said = escaped_words(teller, 30)
        status = f"claimed by {said}" if event.status == "claimed" else f"{status}, says {said}"
    return f"{wrap_words(event.summary)}<br><i>{status} · {full_when_words(record, event)}</i>"
