"""What the articles of a collection say together: its parts, the card beside them, how far the reading is."""

from __future__ import annotations

import streamlit as st

from components.domain.plural import plural
from components.services.collection_readings import ReadingState
from components.ui.chart import draw_chart_marks
from components.ui.collection_card import GO, draw_card
from components.ui.collection_parts import ARTICLES, draw_choice, draw_part
from components.ui.current_visitor import visitor_library
from components.ui.navigation import BY_NAME
from components.ui.page_address import kept_parameters
from components.ui.text_nodes import draw_text

LOOK = 1.0  # seconds after which the page looks whether the collection is read


def draw_sections(collection_id: str) -> bool:
    """The row of parts, and the chosen one; False where that is the articles themselves, which the page draws."""
    state = st.session_state
    if going := state.pop(GO, None):
        view, query = going
        st.switch_page(BY_NAME[view].path, query_params={**kept_parameters(), **query})
    part = draw_choice()
    if part == ARTICLES:
        return False
    if refused := state.pop("refused", None):
        draw_text(refused, "alert", key="refused")
    found = visitor_library().collection_reading(collection_id)
    _draw_progress(collection_id, found)
    if found.reading is None:
        return True
    with st.container(key="columns"):
        left, right = st.columns([3, 2], gap="large")
    with left.container(key="main"):
        draw_part(part, found.reading)
    with right.container(key="beside", gap="small"):
        draw_card(collection_id, found.reading)
    draw_chart_marks({})
    return True


def _draw_progress(collection_id: str, found: ReadingState) -> None:
    """What stands between the reader and the reading of all articles as they are now."""
    if found.failure:
        draw_text(found.failure, "alert", key="reading-failed")
    elif not found.of:
        draw_text("There is no article in this collection yet.", "body", key="reading-empty")
    elif not found.read:
        draw_text("None of its articles is read yet. They are read in the background.", "body", key="reading-none")
        _follow(collection_id, found.made_from, found.read)
    elif not found.current:
        words = "Reading the articles together" if found.reading is None else "The articles changed: reading them anew"
        draw_text(f"{words} ({plural(found.read, 'article')}).", "note", key="reading-now")
        _follow(collection_id, found.made_from, found.read)
    elif found.read < found.of:
        draw_text(f"Of {found.of:,} articles {found.read:,} are read so far.", "note", key="reading-part")


@st.fragment(run_every=LOOK)
def _follow(collection_id: str, made_from: str | None, read: int) -> None:
    """Draws the page anew once there is something new."""
    now = visitor_library().collection_reading(collection_id)
    if now.current or now.failure or now.made_from != made_from or (not read and now.read):
        st.rerun()
