"""The sentiment: in whose voice, towards whom, by which words."""

from __future__ import annotations

import streamlit as st

from components.charts.sentiment import along, matrix, over
from components.domain.marks import tone_id
from components.exports.chart_headlines import on_sentiment
from components.exports.tables import loaded_words, tones_table
from components.ui.chart_with_table import chart, table, tabled
from components.ui.evidence_panel import evidence
from components.ui.open_article import open_view
from components.ui.text_nodes import say

view = open_view("sentiment")
record = view.record
towards = [t for t in record.tones if t.target is not None]
whole = [t for t in view.whole.tones if t.target is None]
left, right = st.columns([2, 1], gap="large")
with left:
    say(on_sentiment(record) or "", "finding", key="finding")
    if towards:
        say("Whose tone towards whom", "heading", key="matrix-heading")
        chart(
            matrix(record),
            key="matrix",
            corrected=view.corrected,
            alt="Tone of each voice towards each actor. The table below holds the same.",
        )
        say(
            "Blue: favourable; grey: neutral; orange: critical. The larger, the more sentences. Click one to see its "
            "plainest sentence.",
            "note",
        )
        tabled(tones_table(record, towards), key="towards-table")
        say("Each actor over the text", "heading", key="over-heading")
        chart(
            over(record, towards),
            key="over",
            corrected=view.corrected,
            alt="The tone towards each actor at its place in the text. The table above holds the same.",
        )
        say("A disc: in the writer's voice; a ring: in a speaker's.", "note")
    words = loaded_words(view.whole, [*towards, *whole])
    if len(words):
        say("Words that carry the tone", "heading", key="loaded-heading")
        say("Without these words the sentences would read otherwise.", "note")
        table(words, key="loaded")
    say("Along the text", "heading", key="along-heading")
    chart(
        along(view.whole),
        key="along",
        corrected=view.corrected,
        alt="Tone of each sentence at its place in the text, the writer and speakers apart.",
    )
    say("What a speaker says is the speaker's, not the writer's. Hollow marks are less sure.", "note")
    tabled(tones_table(view.whole, whole), key="along-table")
    say(
        "What this can't judge: irony, and bad news that is no attitude: “killed” is not hostile to the victim, and "
        "is not always told apart. How sure a reading is was measured: of those that are 80 % sure about eight in ten "
        "are right.",
        "note",
        key="limits",
    )
with right:
    marked = sorted({*towards, *whole}, key=lambda t: (t.start, t.target or ""))
    evidence(view, [tone_id(t) for t in marked])
