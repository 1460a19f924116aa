"""Opens the articles that a comparison's address names: their records, or what to do about those that lack."""

from __future__ import annotations

import time
from collections.abc import Sequence

import streamlit as st

from components.analysis.client import Job
from components.domain.errors import NotFound
from components.domain.plural import plural
from components.domain.record import Record
from components.ui.compare_address import MOST
from components.ui.current_visitor import visitor_library
from components.ui.navigation import LIBRARY
from components.ui.text_nodes import draw_text

PATIENCE = 2.0  # seconds in which the articles are waited for without a word


def open_compared(ids: Sequence[str]) -> tuple[list[Record], dict[str, str | None]]:
    """The records, and which article each is a later version of; says what lacks, ends the page where too few are.

    An article that a visitor may not read is as if it weren't there.
    """
    gone = unread = 0
    records: list[Record] = []
    version_of: dict[str, str | None] = {}
    until = time.monotonic() + PATIENCE
    waiting: list[Job] = []
    for one in ids[:MOST]:
        try:
            opened = visitor_library().open(one)
            if opened.job is not None:
                opened.job.finished.wait(max(0.0, until - time.monotonic()))
                if not opened.job.finished.is_set():
                    waiting.append(opened.job)
                    continue
                opened = visitor_library().open(one)
            version_of[one] = visitor_library().article(one).version_of
        except NotFound:
            gone += 1
            continue
        if opened.record is None:
            unread += 1
        else:
            records.append(opened.record)
    if waiting:
        _wait(waiting)
        st.stop()
    _say_what_lacks(len(ids), gone, unread, len(records))
    if len(records) < 2:
        st.page_link(LIBRARY.path, label="To the library", query_params=_share())
        st.stop()
    return records, version_of


def _share() -> dict[str, str]:
    return {"share": st.query_params["share"]} if "share" in st.query_params else {}


def _say_what_lacks(asked: int, gone: int, unread: int, there: int) -> None:
    if asked > MOST:
        draw_text(f"{asked} articles are too many to compare: the first {MOST} are shown.", "alert", key="too-many")
    if gone:
        are = "is" if gone == 1 else "are"
        draw_text(
            f"{plural(gone, 'article')} of this comparison {are} not there: deleted, or not part of what was shared."
            + (" The others are shown." if there >= 2 else ""),
            "alert",
            key="gone",
        )
    if unread:
        them = "it" if unread == 1 else "them"
        draw_text(f"{plural(unread, 'article')} could not be read: open {them} to see why.", "alert", key="unread")
    if there < 2:
        draw_text(
            "A comparison needs two articles or more. Pick two to six in the library, then choose “Compare”.",
            "body",
            key="too-few",
        )


@st.fragment(run_every=0.7)
def _wait(jobs: Sequence[Job]) -> None:
    """Says that articles are being read, until they are."""
    left = sum(not job.finished.is_set() for job in jobs)
    if not left:
        st.rerun()
    with st.container(key="waiting"):
        draw_text("Reading the articles", "heading")
        draw_text(f"{plural(left, 'article')} to go.", "note")
        st.progress(1 - left / max(1, len(jobs)))
