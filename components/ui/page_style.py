"""What the style sheet (assets/page.css, see page_head.py) needs of the page: its paper, and when it is drawn."""

from __future__ import annotations

import streamlit as st

from components.ui.text_nodes import component

_settle = component("settle")


def apply_style() -> None:
    """Give the style sheet the theme's paper, and have the page shown once nothing on it moves any more."""
    kind = st.context.theme.type or "light"
    st.html(f"<style>:root {{ --paper: {st.get_option(f'theme.{kind}.backgroundColor')}; }}</style>")
    _settle(data={}, key="settle")
