"""The timeline: what happened when, what is told without a date, where the story jumps."""

from __future__ import annotations

import streamlit as st

from components.charts.order_of_telling import order_of_telling
from components.charts.timeline import LANES, Lanes, shown_events, timeline
from components.charts.timeline_axis import background_events, middle
from components.domain.plural import plural
from components.exports.chart_headlines import timeline_headline
from components.exports.newsroom_words import LANE_NAMES, PRECISIONS, precision_of
from components.exports.record_tables import events_table
from components.ui.chart_with_table import chart, draw_table, table
from components.ui.evidence_panel import draw_evidence
from components.ui.export_menu import timeline_buttons
from components.ui.filters import choice
from components.ui.open_article import open_view
from components.ui.text_nodes import draw_text
from components.ui.timeline_zoom import draw_zoom

BY: dict[Lanes, str] = {"status": "Rows by status", "actor": "Rows by actor"}

view = open_view("timeline")
record = view.record
present = [s for s, _, _ in LANES if any(e.status == s for e in record.events)]
exact = [p for p in PRECISIONS if any(precision_of(e) == p for e in record.events)]
reporting = any(e.kind == "reporting" for e in record.events)
left, right = st.columns([2, 1], gap="large")
with left:
    with st.container(horizontal=True, vertical_alignment="center", key="filters"):
        by = choice("Rows by status", list(BY), BY, key="lanes") or "status"
        chosen = choice("Any status", present, LANE_NAMES, key="status")
        precision = choice("Any precision", exact, PRECISIONS, key="exact")
        said = reporting and st.toggle("Show who said what when", key="said", bind="query-params")
    events = [
        e
        for e in shown_events(record, reporting=bool(said))
        if chosen in (None, e.status) and precision in (None, precision_of(e))
    ]
    far = background_events(events, record.date)
    if far:
        label = f"Show {plural(len(far), 'event')} from long before"
        folded = not st.toggle(label, key="background", bind="query-params")
        events_drawn = [e for e in events if not (folded and e.id in far)]
    else:
        events_drawn = events
    draw_text(timeline_headline(record, events_drawn) or "", "finding", key="finding")
    dated = [e for e in events_drawn if middle(e) is not None]
    undated = [e for e in events_drawn if middle(e) is None]
    if dated:
        part = draw_zoom(dated, record.date)
        chart(
            timeline(record, events_drawn, by=by, window=part),
            key="timeline-chart",
            corrected=view.corrected,
            alt=f"Timeline of {plural(len(dated), 'dated event')} in rows by {by}. The table below holds the same.",
        )
        draw_text(
            "A bar is as wide as the date is vague; a dotted one has an end that the text doesn't give. "
            "Hollow marks are less sure. Colours are who it concerns first.",
            "note",
            key="how-to-read",
        )
        draw_table(events_table(record, dated), key="dated-table")
    if events_drawn:
        draw_text("In the order in which it is told", "heading", key="narrative-heading")
        chart(
            order_of_telling(record, events_drawn),
            key="narrative-chart",
            corrected=view.corrected,
            alt="Each telling at its place in the text, against its date or, below, its status where it has no date.",
        )
        draw_text("From left to right the text runs. Pale marks tell again what was told before.", "note")
    if undated:
        draw_text(f"Without a date in the text ({len(undated)})", "heading", key="undated-heading")
        draw_text("Pick one to put it on a date that you know.", "note", key="undated-note")
        table(events_table(record, undated).drop(columns=["When", "How the date is known"]), key="undated-table")
    if events_drawn:
        timeline_buttons(record, events_drawn)
with right:
    draw_evidence(view, [e.id for e in sorted(events_drawn, key=lambda e: e.trigger)])
