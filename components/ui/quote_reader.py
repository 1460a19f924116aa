"""Quotes read one after the other, each with the words that attribute it; a click picks one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from components.domain.clickable_marks import sentence_context
from components.domain.highlight_segments import Block, Layer, cut_into_segments
from components.domain.record import Quote, Record
from components.domain.spans import hull
from components.ui import page_address
from components.ui.text_nodes import draw_passage

LAYERS = ("content", "cue", "source", "dim")


def draw_quotes_in_a_row(record: Record, quotes: Sequence[Quote], colours: Mapping[str, str]) -> None:
    """A passage a quote, in text order; what isn't quoted is dimmed."""
    blocks = []
    for quote in sorted(quotes, key=lambda q: q.content[0][0]):
        spans = [*quote.content, *([quote.cue] if quote.cue else []), *([quote.source] if quote.source else [])]
        outer = sentence_context(record, hull(spans))
        colour = colours.get(quote.speaker or "", "")
        layers = [Layer(s, e, "content", colour, quote.id) for s, e in quote.content]
        blocks.append(Block("p", cut_into_segments(record.text, outer, layers)))
    draw_passage(blocks, key="in-a-row", layers=LAYERS, on_pick=page_address.pick_mark)
