"""The network: who appears with whom, and who acts on whom, laid out the same way each time."""

from __future__ import annotations

import bisect
import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import networkx as nx
import plotly.graph_objects as go

from components.charts.chart_style import (
    ACTOR_SYMBOLS,
    MOST_ACTORS,
    PEN,
    TAIL,
    actor_colours,
    empty_figure,
    escaped_words,
)
from components.charts.label_placement import TALL, WIDE, Box, Spot, free, label_box, place
from components.charts.relation_words import STATUS_SYMBOLS, act_words, is_asserted
from components.domain.clickable_marks import mention_id, relation_id
from components.domain.plural import plural
from components.domain.record import Actor, Record, Relation, RelationStatus

SEED = 7  # of the layout's first guess, so that the same record always looks the same
HEIGHT = 430
NAME, VERB = 13, 11  # type sizes
RIM = 4  # around the actor that is chosen
DOT = 9  # the size of the mark on an arrow
MARGIN = (0.12, 0.1)  # of the drawing, left free on each side: across, up and down
# Where on an arrow its mark may stand, the best first: nearer to who acts, so that opposite arrows' marks stand apart.
ALONG = tuple(sorted((k / 20 for k in range(4, 17)), key=lambda t: abs(t - 0.4)))
MOST_ROOM, FURTHER, PUSHES = 120.0, 1.4, 60  # pixels between two actors, how much more where an arrow joins them

Point = tuple[float, float]
Acts = defaultdict[tuple[str, str, RelationStatus], list[Relation]]  # by who acts, on whom, and whether it happened


def count_cooccurrences(record: Record, actors: Sequence[Actor]) -> Counter[tuple[str, str]]:
    """How many sentences name both actors of a pair; the second headline line is not counted."""
    known = {a.id for a in actors}
    inside: defaultdict[int, set[str]] = defaultdict(set)
    starts = [s.start for s in record.sentences]

    for actor in record.actors:
        if actor.id not in known:
            continue
        for mention in actor.mentions:
            if record.alternative and record.alternative[0] <= mention.start < record.alternative[1]:
                continue
            inside[bisect.bisect_right(starts, mention.start)].add(actor.id)
    return Counter(pair for ids in inside.values() for pair in itertools.combinations(sorted(ids), 2))


def companions_of(record: Record, actor: Actor) -> list[Actor]:
    """The actor, and those who act on it, are acted on by it or are named with it, the most prominent ones."""
    near = {a for pair in count_cooccurrences(record, record.actors) if actor.id in pair for a in pair} | {actor.id}
    near |= {a for r in record.relations if actor.id in (r.agent, r.patient) for a in (r.agent, r.patient)}
    others = [a for a in record.actors if a.id in near and a.id != actor.id]
    return [actor, *others[: MOST_ACTORS - 1]]


def network(record: Record, actors: Sequence[Actor], *, chosen: str | None = None) -> go.Figure:
    """Actors by shape of their kind; grey lines: named together; arrows with the verb: acting on.

    What is only claimed, planned, possible, denied or not so is a dotted line, with the timeline's shape for it.
    ``chosen`` is the id of the actor that the view is narrowed to: its mark has a rim.
    """
    figure = empty_figure(HEIGHT, top=20, bottom=20, left=10, right=10)
    figure.update_xaxes(visible=False, range=[0, WIDE])
    figure.update_yaxes(visible=False, range=[TALL, 0])
    if not actors:
        return figure
    pairs = count_cooccurrences(record, actors)
    ids = {a.id for a in actors}
    acts: Acts = defaultdict(list)
    for relation in record.relations:
        if relation.agent in ids and relation.patient in ids and relation.agent != relation.patient:
            status: RelationStatus = "happened" if is_asserted(relation) else relation.status
            acts[relation.agent, relation.patient, status].append(relation)
    at = _layout(actors, pairs, {(a, b) for a, b, _ in acts})
    colours = actor_colours(record)
    figure.add_traces(list(_lines(pairs, at)))
    asserted = {(a, b): relations for (a, b, status), relations in acts.items() if status == "happened"}
    figure.add_traces(list(_dotted({(a, b) for a, b, _ in acts} - asserted.keys(), at, colours)))
    figure.update_layout(annotations=[_arrow(at, pair, relations, colours) for pair, relations in asserted.items()])
    occupied = [_spot(actor, at).box for actor in actors]
    _nodes(figure, actors, at, colours, occupied, chosen)
    _verbs(figure, at, acts, colours, occupied)
    return figure


def _lines(pairs: Counter[tuple[str, str]], at: dict[str, Point]) -> Iterator[go.Scatter]:
    """Grey lines between those who are named together: one trace for each thickness, however many pairs there are."""
    by_number: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for pair, n in pairs.items():
        by_number[n].append(pair)
    for n, joined in sorted(by_number.items()):
        yield go.Scatter(
            x=[x for a, b in joined for x in (at[a][0], at[b][0], None)],
            y=[y for a, b in joined for y in (at[a][1], at[b][1], None)],
            mode="lines",
            line={"width": min(7.0, 0.6 + n), "color": "rgba(139,143,148,0.25)"},
            hoverinfo="skip",
        )


def _dotted(pairs: set[tuple[str, str]], at: dict[str, Point], colours: dict[str, str]) -> Iterator[go.Scatter]:
    """Dotted lines between those of whom nothing is asserted, in the colour of who would act."""
    for a, b in sorted(pairs):
        yield go.Scatter(
            x=[at[a][0], at[b][0]],
            y=[at[a][1], at[b][1]],
            mode="lines",
            line={"width": 1.4, "color": colours[a], "dash": "dot"},
            opacity=0.8,
            hoverinfo="skip",
        )


def _arrow(
    at: dict[str, Point], pair: tuple[str, str], relations: Sequence[Relation], colours: dict[str, str]
) -> dict[str, Any]:
    """The arrow from who acts to whom, thicker for more."""
    a, b = pair
    return {
        "x": at[b][0],
        "y": at[b][1],
        "ax": at[a][0],
        "ay": at[a][1],
        "xref": "x",
        "yref": "y",
        "axref": "x",
        "ayref": "y",
        "showarrow": True,
        "arrowhead": 2,
        "arrowsize": 1.1,
        "arrowwidth": min(4.0, 1.0 + 0.6 * len(relations)),
        "arrowcolor": colours[a],
        "opacity": 0.8,
        "standoff": 14,
        "startstandoff": 12,
        "text": "",
    }


def _layout(actors: Sequence[Actor], pairs: Counter[tuple[str, str]], acts: set[tuple[str, str]]) -> dict[str, Point]:
    graph = nx.Graph()
    graph.add_nodes_from(a.id for a in actors)
    for (a, b), n in pairs.items():
        graph.add_edge(a, b, weight=n)
    for a, b in sorted(acts):
        graph.add_edge(a, b, weight=graph.get_edge_data(a, b, {"weight": 0})["weight"] + 1)
    if len(actors) < 3:
        return _on_paper({a.id: (float(i), 0.0) for i, a in enumerate(actors)})
    first = nx.circular_layout(graph)
    # A faint tie to the most prominent actor keeps those apart from the others in the picture.
    for actor in actors[1:]:
        if not graph.has_edge(actors[0].id, actor.id):
            graph.add_edge(actors[0].id, actor.id, weight=0.15)
    positions = nx.spring_layout(
        graph, pos=first, seed=SEED, k=3.0 / len(actors) ** 0.5, iterations=150, weight="weight"
    )
    return _apart(_on_paper(_spread(positions)), {frozenset(pair) for pair in acts})


def _on_paper(positions: dict[str, Point]) -> dict[str, Point]:
    """Positions in the drawing's pixels, downwards as on a page."""
    spans = [[p[axis] for p in positions.values()] for axis in (0, 1)]

    def scaled(value: float, axis: int) -> float:
        low, high, size = min(spans[axis]), max(spans[axis]), (WIDE, TALL)[axis]
        share = (value - low) / (high - low) if high > low else 0.5
        return size * (MARGIN[axis] + share * (1 - 2 * MARGIN[axis]))

    return {node: (scaled(x, 0), scaled(y, 1)) for node, (x, y) in positions.items()}


def _apart(at: dict[str, Point], joined: set[frozenset[str]]) -> dict[str, Point]:
    """Positions pushed from one another until names have room, and verbs between those ``joined`` by an arrow."""
    room = min(MOST_ROOM, 0.75 * (WIDE * TALL / len(at)) ** 0.5)
    moved = {node: list(p) for node, p in at.items()}
    bounds = [
        (size * margin * 0.6, size * (1 - margin * 0.6)) for size, margin in zip((WIDE, TALL), MARGIN, strict=True)
    ]
    for _ in range(PUSHES):
        for a, b in itertools.combinations(sorted(moved), 2):
            wanted = room * (FURTHER if frozenset((a, b)) in joined else 1.0)
            across, down = moved[b][0] - moved[a][0], moved[b][1] - moved[a][1]
            far = math.hypot(across, down)
            if far >= wanted:
                continue
            push = (wanted - far) / 4 / (far or 1.0)
            for node, way in ((a, -push), (b, push)):
                moved[node][0] += way * (across or 1.0)
                moved[node][1] += way * down
        for p in moved.values():
            for axis, (low, high) in enumerate(bounds):
                p[axis] = min(high, max(low, p[axis]))
    return {node: (x, y) for node, (x, y) in moved.items()}


def _spread(positions: dict[str, Sequence[float]]) -> dict[str, Point]:
    """Positions drawn towards even spacing on both axes, so that labels find room where nodes crowd."""
    even: list[dict[str, float]] = []
    for axis in (0, 1):
        order = sorted(positions, key=lambda node: (positions[node][axis], node))
        even.append({node: i / (len(order) - 1) * 2 - 1 for i, node in enumerate(order)})

    def mixed(node: str, axis: int) -> float:
        return 0.3 * float(positions[node][axis]) + 0.7 * even[axis][node]

    return {node: (mixed(node, 0), mixed(node, 1)) for node in positions}


def _size(actor: Actor) -> float:
    return 16 + 18 * actor.prominence


def _spot(actor: Actor, at: dict[str, Point]) -> Spot:
    return Spot(*at[actor.id], _size(actor) / 2)


def _nodes(
    figure: go.Figure,
    actors: Sequence[Actor],
    at: dict[str, Point],
    colours: dict[str, str],
    occupied: list[Box],
    chosen: str | None,
) -> None:
    """The actors with their names; what the names cover is added to ``occupied``."""
    listed = [a for a in actors if a.mentions]
    positions = []
    for actor in listed:
        name, spot = escaped_words(actor.name, 22), _spot(actor, at)
        found = place([spot], name, NAME, [b for b in occupied if b != spot.box])
        positions.append(found[1] if found else "bottom center")
        occupied.append(label_box(spot, name, NAME, positions[-1]))
    figure.add_trace(
        go.Scatter(
            x=[at[a.id][0] for a in listed],
            y=[at[a.id][1] for a in listed],
            mode="markers+text",
            marker={
                "size": [_size(a) for a in listed],
                "color": [colours.get(a.id, TAIL) for a in listed],
                "symbol": [ACTOR_SYMBOLS[a.kind] for a in listed],
                "line": {"width": [RIM if a.id == chosen else 0 for a in listed], "color": PEN},
            },
            text=[escaped_words(a.name, 22) for a in listed],
            textposition=positions,
            textfont={"size": NAME},
            customdata=[
                [
                    mention_id(a.mentions[0]),
                    f"{escaped_words(a.name)}<br>{plural(len(a.mentions), 'mention')}",
                    [mention_id(m) for m in a.mentions],
                ]
                for a in listed
            ],
            hovertemplate="%{customdata[1]}<extra></extra>",
            cliponaxis=False,
        )
    )


def _verbs(
    figure: go.Figure,
    at: dict[str, Point],
    acts: Acts,
    colours: dict[str, str],
    occupied: list[Box],
) -> None:
    """The mark of each arrow or dotted line, nearer to who acts, and its verb where there is room.

    Where there is none, pointing at the mark tells the verb.
    """
    if not acts:
        return
    spots: list[Spot] = []
    labels, shown, positions = [], [], []
    for (a, b, _), relations in acts.items():
        verbs = list(dict.fromkeys(act_words(r) for r in relations))
        label = escaped_words(", ".join(verbs[:2]) + (f" +{len(verbs) - 2}" if len(verbs) > 2 else ""), 30)
        ways = [Spot(at[a][0] * (1 - t) + at[b][0] * t, at[a][1] * (1 - t) + at[b][1] * t, DOT / 2) for t in ALONG]
        found = place(ways, label, VERB, occupied, ("top center", "bottom center", "middle right", "middle left"))
        spot, position = found or (next((w for w in ways if free(w.box, occupied)), ways[0]), "top center")
        labels.append(escaped_words(", ".join(verbs), 90))
        shown.append(label if found else "")
        positions.append(position)
        spots.append(spot)
        occupied.append(spot.box)
        if found:
            occupied.append(label_box(spot, label, VERB, position))
    figure.add_trace(
        go.Scatter(
            x=[s.x for s in spots],
            y=[s.y for s in spots],
            mode="markers+text",
            marker={
                "size": DOT,
                "symbol": [STATUS_SYMBOLS[status] for _, _, status in acts],
                "color": [colours[a] for a, _, _ in acts],
            },
            text=shown,
            textposition=positions,
            textfont={"size": VERB},
            customdata=[
                [relation_id(r[0]), label, [relation_id(one) for one in r]]
                for r, label in zip(acts.values(), labels, strict=True)
            ],
            hovertemplate="%{customdata[1]}<extra></extra>",
            cliponaxis=False,
        )
    )
