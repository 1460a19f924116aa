"""The form that puts an event on a date, or takes a reader's date back."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from components.domain.corrections import by_reader
from components.domain.errors import NotFound
from components.domain.record import Event, Record
from components.ui.access import room
from components.ui.head import EARLIEST, LATEST
from components.ui.safe import say


def date_form(record: Record, event: Event) -> None:
    """First and last day; saving counts as the reader's word, which no later reading overrides."""
    known = event.earliest or event.latest
    with st.expander("Change the date" if known else "Put on a date", key="date-fold"):
        with st.form("date-form", border=False):
            first = _ask("On or from", event.earliest, key=f"from-{event.id}")
            several = event.latest if event.latest != event.earliest else None
            last = _ask("To (leave empty for one day)", several, key=f"to-{event.id}")
            open_end = st.checkbox(
                "The end is open", value=bool(event.earliest and not event.latest), key=f"open-{event.id}"
            )
            if st.form_submit_button("Save", type="primary", key="save-date"):
                _save(record, event, first, last if last or open_end else first)
        if by_reader(record, event) and st.button("Take back to what was read", key="take-back-date"):
            room().take_back_date(record.id, event.id)
            st.rerun()


def _save(record: Record, event: Event, first: dt.date | None, last: dt.date | None) -> None:
    try:
        room().put_on_date(record.id, event.id, first, last)
    except (ValueError, NotFound) as error:
        say(f"{error} Nothing was changed.", "alert", key="date-refused")
        return
    st.rerun()


def _ask(label: str, iso: str | None, *, key: str) -> dt.date | None:
    """A field that holds the day; one that lies outside what it can show is left empty."""
    known = dt.date.fromisoformat(iso[:10]) if iso else None
    shown = known if known and EARLIEST <= known <= LATEST else None
    return st.date_input(label, shown, min_value=EARLIEST, max_value=LATEST, key=key)
