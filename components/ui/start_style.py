"""The style of the start page and of the adding area, and the room kept for what is drawn a moment later."""

from __future__ import annotations

import streamlit as st

from components.ui.text_nodes import ASSETS

ROW = 4.95  # rem, the height of an article's row with one line of facts


def apply_start_style(rows: int = 0) -> None:
    """Put the rules on the page; ``rows`` is how many articles are listed: their room is kept from the start."""
    rules = (ASSETS / "start.css").read_text("utf-8")
    room = f".st-key-shelf {{ min-height: {rows * ROW:.2f}rem; }}" if rows else ""
    st.html(f"<style>{rules}{room}</style>")
