"""The card of every mark, made beforehand for a page that has no server to ask."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from components.charts.chart_style import actor_colours
from components.domain.clickable_marks import marks_of
from components.domain.correction_replay import corrected_items
from components.domain.record import Quote, Record, UnsureTone
from components.domain.review_progress import checked_marks
from components.exports.mark_evidence import (
    checked_words,
    heading_words,
    highlights,
    kind_words,
    passage,
    retellings,
    why_lines,
)
from components.exports.newsroom_words import citation


def report_cards(record: Record, sentences: Collection[str]) -> dict[str, dict[str, Any]]:
    """What the browser draws of each mark's card, by the mark's id, and the words that are lit with it.

    ``sentences`` are the ids of those sentences that something leads to; others have no card, nor has what is too
    unsure to be told. Spans are characters of the text, end-exclusive.
    """
    colours, corrected, checked = actor_colours(record), corrected_items(record), checked_marks(record)
    cards = {}
    for identity, mark in marks_of(record).items():
        if isinstance(mark.item, UnsureTone) or (mark.kind == "sentence" and identity not in sentences):
            continue
        cards[identity] = {
            "kind": kind_words(record, mark) + (" · corrected by a reader" if identity in corrected else ""),
            "heading": heading_words(record, mark),
            "lines": why_lines(record, mark),
            "checked": checked_words(checked[identity]) if identity in checked else "",
            "citation": citation(record, mark.item) if isinstance(mark.item, Quote) else "",
            "passage": list(passage(record, mark)),
            "spans": [list(h) for h in highlights(record, mark, colours)],
            "told": [list(span) for span in retellings(mark)],
        }
    return cards
