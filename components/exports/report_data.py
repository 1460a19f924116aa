"""What the report's scripts draw from: the article with its marks, each mark's card, lists, claims, charts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from components.charts.chart_style import with_correction_marks
from components.charts.timeline import AFTER, BEFORE, NARROW, WIDE, reader_dated, shown_events, timeline
from components.charts.timeline_range import usual_range, whole_range
from components.domain.chronicle import is_dated
from components.domain.correction_replay import corrected_items
from components.domain.record import Record
from components.exports.article_data import article_data
from components.exports.chart_catalogue import ArticleChart
from components.exports.claim_rows import Claims, marks_in_rows
from components.exports.claims_data import claims_data
from components.exports.list_data import list_data
from components.exports.marked_text_blocks import ArticleBlock
from components.exports.report_cards import report_cards
from components.exports.report_sections import ReportSection

PLACE = "#m-"  # what the address of a mark's place in the article begins with
# What each kind of mark is called as a layer of the article.
LAYER_NAMES = {"actors": "actor", "quotes": "content", "dates": "time", "events": "event", "tone": "tone"}


def report_data(
    record: Record,
    sections: Sequence[ReportSection],
    charts: Sequence[ArticleChart],
    claims: Claims,
    blocks: Sequence[ArticleBlock],
) -> dict[str, Any]:
    """All of it, as JSON has it; every mark that can be picked anywhere has its card."""
    lists = [part.listing for section in sections for part in section.parts if part.listing]
    in_claims = marks_in_rows(claims.rows)
    views = {s.name: _view(s.layers, s.order) for s in sections}
    views["claims"] = _view(("events", "quotes"), in_claims)
    listed = {row.id for one in lists for group in one.groups for row in group.rows}
    return {
        "article": {**article_data(blocks, ()), "sheet": True, "selectable": False},
        "views": views,
        "cards": report_cards(record, listed | set(in_claims)),
        "lists": {
            one.name: list_data(one.groups, PLACE, label=one.label, searched=one.searched, tight=one.tight)
            for one in lists
        },
        "claims": claims_data(claims, PLACE),
        "charts": {c.name: _figures(record, c) for c in charts},
        "ways": [BEFORE, AFTER],
    }


def _view(layers: Sequence[str], order: Sequence[str]) -> dict[str, Any]:
    return {"layers": [LAYER_NAMES[layer] for layer in layers], "order": list(order)}


def _figures(record: Record, chart: ArticleChart) -> dict[str, Any]:
    """A chart for a desk; the timeline for a phone, too, and with all of the calendar where it draws a part."""
    figures = {"wide": _json(chart.figure)}
    if chart.name != "timeline":
        return figures
    dated = [e for e in shown_events(record) if is_dated(e)]
    part, whole = usual_range(dated, record.date, reader_dated(record, dated)), whole_range(dated, record.date)
    corrected = corrected_items(record)
    for name, width, window in (("narrow", NARROW, part), ("wide_all", WIDE, whole), ("narrow_all", NARROW, whole)):
        if window == part and name.endswith("_all"):
            continue
        figure = timeline(record, dated, width=width, window=window)
        figures[name] = _json(with_correction_marks(figure, corrected))
    return figures


def _json(figure: go.Figure) -> Any:
    return json.loads(figure.to_json())
