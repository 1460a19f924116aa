"""A collection as one HTML file: who is in it, what happened, trends, and its articles; it needs no network.

As in an article's report only its own scripts run, by their hashes; without them all but the charts can be read. Every
row leads to its passages in the articles' texts, and every mark of a chart to its row.
"""

from __future__ import annotations

import functools
import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

import jinja2
import plotly.graph_objects as go
from plotly.offline import get_plotlyjs

from components.charts.collection_attitudes import attitudes_chart
from components.charts.collection_timeline import chronicle_chart
from components.charts.collection_voices import gender_by_outlet, kinds_by_outlet, speaker_colours, voices_over_time
from components.collection.reading import CollectionReading
from components.collection.trends.summing import is_enough, judgings
from components.domain.plural import plural
from components.domain.record import Record
from components.domain.single_line_text import plain_line
from components.exports.collection_rows import (
    articles_of,
    cast_colours,
    cast_id,
    cast_rows,
    chronicle_groups,
    day_id,
    standing_days,
)
from components.exports.collection_trend_rows import (
    VOICE_NAMES,
    articles_behind,
    cast_names,
    gender_line,
    judged_finding,
    judged_rows,
    quoted_finding,
    quoted_groups,
)
from components.exports.list_rows import ListGroup, one_group
from components.exports.newsroom_words import facts
from components.exports.report_assets import asset, inert, policy, style
from components.exports.shared_assets import shared_asset

MOST = 50  # articles of a report
_MOST_ACTORS, _MOST_DAYS, _EVENTS, _VOICES = 200, 40, 6, 60
TOO_MANY = (
    "A report holds up to {most} articles, and this collection has {n:,}. Share the collection by a link instead."
)


class Way(NamedTuple):
    """A way into an article's text: what it is called, where it leads."""

    label: str
    href: str


class Section(NamedTuple):
    """A part of the report; ``ways`` are those of its rows, by the rows' ids."""

    name: str
    title: str
    finding: str
    charts: list[tuple[str, str]]  # name and what it shows
    notes: list[str]
    groups: list[ListGroup]
    ways: dict[str, list[Way]]


class Passage(NamedTuple):
    """Words of a text; ``ids`` are what rows lead to them by."""

    text: str
    ids: tuple[str, ...]


class Text(NamedTuple):
    """An article in the file: its paragraphs in passages."""

    id: str
    title: str
    facts: str
    paragraphs: list[list[Passage]]


def collection_report(name: str, note: str, reading: CollectionReading, records: Sequence[Record]) -> bytes:
    """The file. Raises ValueError for more than ``MOST`` articles."""
    if len(records) > MOST:
        raise ValueError(TOO_MANY.format(most=MOST, n=len(records)))
    figures: dict[str, go.Figure] = {}
    titles = {r.id: plain_line(r.title) or "Untitled" for r in records}
    sections = [
        _cast(reading, titles),
        _chronicle(reading, titles, figures),
        _quoted(reading, titles, figures),
        _judged(reading, titles, figures),
    ]
    plotly, script = get_plotlyjs(), _script()
    page = _template().render(
        name=name,
        note=note,
        facts=plural(len(records), "article"),
        sections=[s for s in sections if s.groups],
        texts=[_text(r, reading) for r in records],
        data=inert({"charts": {k: _json(f) for k, f in figures.items()}}),
        plotly=plotly,
        script=script,
        style=style() + asset("collection_report.css"),
        policy=policy(plotly, script),
    )
    return page.encode("utf-8", "replace")


def place(article: str, start: int) -> str:
    """The id of a passage in the file."""
    return f"p-{article}-{start}"


def _cast(reading: CollectionReading, titles: dict[str, str]) -> Section:
    shown = reading.cast.actors[:_MOST_ACTORS]
    rows = cast_rows(reading, shown, cast_colours(reading))
    ways = {row.id: _to_articles(articles_of(actor), titles) for row, actor in zip(rows, shown, strict=True)}
    left = len(reading.cast.actors) - len(shown)
    notes = [f"{plural(left, 'more actor')} not listed."] if left else []
    several = sum(len(w) > 1 for w in ways.values())
    finding = f"{plural(several, 'actor')} in more than one article"
    return Section("cast", "Who is in it", finding, [], notes, one_group(rows), ways)


def _chronicle(reading: CollectionReading, titles: dict[str, str], figures: dict[str, go.Figure]) -> Section:
    days = standing_days(reading.chronicle.days)
    shown = days[:_MOST_DAYS]
    groups = chronicle_groups(shown, _EVENTS)
    ways = {
        e.id: [
            Way(titles[s.article], f"#{place(s.article, s.start)}")
            for s in {(s.article, s.start): s for s in e.sources}.values()
            if s.article in titles
        ]
        for d in shown
        for e in d.entries[:_EVENTS]
    }
    # A day's mark in the chart leads to its first event.
    if shown:
        figures["chronicle"] = _led(chronicle_chart(shown), {day_id(d): d.entries[0].id for d in shown})
    left = len(days) - len(shown)
    notes = ["The higher, the more articles tell of the day."] + (
        [f"{plural(left, 'further day')} not shown."] if left else []
    )
    charts = [("chronicle", "How many articles tell of each day")] if shown else []
    return Section("chronicle", "What happened", "", charts, notes if shown else [], groups, ways)


def _quoted(reading: CollectionReading, titles: dict[str, str], figures: dict[str, go.Figure]) -> Section:
    trends, charts, notes = reading.trends, [], []
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
    members = {cast_id(a): articles_of(a) for a in reading.cast.actors}
    ways = {}
    for row in (row for group in groups for row in group.rows):
        behind = members.get(row.id) or articles_behind(reading, row.id)
        ways[row.id] = _to_articles(behind, titles)
    return Section("quoted", "Who is quoted", quoted_finding(reading) or "", charts, notes, groups, ways)


def _judged(reading: CollectionReading, titles: dict[str, str], figures: dict[str, go.Figure]) -> Section:
    found = judgings(reading.trends.attitudes)
    if found:
        figures["judged"] = attitudes_chart(found, cast_names(reading))
    rows = judged_rows(reading, _VOICES)
    ways = {r.id: _to_articles(articles_behind(reading, r.id), titles) for r in rows}
    charts = [("judged", "Who speaks for or against whom")] if found else []
    notes = ["Blue: for; orange: against; grey: both."] if found else []
    return Section("judged", "Who judges whom", judged_finding(reading), charts, notes, one_group(rows), ways)


def _to_articles(articles: Sequence[str], titles: dict[str, str]) -> list[Way]:
    """The ways to whole articles."""
    return [Way(titles[a], f"#a-{a}") for a in articles if a in titles]


def _led(figure: go.Figure, to: dict[str, str]) -> go.Figure:
    """The figure whose marks lead to other rows."""
    for trace in figure.data:
        if trace.customdata is not None:
            trace.customdata = [[to.get(str(d[0]), d[0]), *d[1:]] for d in trace.customdata]
    return figure


def _text(record: Record, reading: CollectionReading) -> Text:
    """An article's paragraphs, with the passages that the chronicle leads to."""
    spans = {
        (s.start, s.end) for d in reading.chronicle.days for e in d.entries for s in e.sources if s.article == record.id
    }
    by_paragraph: dict[int, list[Passage]] = defaultdict(list)
    left = sorted(spans)
    for sentence in record.sentences:
        # A passage is marked where it begins; a label may leave out the words that open its sentence.
        own = [(start, end) for start, end in left if start < sentence.end and end > sentence.start]
        left = [span for span in left if span not in own]
        ids = tuple(dict.fromkeys(place(record.id, start) for start, _ in own))
        by_paragraph[sentence.paragraph].append(Passage(plain_line(record.text[sentence.start : sentence.end]), ids))
    if not by_paragraph:
        by_paragraph[0].append(Passage(plain_line(record.text), ()))
    paragraphs = [passages for _, passages in sorted(by_paragraph.items())]
    return Text(f"a-{record.id}", plain_line(record.title) or "Untitled", facts(record), paragraphs)


def _json(figure: go.Figure) -> Any:
    return {"wide": json.loads(figure.to_json())}


@functools.cache
def _script() -> str:
    parts = (shared_asset("dom.js"), asset("report_charts.js"), asset("collection_report.js"))
    return "(() => {\n" + "\n".join(parts) + "})();\n"


@functools.cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(asset("collection_report.html"))
