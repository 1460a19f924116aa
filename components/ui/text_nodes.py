"""Words from outside on the page: always as text nodes, never as Markdown, HTML or a widget's label."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec
import streamlit as st

from components.exports.shared_assets import SHARED

ASSETS = Path(__file__).parent / "assets"
Style = Literal["brand", "title", "finding", "heading", "facts", "note", "kind", "body", "alert"]
_TAGS = {"title": "h1", "finding": "h2", "heading": "h3"}


class Chip(msgspec.Struct, frozen=True):
    """One of a row of chips; ``kind`` is what it is counted as where it has no room."""

    id: str
    name: str
    colour: str
    kind: str = ""


def component(
    name: str, inside: str = "", *, after: tuple[str, ...] = (), styles: tuple[str, ...] = ()
) -> Callable[..., Any]:
    """A component of the house: its script and style stand under its name in assets/, or in exports/assets/shared/.

    The latter holds what the report draws with, too. ``after`` are scripts whose functions it calls, ``styles`` further
    style sheets that it needs.
    """
    mount: Callable[..., Any] = st.components.v2.component(
        f"dateline_{name}",
        html=f'<div class="{name}">{inside}</div>',
        css="\n".join(_asset(f"{sheet}.css") for sheet in (name, *styles)),
        js="\n".join(_asset(f"{script}.js") for script in (*after, name)),
    )
    return mount


def _asset(name: str) -> str:
    """A file of the page's own, else one that the report has, too."""
    own = ASSETS / name
    return (own if own.exists() else SHARED / name).read_text("utf-8")


_say = component("say")
_chips = component("chips", after=("dom",))
_copy = component("copy", "<button></button>", after=("clipboard", "dom", "pick_state"))


def draw_text(text: str, style: Style = "body", key: str | None = None) -> None:
    """Show words in one of the house's styles; headings are real headings to a screen reader."""
    _say(data={"text": text, "style": style, "tag": _TAGS.get(style, "p")}, key=key)


def draw_chips(chosen: Sequence[Chip], picked: str | None, *, key: str, on_pick: Callable[[str | None], None]) -> None:
    """A row of chips; ``on_pick`` gets the id of the one picked, None when it is taken back."""

    def changed() -> None:
        picked = st.session_state[key].get("picked")
        if picked is not None:
            on_pick(str(picked) or None)

    data = {"chips": [msgspec.structs.asdict(c) for c in chosen], "picked": picked or ""}
    _chips(data=data, key=key, on_picked_change=changed)


def draw_copy_button(label: str, text: str, *, key: str, now: bool = False, picked: bool = False) -> None:
    """A button that puts ``text`` on the reader's clipboard; ``label`` is our own words.

    ``now``: it is put there at once, too, where the browser lets a page do so. ``picked``: the text is an address, and
    what is picked when it is copied goes with it.
    """
    _copy(data={"label": label, "text": text, "now": now, "picked": picked}, key=key, width="content")
