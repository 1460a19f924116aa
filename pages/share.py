"""Every link that was given out: to what, to do what, until when, how often opened; each can be taken back."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from components.domain.plural import plural
from components.exports.newsroom_words import date_words
from components.services.share_links import still_open
from components.store.share_queries import Share
from components.ui.current_visitor import visitor_library
from components.ui.local_time import in_reader_time
from components.ui.navigation import BY_NAME
from components.ui.rows_with_buttons import Outcome, outcomes
from components.ui.text_nodes import draw_text
from components.ui.view_header import draw_navigation


def moment(iso: str) -> str:
    at = in_reader_time(iso)
    return f"{date_words(at.date().isoformat())}, {at:%H:%M}"


def facts(one: Share, titles: dict[str, str], now: dt.datetime) -> str:
    names = [titles.get(a, "an article that was deleted") for a in one.articles[1:3]]
    more = f" and {plural(len(one.articles) - 1, 'more article')} ({', '.join(names)})" if len(one.articles) > 1 else ""
    parts = [
        f"{BY_NAME[one.view].title if one.view in BY_NAME else one.view.capitalize()}{more}",
        "to correct" if one.correct else "to read",
        f"made {moment(one.made_at)}",
    ]
    if one.revoked_at:
        parts.append(f"taken back {moment(one.revoked_at)}")
    elif one.expires_at:
        over = in_reader_time(one.expires_at) <= now
        parts.append(f"{'expired' if over else 'works until'} {moment(one.expires_at)}")
    else:
        parts.append("works until you take it back")
    opened = f"opened {plural(one.opened, 'time')}, last {moment(one.opened_at)}" if one.opened_at else "not opened yet"
    return " · ".join((*parts, opened))


draw_navigation("share")
draw_text("Links", "title", key="title")
links = visitor_library().links()
titles = visitor_library().titles({a for s in links for a in s.articles[:3]})
now = dt.datetime.now(dt.UTC)
working = {s.id for s in still_open(links)}
if not links:
    draw_text("No link was given out yet. Open an article and press “Share”.", "body", key="none")
else:
    draw_text(f"{plural(len(working), 'link')} can be opened now.", "finding", key="count")
    rows = [
        Outcome(
            s.id,
            titles.get(s.articles[0], "An article that was deleted"),
            "read" if s.id in working else "cancelled",
            "open" if s.id in working else "closed",
            facts(s, titles, now),
            "Take back" if s.id in working else "",
        )
        for s in links
    ]
    outcomes(rows, key="links", on_pick=lambda which: visitor_library().revoke(which))
    if len(working) > 1 and st.button("Take back all links", key="revoke-all"):
        visitor_library().revoke_all()
        st.rerun()
