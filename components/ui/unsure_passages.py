"""What is too unsure to be told, folded away below what is: rows with why, each a way to where it stands."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.domain.plural import plural
from components.exports.list_rows import ListGroup
from components.ui.item_list import draw_list
from components.ui.text_nodes import draw_text


def draw_unsure(groups: Sequence[ListGroup], note: str, *, view: str) -> None:
    """The rows, a passage each, under a note that says what they are; nothing where there are none."""
    if not groups:
        return
    count = sum(len(g.rows) for g in groups)
    with st.expander(f"{plural(count, 'passage')} too unsure to tell", key="unsure"):
        draw_text(note, "note")
        draw_list(groups, view=view, key="unsure-list", label="Too unsure to tell", copied=False)
