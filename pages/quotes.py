"""The quotes: whose voice is heard, in whose words, what to check before it runs."""

from __future__ import annotations

import streamlit as st

from components.charts.quotes import KINDS, comparable, share, strip
from components.charts.style import CHECK
from components.exports.sayings import on_quotes
from components.exports.tables import quotes_table
from components.exports.words import KIND_NAMES
from components.ui.charted import chart, table
from components.ui.evidence import evidence
from components.ui.filters import one_of
from components.ui.safe import say
from components.ui.view import open_view

view = open_view("quotes")
record = view.record
left, right = st.columns([2, 1], gap="large")
quotes = list(record.quotes)
with left:
    say(on_quotes(record), "finding", key="finding")
    if quotes:
        if comparable(record):
            chart(share(record), key="share", alt="Words by speaker: full quotes, partial quotes, paraphrases.")
            say("Words in full quotes (darkest), partial quotes and paraphrases. Headlines don't count.", "note")
        with st.container(horizontal=True, vertical_alignment="center", key="filters"):
            kinds = [kind for kind, _, _ in KINDS if any(q.kind == kind for q in quotes)]
            kind = one_of("Kind", kinds, KIND_NAMES, key="kind")
            check = st.toggle("Only what to check", key="check", bind="query-params")
        words = st.text_input("Search in the quotes", key="search", placeholder="words or a speaker's name")
        quotes = [q for q in quotes if kind is None or q.kind == kind]
        if check:
            quotes = [q for q in quotes if q.source is None or q.confidence < CHECK or q.source_type == "anonymous"]
        ledger = quotes_table(record, quotes)
        if words:
            hit = ledger.apply(lambda row: words.lower() in " ".join(map(str, row)).lower(), axis=1)
            ledger = ledger[hit] if len(ledger) else ledger
            kept = set(ledger["id"])
            quotes = [q for q in quotes if q.id in kept]
        if quotes:
            say("Where in the text", "heading", key="strip-heading")
            chart(strip(record, quotes), key="strip", alt="Each quote at its place in the text, a speaker a row.")
            say("Darkest: full quotes; lighter: partial quotes, paraphrases. Hollow: check.", "note")
            say("The ledger", "heading", key="ledger-heading")
            table(ledger, key="ledger")
        else:
            say("No quote fits these filters.", "note")
with right:
    evidence(view, [q.id for q in quotes])
