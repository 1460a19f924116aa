"""The text as read, with actors, quotes, dates, events and tone marked, each layer switched on and off."""

from __future__ import annotations

import streamlit as st

from components.ui import address
from components.ui.annotated import LAYERS, annotated
from components.ui.evidence import evidence
from components.ui.safe import passage
from components.ui.view import open_view

view = open_view("text")
left, right = st.columns([2, 1], gap="large")
with left:
    chosen = st.pills(
        "Marked in the text",
        list(LAYERS),
        selection_mode="multi",
        default=["actors", "quotes", "dates"],
        format_func=LAYERS.__getitem__,
        key="layers",
        bind="query-params",
    )
    blocks, order = annotated(view, chosen or [])
    passage(
        blocks,
        key="text",
        size="text",
        layers=("actor", "content", "scare", "time", "event", "tone", "focus"),
        focus=view.at.mark,
        on_pick=address.pick,
    )
with right:
    evidence(view, order)
