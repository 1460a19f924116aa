"""The network: who appears with whom, and who acts on whom, laid out the same way each time."""

from __future__ import annotations

import bisect
import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence

import networkx as nx
import plotly.graph_objects as go

from components.charts.style import ACTOR_SYMBOLS, TAIL, actor_colours, bare, words
from components.domain.marks import mention_id, relation_id
from components.domain.record import Actor, Record, Relation

SEED = 7  # of the layout's first guess, so that the same record always looks the same
HEIGHT = 430


def together(record: Record, actors: Sequence[Actor]) -> Counter[tuple[str, str]]:
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


def network(record: Record, actors: Sequence[Actor]) -> go.Figure:
    """Actors by shape of their kind; grey lines: named together; arrows with the verb: acting on."""
    figure = bare(HEIGHT, top=20, bottom=20, left=10, right=10)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    if not actors:
        return figure
    pairs = together(record, actors)
    known = {a.id for a in actors}
    acts: defaultdict[tuple[str, str], list[Relation]] = defaultdict(list)
    for relation in record.relations:
        if relation.agent in known and relation.patient in known and relation.agent != relation.patient:
            acts[relation.agent, relation.patient].append(relation)
    at = _layout(actors, pairs, acts)
    for (a, b), n in pairs.items():
        figure.add_trace(
            go.Scatter(
                x=[at[a][0], at[b][0]],
                y=[at[a][1], at[b][1]],
                mode="lines",
                line={"width": min(7.0, 0.6 + n), "color": "rgba(139,143,148,0.25)"},
                hoverinfo="skip",
            )
        )
    colours = actor_colours(record)
    for (a, b), relations in acts.items():
        figure.add_annotation(
            x=at[b][0],
            y=at[b][1],
            ax=at[a][0],
            ay=at[a][1],
            xref="x",
            yref="y",
            axref="x",
            ayref="y",
            showarrow=True,
            arrowhead=2,
            arrowsize=1.1,
            arrowwidth=min(4.0, 1.0 + 0.6 * len(relations)),
            arrowcolor=colours[a],
            opacity=0.8,
            standoff=14,
            startstandoff=12,
            text="",
        )
    _verbs(figure, at, acts, colours)
    _nodes(figure, record, actors, at, colours)
    return figure


def _layout(
    actors: Sequence[Actor], pairs: Counter[tuple[str, str]], acts: dict[tuple[str, str], list[Relation]]
) -> dict[str, tuple[float, float]]:
    graph = nx.Graph()
    graph.add_nodes_from(a.id for a in actors)
    for (a, b), n in pairs.items():
        graph.add_edge(a, b, weight=n)
    for a, b in acts:
        graph.add_edge(a, b, weight=graph.get_edge_data(a, b, {"weight": 0})["weight"] + 1)
    if len(actors) < 3:
        return {a.id: (float(i), 0.0) for i, a in enumerate(actors)}
    first = nx.circular_layout(graph)
    # A faint tie to the most prominent actor keeps those apart from the others in the picture.
    for actor in actors[1:]:
        if not graph.has_edge(actors[0].id, actor.id):
            graph.add_edge(actors[0].id, actor.id, weight=0.15)
    found = nx.spring_layout(graph, pos=first, seed=SEED, k=3.0 / len(actors) ** 0.5, iterations=150, weight="weight")
    return _spread(found)


def _spread(found: dict[str, Sequence[float]]) -> dict[str, tuple[float, float]]:
    """Positions drawn towards even spacing on both axes, so that labels find room where nodes crowd."""
    even: list[dict[str, float]] = []
    for axis in (0, 1):
        order = sorted(found, key=lambda node: (found[node][axis], node))
        even.append({node: i / (len(order) - 1) * 2 - 1 for i, node in enumerate(order)})

    def mixed(node: str, axis: int) -> float:
        return 0.3 * float(found[node][axis]) + 0.7 * even[axis][node]

    return {node: (mixed(node, 0), mixed(node, 1)) for node in found}


def _verbs(
    figure: go.Figure,
    at: dict[str, tuple[float, float]],
    acts: dict[tuple[str, str], list[Relation]],
    colours: dict[str, str],
) -> None:
    """The verb of each arrow at two fifths of its way, so that opposite arrows' words stand apart."""
    if not acts:
        return
    points = [(at[a][0] * 0.6 + at[b][0] * 0.4, at[a][1] * 0.6 + at[b][1] * 0.4) for a, b in acts]
    labels = []
    for relations in acts.values():
        verbs = list(dict.fromkeys(("not " if r.negated else "") + r.verb for r in relations))
        labels.append(words(", ".join(verbs[:2]) + (f" +{len(verbs) - 2}" if len(verbs) > 2 else ""), 30))
    figure.add_trace(
        go.Scatter(
            x=[p[0] for p in points],
            y=[p[1] for p in points],
            mode="markers+text",
            marker={"size": 9, "symbol": "circle", "color": [colours[a] for a, _ in acts]},
            text=labels,
            textposition="top center",
            textfont={"size": 11},
            customdata=[[relation_id(r[0]), label] for r, label in zip(acts.values(), labels, strict=True)],
            hovertemplate="%{customdata[1]}<extra></extra>",
            cliponaxis=False,
        )
    )


def _nodes(
    figure: go.Figure,
    record: Record,
    actors: Sequence[Actor],
    at: dict[str, tuple[float, float]],
    colours: dict[str, str],
) -> None:
    listed = [a for a in actors if a.mentions]
    figure.add_trace(
        go.Scatter(
            x=[at[a.id][0] for a in listed],
            y=[at[a.id][1] for a in listed],
            mode="markers+text",
            marker={
                "size": [16 + 18 * a.prominence for a in listed],
                "color": [colours.get(a.id, TAIL) for a in listed],
                "symbol": [ACTOR_SYMBOLS[a.kind] for a in listed],
            },
            text=[words(a.name, 22) for a in listed],
            textposition="bottom center",
            textfont={"size": 13},
            customdata=[[mention_id(a.mentions[0]), f"{words(a.name)}<br>{len(a.mentions)} mentions"] for a in listed],
            hovertemplate="%{customdata[1]}<extra></extra>",
            cliponaxis=False,
        )
    )
