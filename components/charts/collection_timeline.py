"""The chronicle of a collection on a strip of the calendar: how much each of the shown days is told of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import plotly.graph_objects as go

from components.charts.chart_style import ACTOR_COLOURS, FAINT, empty_figure, escaped_words, wrap_words
from components.charts.timeline_axis import tick_words, ticks
from components.collection.chronicle import ChronicleDay
from components.domain.plural import plural

_HEIGHT = 250
_NAMED = 6  # days that bear their date
_ROOM = 0.14  # of the strip's width, that a date takes
_COLOUR = ACTOR_COLOURS[7]


def chronicle_chart(days: Sequence[ChronicleDay]) -> go.Figure:
    """A stem a day, as high as the number of articles that tell of it; its point carries "day:" and the day."""
    shown = sorted((d for d in days if d.entries), key=lambda d: d.day)
    if not shown:
        return empty_figure(120)
    figure = empty_figure(_HEIGHT, left=36, right=16, top=26, bottom=40)
    at = [dt.datetime.fromisoformat(d.day) for d in shown]
    for moment, day in zip(at, shown, strict=True):
        figure.add_trace(
            go.Scatter(
                x=[moment, moment],
                y=[0, day.articles],
                mode="lines",
                line={"color": FAINT, "width": 2},
                hoverinfo="skip",
                customdata=[[None], [None]],
            )
        )
    named = _named(shown)
    words = [
        f"{_date(d.day)}: {plural(d.articles, 'article')}<br>{wrap_words(d.entries[0].label, most=140)}" for d in shown
    ]
    figure.add_trace(
        go.Scatter(
            x=at,
            y=[d.articles for d in shown],
            mode="markers+text",
            marker={"size": [8 + 10 * d.weight for d in shown], "color": _COLOUR, "line": {"width": 0}},
            text=[escaped_words(_short(d.day)) if d.day in named else "" for d in shown],
            textposition="top center",
            textfont={"size": 11},
            cliponaxis=False,
            customdata=[[f"day:{d.day}", told] for d, told in zip(shown, words, strict=True)],
            hovertemplate="%{customdata[1]}<extra></extra>",
        )
    )
    margin = max(dt.timedelta(days=2), (at[-1] - at[0]) * 0.04)
    part = (at[0] - margin, at[-1] + margin)
    marked = ticks(part, 6)
    most = max(d.articles for d in shown)
    figure.update_xaxes(
        type="date", range=list(part), tickvals=marked, ticktext=tick_words(marked), showgrid=True, gridcolor=FAINT,
        ticks="outside", tickcolor=FAINT, showline=True, linecolor=FAINT,
    )  # fmt: skip
    step = max(1, round(most / 4))
    figure.update_yaxes(
        range=[0, most * 1.22 + 0.3],
        tick0=0,
        dtick=step,
        visible=True,
        showgrid=True,
        gridcolor=FAINT,
        title="articles",
    )
    return figure


def _named(days: Sequence[ChronicleDay]) -> set[str]:
    """The days that bear their date: the highest, none beside another."""
    whole = max(1, (dt.date.fromisoformat(days[-1].day) - dt.date.fromisoformat(days[0].day)).days)
    named: list[dt.date] = []
    for one in sorted(days, key=lambda d: (-d.articles, -d.weight)):
        at = dt.date.fromisoformat(one.day)
        if len(named) < _NAMED and all(abs((at - other).days) > whole * _ROOM for other in named):
            named.append(at)
    return {one.isoformat() for one in named}


def _date(day: str) -> str:
    return f"{dt.date.fromisoformat(day):%-d %B %Y}"


def _short(day: str) -> str:
    return f"{dt.date.fromisoformat(day):%-d %b %Y}"
