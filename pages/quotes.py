"""The quotes: whose voice is heard, in whose words, what to check before it runs."""

from __future__ import annotations

import streamlit as st

from components.charts.chart_style import CHECK
from components.charts.quotes import KINDS, comparable, share, strip
from components.exports.chart_headlines import on_quotes, on_unheard
from components.exports.newsroom_words import KIND_NAMES, who_spoke
from components.exports.tables import quotes_table
from components.ui.chart_with_table import chart, table
from components.ui.evidence_panel import evidence
from components.ui.filters import choice, one_of
from components.ui.open_article import open_view
from components.ui.quote_reader import read_in_a_row
from components.ui.text_nodes import say

view = open_view("quotes")
record = view.record
left, right = st.columns([2, 1], gap="large")
quotes = list(record.quotes)
with left:
    say(on_quotes(record), "finding", key="finding")
    if quotes:
        if comparable(record):
            chart(
                share(record),
                key="share",
                corrected=view.corrected,
                alt="Words by speaker: full quotes, partial quotes, paraphrases.",
            )
            say("Words in full quotes (darkest), partial quotes and paraphrases. Headlines don't count.", "note")
        if silent := on_unheard(view.whole):
            say(silent, "note", key="unheard")
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
            say(f"{by_id[speaker]}, in a row", "heading", key="row-heading")
            read_in_a_row(record, quotes, view.colours)
        if quotes:
            say("Where in the text", "heading", key="strip-heading")
            chart(
                strip(record, quotes),
                key="strip",
                corrected=view.corrected,
                alt="Each quote at its place in the text, a speaker a row.",
            )
            say("Darkest: full quotes; lighter: partial quotes, paraphrases. Hollow: check.", "note")
            say("All quotes", "heading", key="ledger-heading")
            table(ledger, key="ledger")
        else:
            say("No quote fits these filters.", "note")
with right:
    evidence(view, [q.id for q in quotes])
