"""Has the page shown once nothing on it moves any more, in the theme's colours (assets/settle.js, assets/page.css)."""

from __future__ import annotations

from components.ui.text_nodes import component

_settle = component("settle")


def apply_style() -> None:
    """Let the style sheet follow the page: its theme's paper and ink, and when it is drawn."""
    _settle(data={}, key="settle")
