"""The quotes: whose voice is heard, in whose words, what to check before it runs."""

from __future__ import annotations

import streamlit as st

from components.charts.chart_style import CHECK
from components.charts.quotes import KINDS, is_comparable, quote_strip, share_of_voice
from components.domain.record import UnsureQuote, unsure_of
from components.exports.chart_headlines import quotes_headline, silent_actors_headline
from components.exports.newsroom_words import KIND_NAMES, who_spoke
from components.exports.record_tables import quotes_table, unsure_quotes_table
from components.ui.chart_with_table import chart, table
from components.ui.evidence_panel import draw_evidence
from components.ui.filters import choice, one_of
from components.ui.open_article import open_view
from components.ui.quote_reader import draw_quotes_in_a_row
from components.ui.text_nodes import draw_text
from components.ui.unsure_passages import draw_unsure

view = open_view("quotes")
record = view.record
left, right = st.columns([2, 1], gap="large")
quotes = list(record.quotes)
with left:
    draw_text(quotes_headline(record), "finding", key="finding")
    if quotes:
        if is_comparable(record):
            chart(
                share_of_voice(record),
                key="share",
                corrected=view.corrected,
                alt="Words by speaker: full quotes, partial quotes, paraphrases.",
            )
            draw_text("Words in full quotes (darkest), partial quotes and paraphrases. Headlines don't count.", "note")
        if silent := silent_actors_headline(view.whole):
            draw_text(silent, "note", key="unheard")
        with st.container(horizontal=True, vertical_alignment="center", key="filters"):
            kinds = [kind for kind, _, _ in KINDS if any(q.kind == kind for q in quotes)]
            kind = one_of("Kind", kinds, KIND_NAMES, key="kind")
            by_id = {q.speaker: who_spoke(record, q) for q in quotes if q.speaker}
            speaker = choice("Speaker", list(by_id), by_id, key="speaker")
            check = st.toggle("Only what to check", key="check", bind="query-params")
        words = st.text_input("Search in the quotes", key="search", placeholder="words or a speaker's name")
        quotes = [q for q in quotes if kind in (None, q.kind) and speaker in (None, q.speaker)]
        if check:
            quotes = [q for q in quotes if q.source is None or q.confidence < CHECK or q.source_type == "anonymous"]
        ledger = quotes_table(record, quotes)
        if words:
            hit = ledger.apply(lambda row: words.lower() in " ".join(map(str, row)).lower(), axis=1)
            ledger = ledger[hit] if len(ledger) else ledger
            kept = set(ledger["id"])
            quotes = [q for q in quotes if q.id in kept]
        if speaker is not None and quotes:
            draw_text(f"{by_id[speaker]}, in a row", "heading", key="row-heading")
            draw_quotes_in_a_row(record, quotes, view.colours)
        if quotes:
            draw_text("Where in the text", "heading", key="strip-heading")
            chart(
                quote_strip(record, quotes),
                key="strip",
                corrected=view.corrected,
                alt="Each quote at its place in the text, a speaker a row.",
            )
            draw_text("Darkest: full quotes; lighter: partial quotes, paraphrases. Hollow: check.", "note")
            draw_text("All quotes", "heading", key="ledger-heading")
            table(ledger, key="ledger")
        else:
            draw_text("No quote fits these filters.", "note")
    draw_unsure(
        unsure_quotes_table(record, unsure_of(record, UnsureQuote)),
        "Perhaps somebody's words or thoughts. Not drawn above, in no export but JSON. Pick one to see where.",
    )
with right:
    draw_evidence(view, [q.id for q in quotes])
