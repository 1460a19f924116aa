"""A field for a name (a tag, a collection), with those that there are suggested while it is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from components.ui.text_nodes import component

_field = component("name_field", after=("dom",))


def draw_name_field(
    label: str, names: Sequence[str], *, button: str, most: int, key: str, on_named: Callable[[str], None]
) -> None:
    """The field and its button, both labelled in our own words; ``most`` characters may be written."""

    def named() -> None:
        if found := st.session_state[key].get("named"):
            on_named(str(found))

    _field(data={"label": label, "names": list(names), "button": button, "most": most}, key=key, on_named_change=named)
