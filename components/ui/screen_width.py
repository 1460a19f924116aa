"""How wide the reader's window is, in three steps: a strip's labels are placed for the room that there is."""

from __future__ import annotations

from typing import Literal, get_args

import streamlit as st

from components.ui.text_nodes import component

Size = Literal["desk", "tablet", "phone"]
KEY, KEPT = "screen-width", "screen_width"
_width = component("width")


def screen_width() -> Size:
    """The window's; a desk's until the browser has said otherwise."""

    def told() -> None:
        size = st.session_state[KEY].get("size")
        if size in get_args(Size):
            st.session_state[KEPT] = size

    _width(key=KEY, data={}, on_size_change=told)
    kept: Size = st.session_state.get(KEPT, "desk")
    return kept
