"""The chronicle on the page: every event by date, each a way to its evidence, with its sentence to open below it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import streamlit as st

from components.exports.chronicle_rows import Day, chronicle_text
from components.ui import page_address
from components.ui.text_nodes import component

_chronicle = component("chronicle", after=("clipboard",))


def draw_chronicle(days: Sequence[Day], picked: str | None, *, view: str, key: str = "chronicle") -> None:
    """The list, in one component however long it is; picking a row writes its event to the address."""

    def pick() -> None:
        if found := st.session_state[key].get("picked"):
            page_address.pick_mark(str(found))

    data = {
        "days": [msgspec.to_builtins(d) for d in days],
        "picked": picked or "",
        "href": page_address.link(view),
        "text": chronicle_text(days),
    }
    _chronicle(data=data, key=key, on_picked_change=pick)
