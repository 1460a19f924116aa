"""Buttons to take what is shown away as files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import streamlit as st

from components.domain.ids import slug
from components.domain.record import Event, Record
from components.exports.timeline_files import events_csv, ics, timelinejs
from components.ui.access import room
from components.ui.safe import say


def take_timeline(record: Record, events: Sequence[Event]) -> None:
    """The events that are shown, as TimelineJS, calendar and table; each file is made when it is asked for."""
    if not room().may("export", record.id):
        return
    name = slug(record.title)
    ways: list[tuple[str, str, str, Callable[[], bytes]]] = [
        ("Calendar (.ics)", f"{name}.ics", "text/calendar", lambda: ics(record, events, dt.datetime.now(dt.UTC))),
        ("TimelineJS", f"{name}-timeline.json", "application/json", lambda: timelinejs(record, events)),
        ("Table (CSV)", f"{name}-timeline.csv", "text/csv", lambda: events_csv(record, events)),
    ]
    say("Take this timeline away", "heading", key="take-heading")
    with st.container(horizontal=True, key="take-ways"):
        for label, file, kind, make in ways:
            st.download_button(label, make, file_name=file, mime=kind, key=f"take-{label}", on_click="ignore")
