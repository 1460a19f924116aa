"""The order of telling: calendar time against place in the text, undated events in lanes below."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from components.charts.chart_style import FAINT, TAIL, actor_colours, empty_figure, percent_of_text, text_axis
from components.charts.timeline import LANE_NAMES, LANES, SYMBOLS, hover_words
from components.charts.timeline_axis import pad_range, tick_words, ticks
from components.domain.event_dates import middle
from components.domain.record import Event, Record


def order_of_telling(record: Record, events: Sequence[Event]) -> go.Figure:
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
    figure = empty_figure(height, left=96, top=10)
    if dated:
        figure.add_trace(
            go.Scatter(
                x=[percent_of_text(record, s) for s, _ in dated],
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
    marked = moments[:1] if high == 60 else ticks(pad_range(moments) or (moments[0], moments[0]), 5) if moments else []
    figure.update_layout(
        yaxis={
            "domain": [min(0.98, split + 0.04), 1] if dated else [0.99, 1],
            "type": "date",
            "range": pad_range(moments),
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
        x=[percent_of_text(record, s) for s, _ in tellings],
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
        customdata=[[e.id, hover_words(record, e)] for _, e in tellings],
        hovertemplate="%{customdata[1]}<extra></extra>",
    )
