"""The quotes: whose voice is heard, in whose words, what to check before it runs."""

from __future__ import annotations

import streamlit as st

from components.charts.chart_style import CHECK
from components.charts.quotes import (
    KINDS,
    is_comparable,
    quote_strip,
    share_of_voice,
)
from components.domain.record import UnsureQuote, unsure_of
from components.exports.chart_headlines import quotes_headline, silent_actors_headline
from components.exports.chart_notes import share_note, strip_note
from components.exports.list_rows import one_group, quote_rows
from components.exports.newsroom_words import KIND_NAMES, who_spoke
from components.exports.unsure_rows import unsure_quote_rows
from components.ui.article_pane import draw_article
from components.ui.chart import chart, draw_chart_marks
from components.ui.filters import choice, one_of
from components.ui.item_list import draw_list
from components.ui.open_article import open_view
from components.ui.text_nodes import draw_text
from components.ui.unsure_passages import draw_unsure

view = open_view("quotes")
record = view.record
quotes = sorted(record.quotes, key=lambda q: q.content[0][0])
with view.main:
    draw_text(quotes_headline(record, actor_id=view.actor.id if view.actor else None), "finding", key="finding")
    if quotes:
        if is_comparable(record):
            chart(
                share_of_voice(record),
                key="share",
                corrected=view.corrected,
                alt="Words by speaker: full quotes, partial quotes, paraphrases.",
            )
            draw_text(share_note(record), "note", key="share-note")
        if view.actor is None and (silent := silent_actors_headline(view.whole)):
            draw_text(silent, "note", key="unheard")
        with st.container(horizontal=True, vertical_alignment="center", key="filters"):
            kinds = [kind for kind, _, _ in KINDS if any(q.kind == kind for q in quotes)]
            kind = one_of("Kind", kinds, KIND_NAMES, key="kind")
            by_id = {q.speaker: who_spoke(record, q) for q in quotes if q.speaker}
            speaker = choice("Any speaker", list(by_id), by_id, key="speaker")
            check = st.toggle("Only what to check", key="check", bind="query-params")
        quotes = [q for q in quotes if kind in (None, q.kind) and speaker in (None, q.speaker)]
        if check:
            quotes = [q for q in quotes if q.source is None or q.confidence < CHECK or q.source_type == "anonymous"]
        if quotes:
            draw_list(
                one_group(quote_rows(record, quotes, view.colours)),
                view="quotes",
                key="ledger",
                label="Quotes",
                searched=6,
            )
            draw_text("Where in the text", "heading", key="strip-heading")
            chart(
                quote_strip(record, quotes),
                key="strip",
                corrected=view.corrected,
                alt="Each quote at its place in the text, a speaker a row.",
            )
            draw_text(strip_note(record, quotes), "note", key="strip-note")
        else:
            draw_text("No quote fits these filters.", "note")
    draw_unsure(
        one_group(unsure_quote_rows(record, unsure_of(record, UnsureQuote))),
        "Perhaps somebody's words or thoughts. Not drawn above, in no export but JSON.",
        view="quotes",
    )
draw_chart_marks({})
draw_article(view, ["quotes"], order=[q.id for q in quotes])
