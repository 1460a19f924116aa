"""The actors: how prominent, by form of mention; and where in the text each is present."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from components.charts.chart_style import (
    ACTOR_SYMBOLS,
    MOST_ACTORS,
    actor_colours,
    count_axis,
    empty_figure,
    escaped_words,
    percent_of_text,
    rows_axis,
    text_axis,
    wrap_words,
)
from components.domain.clickable_marks import mention_id, sentence_context
from components.domain.record import Actor, Form, Record

FORMS: tuple[tuple[Form, str, float], ...] = (
    ("name", "by name", 1.0),
    ("nominal", "by description", 0.7),
    ("pronoun", "by pronoun", 0.42),
    ("adjective", "as an adjective", 0.22),
)


PARTS = {
    "headline": "headline",
    "lead": "lead and beginning",
    "names": "mentions by name",
    "mentions": "all mentions",
    "subject": "doing things",
    "spread": "spread over the text",
    "named": "being named",
}


def top_actors(record: Record, most: int = MOST_ACTORS) -> list[Actor]:
    """The actors a chart shows: the most prominent ones."""
    return list(record.actors[:most])


def prominence(record: Record, actors: Sequence[Actor]) -> go.Figure:
    """Mentions of each actor as stacked bars, darker by name, lighter by description, pronoun, adjective."""
    colours = actor_colours(record)
    figure = empty_figure(50 + 30 * max(1, len(actors)))
    for form, label, opacity in FORMS:
        by_actor = {a.id: [m for m in a.mentions if m.form == form and not _again(record, m.start)] for a in actors}
        mine = [a for a in actors if by_actor[a.id]]
        figure.add_trace(
            go.Bar(
                y=[a.id for a in mine],
                x=[len(by_actor[a.id]) for a in mine],
                orientation="h",
                marker={"color": [colours[a.id] for a in mine], "opacity": opacity, "line": {"width": 0}},
                customdata=[
                    [
                        mention_id(by_actor[a.id][0]),
                        f"{escaped_words(a.name)}: {len(by_actor[a.id])} {label}{_parts(a)}",
                        [mention_id(m) for m in by_actor[a.id]],
                    ]
                    for a in mine
                ],
                hovertemplate="%{customdata[1]}<extra></extra>",
            )
        )
    figure.update_layout(barmode="stack")
    rows_axis(figure, [(a.id, a.name) for a in actors])
    count_axis(figure, max((len(a.mentions) for a in actors), default=0), "mentions")
    return figure


def _parts(actor: Actor) -> str:
    """What makes up an actor's place in the order, the weightiest first."""
    total = sum(actor.parts.values())
    if not total:
        return ""
    ranked = sorted(actor.parts.items(), key=lambda p: -p[1])
    return "<br>Order by " + ", ".join(f"{PARTS.get(name, name)} {value / total:.0%}" for name, value in ranked)


def _again(record: Record, start: int) -> bool:
    """Whether an offset lies in the second headline line, where nothing is counted again."""
    return record.alternative is not None and record.alternative[0] <= start < record.alternative[1]


def mention_presence(record: Record, actors: Sequence[Actor], *, small: bool = False) -> go.Figure:
    """Each mention at its place in the text, an actor a row."""
    colours = actor_colours(record)
    figure = empty_figure(50 + (20 if small else 28) * max(1, len(actors)))
    for actor in actors:
        figure.add_trace(
            go.Scatter(
                x=[percent_of_text(record, m.start) for m in actor.mentions],
                y=[actor.id] * len(actor.mentions),
                mode="markers",
                marker={
                    "size": 10 if small else 12,
                    "color": colours[actor.id],
                    "symbol": ACTOR_SYMBOLS[actor.kind],
                    "opacity": [1.0 if m.form == "name" else 0.5 for m in actor.mentions],
                },
                customdata=[
                    [mention_id(m), wrap_words(record.text[slice(*sentence_context(record, (m.start, m.end)))])]
                    for m in actor.mentions
                ],
                hovertemplate="%{customdata[1]}<extra></extra>",
            )
        )
    rows_axis(figure, [(a.id, a.name) for a in actors], grid=True)
    text_axis(figure)
    return figure
