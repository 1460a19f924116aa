"""The library: the articles, adding more, deleting with a way back."""

from __future__ import annotations

import streamlit as st

from components.domain.errors import NotFound
from components.exports.newsroom_words import DATE_BASES, date_words, plural
from components.services.proxy_detection import forwarder_seen
from components.store.article_queries import Listed
from components.ui.add_articles import draw_adding
from components.ui.analysis_progress import ask_to_delete, go_to
from components.ui.current_visitor import room
from components.ui.local_time import at_reader
from components.ui.navigation import BY_NAME
from components.ui.page_address import kept
from components.ui.text_nodes import Row, say, shelf
from components.ui.view_header import draw_navigation


def facts(one: Listed, titles: dict[str, str]) -> str:
    if one.failure:
        return one.failure
    date = date_words(one.date) if one.date else "no date"
    if one.date and one.date_basis:
        date += f" ({DATE_BASES[one.date_basis]})"
    at = at_reader(one.added_at)
    added = f"added {date_words(at.date().isoformat())}, {at:%H:%M}"
    version = f"a later version of “{titles[one.version_of]}”" if one.version_of in titles else ""
    return " · ".join(x for x in (one.outlet or "No outlet", date, plural(one.words, "word"), added, version) if x)


@st.dialog("Delete this article?")
def confirm(article_id: str) -> None:
    try:
        say(room().article(article_id).title or "Untitled", "heading")
    except NotFound as error:
        say(str(error))
        return
    say("Its text and everything found in it go. For an hour it can be brought back.", "note")
    with st.container(horizontal=True):
        if st.button("Delete", type="primary", key="delete-yes"):
            room().delete(article_id)
            st.session_state["deleted"] = article_id
            st.rerun()
        if st.button("Keep it", key="delete-no"):
            st.rerun()


def bring_back(article_id: str) -> None:
    st.session_state.pop("deleted", None)
    try:
        room().undelete(article_id)
    except NotFound as error:
        st.session_state["trouble"] = str(error)


def draw_shared() -> None:
    """What a colleague's link opens."""
    draw_navigation("library")
    say("Shared with you", "title", key="title")
    listing = room().listing()
    if not listing:
        say("What was shared with you is no longer there. Ask whoever sent the link.", "body", key="gone")
    share = st.query_params.get("share", "")
    rows = [
        Row(a.id, a.title, plural(a.words, "word"), f"/overview?article={a.id}&share={share}", a.failure is not None)
        for a in listing
    ]
    shelf(rows, key="shelf", on_open=go_to)


def draw_library() -> None:
    """The owner's library."""
    draw_navigation("library")
    say("Library", "title", key="title")
    if trouble := state.pop("trouble", None):
        say(trouble, "alert")
    if name := forwarder_seen():
        say(
            f"Requests reach this Dateline through a proxy or tunnel (they ask for “{name}”). Whoever comes through one"
            " may be taken for you. Stop Dateline, set DATELINE_OWNER=key and start it again: then only the address"
            " with your key opens your library.",
            "alert",
            key="forwarder",
        )
    if deleted := state.get("deleted"):
        with st.container(horizontal=True, vertical_alignment="center", key="deleted"):
            say("The article was deleted.", "body")
            st.button("Undo", key="undo", on_click=bring_back, args=(deleted,))
    listing = room().listing()
    if listing:
        titles = {a.id: a.title for a in listing}
        rows = [
            Row(a.id, a.title, facts(a, titles), f"/overview?article={a.id}", a.failure is not None) for a in listing
        ]
        shelf(rows, key="shelf", on_open=go_to, on_remove=ask_to_delete)
    else:
        say("No article yet. Upload a file or paste a text below.", "body")
    say("Add articles", "finding", key="add-heading")
    draw_adding()
    if asked := state.pop("ask_to_delete", None):
        confirm(asked)


state = st.session_state
if opening := state.pop("go_to", None):
    st.switch_page(BY_NAME["overview"].path, query_params={**kept(), "article": opening})
if room().may("library"):
    draw_library()
else:
    draw_shared()
