"""Attitudes: who speaks well or ill of whom, and where in the text."""

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
from components.domain.plural import plural
from components.domain.record import UNKNOWN, WRITER, Record, Tone, ToneLabel

WRITER_NAME = "The writer"
TONES: dict[ToneLabel, str] = {"positive": "for", "neutral": "neutral", "negative": "against"}
FULL: dict[ToneLabel, float] = {"positive": 1.0, "neutral": 0.0, "negative": -1.0}  # whose colours say it

MOST_LEVEL, MOST_LEVEL_SMALL = 4, 3  # targets whose names fit side by side on a phone; of more they stand aslant
ASIDE = 0.17  # of a cell's width: how far praise and blame of the same two stand from its middle
_SIDES: dict[ToneLabel, float] = {"negative": -ASIDE, "neutral": 0.0, "positive": ASIDE}


def attitudes(record: Record) -> list[Tone]:
    """The attitudes that are told, in text order: not those that a reader took for none."""
    told = [t for t in record.tones if t.target is not None and t.label != "neutral"]
    return sorted(told, key=lambda t: (t.start, t.target or "", t.voice))


def holders(record: Record, tones: Sequence[Tone]) -> list[tuple[str, str]]:
    """(id, name) of each who holds one of these: the writer first, then actors by prominence, then who isn't named."""
    ids = {t.voice for t in tones}
    named = [(a.id, a.name) for a in record.actors if a.id in ids]
    known = {WRITER, *(i for i, _ in named)}
    writer = [(WRITER, WRITER_NAME)] if WRITER in ids else []
    return [*writer, *named, *((UNKNOWN, "Somebody") for _ in range(bool(ids - known)))][:MOST_ACTORS]


def targets(record: Record, tones: Sequence[Tone]) -> list[tuple[str, str]]:
    """(id, name) of each of whom these speak, by prominence."""
    ids = {t.target for t in tones}
    return [(a.id, a.name) for a in record.actors if a.id in ids][:MOST_ACTORS]


def in_matrix_order(record: Record, tones: Sequence[Tone]) -> list[Tone]:
    """The attitudes a cell of the matrix after the other: from one to the next a reader goes through a cell."""
    rows = {identity: n for n, (identity, _) in enumerate(holders(record, tones))}
    columns = {identity: n for n, (identity, _) in enumerate(targets(record, tones))}
    last = len(record.actors) + 1
    return sorted(tones, key=lambda t: (rows.get(t.voice, last), columns.get(t.target or "", last), t.label, t.start))


def drawn_attitudes(record: Record, tones: Sequence[Tone]) -> list[Tone]:
    """Those of the attitudes that the matrix has a row and a column for."""
    rows = {identity for identity, _ in holders(record, tones)}
    columns = {identity for identity, _ in targets(record, tones)}
    return [t for t in tones if (t.voice if t.voice in rows else UNKNOWN) in rows and t.target in columns]


def attitude_matrix(record: Record, tones: Sequence[Tone], *, small: bool = False) -> go.Figure:
    """Who (a row) speaks of whom (a column): blue well, orange ill, the larger the more sentences."""
    rows, columns = holders(record, tones), targets(record, tones)
    across = {identity: n for n, (identity, _) in enumerate(columns)}
    level = len(columns) <= (MOST_LEVEL_SMALL if small else MOST_LEVEL)
    cells: defaultdict[tuple[str, str, ToneLabel], list[Tone]] = defaultdict(list)
    known = {identity for identity, _ in rows}
    for tone in in_matrix_order(record, drawn_attitudes(record, tones)):
        cells[tone.voice if tone.voice in known else UNKNOWN, tone.target or "", tone.label].append(tone)
    figure = empty_figure(
        (56 if level else 92) + (28 if small else 36) * max(1, len(rows)), top=32 if level else 68, bottom=8
    )
    names = dict(rows) | dict(columns)
    both = {(v, t) for v, t, label in cells if (v, t, "positive") in cells and (v, t, "negative") in cells}
    figure.add_trace(
        go.Scatter(
            x=[across[t] + (_SIDES[label] if (v, t) in both else 0.0) for v, t, label in cells],
            y=[v for v, _, _ in cells],
            mode="markers",
            marker={
                "size": [13 + 3.2 * min(7, len(here)) for here in cells.values()],
                "color": [tone_colour(FULL[label]) for _, _, label in cells],
                "symbol": [
                    "circle" if max(t.confidence for t in here) >= CHECK else "circle-open" for here in cells.values()
                ],
                "line": {"width": 0},
            },
            customdata=[
                [
                    tone_id(here[0]),
                    f"{escaped_words(names[v])} on {escaped_words(names[t])}<br>"
                    f"{TONES[label]}, in {plural(len({tone.start for tone in here}), 'sentence')}",
                    [tone_id(t) for t in here],
                ]
                for (v, t, label), here in cells.items()
            ],
            hovertemplate="%{customdata[1]}<extra></extra>",
        )
    )
    rows_axis(figure, rows, grid=True)
    figure.update_xaxes(
        side="top",
        tickmode="array",
        tickvals=list(range(len(columns))),
        ticktext=[
            wrap_words(name, width=9 if small else 12, most=30) if level else escaped_words(name, most=18)
            for _, name in columns
        ],
        range=[-0.6, max(1, len(columns)) - 0.4],
        tickangle=0 if level else -50,
        showgrid=False,
        zeroline=False,
        automargin=True,
    )
    return figure


def attitudes_along_text(record: Record, tones: Sequence[Tone]) -> go.Figure:
    """Each attitude at its place in the text, a row for each of whom it is: a ring a speaker's, a disc the writer's."""
    rows = targets(record, tones)
    names = {WRITER: WRITER_NAME} | {a.id: a.name for a in record.actors}
    figure = empty_figure(50 + 30 * max(1, len(rows)))
    for identity, name in rows:
        mine = [t for t in tones if t.target == identity]
        figure.add_trace(
            go.Scatter(
                x=[percent_of_text(record, t.start) for t in mine],
                y=[identity] * len(mine),
                mode="markers",
                marker={
                    "size": 14,
                    "color": [tone_colour(FULL[t.label]) for t in mine],
                    "symbol": ["circle" if t.voice == WRITER else "circle-open" for t in mine],
                    "line": {"width": 2.5, "color": [tone_colour(FULL[t.label]) for t in mine]},
                },
                customdata=[
                    [
                        tone_id(t),
                        f"{escaped_words(names.get(t.voice, 'Somebody'))} on {escaped_words(name)}: {TONES[t.label]}"
                        f"<br>{wrap_words(record.text[t.start : t.end])}",
                    ]
                    for t in mine
                ],
                hovertemplate="%{customdata[1]}<extra></extra>",
            )
        )
    rows_axis(figure, rows, grid=True)
    text_axis(figure)
    return figure
