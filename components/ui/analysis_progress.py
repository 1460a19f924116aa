"""Follows the articles that were just added until each is read."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.domain.errors import DatelineError, NotFound
from components.ui.current_visitor import visitor_library
from components.ui.text_nodes import Row, draw_rows, draw_text


def follow_added() -> None:
    """How far each added article is; asks again until all are read."""
    added: list[tuple[str, str, bool]] = st.session_state.get("added", [])
    if not added:
        return
    rows = _states(added)
    if any(waiting for _, waiting in rows):
        _follow()
    else:
        _draw([row for row, _ in rows])


@st.fragment(run_every=0.7)
def _follow() -> None:
    rows = _states(st.session_state.get("added", []))
    done = sum(not waiting for _, waiting in rows)
    st.progress(done / max(1, len(rows)), text=f"{done} of {len(rows)} read")
    _draw([row for row, _ in rows])
    if rows and done == len(rows):
        st.rerun()


def _states(added: Sequence[tuple[str, str, bool]]) -> list[tuple[Row, bool]]:
    """Each added article as a row, and whether it is still waited for."""
    out = []
    for article_id, name, new in added:
        waiting = False
        try:
            opened = visitor_library().open(article_id)
        except NotFound:
            continue
        except DatelineError as error:
            facts = str(error)
        else:
            waiting = opened.job is not None
            if opened.job is not None:
                ahead = visitor_library().articles_ahead(opened.job)
                facts = f"waiting, {ahead} before it" if ahead else "being read…"
            else:
                facts = opened.failure or ("ready" if new else "was in the library already")
        failed = not waiting and facts not in {"ready", "was in the library already"}
        out.append((Row(article_id, name, facts, f"/overview?article={article_id}", failed), waiting))
    return out


def _draw(rows: Sequence[Row]) -> None:
    draw_text("Added just now", "heading", key="added-heading")
    draw_rows(rows, key="added-shelf", on_open=go_to, on_remove=ask_to_delete)


def go_to(article_id: str) -> None:
    """Have the page open an article's overview once the callback is over: a callback can't change the page."""
    st.session_state["go_to"] = article_id


def ask_to_delete(article_id: str) -> None:
    """Have the page ask whether an article is to be deleted."""
    st.session_state["ask_to_delete"] = article_id
