"""A collection: its name and note, what its articles say together, its articles, searched as the library is."""

from __future__ import annotations

import streamlit as st

from components.domain.errors import DatelineError
from components.domain.plural import plural
from components.ui.analysis_progress import go_to
from components.ui.article_list import ListEvents
from components.ui.collection_dialogs import GONE, draw_tools
from components.ui.collection_parts import ARTICLES
from components.ui.collection_sections import EMPTY, draw_sections
from components.ui.current_visitor import visitor_library
from components.ui.found_articles import draw_found
from components.ui.navigation import BY_NAME, COLLECTION, LIBRARY
from components.ui.page_address import kept_parameters
from components.ui.picked_dialogs import COLLECTION_ACTS, ask_for, draw_asked, draw_done
from components.ui.search_form import draw_search, search_of_address
from components.ui.start_style import apply_start_style
from components.ui.text_nodes import draw_text
from components.ui.view_header import draw_navigation

state = st.session_state
if opening := state.pop("go_to", None):
    st.switch_page(BY_NAME["overview"].path, query_params={**kept_parameters(), "article": opening})
if set_opening := state.pop("go_to_collection", None):
    st.query_params.from_dict({"collection": set_opening})
if state.pop(GONE, None):
    st.switch_page(LIBRARY.path, query_params={})
draw_navigation(COLLECTION.name)
here = visitor_library()
owner = here.may("organise")
try:
    one = here.collection(st.query_params.get("collection", ""))
except DatelineError as error:
    draw_text(str(error), "alert", key="no-collection")
    st.page_link(LIBRARY.path, label="To the library" if owner else "Shared with you", query_params=kept_parameters())
    st.stop()
search = search_of_address(one.id)
found = here.search(search) if st.query_params.get("part", ARTICLES) == ARTICLES else None
apply_start_style(len(found.articles) if found else 0)
with st.container(key="library"):
    with st.container(key="collection-head", gap="xsmall"):
        draw_text("Collection", "kind", key="what")
        draw_text(one.name, "title", key="title")
        count = one.articles if owner else len(here.members(one.id))
        draw_text(plural(count, "article"), "facts", key="facts")
        for n, line in enumerate(line for line in one.note.split("\n") if line):
            draw_text(line, "body", key=f"note-{n}")
        with st.container(key="collection-tools", horizontal=True, gap=None):
            draw_tools(one)
    draw_done()
    room = draw_sections(one.id)
    if room is not None and not count:
        with room:
            draw_text(EMPTY, "body", key="empty")
    elif room is not None:
        with room:
            draw_search(
                search,
                here.search_choices() if owner else None,
                label="Search in this collection",
                within=True,
                key="search",
            )
            events = ListEvents(go_to, collected=lambda to: state.update(go_to_collection=to), act=ask_for)
            draw_found(
                found or here.search(search),
                search,
                view=COLLECTION.name,
                events=events,
                acts=COLLECTION_ACTS if owner else (),
            )
draw_asked(search)
