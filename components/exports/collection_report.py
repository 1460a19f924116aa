"""A collection as one HTML file: who is in it, what happened, trends, and its articles; it needs no network.

As in an article's report only its own scripts run, by their hashes; without them all but the charts can be read. Every
row leads to its passages in the articles' texts, and every mark of a chart to its row.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

import plotly.graph_objects as go
from plotly.offline import get_plotlyjs

from components.charts.collection_attitudes import attitudes_chart
from components.charts.collection_timeline import chronicle_chart
from components.charts.collection_voices import gender_by_outlet, kinds_by_outlet, speaker_colours, voices_over_time
from components.collection.reading import CollectionReading
from components.collection.trends.summing import is_enough, judgings
from components.domain.plural import plural
from components.domain.record import Record
from components.exports.collection_report_texts import ReportTexts, Way
from components.exports.collection_rows import (
    cast_colours,
    cast_finding,
    cast_rows,
    chronicle_groups,
    day_id,
    days_left,
    standing_days,
)
from components.exports.collection_trend_rows import (
    COUNTED,
    VOICE_NAMES,
    attitudes_behind,
    cast_names,
    gender_line,
    judged_finding,
    judged_rows,
    quoted_finding,
    quoted_groups,
    voices_behind,
)
from components.exports.list_rows import ListGroup, one_group
from components.exports.numbers_in_words import are
from components.exports.report_assets import asset, inert, policy, style, template
from components.exports.shared_assets import shared_asset

MOST = 50  # articles of a report
_MOST_ACTORS, _MOST_DAYS, _EVENTS, _VOICES = 200, 40, 6, 60
TOO_MANY = (
    "A report holds up to {most} articles, and this collection has {n:,}. Share the collection by a link instead."
)


class Section(NamedTuple):
    """A part of the report; ``ways`` are those of its rows, by the rows' ids."""

    name: str
    title: str
    finding: str
    charts: list[tuple[str, str]]  # name and what it shows
    notes: list[str]
    groups: list[ListGroup]
    ways: dict[str, list[Way]]


def collection_report(name: str, note: str, reading: CollectionReading, records: Sequence[Record]) -> bytes:
    """The file. Raises ValueError for more than ``MOST`` articles."""
    if len(records) > MOST:
        raise ValueError(TOO_MANY.format(most=MOST, n=len(records)))
    figures: dict[str, go.Figure] = {}
    texts = ReportTexts(reading, records)
    sections = [
        _cast(reading, texts),
        _chronicle(reading, texts, figures),
        _quoted(reading, texts, figures),
        _judged(reading, texts, figures),
    ]
    plotly, script = get_plotlyjs(), _script()
    page = template("collection_report.html").render(
        title=name,
        note=note,
        facts=plural(len(records), "article"),
        sections=[s for s in sections if s.groups],
        texts=texts.texts(),
        data=inert({"charts": {k: _json(f) for k, f in figures.items()}}),
        plotly=plotly,
        script=script,
        style=style() + asset("collection_report.css"),
        policy=policy(plotly, script),
    )
    return page.encode("utf-8", "replace")


def _cast(reading: CollectionReading, texts: ReportTexts) -> Section:
    shown = reading.cast.actors[:_MOST_ACTORS]
    rows = cast_rows(reading, shown, cast_colours(reading))
    ways = {row.id: texts.to_namings(actor.members) for row, actor in zip(rows, shown, strict=True)}
    left = len(reading.cast.actors) - len(shown)
    notes = [f"{plural(left, 'more actor')} {are(left)} not listed."] if left else []
    return Section("cast", "Who is in it", cast_finding(reading), [], notes, one_group(rows), ways)


def _chronicle(reading: CollectionReading, texts: ReportTexts, figures: dict[str, go.Figure]) -> Section:
    days = standing_days(reading.chronicle.days)
    shown = days[:_MOST_DAYS]
    groups = chronicle_groups(shown, _EVENTS)
    ways = {e.id: texts.to_events(e) for d in shown for e in d.entries[:_EVENTS]}
    # A day's mark in the chart leads to its first event.
    if shown:
        figures["chronicle"] = _led(chronicle_chart(shown), {day_id(d): d.entries[0].id for d in shown})
    notes = ["The higher, the more articles tell of the day.", days_left(len(days) - len(shown))]
    charts = [("chronicle", "How many articles tell of each day")] if shown else []
    return Section("chronicle", "What happened", "", charts, notes if shown else [], groups, ways)


def _quoted(reading: CollectionReading, texts: ReportTexts, figures: dict[str, go.Figure]) -> Section:
    trends, charts, notes = reading.trends, [], [COUNTED]
    over_time = voices_over_time(trends, cast_names(reading)) if trends.quoted else None
    if over_time is not None:
        figures["over-time"] = over_time
        charts.append(("over-time", "Quoted words over time"))
    if is_enough(trends.quoted):
        figures["kinds"] = kinds_by_outlet(trends, VOICE_NAMES)
        charts.append(("kinds", "Shares of kinds of sources"))
    if is_enough([row for row in trends.quoted if row.kind == "named person"]):
        figures["gender"] = gender_by_outlet(trends)
        charts.append(("gender", "Shares of women and men"))
        notes.append(gender_line(trends))
    groups = quoted_groups(reading, speaker_colours(trends), _VOICES)
    ways = {row.id: texts.to_quotes(voices_behind(trends, row.id)) for group in groups for row in group.rows}
    return Section("quoted", "Who is quoted", quoted_finding(reading) or "", charts, notes, groups, ways)


def _judged(reading: CollectionReading, texts: ReportTexts, figures: dict[str, go.Figure]) -> Section:
    found = judgings(reading.trends.attitudes)
    if found:
        figures["judged"] = attitudes_chart(found, cast_names(reading))
    rows = judged_rows(reading, _VOICES)
    ways = {r.id: texts.to_judgements(attitudes_behind(reading.trends, r.id)) for r in rows}
    charts = [("judged", "Who speaks for or against whom")] if found else []
    notes = ["Blue: for; orange: against; grey: both."] if found else []
    return Section("judged", "Who judges whom", judged_finding(reading), charts, notes, one_group(rows), ways)


def _led(figure: go.Figure, to: dict[str, str]) -> go.Figure:
    """The figure whose marks lead to other rows."""
    for trace in figure.data:
        if trace.customdata is not None:
            trace.customdata = [[to.get(str(d[0]), d[0]), *d[1:]] for d in trace.customdata]
    return figure


def _json(figure: go.Figure) -> Any:
    return {"wide": json.loads(figure.to_json())}


@functools.cache
def _script() -> str:
    parts = (shared_asset("dom.js"), asset("report_charts.js"), asset("collection_report.js"))
    return "(() => {\n" + "\n".join(parts) + "})();\n"
