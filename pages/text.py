"""The text as read, with actors, quotes, dates, events and attitudes marked, each layer switched on and off."""

from __future__ import annotations

import streamlit as st

from components.domain.plural import plural
from components.exports.marked_text_blocks import LAYERS
from components.exports.text_rows import text_rows
from components.ui.add_missed_form import add_item
from components.ui.article_pane import draw_article
from components.ui.item_list import draw_list
from components.ui.open_article import open_view
from components.ui.save_correction import may_correct
from components.ui.text_nodes import draw_text

view = open_view("text")
with view.main:
    chosen = st.pills(
        "Marked in the text",
        list(LAYERS),
        selection_mode="multi",
        default=["actors", "quotes", "dates"],
        format_func=LAYERS.__getitem__,
        key="layers",
        bind="query-params",
    )
    groups = text_rows(view.whole, chosen or [], actor=view.actor.id if view.actor else None)
    count = sum(len(g.rows) for g in groups)
    draw_text(
        f"{plural(count, 'mark')} in the text" if count else "Nothing is marked: switch a layer on",
        "heading",
        key="finding",
    )
    with st.container(key="text-list"):  # in a narrow window the article takes its place
        draw_list(groups, view="text", key="marks", label="Marks in the text")
    # What is selected has the form beside it, and there is but one.
    if may_correct(view.whole) and st.session_state.get("selected", ("",))[0] != view.whole.id:
        draw_text("Something was missed? Select its words in the article.", "note", key="missed")
        with st.expander("Or copy its words here", key="add-fold"):
            add_item(view.whole, None)
draw_article(view, chosen or [], sheet=False)
