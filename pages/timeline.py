"""The timeline: what happened when, as a strip and as a list by date; where the story jumps."""

from __future__ import annotations

import functools

import streamlit as st

from components.charts.order_of_telling import order_of_telling
from components.charts.timeline import LANES, NARROW, WIDE, reader_dated, shown_events, timeline
from components.domain.chronicle import in_order, is_dated
from components.domain.plural import plural
from components.domain.record import UnsureEvent, unsure_of
from components.exports.chart_notes import ORDER_OF_TELLING
from components.exports.chronicle_rows import chronicle_rows
from components.exports.list_rows import one_group
from components.exports.newsroom_words import LANE_NAMES, PRECISIONS, precision_of, symbols_note
from components.exports.timeline_headline import timeline_headline
from components.exports.unsure_rows import unsure_event_rows
from components.ui.article_pane import draw_article
from components.ui.chart import chart, draw_chart_marks
from components.ui.export_menu import timeline_buttons
from components.ui.filters import choice
from components.ui.item_list import draw_list
from components.ui.open_article import open_view
from components.ui.screen_width import screen_width
from components.ui.text_nodes import draw_text
from components.ui.timeline_zoom import draw_zoom, take_way, ways_out
from components.ui.unsure_passages import draw_unsure

view = open_view("timeline")
record = view.record
wide = screen_width() == "desk"
present = [s for s, _, _ in LANES if any(e.status == s for e in record.events)]
exact = [p for p in PRECISIONS if any(precision_of(e) == p for e in record.events)]
reporting = any(e.kind == "reporting" for e in record.events)
part = None
with view.main:
    strip = st.container(key="strip", gap="small")
    with st.container(horizontal=True, vertical_alignment="center", key="filters"):
        chosen = choice("Any status", present, LANE_NAMES, key="status")
        precision = choice("Any precision", exact, PRECISIONS, key="exact")
        said = reporting and st.toggle("Show who said what when", key="said", bind="query-params")
    events = [
        e
        for e in shown_events(record, reporting=bool(said))
        if chosen in (None, e.status) and precision in (None, precision_of(e))
    ]
    dated = [e for e in events if is_dated(e)]
    with strip:
        draw_text(
            timeline_headline(record, events, actor_id=view.actor.id if view.actor else None), "finding", key="finding"
        )
        if dated:
            part = draw_zoom(dated, record.date, reader_dated(record, dated))
            chart(
                timeline(record, dated, window=part, width=WIDE if wide else NARROW),
                key="timeline-chart",
                corrected=view.corrected,
                alt=f"Timeline of {plural(len(dated), 'dated event')}. The list below holds the same.",
            )
            draw_text(symbols_note(dated), "note", key="how-to-read")
    if events:
        draw_list(
            chronicle_rows(view.whole, events, view.colours), view="timeline", key="chronicle", label="Events by date"
        )
        if len(dated) < len(events):
            draw_text("Pick one without a date to put it on a date that you know.", "note", key="undated-note")
        draw_text("In the order in which it is told", "heading", key="narrative-heading")
        chart(
            order_of_telling(record, events),
            key="narrative-chart",
            corrected=view.corrected,
            alt="Each telling at its place in the text, against its date or, below, its status where it has no date.",
        )
        draw_text(ORDER_OF_TELLING, "note")
        timeline_buttons(view.whole, events)
    draw_unsure(
        one_group(unsure_event_rows(view.whole, unsure_of(record, UnsureEvent))),
        "Perhaps events, or events whose date is unsure. Not drawn above, in no export but JSON.",
        view="timeline",
    )
draw_chart_marks({way: functools.partial(take_way, *to) for way, to in ways_out(dated, part).items()})
draw_article(view, ["events", "dates"], order=[e.id for e in in_order(record, events)])
