"""What every chart shares: colours, escaping, the bare layout, the scale of places in the text."""

from __future__ import annotations

import html
from collections.abc import Collection, Sequence

import plotly.graph_objects as go
from plotly.basedatatypes import BaseTraceType

from components.domain.record import ActorKind, Record

# Ten hues for actors, told apart by lightness too; none is near tone's blue and orange. The tail is grey.
ACTOR_COLOURS = (
    "#7d5ba6", "#2c8c5a", "#b04a74", "#8f7d1f", "#7d6450",
    "#2f9a90", "#d07f9e", "#5b62b5", "#7d9a35", "#a472c0",
)  # fmt: skip
TAIL = "#8b8f94"
PEN = "#6f7478"  # the ring around what readers corrected; told from paper and ink in both themes
RING = 2.5
POSITIVE, NEUTRAL, NEGATIVE = (47, 120, 183), (139, 143, 148), (208, 114, 42)
FAINT = "rgba(139,143,148,0.28)"
ACTOR_SYMBOLS: dict[ActorKind, str] = {
    "person": "circle", "organisation": "square", "place": "diamond", "group": "hexagon"
}  # fmt: skip
SURE = 0.8  # a confidence from which nine in ten are right
CHECK = 0.55  # a confidence below this is drawn hollow and asks to be checked
TITLE_ROOM = 18  # pixels below an axis for its title
MOST_ACTORS = 12  # rows of a chart; the tail is named in a line below it


def actor_colours(record: Record) -> dict[str, str]:
    """The colour of each actor, the same on every view: by prominence as it was read, grey from the eleventh on.

    It stays the actor's own where a reader's correction changes the order. One whom a reader added, or of a record
    without ranks, has that of its place now, where nobody else has it.
    """
    taken = {a.rank for a in record.actors if a.rank is not None}
    slots = {a.id: a.rank if a.rank is not None else i for i, a in enumerate(record.actors)}
    free = {a.id for a in record.actors if a.rank is not None or slots[a.id] not in taken}
    return {i: ACTOR_COLOURS[s] if s < len(ACTOR_COLOURS) and i in free else TAIL for i, s in slots.items()}


def tone_colour(score: float) -> str:
    """From orange (against) over grey to blue (for); ``score`` runs from -1 to 1."""
    end = POSITIVE if score > 0 else NEGATIVE
    share = min(1.0, abs(score) * 1.6)
    mixed = (round(n + (e - n) * share) for n, e in zip(NEUTRAL, end, strict=True))
    return "rgb({},{},{})".format(*mixed)


def escaped_words(text: str, most: int = 60) -> str:
    """Words from an article as Plotly shows them: one line, cut, none of its pseudo-HTML left active."""
    flat = " ".join(text.split())
    if len(flat) > most:
        flat = flat[: most - 1].rstrip(" ,;:") + "…"
    return html.escape(flat, quote=False)


def wrap_words(text: str, width: int = 46, most: int = 220) -> str:
    """Words for a hover label, broken into lines."""
    flat = " ".join(text.split())
    if len(flat) > most:
        flat = flat[: most - 1] + "…"
    lines: list[str] = []
    for word in flat.split():
        if lines and len(lines[-1]) + len(word) < width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return "<br>".join(html.escape(line, quote=False) for line in lines)


def percent_of_text(record: Record, offset: int) -> float:
    """How far into the text an offset is, in percent."""
    return round(100 * offset / max(1, len(record.text)), 2)


def empty_figure(height: int, *, left: int = 8, right: int = 8, top: int = 8, bottom: int = 28) -> go.Figure:
    """An empty figure in the house's layout: no boxes, no legend, nothing that drags or jumps."""
    axis = {"zeroline": False, "fixedrange": True, "title": {"text": ""}}
    return go.Figure(  # all at once: a layout that is updated later takes eight times as long
        layout={
            "height": height,
            "margin": {"l": left, "r": right, "t": top, "b": bottom, "pad": 0},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "bargap": 0.35,
            "font": {"size": 13},
            "title": {"text": ""},
            "xaxis": {**axis, "automargin": False},
            "yaxis": axis,
        }
    )


def text_axis(figure: go.Figure, **more: object) -> None:
    """An x axis that runs over the text, from its beginning to its end."""
    figure.update_xaxes(
        range=[-2, 102],
        tickvals=[0, 25, 50, 75, 100],
        ticktext=["start", "¼", "middle", "¾", "end"],
        showgrid=True,
        gridcolor=FAINT,
        **more,
    )


def count_axis(figure: go.Figure, most: int, of: str) -> None:
    """An x axis of whole counts from nought to at least ``most``; ``of``: what is counted, as its title."""
    step = next(n for power in range(9) for n in (10**power, 2 * 10**power, 5 * 10**power) if n * 6 >= most)
    figure.update_xaxes(
        showgrid=True,
        gridcolor=FAINT,
        rangemode="tozero",
        tick0=0,
        dtick=step,
        tickformat=",d",
        tickangle=0,
        title={"text": of, "standoff": 4, "font": {"size": 12}},
    )
    figure.update_layout(height=figure.layout.height + TITLE_ROOM, margin={"b": figure.layout.margin.b + TITLE_ROOM})


def rows_axis(figure: go.Figure, rows: Sequence[tuple[str, str]], *, grid: bool = False) -> None:
    """A y axis of named rows, (id, name) from the top down; rows go by id, so equal names stay apart."""
    figure.update_yaxes(
        type="category",
        tickmode="array",
        tickvals=[i for i, _ in rows],
        ticktext=[wrap_words(name, width=19, most=36) for _, name in rows],
        categoryorder="array",
        categoryarray=[i for i, _ in reversed(rows)],
        range=[-0.6, len(rows) - 0.4],
        automargin=True,
        showgrid=grid,
        gridcolor=FAINT,
    )


def with_correction_marks(figure: go.Figure, corrected: Collection[str]) -> go.Figure:
    """The figure with a ring around the marks that readers corrected, and a word on it where they are pointed at.

    ``corrected`` are their ids, the first of each point's customdata: [id, words, further ids it stands for].
    """
    for trace in figure.data if corrected else ():
        data = trace.customdata
        if data is None or trace.type not in {"scatter", "bar"}:
            continue
        here = [str(d[0]) in corrected for d in data]
        if not any(here):
            continue
        trace.customdata = [
            [d[0], f"{d[1]}<br><i>✎ corrected by a reader</i>", *d[2:]] if on and len(d) > 1 else list(d)
            for on, d in zip(here, data, strict=True)
        ]
        if trace.type == "bar" or "markers" in str(trace.mode):
            trace.marker.line = {"width": [RING if on else 0 for on in here], "color": PEN}
    return figure


def _is_written(trace: BaseTraceType) -> bool:
    """Whether a trace has words of its own: to set the colour of words that aren't there takes as long as to draw."""
    return trace.type == "scatter" and "text" in (trace.mode or "")


def with_ink(figure: go.Figure, ink: str) -> go.Figure:
    """The figure with every word of it in a colour, whatever theme is laid over it."""
    figure.update_layout(font={"color": ink})
    figure.update_xaxes(tickfont={"color": ink}, title={"font": {"color": ink}})
    figure.update_yaxes(tickfont={"color": ink}, title={"font": {"color": ink}})
    figure.for_each_annotation(lambda a: a.update(font={"color": ink}, opacity=1) if a.text else None)
    figure.update_traces(textfont={"color": ink}, selector=_is_written)
    return figure
