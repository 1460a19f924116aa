"""The article beside every view: its text with the marks of the view, or the page of its file; the card at a pick."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import streamlit as st

from components.domain.find_words import whole_words
from components.domain.single_line_text import plain_line, shortened
from components.domain.spans import Span
from components.exports.article_data import article_data
from components.exports.marked_text_blocks import annotated_blocks
from components.ui.add_missed_form import add_item
from components.ui.mark_card import draw_card
from components.ui.open_article import View
from components.ui.save_correction import may_correct
from components.ui.text_nodes import component, draw_text

ADDING = "adding_to"  # session key: the selected words for which the form is open
article_component = component("article", after=("dom", "pick_state"), styles=("card_box",))


def draw_article(
    view: View,
    layers: Collection[str],
    *,
    order: Sequence[str] | None = None,
    questions: Mapping[str, str] | None = None,
    keys: bool = False,
    sheet: bool = True,
) -> None:
    """The text with the marks of ``layers`` (``marked_text_blocks.LAYERS``), and the card of what is picked.

    ``order``: the ids that the card's ways lead through (None: the marks as they stand in the text); ``questions``:
    what the card asks of each of them, in the review queue; ``keys``: R, W, L and arrows stand for its buttons;
    ``sheet``: in a narrow window it comes up over the page.
    """
    who = view.actor.id if view.actor else None
    blocks, in_text = annotated_blocks(view.whole, layers, view.colours, actor=who)
    with view.side:
        data = article_data(blocks, in_text if order is None else order)
        selectable = may_correct(view.whole)

        def select() -> None:
            found = st.session_state["article"].get("selected")
            if found:
                words = whole_words(view.whole.text, (int(found[0]), int(found[1])))
                st.session_state["selected"] = (view.whole.id, *words)

        article_component(
            data={**data, "selectable": selectable, "sheet": sheet},
            key="article",
            on_selected_change=select,
        )
        draw_card(view, questions or {}, keys)
        article, *selected = st.session_state.get("selected", ("",))
        if selected and article == view.whole.id:
            _draw_adding(view, (selected[0], selected[1]))


def _draw_adding(view: View, selected: Span) -> None:
    """What can be done with words that were selected: a line that offers it, then the form."""
    state = st.session_state

    def close() -> None:
        state.pop("selected", None)

    with st.container(key="adding", gap="small"):
        if state.get(ADDING) != selected:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                draw_text(
                    f"“{shortened(plain_line(view.whole.text[slice(*selected)]), 60)}”", "note", key="adding-words"
                )
                st.button(
                    "Add what was missed here", key="adding-open", on_click=lambda: state.update({ADDING: selected})
                )
                st.button("Close", key="adding-close", on_click=close, type="tertiary")
            return
        st.button("Close", key="adding-close", on_click=close, type="tertiary")
        add_item(view.whole, selected)
