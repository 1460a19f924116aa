"""Every chart of an article, by name: what the views draw, for the report and for pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import plotly.graph_objects as go

from components.charts.actors import mention_presence, prominence, top_actors
from components.charts.chart_style import with_correction_marks
from components.charts.network import network
from components.charts.order_of_telling import order_of_telling
from components.charts.quotes import is_comparable, quote_strip, share_of_voice
from components.charts.sentiment import attitude_matrix, attitudes, attitudes_along_text
from components.charts.timeline import reader_dated, shown_events, timeline
from components.charts.timeline_range import usual_range, whole_range
from components.domain.chronicle import is_dated
from components.domain.clickable_marks import mention_id
from components.domain.correction_replay import corrected_items
from components.domain.record import Event, Record
from components.exports.chart_headlines import actors_headline, quotes_headline, sentiment_headline
from components.exports.chart_notes import (
    ALONG_TEXT,
    ORDER_OF_TELLING,
    SHADES_OF_MENTIONS,
    matrix_note,
    share_note,
    strip_note,
)
from components.exports.newsroom_words import symbols_note
from components.exports.timeline_headline import timeline_headline


class ArticleChart(NamedTuple):
    """A chart: the view it belongs to, its name, the sentence that says what is seen, how to read it."""

    view: str
    name: str
    finding: str
    note: str
    figure: go.Figure


def article_charts(record: Record) -> Iterator[ArticleChart]:
    """The charts that the record gives, in the views' order."""
    corrected = corrected_items(record)
    corrected |= {mention_id(m) for a in record.actors if a.id in corrected for m in a.mentions}
    for view, name, finding, note, make in _makers(record):
        yield ArticleChart(view, name, finding, note, with_correction_marks(make(), corrected))


def _is_clipped(record: Record, dated: Sequence[Event]) -> bool:
    """Whether the timeline leaves some of the calendar out."""
    return usual_range(dated, record.date, reader_dated(record, dated)) != whole_range(dated, record.date)


def _makers(record: Record) -> Iterator[tuple[str, str, str, str, Callable[[], go.Figure]]]:
    events = shown_events(record)
    first = top_actors(record)
    told = attitudes(record)
    if dated := [e for e in events if is_dated(e)]:
        yield (
            "timeline",
            "timeline",
            timeline_headline(record, events),
            symbols_note(dated) + (" An arrow counts what stands further away." if _is_clipped(record, dated) else ""),
            lambda: timeline(record, dated),
        )
    if events:
        yield ("timeline", "narrative", "In the order in which it is told",
               ORDER_OF_TELLING,
               lambda: order_of_telling(record, events))  # fmt: skip
    if first:
        yield ("actors", "prominence", actors_headline(record) or "Who is in it",
               SHADES_OF_MENTIONS,
               lambda: prominence(record, first))  # fmt: skip
        yield (
            "actors",
            "presence",
            "Where in the text",
            "Each mention at its place.",
            lambda: mention_presence(record, first),
        )
        yield ("actors", "network", "Who appears with whom, who acts on whom",
               "Grey lines join those named in one sentence; an arrow is one acting on another, with the verb where "
               "there is room.",
               lambda: network(record, first))  # fmt: skip
    if record.quotes:
        if is_comparable(record):
            yield ("quotes", "share", quotes_headline(record),
                   share_note(record),
                   lambda: share_of_voice(record))  # fmt: skip
        yield ("quotes", "strip", quotes_headline(record) if not is_comparable(record) else "Where in the text",
               strip_note(record, record.quotes),
               lambda: quote_strip(record, list(record.quotes)))  # fmt: skip
    if told:
        yield ("sentiment", "matrix", sentiment_headline(record),
               matrix_note(record, told),
               lambda: attitude_matrix(record, told))  # fmt: skip
        yield ("sentiment", "over", "Where they stand in the text",
               ALONG_TEXT,
               lambda: attitudes_along_text(record, told))  # fmt: skip
