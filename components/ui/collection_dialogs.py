"""What its owner can do with a collection: change its name and note, delete it, share it by a link."""

from __future__ import annotations

import streamlit as st

from components.domain.errors import DatelineError
from components.domain.plural import plural
from components.exports.numbers_in_words import are
from components.services.collections import LONGEST_NAME, LONGEST_NOTE
from components.store.collection_queries import Collection
from components.ui.collection_export import draw_export
from components.ui.current_visitor import visitor_library
from components.ui.navigation import COLLECTION
from components.ui.picked_dialogs import say_done
from components.ui.share_dialog import draw_sharing
from components.ui.text_nodes import draw_text

NAME, NOTE = "collection-name-field", "collection-note-field"  # keys of fields
GONE = "collection_gone"  # in the session's state: the page goes back to the library


def draw_tools(one: Collection) -> None:
    """The buttons of a collection's page."""
    draw_export(one)
    if not visitor_library().may("organise"):
        return
    if st.button("Rename", key="collection-change", type="tertiary"):
        _change(one)
    if st.button("Delete collection", key="collection-delete", type="tertiary"):
        _delete(one)
    if one.articles and st.button("Share", key="collection-share", type="tertiary"):
        st.session_state.pop("share_made", None)
        _share(one)


@st.dialog("Name and note")
def _change(one: Collection) -> None:
    with st.form("collection-form", border=False):
        st.text_input("Name", one.name, max_chars=LONGEST_NAME, key=NAME)
        told = "Whoever gets a link to the collection reads it, too."
        st.text_area("Note", one.note, max_chars=LONGEST_NOTE, key=NOTE, help=told)
        if st.form_submit_button("Save", type="primary", key="collection-save", on_click=_save, args=(one.id,)):
            st.rerun()


def _save(collection_id: str) -> None:
    name, note = str(st.session_state[NAME]), str(st.session_state[NOTE])
    try:
        visitor_library().change_collection(collection_id, name=name, note=note)
    except DatelineError as error:
        say_done(str(error))


@st.dialog("Delete this collection?")
def _delete(one: Collection) -> None:
    draw_text(one.name, "heading", key="collection-name")
    stay = {0: "No article is in it", 1: "Its article stays in the library"}.get(
        one.articles, f"Its {one.articles:,} articles stay in the library"
    )
    draw_text(f"{stay}; the set and its note go.", "note", key="collection-stay")
    with st.container(horizontal=True):
        if st.button("Delete", type="primary", key="collection-delete-yes", on_click=_take_away, args=(one.id,)):
            st.rerun()
        if st.button("Keep it", key="collection-delete-no"):
            st.rerun()


def _take_away(collection_id: str) -> None:
    visitor_library().delete_collection(collection_id)
    say_done("The collection was deleted. Its articles are still here.")
    st.session_state[GONE] = True


@st.dialog("Share this collection")
def _share(one: Collection) -> None:
    draw_text(
        f"The link shows the name, the note and the {plural(one.articles, 'article')} that {are(one.articles)} in it"
        " now. Nothing else of the library can be seen through it, and what is added later isn't.",
        "note", key="share-what",
    )  # fmt: skip
    part = st.query_params.get("part")
    query = {"collection": one.id} | ({"part": part} if part else {})
    draw_sharing(COLLECTION.name, query, lambda: visitor_library().members(one.id))
