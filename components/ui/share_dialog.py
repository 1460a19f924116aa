"""The dialog that makes a link to exactly this view: for whom, for how long, for which articles."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import segno
import streamlit as st

from components.domain.article_search import ArticleSearch
from components.domain.record import Record
from components.services.server_address import ServerAddress
from components.ui import page_address
from components.ui.current_visitor import visitor_library
from components.ui.export_menu import report_button
from components.ui.server_settings import listening
from components.ui.text_nodes import draw_copy_button, draw_text

DAYS: dict[str, float | None] = {"A day": 1, "A week": 7, "Until I take it back": None}
READ, CORRECT = "To read", "To correct"
OPEN_COMMAND = "streamlit run app.py --server.address 0.0.0.0"


@st.dialog("Share this view")
def share_dialog(view: str, record: Record, mark: str | None) -> None:
    """Asks what the link is to allow, then shows it, its code and who can open it."""
    draw_text(_shows(record, mark), "note", key="share-what")
    query = page_address.filters() | ({"mark": mark} if mark else {})
    if actor := st.query_params.get("actor"):
        query["actor"] = actor
    draw_sharing(view, query, lambda: [record.id, *_more(record.id)])
    report_button(record)


def draw_sharing(view: str, query: Mapping[str, str], articles: Callable[[], Sequence[str]]) -> None:
    """What the link is to allow, the link once it is made, its code and who can open it; ``articles`` it opens."""
    where = listening()
    can = st.radio("The colleague may use it", [READ, CORRECT], horizontal=True, key="share-can")
    until = st.radio("It works for", list(DAYS), index=1, horizontal=True, key="share-until")
    chosen = articles()
    if st.button("Make and copy the link", type="primary", key="share-make"):
        made, token = visitor_library().share(chosen, view=view, query=query, correct=can == CORRECT, days=DAYS[until])
        st.session_state["share_made"] = (f"{where.url}/s/{token}", made.id)
    if link_made := st.session_state.get("share_made"):
        _draw_link(link_made[0])
    _draw_who_can_open(where)


def _shows(record: Record, mark: str | None) -> str:
    """What the link leads to."""
    parts = [f"“{record.title}”, with the filters as they are now"]
    if mark:
        parts.append("the item that is picked")
    return f"The link shows {' and '.join(parts)}. Nothing else of the library can be seen through it."


def _more(article_id: str) -> list[str]:
    """Further articles that the link is to open."""
    newest = visitor_library().search(ArticleSearch())
    others = [one.article for one in newest.articles if one.article.id != article_id]
    if not others:
        return []
    with st.expander("More articles with it", key="share-more"):
        if newest.pages > 1:
            draw_text(
                "The newest of your library. To share others, or many, put them into a collection and share that.",
                "note", key="share-newest",
            )  # fmt: skip
        frame = pd.DataFrame({"Article": [o.title for o in others], "Outlet": [o.outlet or "" for o in others]})
        event = st.dataframe(
            frame, hide_index=True, on_select="rerun", selection_mode="multi-row", key="share-set",
            height=min(240, 38 + 35 * len(others)),
        )  # fmt: skip
    rows = event["selection"]["rows"]
    return [others[n].id for n in rows if n < len(others)]


def _draw_link(url: str) -> None:
    """The link, a button to copy it, and its code."""
    draw_copy_button("Copy the link", url, key="share-copy", now=True)
    st.code(url, language=None, wrap_lines=True)
    with st.container(horizontal=True, vertical_alignment="center", key="share-link"):
        picture = io.BytesIO()
        segno.make(url, error="m").save(picture, kind="png", scale=4, border=2)
        st.image(picture.getvalue(), width=130)
    draw_text(
        "It is shown only now: Dateline keeps no copy of it. It can be taken back under “Links”.",
        "note",
        key="share-once",
    )


def _draw_who_can_open(where: ServerAddress) -> None:
    """Plainly who can open the link."""
    if where.open_to_others:
        draw_text(
            f"Whoever has the link can open it at {where.url}, while this computer and Dateline are on"
            " and they are on the same network.",
            "alert",
            key="share-who",
        )
        return
    draw_text("Only this computer can open it now: Dateline listens to nobody else. To open it to your network, stop it"
        " and start it with", "alert", key="share-who")  # fmt: skip
    st.code(OPEN_COMMAND, language=None)
