"""The quotes: whose voice has how many words, and where in the text each quote stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import plotly.graph_objects as go

from components.charts.chart_style import (
    CHECK,
    TAIL,
    actor_colours,
    count_axis,
    empty_figure,
    escaped_words,
    percent_of_text,
    rows_axis,
    text_axis,
    wrap_words,
)
from components.domain.plural import plural
from components.domain.record import Quote, QuoteKind, Record
from components.domain.share_of_voice import FLOOR_SPEAKERS, FLOOR_WORDS, counted_quotes, quote_words
from components.domain.spans import Span

KINDS: tuple[tuple[QuoteKind, str, float], ...] = (
    ("direct", "full quote", 1.0),
    ("mixed", "partial quote", 0.72),
    ("indirect", "paraphrase", 0.42),
    ("scare", "quoted word", 0.2),
)
KIND_NAMES = {kind: name for kind, name, _ in KINDS}
NOBODY = "nobody named"
_PRONOUNS = frozenset(("he", "she", "it", "they", "we", "i", "his", "her", "its", "their", "who", "that", "which"))
MOST_ROWS = 14  # speakers drawn; the list holds them all


def is_comparable(record: Record) -> bool:
    """Whether enough is quoted, of enough speakers, for shares of voice to mean something."""
    quotes = counted_quotes(record)
    return (
        sum(quote_words(record, q) for q in quotes) >= FLOOR_WORDS
        and len({q.speaker for q in quotes if q.speaker}) >= FLOOR_SPEAKERS
    )


def as_written(record: Record, quote: Quote) -> str:
    """The attribution as written; a pronoun that could not be told is marked as unclear."""
    if quote.source is None:
        return NOBODY
    written = " ".join(record.text[slice(*quote.source)].split())
    return f"unclear (“{written}”)" if written.lower() in _PRONOUNS and quote.speaker is None else written


def row_of(record: Record, quote: Quote) -> str:
    """The row a quote is drawn in: its speaker's id, else the attribution as written, else nobody's."""
    return quote.speaker or as_written(record, quote)


def _by_row(record: Record, quotes: Sequence[Quote]) -> dict[str, list[Quote]]:
    """The quotes by the row that they are drawn in."""
    by_row: defaultdict[str, list[Quote]] = defaultdict(list)
    for quote in quotes:
        by_row[row_of(record, quote)].append(quote)
    return by_row


def _speakers(record: Record, quotes: Sequence[Quote]) -> list[tuple[str, str, str]]:
    """Rows of a chart: (row, name, colour), by words said; nobody's words last."""
    words_of = {row: sum(quote_words(record, q) for q in mine) for row, mine in _by_row(record, quotes).items()}
    names = {a.id: a.name for a in record.actors}
    colours = actor_colours(record)
    order = sorted(words_of, key=lambda s: (s == NOBODY, -words_of[s], s))[:MOST_ROWS]
    return [(s, names.get(s, s), colours.get(s, TAIL)) for s in order]


def speakers_left_out(record: Record, quotes: Sequence[Quote]) -> int:
    """How many speakers of these quotes have no row of their own in a chart."""
    return max(0, len({row_of(record, q) for q in quotes}) - MOST_ROWS)


def share_of_voice(record: Record, *, small: bool = False) -> go.Figure:
    """Words by speaker as stacked bars: full quotes darkest, then partial quotes, then paraphrases."""
    quotes = counted_quotes(record)
    rows = _speakers(record, quotes)
    by_row = _by_row(record, quotes)
    figure = empty_figure(50 + (24 if small else 32) * max(1, len(rows)))
    for kind, label, opacity in KINDS[:3]:
        xs, marks, colours, ys = [], [], [], []
        for speaker, name, colour in rows:
            mine = [q for q in by_row[speaker] if q.kind == kind]
            if mine:
                total = sum(quote_words(record, q) for q in mine)
                ys.append(speaker)
                xs.append(total)
                colours.append(colour)
                words = f"{escaped_words(name)}: {plural(total, 'word')} in {plural(len(mine), label)}"
                marks.append([mine[0].id, words, [q.id for q in mine]])
        figure.add_trace(
            go.Bar(
                y=ys,
                x=xs,
                orientation="h",
                marker={"color": colours, "opacity": opacity, "line": {"width": 0}},
                customdata=marks,
                hovertemplate="%{customdata[1]}<extra></extra>",
            )
        )
    figure.update_layout(barmode="stack")
    rows_axis(figure, [(s, name) for s, name, _ in rows])
    most = max((sum(quote_words(record, q) for q in mine) for mine in by_row.values()), default=0)
    count_axis(figure, most, "words")
    return figure


def quote_strip(record: Record, quotes: Sequence[Quote]) -> go.Figure:
    """Each quote as a bar at its place in the text, a speaker a row, a marker to pick it by."""
    rows = _speakers(record, quotes)
    figure = empty_figure(50 + 32 * max(1, len(rows)))
    by_row = _by_row(record, quotes)
    for speaker, _, colour in rows:
        mine = by_row[speaker]
        for kind, _, opacity in KINDS:
            bars = [part for q in mine if q.kind == kind for part in q.content]
            if bars:
                figure.add_trace(_bars(record, bars, speaker, colour, 0.75 * max(0.3, opacity)))
        figure.add_trace(
            go.Scatter(
                x=[percent_of_text(record, q.content[0][0]) for q in mine],
                y=[speaker] * len(mine),
                mode="markers",
                marker={
                    "size": 13,
                    "color": colour,
                    "symbol": ["circle" if q.confidence >= CHECK else "circle-open" for q in mine],
                    "line": {"width": 2, "color": colour},
                },
                customdata=[
                    [q.id, f"{KIND_NAMES[q.kind]}<br>{wrap_words(record.text[slice(*q.content[0])])}"] for q in mine
                ],
                hovertemplate="%{customdata[1]}<extra></extra>",
            )
        )
    rows_axis(figure, [(s, name) for s, name, _ in rows])
    text_axis(figure)
    return figure


def _bars(record: Record, parts: Sequence[Span], row: str, colour: str, opacity: float) -> go.Scatter:
    """The words of one speaker's quotes of one kind, as one trace with gaps: one each would be hundreds."""
    ends = [[percent_of_text(record, start), percent_of_text(record, end), None] for start, end in parts]
    return go.Scatter(
        x=[x for bar in ends for x in bar],
        y=[row] * 3 * len(ends),
        mode="lines",
        line={"width": 11, "color": colour},
        opacity=opacity,
        hoverinfo="skip",
    )
