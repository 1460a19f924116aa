"""Takes what is shown away as files: the whole article in every form, the charts as pictures, the timeline alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import streamlit as st

from components.domain.ids import slug
from components.domain.narrow_to_actor import actor_of, narrow_record
from components.domain.record import Event, Record
from components.exports.export_formats import FORMS, export_article, file_name
from components.exports.export_tables import VIEWS
from components.exports.timeline_files import events_csv, ics, timelinejs
from components.ui import page_address
from components.ui.current_visitor import made_for, visitor_library
from components.ui.text_nodes import component, draw_text

# The charts of the pages by their keys, as they are called.
CHARTS = {
    "timeline-chart": "Timeline", "narrative-chart": "In the order of telling", "prominence": "Who comes first",
    "presence": "Where in the text", "network": "Network", "share": "Whose words", "strip": "Quotes in the text",
    "matrix": "Who speaks well or ill of whom", "over": "Where they stand in the text",
}  # fmt: skip
_pictures = component("pictures")


@st.dialog("Take it away")
def export_dialog(record: Record, here: str) -> None:
    """Every form in which the article can be taken away; each file is made when it is asked for."""
    actor = actor_of(record, page_address.current_address().actor)
    whole = record
    if actor is not None and st.checkbox("Only what concerns the actor that is picked", key="export-narrow"):
        record = narrow_record(record, actor.id, with_answers=True)
    for form in ("html", "xlsx", "json"):
        _download(record, form)
    draw_text("One view as a table", "heading", key="export-csv-heading")
    views = list(VIEWS)
    view = st.selectbox(
        "View", views, index=views.index(here) if here in views else 0, format_func=str.capitalize, key="export-view"
    )
    _download(record, "csv", view)
    _original(record.id)
    draw_text("The charts of this page as pictures", "heading", key="export-pictures-heading")
    name = slug(whole.title) or "article"
    charts = [{"key": key, "label": label, "file": f"{name}-{key}"} for key, label in CHARTS.items()]
    _pictures(data={"charts": charts}, key="export-pictures")
    draw_text("Open the Timeline, Actors, Quotes or Sentiment view to save its charts.", "note", key="export-note")


def _download(record: Record, form: str, view: str = "") -> None:
    known_format = FORMS[form]
    own = "machine-" if st.query_params.get("reading") == "machine" else ""
    st.download_button(
        known_format.words,
        made_for(record.id, lambda: export_article(record, form, view)),
        file_name=own + file_name(record, form, view),
        mime=known_format.mime,
        key=f"export-{form}",
        on_click="ignore",
    )


def _original(article_id: str) -> None:
    """The file that the article was read from, as it came."""
    here = visitor_library()
    original = here.original(article_id)
    if original is None or original.size is None:
        return
    draw_text("The file it was read from", "heading", key="export-original-heading")
    draw_text(f"{original.name} · {max(1, round(original.size / 1024)):,} KB", "note", key="export-original-name")
    st.download_button(
        "Download it as it came",
        made_for(article_id, lambda: here.original_file(article_id)),
        file_name=original.name,
        mime="application/octet-stream",  # whatever it is: it is saved, and never opened here
        key="export-original",
        on_click="ignore",
    )


def report_button(record: Record) -> None:
    """The self-contained report, to send in place of a link."""
    st.download_button(
        "Send it as a file instead: the report (HTML)", made_for(record.id, lambda: export_article(record, "html")),
        file_name=file_name(record, "html"), mime=FORMS["html"].mime, key="share-report", on_click="ignore",
    )  # fmt: skip


def timeline_buttons(record: Record, events: Sequence[Event]) -> None:
    """The events that are shown, as TimelineJS, calendar and table; each file is made when it is asked for."""
    if not visitor_library().may("export", record.id):
        return
    name = slug(record.title)
    ways: list[tuple[str, str, str, Callable[[], bytes]]] = [
        ("Calendar (.ics)", f"{name}.ics", "text/calendar", lambda: ics(record, events, dt.datetime.now(dt.UTC))),
        ("TimelineJS", f"{name}-timeline.json", "application/json", lambda: timelinejs(record, events)),
        ("Table (CSV)", f"{name}-timeline.csv", "text/csv", lambda: events_csv(record, events)),
    ]
    draw_text("Take this timeline away", "heading", key="take-heading")
    with st.container(horizontal=True, key="take-ways"):
        for label, file, kind, make in ways:
            st.download_button(
                label, made_for(record.id, make), file_name=file, mime=kind, key=f"take-{label}", on_click="ignore"
            )
