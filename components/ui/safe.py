"""Words from outside on the page: always as text nodes, never as Markdown, HTML or a widget's label."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal

import streamlit as st

ASSETS = Path(__file__).parent / "assets"
Style = Literal["title", "finding", "heading", "facts", "note", "kind", "body", "alert"]
_TAGS = {"title": "h1", "finding": "h2", "heading": "h3"}


def _component(name: str, root: str) -> Callable[..., Any]:
    return st.components.v2.component(
        f"dateline_{name}",
        html=f'<div class="{root}"></div>',
        css=(ASSETS / f"{name}.css").read_text("utf-8"),
        js=(ASSETS / f"{name}.js").read_text("utf-8"),
    )


_say = _component("say", "say")


def say(text: str, style: Style = "body", key: str | None = None) -> None:
    """Show words in one of the house's styles; headings are real headings to a screen reader."""
    _say(data={"text": text, "style": style, "tag": _TAGS.get(style, "p")}, key=key)
