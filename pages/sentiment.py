"""The sentiment: in whose voice, towards whom, by which words."""

from __future__ import annotations

import streamlit as st

from components.charts.sentiment import tone_along_text, tone_towards_actors, voice_target_matrix
from components.domain.clickable_marks import tone_id
from components.exports.chart_headlines import sentiment_headline
from components.exports.record_tables import loaded_words, tones_table
from components.ui.chart_with_table import chart, draw_table, table
from components.ui.evidence_panel import draw_evidence
from components.ui.open_article import open_view
from components.ui.text_nodes import draw_text

view = open_view("sentiment")
record = view.record
towards = [t for t in record.tones if t.target is not None]
whole = [t for t in view.whole.tones if t.target is None]
left, right = st.columns([2, 1], gap="large")
with left:
    draw_text(sentiment_headline(record) or "", "finding", key="finding")
    if towards:
        draw_text("Whose tone towards whom", "heading", key="matrix-heading")
        chart(
            voice_target_matrix(record),
            key="matrix",
            corrected=view.corrected,
            alt="Tone of each voice towards each actor. The table below holds the same.",
        )
        draw_text(
            "Blue: favourable; grey: neutral; orange: critical. The larger, the more sentences. Click one to see its "
            "plainest sentence.",
            "note",
        )
        draw_table(tones_table(record, towards), key="towards-table")
        draw_text("Each actor over the text", "heading", key="over-heading")
        chart(
            tone_towards_actors(record, towards),
            key="over",
            corrected=view.corrected,
            alt="The tone towards each actor at its place in the text. The table above holds the same.",
        )
        draw_text("A disc: in the writer's voice; a ring: in a speaker's.", "note")
    words = loaded_words(view.whole, [*towards, *whole])
    if len(words):
        draw_text("Words that carry the tone", "heading", key="loaded-heading")
        draw_text("Without these words the sentences would read otherwise.", "note")
        table(words, key="loaded")
    draw_text("Along the text", "heading", key="along-heading")
    chart(
        tone_along_text(view.whole),
        key="along",
        corrected=view.corrected,
        alt="Tone of each sentence at its place in the text, the writer and speakers apart.",
    )
    draw_text("What a speaker says is the speaker's, not the writer's. Hollow marks are less sure.", "note")
    draw_table(tones_table(view.whole, whole), key="along-table")
    draw_text(
        "What this can't judge: irony, and bad news that is no attitude: “killed” is not hostile to the victim, and "
        "is not always told apart. How sure a reading is was measured: of those that are 80 % sure about eight in ten "
        "are right.",
        "note",
        key="limits",
    )
with right:
    marked = sorted({*towards, *whole}, key=lambda t: (t.start, t.target or ""))
    draw_evidence(view, [tone_id(t) for t in marked])
