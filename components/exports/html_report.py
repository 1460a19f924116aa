"""The whole article as one HTML file: its views with the article beside, as on the pages; it needs no network.

The file carries a Content-Security-Policy of its own: only its two scripts run (by their hashes), nothing is fetched.
The article's words come in as escaped text or as JSON in which no "<" stands. Without scripts, and on paper, all of it
but the charts can be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
from plotly.offline import get_plotlyjs

from components.charts.chart_style import actor_colours
from components.domain.correction_replay import is_check
from components.domain.highlight_segments import Block, cut_into_segments
from components.domain.record import Record
from components.exports.chart_catalogue import article_charts
from components.exports.claim_rows import HEADS, NO_ANSWER, SAID_TOO, SINCE, claims_in_words
from components.exports.corrections_table import edits_table
from components.exports.marked_text_blocks import LAYERS, ArticleBlock, annotated_blocks
from components.exports.newsroom_words import GENRE_NOTES, facts
from components.exports.report_assets import inert, policy, script, style, template
from components.exports.report_data import report_data
from components.exports.report_sections import report_sections
from components.exports.review_words import checked_sentence

ACCURACY = Path(__file__).resolve().parents[2] / "docs" / "accuracy.md"


class Table(NamedTuple):
    """Names of columns, and rows of text."""

    columns: list[str]
    rows: list[list[str]]


def report(record: Record) -> bytes:
    """The file."""
    charts, colours = list(article_charts(record)), actor_colours(record)
    plotly = get_plotlyjs()
    sections, claims = report_sections(record, charts), claims_in_words(record, colours)
    blocks, _ = annotated_blocks(record, LAYERS, colours)
    changes = tuple(c for c in record.corrections if not is_check(c))
    corrected = msgspec.structs.replace(record, corrections=changes)
    page = template("report.html").render(
        title=record.title,
        record=record,
        facts=facts(record),
        genre_note=GENRE_NOTES.get(record.genre, ""),
        sections=sections,
        claims=claims,
        heads=HEADS,
        since=SINCE,
        no_answer=NO_ANSWER,
        said_too=SAID_TOO,
        text=list(_segmented(record, blocks)),
        corrections=edits_table(corrected).to_numpy().tolist(),
        checked=checked_sentence(record),
        accuracy=list(accuracy()),
        data=inert(report_data(record, sections, charts, claims, blocks)),
        plotly=plotly,
        script=script(),
        style=style(),
        policy=policy(plotly, script()),
    )
    return page.encode("utf-8", "replace")


def _segmented(record: Record, blocks: list[ArticleBlock]) -> Iterator[tuple[Block, list[tuple[str, ...]]]]:
    """Each block of the article in segments, with the marks that begin at each of them for the first time."""
    begun: set[str] = set()
    for block in blocks:
        segments = cut_into_segments(record.text, (block.start, block.end), block.layers)
        begin = []
        for segment in segments:
            new = tuple(dict.fromkeys(x.mark for x in segment.layers if x.mark and x.mark not in begun))
            begun.update(new)
            begin.append(new)
        yield Block(block.tag, segments, block.start), begin


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
