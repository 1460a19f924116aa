"""The tone: along the text by voice, and of each voice towards each actor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import plotly.graph_objects as go

from components.charts.chart_style import (
    CHECK,
    MOST_ACTORS,
    empty_figure,
    escaped_words,
    percent_of_text,
    rows_axis,
    text_axis,
    tone_colour,
    wrap_words,
)
from components.domain.clickable_marks import tone_id
from components.domain.record import WRITER, Record, Tone, ToneLabel

WRITER_NAME = "The writer"
TONES: dict[ToneLabel, str] = {"positive": "favourable", "neutral": "neutral", "negative": "critical"}

MOST_LEVEL = 4  # voices whose names fit side by side on a phone; of more they stand aslant


def voices(record: Record, tones: Sequence[Tone]) -> list[tuple[str, str]]:
    """(id, name) of each voice: the writer first, then speakers by prominence."""
    names = {a.id: a.name for a in record.actors}
    voice_ids = {t.voice for t in tones}
    return [(WRITER, WRITER_NAME), *((i, names[i]) for i in names if i in voice_ids)][:MOST_ACTORS]


def tone_along_text(record: Record, *, small: bool = False) -> go.Figure:
    """The tone of each sentence at its place, a voice a row: blue favourable, orange critical, larger the stronger."""
    tones = [t for t in record.tones if t.target is None]
    rows = voices(record, tones)
    figure = empty_figure(50 + (26 if small else 40) * len(rows))
    for voice, _ in rows:
        mine = [t for t in tones if t.voice == voice]
        figure.add_trace(
            go.Scatter(
                x=[percent_of_text(record, t.start) for t in mine],
                y=[voice] * len(mine),
                mode="markers",
                marker={
                    "size": [9 + 15 * abs(t.score) for t in mine],
                    "color": [tone_colour(t.score) for t in mine],
                    "symbol": ["circle" if t.confidence >= CHECK else "circle-open" for t in mine],
                    "line": {"width": 1.5, "color": [tone_colour(t.score) for t in mine]},
                },
                customdata=[[tone_id(t), wrap_words(record.text[t.start : t.end])] for t in mine],
                hovertemplate="%{customdata[1]}<extra></extra>",
            )
        )
    rows_axis(figure, rows, grid=True)
    text_axis(figure)
    return figure


def tone_towards_actors(record: Record, tones: Sequence[Tone]) -> go.Figure:
    """The tone towards each actor at its place in the text, an actor a row: a ring a speaker's, a disc the writer's."""
    rows = [a for a in record.actors if any(t.target == a.id for t in tones)][:MOST_ACTORS]
    names = {WRITER: WRITER_NAME} | {a.id: a.name for a in record.actors}
    figure = empty_figure(50 + 30 * max(1, len(rows)))
    for actor in rows:
        mine = [t for t in tones if t.target == actor.id]
        figure.add_trace(
            go.Scatter(
                x=[percent_of_text(record, t.start) for t in mine],
                y=[actor.id] * len(mine),
                mode="markers",
                marker={
                    "size": [8 + 12 * abs(t.score) for t in mine],
                    "color": [tone_colour(t.score) for t in mine],
                    "symbol": ["circle" if t.voice == WRITER else "circle-open" for t in mine],
                    "line": {"width": 2, "color": [tone_colour(t.score) for t in mine]},
                },
                customdata=[
                    [
                        tone_id(t),
                        f"{escaped_words(names.get(t.voice, 'A speaker'))} on {escaped_words(actor.name)}"
                        f"<br>{wrap_words(record.text[t.start : t.end])}",
                    ]
                    for t in mine
                ],
                hovertemplate="%{customdata[1]}<extra></extra>",
            )
        )
    rows_axis(figure, [(a.id, a.name) for a in rows], grid=True)
    text_axis(figure)
    return figure


def voice_target_matrix(record: Record) -> go.Figure:
    """Each voice's tone towards each actor: size how often, colour the mean, a bubble the strongest sentence."""
    tones = [t for t in record.tones if t.target is not None]
    rows = [a for a in record.actors if any(t.target == a.id for t in tones)][:MOST_ACTORS]
    columns = voices(record, tones)
    level = len(columns) <= MOST_LEVEL
    cells: defaultdict[tuple[str, str], list[Tone]] = defaultdict(list)
    for tone in tones:
        cells[tone.target or "", tone.voice].append(tone)
    figure = empty_figure(88 + 34 * max(1, len(rows)), top=64, bottom=8)
    points = [(a, v, name, cells[a.id, v]) for a in rows for v, name in columns if cells.get((a.id, v))]
    means = [sum(t.score for t in tones_here) / len(tones_here) for *_, tones_here in points]
    figure.add_trace(
        go.Scatter(
            x=[v for _, v, _, _ in points],
            y=[a.id for a, *_ in points],
            mode="markers",
            marker={
                "size": [13 + 3.2 * min(7, len(tones_here)) for *_, tones_here in points],
                "color": [tone_colour(m) for m in means],
                "line": {"width": 0},
            },
            customdata=[
                [
                    tone_id(max(tones_here, key=lambda t: (abs(t.score), -t.start))),
                    f"{escaped_words(name)} on {escaped_words(a.name)}<br>{_counts(tones_here)}",
                ]
                for a, _, name, tones_here in points
            ],
            hovertemplate="%{customdata[1]}<extra></extra>",
        )
    )
    rows_axis(figure, [(a.id, a.name) for a in rows], grid=True)
    figure.update_xaxes(
        type="category",
        side="top",
        tickmode="array",
        tickvals=[v for v, _ in columns],
        ticktext=[
            wrap_words(name, width=9, most=24) if level else wrap_words(name, width=24, most=18) for _, name in columns
        ],
        categoryorder="array",
        categoryarray=[v for v, _ in columns],
        range=[-0.6, len(columns) - 0.4],
        tickangle=0 if level else -50,
        showgrid=False,
        automargin=True,
    )
    return figure


def _counts(tones: Sequence[Tone]) -> str:
    return ", ".join(f"{n} {name}" for label, name in TONES.items() if (n := sum(t.label == label for t in tones)))
