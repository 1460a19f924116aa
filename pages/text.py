"""The text as read, with actors, quotes, dates, events and tone marked, each layer switched on and off."""

from __future__ import annotations

import streamlit as st

from components.domain.find_words import whole_words
from components.exports.marked_text_blocks import LAYERS, annotated_blocks
from components.ui import page_address
from components.ui.add_missed_form import add_item
from components.ui.evidence_panel import draw_evidence
from components.ui.open_article import open_view
from components.ui.save_correction import may_correct
from components.ui.text_nodes import draw_passage


def select(start: int, end: int) -> None:
    st.session_state["selected"] = (view.whole.id, *whole_words(view.whole.text, (start, end)))


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
    who = view.actor.id if view.actor else None
    blocks, order = annotated_blocks(view.whole, chosen or [], view.colours, actor=who, focus=view.at.mark)
    draw_passage(
        blocks,
        key="text",
        size="text",
        layers=("actor", "content", "scare", "time", "event", "tone", "focus", "doubtful"),
        focus=view.at.mark,
        on_pick=page_address.pick_mark,
        on_select=select if may_correct(view.whole) else None,
    )
with right:
    article, *selected = st.session_state.get("selected", ("",))
    add_item(view.whole, (selected[0], selected[1]) if article == view.whole.id else None)
    draw_evidence(view, order)
