"""The actors: who comes first, where in the text, who appears with whom and acts on whom."""

from __future__ import annotations

import streamlit as st

from components.charts.actors import mention_presence, prominence, top_actors
from components.charts.network import network
from components.domain.plural import plural
from components.domain.record import UnsureMention, UnsureRelation, unsure_of
from components.exports.chart_headlines import actors_headline, references_headline
from components.exports.record_tables import actors_table, mentions_table, network_table, unsure_mentions_table
from components.ui.actor_card import draw_actor_card
from components.ui.chart_with_table import chart, draw_table
from components.ui.evidence_panel import draw_evidence
from components.ui.open_article import open_view
from components.ui.text_nodes import draw_text
from components.ui.unsure_passages import draw_unsure

view = open_view("actors")
record = view.record
first = top_actors(view.whole)
tail = len(view.whole.actors) - len(first)
shown = [view.actor] if view.actor else first
left, right = st.columns([2, 1], gap="large")
with left:
    if view.actor is not None:
        draw_actor_card(view)
    else:
        draw_text(actors_headline(view.whole) or "", "finding", key="finding")
    if first:
        chart(
            prominence(view.whole, first if view.actor is None else shown),
            key="prominence",
            corrected=view.corrected,
            alt="How often each actor is mentioned: by name, description, pronoun or as an adjective.",
        )
        note = "Darkest: by name; lighter: by description, by pronoun, as an adjective."
        if tail and view.actor is None:
            note += f" {plural(tail, 'more actor')} with fewer mentions not drawn; all are in the table."
        draw_text(f"{note} {references_headline(view.whole)}", "note", key="how-to-read")
        draw_table(actors_table(view.whole, view.whole.actors), key="actors-table")
        draw_text("Where in the text", "heading", key="presence-heading")
        chart(
            mention_presence(view.whole, shown),
            key="presence",
            corrected=view.corrected,
            alt="Each mention of each actor at its place in the text. The table below holds the same.",
        )
        draw_table(mentions_table(view.whole, shown), key="mentions-table")
        draw_text("Who appears with whom, who acts on whom", "heading", key="network-heading")
        if view.actor is not None:
            near = {r.agent for r in record.relations} | {r.patient for r in record.relations} | {view.actor.id}
            drawn = [a for a in view.whole.actors if a.id in near] if len(near) > 1 else first
        else:
            drawn = first
        chart(
            network(record, drawn),
            key="network",
            corrected=view.corrected,
            alt="Network of actors. The table below lists who acts on whom.",
        )
        draw_text(
            "Grey lines join those named in one sentence, the thicker the more often; an arrow is one acting on "
            "another (point at its dot for a verb that found no room). A dotted line asserts nothing: what is "
            "claimed, planned, possible, denied or not so, with the timeline's shape for it. Round: a person; square: "
            "an organisation; diamond: a country or place; hexagon: a group.",
            "note",
        )
        draw_table(network_table(view.whole, record.relations, drawn), key="network-table")
        draw_unsure(
            unsure_mentions_table(record, unsure_of(record, UnsureMention), unsure_of(record, UnsureRelation)),
            "Descriptions that the text doesn't say are of somebody named, and acts of whom it is unsure. Not drawn "
            "above, in no export but JSON. Pick one to see its sentence.",
        )
with right:
    order = [i for i, m in view.marks.items() if m.kind == "mention" and set(m.actors) & {a.id for a in shown}]
    draw_evidence(view, sorted(order, key=lambda i: view.marks[i].start))
