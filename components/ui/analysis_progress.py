"""Follows the articles that were just added until each is read, then says so in a line."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.domain.errors import DatelineError, NotFound
from components.domain.plural import plural
from components.exports.numbers_in_words import time_left
from components.services.analysis_queue import AT_ONCE
from components.ui.article_list import ListEvents, Row, draw_rows
from components.ui.current_visitor import visitor_library
from components.ui.text_nodes import draw_text


def follow_added() -> frozenset[str]:
    """How far each added article is; asks again until all are read.

    Returns the ids of the articles that it lists: none once all are read, as the library lists them then.
    """
    added: list[tuple[str, str]] = st.session_state.get("added", [])
    if len(added) > AT_ONCE:
        draw_text(f"{plural(len(added), 'article')} added.", "body", key="added-many")
        st.session_state["added"] = added = []
    now = visitor_library().reading_progress()
    if now is not None and now.of > AT_ONCE:
        _follow_background()
    if not added:
        return frozenset()
    rows = _states(added)
    if any(waiting for _, waiting in rows):
        _follow()
        return frozenset(row.id for row, _ in rows)
    if rows:
        failed = sum(row.failed for row, _ in rows)
        but = f" {failed} of them could not be read: why stands below." if failed else ""
        draw_text(f"{plural(len(rows), 'article')} added and read.{but}", "body", key="added-sum")
    return frozenset()


@st.fragment(run_every=2)
def _follow_background() -> None:
    """How many of the many that were added are read: they are read in the background, also after a reload."""
    now = visitor_library().reading_progress()
    if now is None:
        st.rerun()
        return
    left = f" · {time_left(now.seconds)}" if now.seconds is not None else ""
    words = f"{now.read:,} of {plural(now.of, 'added article')} read{left}"
    st.progress(now.read / max(1, now.of), text=f"{words}. One that you open is read next.")


@st.fragment(run_every=0.7)
def _follow() -> None:
    rows = _states(st.session_state.get("added", []))
    done = sum(not waiting for _, waiting in rows)
    st.progress(done / max(1, len(rows)), text=f"{done} of {len(rows)} read")
    draw_text("Added just now", "heading", key="added-heading")
    draw_rows([row for row, _ in rows], key="added-shelf", on=ListEvents(go_to, ask_to_delete))
    if done == len(rows):
        st.rerun()


def _states(added: Sequence[tuple[str, str]]) -> list[tuple[Row, bool]]:
    """Each added article as a row, and whether it is still waited for."""
    out = []
    for article_id, name in added:
        waiting, failed = False, False
        try:
            opened = visitor_library().open(article_id)
        except NotFound:
            continue
        except DatelineError as error:
            facts, failed = str(error), True
        else:
            waiting, failed = opened.job is not None, opened.failure is not None
            if opened.job is not None:
                ahead = visitor_library().articles_ahead(opened.job)
                far = opened.job.progress
                reading = "being read…" if far is None else f"being read, {far.share:.0%}"
                facts = f"waiting, {ahead} before it" if ahead else reading
            else:
                facts = opened.failure or "ready"
        out.append((Row(article_id, name, facts, f"/overview?article={article_id}", failed), waiting))
    return out


def go_to(article_id: str) -> None:
    """Have the page open an article's overview once the callback is over: a callback can't change the page."""
    st.session_state["go_to"] = article_id


def ask_to_delete(article_id: str) -> None:
    """Have the page ask whether an article is to be deleted."""
    st.session_state["ask_to_delete"] = article_id
