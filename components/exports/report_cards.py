"""The card of every mark, made beforehand for a page that has no server to ask."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from components.charts.chart_style import actor_colours
from components.domain.clickable_marks import marks_of
from components.domain.correction_replay import corrected_items
from components.domain.record import Record, UnsureTone
from components.domain.review_progress import checked_marks
from components.exports.card_data import card_data


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
        cards[identity] = card_data(record, mark, colours, corrected=corrected, checked=checked)
    return cards
