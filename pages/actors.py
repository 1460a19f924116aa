"""The actors: who comes first, where in the text, who appears with whom and acts on whom."""

from __future__ import annotations

from components.charts.actors import mention_presence, prominence, top_actors
from components.charts.network import companions_of, network
from components.domain.plural import plural
from components.domain.record import UnsureMention, UnsureRelation, unsure_of
from components.exports.chart_headlines import actors_headline, references_headline
from components.exports.chart_notes import SHADES_OF_MENTIONS
from components.exports.list_rows import actor_rows, companion_rows, mention_rows, one_group, relation_rows
from components.exports.unsure_rows import unsure_mention_rows
from components.ui.actor_card import draw_actor_card
from components.ui.article_pane import draw_article
from components.ui.chart import chart, draw_chart_marks
from components.ui.item_list import draw_list
from components.ui.open_article import open_view
from components.ui.text_nodes import draw_text
from components.ui.unsure_passages import draw_unsure

view = open_view("actors")
record = view.record
first = top_actors(view.whole)
tail = len(view.whole.actors) - len(first)
shown = [view.actor] if view.actor else first
with view.main:
    if view.actor is not None:
        draw_actor_card(view)
    else:
        draw_text(actors_headline(view.whole) or "", "finding", key="finding")
    if first:
        chart(
            prominence(view.whole, shown),
            key="prominence",
            corrected=view.corrected,
            alt="How often each actor is mentioned: by name, description, pronoun or as an adjective.",
        )
        note = SHADES_OF_MENTIONS
        if tail and view.actor is None:
            note += f" {plural(tail, 'more actor')} with fewer mentions not drawn; all are in the list."
        draw_text(note, "note", key="how-to-read")
        if view.actor is None:
            draw_text(references_headline(view.whole), "note", key="open-pronouns")
            draw_list(
                one_group(actor_rows(view.whole, view.whole.actors, view.colours)),
                view="actors",
                key="actors-list",
                label="Who is in it",
            )
        draw_text("Where in the text", "heading", key="presence-heading")
        chart(
            mention_presence(view.whole, shown),
            key="presence",
            corrected=view.corrected,
            alt="Each mention of each actor at its place in the text. The list below holds the same.",
        )
        draw_list(
            one_group(mention_rows(view.whole, shown, view.colours)), view="actors", key="mentions", label="Mentions"
        )
        draw_text("Who appears with whom, who acts on whom", "heading", key="network-heading")
        drawn = first if view.actor is None else companions_of(view.whole, view.actor)
        chart(
            network(record, drawn, chosen=view.actor.id if view.actor else None),
            key="network",
            corrected=view.corrected,
            alt="Network of actors. The list below holds who acts on whom.",
        )
        draw_text(
            "Grey lines join those named in one sentence, the thicker the more often; an arrow is one acting on "
            "another (point at its dot for a verb that found no room). A dotted line asserts nothing: what is "
            "claimed, planned, possible, denied or not so, with the timeline's shape for it. Round: a person; square: "
            "an organisation; diamond: a country or place; hexagon: a group.",
            "note",
        )
        companions = companion_rows(view.whole, drawn, of=view.actor.id if view.actor else None)
        draw_list(
            one_group([*relation_rows(view.whole, record.relations, view.colours), *companions]),
            view="actors",
            key="acts",
            label="Who acts on whom, who is named with whom",
        )
        draw_unsure(
            one_group(unsure_mention_rows(record, unsure_of(record, UnsureMention), unsure_of(record, UnsureRelation))),
            "Descriptions that the text doesn't say are of somebody named, and acts of whom it is unsure. Not drawn "
            "above, in no export but JSON.",
            view="actors",
        )
draw_chart_marks({})
order = [i for i, m in view.marks.items() if m.kind == "mention" and set(m.actors) & {a.id for a in shown}]
draw_article(view, ["actors"], order=sorted(order, key=lambda i: view.marks[i].start))
