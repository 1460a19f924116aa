"""What the articles of a collection say together: its parts, the card beside them, how far the reading is."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.domain.plural import plural
from components.exports.numbers_in_words import are
from components.services.collection_readings import ReadingState
from components.ui.chart import draw_chart_marks
from components.ui.collection_card import draw_card
from components.ui.collection_parts import ARTICLES, QUOTED, draw_choice, draw_part
from components.ui.collection_passage_list import GO
from components.ui.current_visitor import visitor_library
from components.ui.navigation import BY_NAME
from components.ui.page_address import kept_parameters
from components.ui.text_nodes import draw_text

EMPTY = "No article is in it. Pick some in the library, then choose “Add to a collection”."
LOOK = 1.0  # seconds after which the page looks whether the collection is read


def draw_sections(collection_id: str) -> DeltaGenerator | None:
    """The row of parts, and the chosen one; where that is the articles, the room in which the page draws them."""
    state = st.session_state
    if going := state.pop(GO, None):
        view, query = going
        st.switch_page(BY_NAME[view].path, query_params={**kept_parameters(), **query})
    part, room = draw_choice()
    if part == ARTICLES:
        return room
    with room:
        _draw(part, collection_id)
    return None


def _draw(part: str, collection_id: str) -> None:
    state = st.session_state
    if refused := state.pop("refused", None):
        draw_text(refused, "alert", key="refused")
    found = visitor_library().collection_reading(collection_id)
    _draw_progress(collection_id, found)
    if found.reading is None:
        return
    with st.container(key="columns"):
        left, right = st.columns([3, 2], gap="large")
    with left.container(key="main"):
        draw_part(part, found.reading)
    with right.container(key="beside", gap="small"):
        draw_card(collection_id, found.reading, quoted=part == QUOTED)
    draw_chart_marks({})


def _draw_progress(collection_id: str, found: ReadingState) -> None:
    """What stands between the reader and the reading of all articles as they are now."""
    if found.failure:
        draw_text(found.failure, "alert", key="reading-failed")
    elif not found.of:
        draw_text(EMPTY, "body", key="reading-empty")
    elif not found.read:
        failed, going_on = _unread(collection_id)
        draw_text(unread_words(found.of, 0, failed, going_on=going_on), "body", key="reading-none")
        if failed < found.of:
            _follow(collection_id, found.made_from, found.read)
    elif not found.current:
        words = "Reading the articles together" if found.reading is None else "The articles changed: reading them anew"
        draw_text(f"{words} ({plural(found.read, 'article')}).", "note", key="reading-now")
        _follow(collection_id, found.made_from, found.read)
    elif found.read < found.of:
        failed, going_on = _unread(collection_id)
        draw_text(unread_words(found.of, found.read, failed, going_on=going_on), "note", key="reading-part")


def _unread(collection_id: str) -> tuple[int, bool]:
    """How many articles could not be read; whether articles are being read, which a colleague isn't told."""
    here = visitor_library()
    failed = sum(line.failure is not None and not line.read for line in here.lines(here.members(collection_id)))
    return failed, here.may("add") and here.reading_progress() is not None


def unread_words(of: int, read: int, failed: int, *, going_on: bool) -> str:
    """What is to be said where not all of the ``of`` articles are read; ``failed`` of them could not be."""
    why = "why stands under Articles."
    if failed >= of:
        return f"Its article could not be read: {why}" if of == 1 else f"None of its articles could be read: {why}"
    if read:
        words = f"{read:,} of {plural(of, 'article')} {are(read)} read."
    else:
        words = "Its article is not read yet." if of == 1 else "None of its articles is read yet."
    if failed:
        words += f" {failed:,} could not be read: {why}"
    if read + failed >= of:
        return words
    others = "The others are" if read or failed else "It is" if of == 1 else "They are"
    return f"{words} {others} read in the background." if going_on else f"{words} An article is read when it is opened."


@st.fragment(run_every=LOOK)
def _follow(collection_id: str, made_from: str | None, read: int) -> None:
    """Draws the page anew once there is something new."""
    now = visitor_library().collection_reading(collection_id)
    if now.current or now.failure or now.made_from != made_from or (not read and now.read):
        st.rerun()
