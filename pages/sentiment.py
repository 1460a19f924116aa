"""The sentiment: who speaks well or ill of whom, in which words."""

from __future__ import annotations

import streamlit as st

from components.charts.sentiment import attitude_matrix, attitudes, attitudes_along_text, in_matrix_order
from components.domain.clickable_marks import tone_id, word_id
from components.domain.record import UnsureTone, unsure_of
from components.exports.chart_headlines import sentiment_headline
from components.exports.record_tables import loaded_words_table, tones_table
from components.ui.chart_with_table import chart, table
from components.ui.evidence_panel import draw_evidence
from components.ui.open_article import open_view
from components.ui.text_nodes import draw_text
from components.ui.unsure_passages import draw_unsure

view = open_view("sentiment")
record = view.record
told = attitudes(record)
left, right = st.columns([2, 1], gap="large")
with left:
    draw_text(sentiment_headline(record), "finding", key="finding")
    if told:
        draw_text("Who speaks well or ill of whom", "heading", key="matrix-heading")
        chart(
            attitude_matrix(record, told),
            key="matrix",
            corrected=view.corrected,
            alt="Who (a row) speaks well or ill of whom (a column). The table below holds the same.",
        )
        draw_text(
            "A row speaks of a column. Blue: well; orange: ill. The larger, the more sentences. Click one to see its "
            "first sentence; Next leads to the others.",
            "note",
        )
        table(tones_table(record, told), key="towards-table")
        draw_text("Where they stand in the text", "heading", key="over-heading")
        chart(
            attitudes_along_text(record, told),
            key="over",
            corrected=view.corrected,
            alt="Each attitude at its place in the text. The table above holds the same.",
        )
        draw_text("A disc: in the writer's voice; a ring: in somebody else's.", "note")
    unsure = unsure_of(record, UnsureTone)
    draw_unsure(
        tones_table(record, unsure),
        "Not drawn above, in no export but JSON. Pick one to see why; correct it, and it is told.",
    )
    if view.whole.loaded:
        draw_text("Loaded words in the writer's own voice", "heading", key="loaded-heading")
        draw_text("For an editor's eye. A loaded word need not be an attitude to anybody.", "note")
        table(loaded_words_table(view.whole, view.whole.loaded), key="loaded")
    draw_text(
        "Bad news, charges, defeats and denials are nobody's attitude, and are not told here. Irony can't be judged. "
        "What is told was measured: see how often it is right in docs/accuracy.md.",
        "note",
        key="limits",
    )
with right:
    order = [tone_id(t) for t in (*in_matrix_order(record, told), *unsure)]
    draw_evidence(view, [*order, *(word_id(w) for w in view.whole.loaded)])
