"""The head of every view: the views as one row, headline, facts, the actors as chips."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.domain.errors import DatelineError
from components.domain.plural import plural
from components.domain.record import Actor, ActorKind, Genre, Record
from components.exports.newsroom_words import GENRE_NOTES, GENRES, facts
from components.ui import compare_address, page_address
from components.ui.current_visitor import visitor_library
from components.ui.export_menu import export_dialog
from components.ui.navigation import COMPARE, LIBRARY, LINKS, VIEWS
from components.ui.share_dialog import share_dialog
from components.ui.text_nodes import Chip, draw_chips, draw_copy_button, draw_text

# What actors that find no room among the chips are counted as: one, many.
ACTOR_COUNTS: dict[ActorKind, str] = {
    "person": "person people", "organisation": "body bodies", "place": "place places", "group": "group groups"
}  # fmt: skip
EARLIEST = dt.date(1600, 1, 1)  # the first newspapers
LATEST = dt.date(2199, 12, 31)


def draw_navigation(here: str, checks: int = 0) -> DeltaGenerator:
    """Dateline's name, the library and, where an article is open, its views; each link keeps article, actor and share.

    ``checks``: how many items are still to be checked. Gives the room at the row's end, for what can be done with the
    page.
    """
    with st.container(key="views", horizontal=True, gap=None, vertical_alignment="center"):
        may = visitor_library().may("library")
        # A link to a page drops the query: a colleague's has to keep what lets it in.
        share = {"share": st.query_params["share"]} if "share" in st.query_params else {}
        with st.container(key="brand", width="content"):
            draw_text("Dateline", "brand", key="brand-name")
        with st.container(key="here" if here == LIBRARY.name else "to-library", width="content"):
            st.page_link(LIBRARY.path, label=LIBRARY.title if may else "Shared with you", query_params=share)
        if here == COMPARE.name:  # its address names articles, too: none of them is the open one
            with st.container(key="here", width="content"):
                st.page_link(COMPARE.path, label=COMPARE.title, query_params=compare_address.parameters())
        elif page_address.current_address().article:
            for view in VIEWS:
                with st.container(key="here" if view.name == here else f"to-{view.name}", width="content"):
                    label = f"{view.title} ({checks:,})" if view.name == "check" and checks else view.title
                    st.page_link(view.path, label=label, query_params=page_address.kept_parameters())
        tools = st.container(
            key="tools", horizontal=True, gap=None, horizontal_alignment="right", vertical_alignment="center"
        )
        if may:
            with tools.container(key="here-links" if here == LINKS.name else "to-share", width="content"):
                st.page_link(LINKS.path, label=LINKS.title)
    return tools


def draw_head(here: str, record: Record, actor: Actor | None, colours: dict[str, str], tools: DeltaGenerator) -> None:
    """Headline, facts and chips of the open article; what can be done with it goes to ``tools``."""
    with tools:
        _tools(here, record)
    with st.container(key="head", gap="small"):
        draw_text(record.title, "title", key="title")
        note = GENRE_NOTES.get(record.genre)
        draw_text(facts(record) + (f". {note}" if note else ""), "facts", key="facts")
        if record.doubtful:
            draw_text(
                f"Read from a picture: {plural(len(record.doubtful), 'word')} may be wrong (dotted in the text)."
                " Nothing that rests on one is called sure; check names and numbers against the page.",
                "alert",
                key="doubtful-words",
            )
        if record.date is None:
            draw_text(
                "This article has no date yet, so “yesterday” and “Friday” stay open."
                + (" Set it under Details." if visitor_library().may("details", record.id) else ""),
                "alert",
                key="ask-date",
            )
        row = [Chip(a.id, a.name, colours[a.id], ACTOR_COUNTS[a.kind]) for a in record.actors if a.mentions]
        if row:
            draw_chips(row, actor.id if actor else None, key="chips", on_pick=_narrow)


def _tools(here: str, record: Record) -> None:
    """What can be done with the page: its details set, a link copied, taken away, shared."""
    if visitor_library().may("details", record.id) and st.button("Details", key="details", type="tertiary"):
        edit_details(record)
    draw_copy_button("Copy link", page_address.link(here), key="copy-view", picked=True)
    if visitor_library().may("export", record.id) and st.button("Export", key="export", type="tertiary"):
        export_dialog(record, here)
    if visitor_library().may("share", record.id) and st.button("Share", key="share-view", type="tertiary"):
        st.session_state.pop("share_made", None)
        share_dialog(here, record, page_address.current_address().mark)


def _narrow(actor: str | None) -> None:
    page_address.narrow_to(actor)
    page_address.pick_mark(None)


@st.dialog("Article details")
def edit_details(record: Record) -> None:
    """A form for what the text can't say, or says unclearly; saving reads the article again."""
    article = visitor_library().article(record.id)
    date = article.date or record.date
    with st.form("details-form", border=False):
        title = st.text_input("Title", article.title or record.title)
        outlet = st.text_input("Outlet", article.outlet or "")
        byline = st.text_input("Byline", article.byline or "")
        url = st.text_input("Address", article.url or "")
        day = st.date_input(
            "Article date",
            dt.date.fromisoformat(date) if date else None,
            min_value=EARLIEST,
            max_value=LATEST,
            help="The date the text speaks from: “yesterday” is counted from it.",
        )
        kinds: list[Genre] = list(get_args(Genre))
        genre = st.selectbox("Kind of text", kinds, index=kinds.index(record.genre), format_func=GENRES.__getitem__)
        draw_text(f"Read as {GENRES[record.genre]}: {record.genre_rule}.", "note")
        if record.date_rule:
            draw_text(f"Date: {record.date_rule}.", "note")
        if st.form_submit_button("Save", type="primary"):
            iso = day.isoformat() if day else None
            changed: dict[str, str | None] = {"title": title, "outlet": outlet, "byline": byline, "url": url}
            # Saving the form must not turn what the machine found into what the reader said.
            if iso != date:
                changed["date"] = iso
            if genre != record.genre:
                changed["genre"] = genre
            try:
                visitor_library().edit(record.id, **changed)
            except DatelineError as error:
                st.session_state["refused"] = str(error)
            st.rerun()
