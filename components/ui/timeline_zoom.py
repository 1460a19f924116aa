"""Zoom of the timeline: how much of the calendar is drawn, around which day; both stand in the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

import streamlit as st

from components.charts.timeline import AFTER, BEFORE
from components.charts.timeline_axis import ZOOMS, window
from components.charts.timeline_range import Clipped, Range, clipped, usual_range, whole_range
from components.domain.event_dates import day, middle
from components.domain.record import Event
from components.ui.filters import one_of
from components.ui.text_nodes import draw_text

ALL = "all"
NAMES = {"week": "This week", "year": "This year", ALL: "All"}


def draw_zoom(events: Sequence[Event], article_date: str | None, keep: Collection[str] = ()) -> Range | None:
    """The part of the calendar to draw; draws the choice and the ways to earlier and later.

    Without a choice it is the part in which most stands; ``keep`` are ids of events that are in it in any case.
    """
    usual, whole = usual_range(events, article_date, keep), whole_range(events, article_date)
    points = sorted(m for e in events if (m := middle(e)) is not None)
    if usual is None or whole is None or not points:
        return None
    spread = (points[-1] - points[0]).days
    offered = [z for z, days in ZOOMS.items() if days < spread] + [ALL] * (usual != whole)
    if len(offered) < 2:
        return usual
    with st.container(horizontal=True, vertical_alignment="center", key="zoom-row"):
        zoom = one_of("Zoom", offered, NAMES, key="zoom")
        if zoom is None:
            return usual
        if zoom == ALL:
            return whole
        span = window(zoom, _at() or day(article_date) or points[-1])
        outside = clipped(events, span)
        _way("Earlier", BEFORE, outside)
        _way("Later", AFTER, outside)
    if len(outside.before) + len(outside.after) == len(points):
        draw_text("Nothing is told of this time.", "note", key="zoom-empty")
    return span


def ways_out(events: Sequence[Event], part: Range | None) -> dict[str, tuple[str, str]]:
    """What the arrows at the strip's edges do: the field of the address and what is put into it, by the arrow."""
    if part is None:
        return {}
    if _zoom() not in ZOOMS:
        return dict.fromkeys((BEFORE, AFTER), ("zoom", ALL))
    outside = clipped(events, part)
    return {way: ("at", at) for way in (BEFORE, AFTER) if (at := _nearest(way, outside))}


def take_way(field: str, value: str) -> None:
    """Change the zoom, or the day it is around, as an arrow or a button asks for."""
    if field == "zoom":
        st.session_state["zoom"] = value
    else:
        st.query_params[field] = value


def show_day(iso: str) -> None:
    """Put the day into the part of the calendar that is drawn: where a zoom leaves it out, the zoom moves there."""
    if _zoom() in ZOOMS:
        st.query_params["at"] = iso[:10]


def _way(label: str, way: str, outside: Clipped) -> None:
    """A button to the next event on that side; it tells how many stand there."""
    count = len(outside.before if way == BEFORE else outside.after)
    to = _nearest(way, outside)
    st.button(f"{label} ({count})", key=label.lower(), disabled=not to, on_click=take_way, args=("at", to))


def _nearest(way: str, outside: Clipped) -> str:
    """The day of the event outside that is nearest to the edge; empty where there is none."""
    at = middle(outside.before[-1]) if way == BEFORE and outside.before else None
    at = middle(outside.after[0]) if way == AFTER and outside.after else at
    return at.date().isoformat() if at is not None else ""


def _zoom() -> str | None:
    zoom: str | None = st.session_state.get("zoom")  # the address has its words
    return zoom


def _at() -> dt.datetime | None:
    return day(st.query_params.get("at"))
