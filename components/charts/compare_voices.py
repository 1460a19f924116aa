"""Whose voice is heard in each of some articles: shares of what each quotes, side by side."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from components.charts.chart_style import FAINT, empty_figure, escaped_words, rows_axis
from components.collection.comparison import Comparison
from components.collection.comparison.voices import Voice
from components.domain.plural import plural

NOBODY = "nobody named"
LEGEND_ROW = 20  # pixels
MOST_ROWS = 9  # speakers drawn; the list holds them all


def is_drawn(found: Comparison) -> bool:
    """Whether two articles or more quote enough for shares to be compared."""
    return sum(h.comparable for h in found.heard) >= 2


def drawn_voices(found: Comparison) -> list[Voice]:
    """The speakers that have a row: those with the largest share in any article."""
    whole = {h.article: h.words for h in found.heard if h.comparable}
    shares = {v.id: max((n / whole[a] for a, n in v.words.items() if a in whole), default=0) for v in found.voices}
    known = [v for v in found.voices if shares[v.id]]
    return sorted(known, key=lambda v: -shares[v.id])[:MOST_ROWS]


def voices_chart(found: Comparison, articles: Sequence[tuple[str, str, str]]) -> go.Figure:
    """A row a speaker, in it a bar an article: the share of the words that the article quotes.

    ``articles``: (id, label, colour) in their order. Articles that quote too little are left out.
    """
    rows = drawn_voices(found)
    whole = {h.article: h.words for h in found.heard if h.comparable}
    shown = [one for one in articles if one[0] in whole]
    named = LEGEND_ROW * len(shown)
    figure = empty_figure(44 + named + len(rows) * (12 + 17 * len(shown)), right=16, top=8 + named)
    for article, label, colour in reversed(shown):  # bars of a group are drawn from below
        shares = [v.words.get(article, 0) / whole[article] for v in rows]
        words = [
            f"{escaped_words(v.name or NOBODY)} in {escaped_words(label)}: {plural(v.words.get(article, 0), 'word')},"
            f" {share:.0%} of what it quotes"
            for v, share in zip(rows, shares, strict=True)
        ]
        figure.add_trace(
            go.Bar(
                name=escaped_words(label),
                y=[v.id for v in rows],
                x=shares,
                orientation="h",
                marker={"color": colour, "line": {"width": 0}},
                customdata=[[v.id, told] for v, told in zip(rows, words, strict=True)],
                hovertemplate="%{customdata[1]}<extra></extra>",
                text=[f"{share:.0%}" if share else "" for share in shares],
                textposition="outside",
                cliponaxis=False,
                textfont={"size": 11},
            )
        )
    most = max((max((v.words.get(a, 0) / whole[a] for v in rows), default=0) for a, _, _ in shown), default=1)
    figure.update_layout(
        barmode="group",
        bargap=0.28,
        bargroupgap=0.08,
        showlegend=True,  # a label beside each bar has no room on a phone
        legend={
            "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom", "traceorder": "reversed", "itemclick": False,
            "itemdoubleclick": False, "bgcolor": "rgba(0,0,0,0)", "font": {"size": 12},
        },
    )  # fmt: skip
    rows_axis(figure, [(v.id, v.name or NOBODY) for v in rows])
    figure.update_xaxes(range=[0, max(0.2, most * 1.2)], tickformat=".0%", showgrid=True, gridcolor=FAINT, nticks=5)
    return figure
