"""Opens the article that the address names, for every view: its record, or what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.analysis.client import Job
from components.charts.chart_style import actor_colours
from components.domain.cached_property import cached_property
from components.domain.clickable_marks import Mark, marks_of, mention_id
from components.domain.correction_replay import corrected_items
from components.domain.errors import DatelineError, NotFound
from components.domain.narrow_to_actor import actor_of, narrow_record
from components.domain.plural import plural
from components.domain.reading_progress import FirstReading
from components.domain.record import Actor, Correction, Record
from components.domain.review_progress import checked_marks
from components.exports.items_to_check import ReviewItem
from components.ui import page_address
from components.ui.cached_readings import review_of, share_results
from components.ui.correction_history import draw_corrections
from components.ui.current_visitor import visitor_library
from components.ui.navigation import LIBRARY
from components.ui.text_nodes import draw_text
from components.ui.view_header import draw_head, draw_navigation

PATIENCE = 2.0  # seconds in which most articles are read: waited for without a word


class View:
    """What a page draws: the whole record, the record narrowed to the chosen actor, the chosen mark.

    ``main`` is where a page draws, ``side`` the column of the article.
    """

    main: DeltaGenerator
    side: DeltaGenerator

    def __init__(self, name: str, record: Record) -> None:
        self.name = name
        self.whole = record
        self.at = page_address.current_address()
        self.actor: Actor | None = actor_of(record, self.at.actor)
        self.record = narrow_record(record, self.at.actor)

    @cached_property
    def marks(self) -> Mapping[str, Mark]:
        """Every mark of the whole record by its id."""
        return marks_of(self.whole)

    @cached_property
    def corrected(self) -> frozenset[str]:
        """Ids of what readers corrected; of an actor also its mentions', as charts of actors carry those."""
        ids = corrected_items(self.whole)
        return ids | {mention_id(m) for a in self.whole.actors if a.id in ids for m in a.mentions}

    @cached_property
    def queue(self) -> list[ReviewItem]:
        """What there is to check, of the chosen actor if there is one; done items too."""
        return [i for i in review_of(self.whole) if self.actor is None or self.actor.id in i.actors]

    @cached_property
    def checks(self) -> list[ReviewItem]:
        """What is still to be checked."""
        return [i for i in self.queue if i.done_by is None]

    @cached_property
    def checked(self) -> Mapping[str, Correction]:
        """The marks that readers found right, by their ids."""
        return checked_marks(self.whole)

    @cached_property
    def colours(self) -> dict[str, str]:
        """The colour of each actor."""
        return actor_colours(self.whole)

    @property
    def mark(self) -> Mark | None:
        """The chosen mark."""
        return self.marks.get(self.at.mark or "")


def open_view(name: str) -> View:
    """The open article with its head drawn; where there is none, says so and ends the page."""
    article_id = page_address.current_address().article
    if article_id is None:
        draw_navigation(name)
        _elsewhere("No article is open. Choose one in the library.")
    corrected = st.query_params.get("reading") != "machine"
    try:
        opened = visitor_library().open(article_id, with_corrections=corrected)
    except NotFound as error:
        draw_navigation(name)
        _elsewhere(str(error))
    if opened.job is not None:
        opened.job.finished.wait(PATIENCE)
        if not opened.job.finished.is_set():
            draw_navigation(name)
            _wait(opened.job)
            st.stop()
        opened = visitor_library().open(article_id, with_corrections=corrected)
    if opened.record is None:
        draw_navigation(name)
        draw_text(opened.failure or "This article could not be read.", "alert")
        if visitor_library().may("details", article_id) and st.button("Try again", key="again"):
            visitor_library().read_again(article_id)
            st.rerun()
        st.page_link(LIBRARY.path, label="To the library")
        st.stop()
    share_results(opened.record)
    view = View(name, opened.record)
    tools = draw_navigation(name, len(view.checks))
    with st.container(key="columns"):
        left, right = st.columns([3, 2], gap="large")
    view.main = left.container(key="main")
    view.side = right.container(key="beside" if name != "text" else "reading", gap="small")
    with view.main:
        draw_head(view.name, view.whole, view.actor, view.colours, tools)
        draw_corrections(view.whole)
        if opened.failure:
            draw_text(f"Shown as it was read before. {opened.failure}", "alert")
    return view


def _elsewhere(why: str) -> NoReturn:
    draw_text(why, "alert")
    st.page_link(LIBRARY.path, label="To the library")
    st.stop()
    raise AssertionError("st.stop ends the script")


@st.fragment(run_every=0.5)
def _wait(job: Job) -> None:
    """Says that the article is being read, how many come first, how far a long one is and what it begins with."""
    if job.finished.is_set():
        st.rerun()
    ahead = visitor_library().articles_ahead(job)
    queue = f"{plural(ahead, 'article')} before it." if ahead else "A long text takes some seconds."
    progress = job.progress
    with st.container(key="waiting"):
        draw_text("Reading the article", "heading")
        draw_text(queue, "note")
        if progress is not None:
            st.progress(progress.share)
            if progress.first is not None and _is_there(job.article.id):
                _draw_first(progress.first)


def _is_there(article_id: str) -> bool:
    """Whether the visitor may read the article still: it may be deleted, or a link taken back, while it is read."""
    try:
        visitor_library().article(article_id)
    except DatelineError:
        return False
    return True


def _draw_first(first: FirstReading) -> None:
    """What the beginning of a long text tells while the rest is read."""
    draw_text(f"So far, from the first {first.part:.0%} of the text", "heading", key="first-heading")
    draw_text(f"In it: {'; '.join(first.who)}." if first.who else "Nobody is named in it.", key="first-who")
    for n, (words, speaker) in enumerate(first.quotes):
        draw_text(f"{words} — {speaker or 'nobody named'}", key=f"first-quote-{n}")
