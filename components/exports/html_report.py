"""The whole article as one HTML file: every chart working, every mark with its evidence; it needs no network.

The file carries a Content-Security-Policy of its own: only its two scripts run (by their hashes), nothing is fetched.
The article's words come in as escaped text or as JSON in which no "<" stands.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
import msgspec
import pandas as pd
from plotly.offline import get_plotlyjs

from components.charts.chart_style import actor_colours
from components.charts.timeline import shown_events
from components.domain.clickable_marks import marks_of
from components.domain.correction_replay import is_check
from components.domain.highlight_segments import Block, cut_into_segments
from components.domain.record import Record, UnsureTone
from components.exports.chart_catalogue import ArticleChart, article_charts
from components.exports.chronicle_rows import chronicle_rows
from components.exports.claim_rows import HEADS, NO_ANSWER, SAID_TOO, SINCE, Claims, claims_in_words, marks_in_rows
from components.exports.corrections_table import edits_table
from components.exports.export_tables import view_table
from components.exports.mark_evidence import context_blocks, heading_words, kind_words, why_words
from components.exports.marked_text_blocks import annotated_blocks
from components.exports.newsroom_words import facts
from components.exports.review_words import checked_sentence

ASSETS = Path(__file__).parent / "assets"
ACCURACY = Path(__file__).resolve().parents[2] / "docs" / "accuracy.md"
VIEWS = ("timeline", "actors", "quotes", "sentiment")
TABLES = VIEWS[1:]  # the timeline is its chronicle
MARKED = ("actors", "quotes", "dates", "events")


class Table(NamedTuple):
    """Names of columns, and rows of text."""

    columns: list[str]
    rows: list[list[str]]


def report(record: Record) -> bytes:
    """The file."""
    charts = list(article_charts(record))
    plotly, script = get_plotlyjs(), _asset("report.js")
    claims = claims_in_words(record, actor_colours(record))
    blocks = [
        Block(b.tag, cut_into_segments(record.text, (b.start, b.end), b.layers), b.start)
        for b in annotated_blocks(record, MARKED, actor_colours(record))[0]
    ]
    changes = tuple(c for c in record.corrections if not is_check(c))
    corrected = msgspec.structs.replace(record, corrections=changes)
    page = _template().render(
        record=record,
        facts=facts(record),
        views=[v for v in VIEWS if any(d.view == v for d in charts)],
        drawings=charts,
        tables={view: _table(view_table(record, view)) for view in TABLES},
        chronicle=chronicle_rows(record, shown_events(record), actor_colours(record), sentences=True),
        claims=claims,
        heads=HEADS,
        since=SINCE,
        no_answer=NO_ANSWER,
        said_too=SAID_TOO,
        text=blocks,
        corrections=edits_table(corrected).to_numpy().tolist(),
        checked=checked_sentence(record),
        accuracy=list(accuracy()),
        data=_inert(_data(record, charts, claims)),
        plotly=plotly,
        script=script,
        style=_asset("report.css"),
        policy=_policy(plotly, script),
    )
    return page.encode("utf-8", "replace")


def _policy(*scripts: str) -> str:
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
        "connect-src 'none'; form-action 'none'; base-uri 'none'"
    )


def _data(record: Record, charts: list[ArticleChart], claims: Claims) -> dict[str, Any]:
    """Charts by name, and of every mark that can be clicked what it is, its sentence and why."""
    colours, claimed = actor_colours(record), set(marks_in_rows(claims.rows))
    data = {
        identity: {
            "kind": kind_words(record, mark),
            "heading": heading_words(record, mark),
            "sentence": [
                [s.text, [layer.name for layer in s.layers]] for s in context_blocks(record, mark, colours).segments
            ],
            "why": why_words(record, mark),
        }
        for identity, mark in marks_of(record).items()
        if (mark.kind != "sentence" or identity in claimed) and not isinstance(mark.item, UnsureTone)
    }
    return {"charts": {d.name: json.loads(d.figure.to_json()) for d in charts}, "marks": data}


def _inert(data: dict[str, Any]) -> str:
    """JSON that can stand in a script element: nothing in it ends the element or begins a comment."""
    words = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign, written in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("&", "\\u0026"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        words = words.replace(sign, written)
    return words


def _table(frame: pd.DataFrame) -> Table:
    frame = frame.drop(columns=["id"])
    return Table(
        list(frame.columns), [["" if c is None else str(c) for c in row] for row in frame.itertuples(index=False)]
    )


def accuracy() -> Iterator[Table]:
    """How often Dateline is right: the tables of docs/accuracy.md, as they were measured."""
    try:
        lines = ACCURACY.read_text("utf-8").splitlines()
    except OSError:  # installed without its docs
        return
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            cells = [re.sub(r"[`*]", "", c).strip() for c in line.strip("|").split("|")]
            if not all(re.fullmatch(r":?-+:?", c) for c in cells):
                rows.append(cells)
        elif rows:
            yield Table(rows[0], rows[1:])
            rows = []


@functools.cache
def _asset(name: str) -> str:
    return (ASSETS / name).read_text("utf-8")


@functools.cache
def _template() -> jinja2.Template:
    return jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string(_asset("report.html"))
