"""The start and the library: adding, the articles, deleting with a way back."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from components.domain.article_search import ArticleSearch
from components.domain.errors import NotFound
from components.domain.folded_words import fold
from components.services.proxy_detection import forwarder_seen
from components.ui.add_articles import draw_adding
from components.ui.analysis_progress import ask_to_delete, follow_added, go_to
from components.ui.article_list import ListEvents
from components.ui.collections_list import draw_collections
from components.ui.current_visitor import visitor_library
from components.ui.found_articles import draw_found, end_picks
from components.ui.import_batch import draw_batch
from components.ui.navigation import BY_NAME
from components.ui.page_address import kept_parameters
from components.ui.picked_dialogs import DELETED, LIBRARY_ACTS, ask_for, draw_asked, draw_done
from components.ui.search_form import draw_search, search_of_address
from components.ui.start_page import draw_sample, draw_start_head
from components.ui.start_style import apply_start_style
from components.ui.tag_dialogs import draw_tag_tools
from components.ui.text_nodes import draw_text
from components.ui.view_header import draw_navigation

FEW = 8  # articles, which need no search


@st.dialog("Delete this article?")
def confirm(article_id: str) -> None:
    try:
        draw_text(visitor_library().article(article_id).title or "Untitled", "heading")
    except NotFound as error:
        draw_text(str(error))
        return
    draw_text("Its text and everything found in it go. For an hour it can be brought back.", "note")
    with st.container(horizontal=True):
        if st.button("Delete", type="primary", key="delete-yes"):
            visitor_library().delete(article_id)
            st.session_state[DELETED] = [article_id]
            end_picks()
            st.rerun()
        if st.button("Keep it", key="delete-no"):
            st.rerun()


def draw_shared() -> None:
    """What a colleague's link opens."""
    draw_navigation("library")
    draw_text("Shared with you", "title", key="title")
    search = search_of_address()
    found = visitor_library().search(search)
    if not found.total and not search.narrows:
        draw_text("What was shared with you is no longer there. Ask whoever sent the link.", "body", key="gone")
        return
    if found.total > FEW or search.narrows:
        draw_search(search, None, label="Search in what was shared with you", within=True, key="search")
    draw_found(found, search, view="library", events=ListEvents(go_to))


def draw_notices() -> None:
    """What the owner should know first."""
    if trouble := state.pop("trouble", None):
        draw_text(trouble, "alert")
    if name := forwarder_seen():
        draw_text(
            f"Requests reach this Dateline through a proxy or tunnel (they ask for “{name}”). Whoever comes through one"
            " may be taken for you. Stop Dateline, set DATELINE_OWNER=key and start it again: then only the address"
            " with your key opens your library.",
            "alert",
            key="forwarder",
        )
    draw_done()


def draw_list(but: Collection[str]) -> None:
    """The collections, the search and the articles that it finds, without those listed elsewhere (``but``: ids)."""
    search = search_of_address()
    found = visitor_library().search(search)
    choices = visitor_library().search_choices()
    draw_collections(choices.collections, key="collections", on_open=open_collection)
    draw_search(search, choices, label="Search in the library", within=False, key="search")
    if search.tag and (tag := next((t for t in choices.tags if fold(t.name) == fold(search.tag)), None)):
        draw_tag_tools(tag.name, tag.articles)
    events = ListEvents(go_to, ask_to_delete, collected=open_collection, act=ask_for)
    draw_found(found, search, view="library", events=events, acts=LIBRARY_ACTS, but=but)
    draw_asked(search)


def open_collection(collection_id: str) -> None:
    state["go_to_collection"] = collection_id


def draw_library() -> None:
    """The owner's library: a start page until something was added, then adding on top and the articles below."""
    draw_navigation("library")
    batch = visitor_library().unfinished_import()
    start = batch is None and not state.get("added") and visitor_library().holds_only_the_sample()
    apply_start_style()
    with st.container(key="library"):
        if start:
            draw_start_head()
        else:
            draw_text("Library", "title", key="title")
        draw_notices()
        draw_adding(whole=start)
        if batch is not None:
            draw_batch(batch)
        listed = follow_added()
        if start:
            draw_sample()
            draw_sample_row()
        else:
            draw_list(listed)
    if asked := state.pop("ask_to_delete", None):
        confirm(asked)


def draw_sample_row() -> None:
    """The sample as it is listed, until something else is there; nothing where it was deleted."""
    found = visitor_library().search(ArticleSearch())
    if found.total:
        draw_found(found, ArticleSearch(), view="library", events=ListEvents(go_to, ask_to_delete))


state = st.session_state
if opening := state.pop("go_to", None):
    st.switch_page(BY_NAME["overview"].path, query_params={**kept_parameters(), "article": opening})
if collection := state.pop("go_to_collection", None):
    st.switch_page(BY_NAME["collection"].path, query_params={"collection": collection})
if visitor_library().may("library"):
    draw_library()
else:
    draw_shared()
