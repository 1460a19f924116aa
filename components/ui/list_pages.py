"""Pages of a long list: which one is shown, and the buttons to the others; the session remembers it."""

from __future__ import annotations

import streamlit as st

from components.ui.text_nodes import draw_text


def page_of(rows: int, size: int, key: str) -> int:
    """The number of the page that is shown, from 0; the last one where there are fewer by now."""
    last = max(0, (rows - 1) // size)
    page = min(int(st.session_state.get(f"{key}-page", 0)), last)
    st.session_state[f"{key}-page"] = page
    return page


def draw_page_buttons(rows: int, size: int, key: str) -> None:
    """Which rows are shown of how many, with buttons to the pages before and after; nothing for a single page."""
    if rows <= size:
        return
    page = page_of(rows, size, key)

    def turn(to: int) -> None:
        st.session_state[f"{key}-page"] = to

    with st.container(horizontal=True, vertical_alignment="center", key=f"{key}-pages"):
        back, on = page > 0, (page + 1) * size < rows
        st.button("Previous", key=f"{key}-previous", disabled=not back, on_click=turn, args=(page - 1,))
        draw_text(f"{page * size + 1:,}–{min(rows, (page + 1) * size):,} of {rows:,}", "note", key=f"{key}-which")
        st.button("Next", key=f"{key}-next", disabled=not on, on_click=turn, args=(page + 1,))
