"""Zoom of the timeline: how much of the calendar is drawn, around which day; both stand in the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from components.charts.timeline_axis import ZOOMS, day, middle, window
from components.domain.record import Event
from components.ui.filters import choice
from components.ui.text_nodes import draw_text

NAMES = {"decade": "Ten years at once", "year": "A year at once", "month": "A month at once", "week": "A week at once"}


def draw_zoom(events: Sequence[Event], article_date: str | None) -> tuple[dt.datetime, dt.datetime] | None:
    """The part of the calendar to draw, None for all of it; draws the choice and the ways to earlier and later."""
    points = sorted(m for e in events if (m := middle(e)) is not None)
    spread = (points[-1] - points[0]).days if points else 0
    offered = [z for z, days in ZOOMS.items() if days < spread]
    if len(offered) < 2:
        return None
    with st.container(horizontal=True, vertical_alignment="center", key="zoom-row"):
        zoom = choice("All of the time", offered, NAMES, key="zoom")
        if zoom is None:
            return None
        at = _at() or day(article_date) or points[-1]
        span = window(zoom, at)
        before, after = sum(p < span[0] for p in points), sum(p > span[1] for p in points)
        earlier = max((p for p in points if p < span[0]), default=at)
        later = min((p for p in points if p > span[1]), default=at)
        _way("Earlier", before, earlier)
        _way("Later", after, later)
    if not any(span[0] <= p <= span[1] for p in points):
        draw_text("Nothing is told of this time.", "note", key="zoom-empty")
    return span


def _way(label: str, count: int, to: dt.datetime) -> None:
    """A button to the next event on that side; it tells how many stand there."""
    st.button(f"{label} ({count})", key=label.lower(), disabled=not count, on_click=_go, args=(to.date().isoformat(),))


def _go(iso: str) -> None:
    st.query_params["at"] = iso


def _at() -> dt.datetime | None:
    return day(st.query_params.get("at"))
