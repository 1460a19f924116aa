"""The overview: a brief that is read in ten seconds, then the four views at a glance, then who alleges what."""

from __future__ import annotations

import streamlit as st

from components.charts.actors import mention_presence, top_actors
from components.charts.chart_style import SURE
from components.charts.order_of_telling import order_of_telling
from components.charts.quotes import is_comparable, share_of_voice
from components.charts.sentiment import attitude_matrix, attitudes
from components.charts.timeline import AFTER, BEFORE, NARROW, shown_events, timeline
from components.charts.timeline_range import whole_range
from components.domain.chronicle import is_dated
from components.exports.brief import checks_line
from components.exports.brief_rows import brief_rows
from components.exports.chart_headlines import actors_headline, quotes_headline, sentiment_headline
from components.exports.claim_rows import claims_in_words, marks_in_rows
from components.exports.timeline_headline import timeline_headline
from components.ui import page_address
from components.ui.article_pane import draw_article
from components.ui.cached_readings import brief_of
from components.ui.chart import chart, draw_chart_marks
from components.ui.claims_table import draw_claims
from components.ui.item_list import draw_list
from components.ui.navigation import BY_NAME
from components.ui.open_article import open_view
from components.ui.text_nodes import draw_text
from components.ui.timeline_zoom import ALL

view = open_view("overview")
record = view.record
only = view.actor.id if view.actor else None
events = shown_events(record)
claims = claims_in_words(view.whole, view.colours, only)
told = brief_of(view.whole, only)


def way(name: str, label: str) -> None:
    st.page_link(
        BY_NAME[name].path, label=label, query_params=page_address.kept_parameters(), icon=":material/arrow_forward:"
    )


def show_all() -> None:
    st.query_params["zoom"] = ALL


with view.main:
    if told.about:
        draw_text(told.mentioned, "finding", key="about")
    groups = brief_rows(told, view.colours)
    draw_list(groups, view="overview", key="brief", label="The brief", tight=True, searched=10**6)
    if view.checks:
        with st.container(horizontal=True, vertical_alignment="center", key="to-check-row"):
            draw_text(checks_line(len(view.checks)), "body", key="checks")
            way("check", "Check them one by one")
    draw_claims(claims, view="overview")
    one, two = st.columns(2, gap="large")
    with one:
        draw_text(timeline_headline(record, events, actor_id=only), "heading", key="on-timeline")
        dated = any(is_dated(e) for e in events)
        part = whole_range(events, record.date) if st.query_params.get("zoom") == ALL else None
        if events:
            chart(
                timeline(record, events, small=True, width=NARROW, window=part)
                if dated
                else order_of_telling(record, events),
                key="small-timeline",
                corrected=view.corrected,
                alt="A small timeline; the Timeline view holds the whole.",
            )
        way("timeline", "Timeline")
    with two:
        draw_text(actors_headline(view.whole, actor_id=only) or "", "heading", key="on-actors")
        shown_actors = [view.actor] if view.actor else top_actors(view.whole, 6)
        if shown_actors:
            chart(
                mention_presence(view.whole, shown_actors, small=True),
                key="small-presence",
                corrected=view.corrected,
                alt="Where in the text each of the first actors is mentioned.",
            )
        way("actors", "Actors")
    three, four = st.columns(2, gap="large")
    with three:
        draw_text(quotes_headline(record, actor_id=only), "heading", key="on-quotes")
        if is_comparable(record):
            chart(
                share_of_voice(record, small=True),
                key="small-share",
                corrected=view.corrected,
                alt="Quoted words by speaker.",
            )
        way("quotes", "Quotes")
    with four:
        attitudes_told = attitudes(record)
        sure = [t for t in attitudes_told if t.confidence >= SURE]
        unsure = attitudes_told and not sure
        draw_text(
            "No attitude is sure enough to tell at a glance"
            if unsure
            else sentiment_headline(record, sure, actor_id=only),
            "heading",
            key="on-sentiment",
        )
        if sure:
            chart(
                attitude_matrix(record, sure, small=True),
                key="small-matrix",
                corrected=view.corrected,
                alt="Who speaks well or ill of whom; the Sentiment view holds all of it.",
            )
        way("sentiment", "Sentiment")
draw_chart_marks(dict.fromkeys((BEFORE, AFTER), show_all))
shown = [row.id for group in groups for row in group.rows if row.id]
draw_article(view, ["events", "quotes"], order=list(dict.fromkeys([*shown, *marks_in_rows(claims.rows)])))
