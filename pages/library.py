"""The start and the library: adding, the articles, deleting with a way back."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st

from components.domain.errors import NotFound
from components.domain.plural import plural
from components.exports.newsroom_words import DATE_BASES, date_words
from components.services.proxy_detection import forwarder_seen
from components.services.sample_article import holds_only_the_sample
from components.store.article_queries import ListedArticle
from components.ui.add_articles import draw_adding
from components.ui.analysis_progress import ask_to_delete, follow_added, go_to
from components.ui.current_visitor import visitor_library
from components.ui.import_batch import draw_batch
from components.ui.local_time import in_reader_time
from components.ui.navigation import BY_NAME
from components.ui.page_address import kept_parameters
from components.ui.start_page import draw_sample, draw_start_head
from components.ui.start_style import apply_start_style
from components.ui.text_nodes import Row, draw_rows, draw_text
from components.ui.view_header import draw_navigation


def facts(one: ListedArticle, titles: dict[str, str]) -> str:
    if one.failure:
        return one.failure
    date = date_words(one.date) if one.date else "no date"
    if one.date and one.date_basis:
        date += f" ({DATE_BASES[one.date_basis]})"
    at = in_reader_time(one.added_at)
    added = f"added {date_words(at.date().isoformat())}, {at:%H:%M}"
    version = f"a later version of “{titles[one.version_of]}”" if one.version_of in titles else ""
    return " · ".join(x for x in (one.outlet, date, plural(one.words, "word"), added, version) if x)


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
            st.session_state["deleted"] = article_id
            st.rerun()
        if st.button("Keep it", key="delete-no"):
            st.rerun()


def bring_back(article_id: str) -> None:
    st.session_state.pop("deleted", None)
    try:
        visitor_library().undelete(article_id)
    except NotFound as error:
        st.session_state["trouble"] = str(error)


def draw_shared() -> None:
    """What a colleague's link opens."""
    draw_navigation("library")
    draw_text("Shared with you", "title", key="title")
    listing = visitor_library().listing()
    if not listing:
        draw_text("What was shared with you is no longer there. Ask whoever sent the link.", "body", key="gone")
    share = st.query_params.get("share", "")
    rows = [
        Row(a.id, a.title, plural(a.words, "word"), f"/overview?article={a.id}&share={share}", a.failure is not None)
        for a in listing
    ]
    draw_rows(rows, key="shelf", on_open=go_to)


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
    if deleted := state.get("deleted"):
        with st.container(horizontal=True, vertical_alignment="center", key="deleted"):
            draw_text("The article was deleted.", "body")
            st.button("Undo", key="undo", on_click=bring_back, args=(deleted,))


def draw_listing(listing: Sequence[ListedArticle], but: Collection[str]) -> None:
    """The articles, newest first, without those listed elsewhere (``but``: ids)."""
    titles = {a.id: a.title for a in listing}
    rows = [
        Row(a.id, a.title, facts(a, titles), f"/overview?article={a.id}", a.failure is not None)
        for a in listing
        if a.id not in but
    ]
    draw_rows(rows, key="shelf", on_open=go_to, on_remove=ask_to_delete)


def draw_library() -> None:
    """The owner's library: a start page until something was added, then adding on top and the articles below."""
    draw_navigation("library")
    listing = visitor_library().listing()
    batch = visitor_library().unfinished_import()
    start = batch is None and not state.get("added") and holds_only_the_sample(listing)
    apply_start_style(len(listing))
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
        if listing:
            draw_listing(listing, listed)
    if asked := state.pop("ask_to_delete", None):
        confirm(asked)


state = st.session_state
if opening := state.pop("go_to", None):
    st.switch_page(BY_NAME["overview"].path, query_params={**kept_parameters(), "article": opening})
if visitor_library().may("library"):
    draw_library()
else:
    draw_shared()
