"""The whole text as blocks of marked segments."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

from components.charts.chart_style import tone_colour
from components.domain.clickable_marks import Mark, marks_of
from components.domain.highlight_segments import Block, Layer, cut_into_segments
from components.domain.record import Quote, Record, Tone, UnsureTone
from components.domain.spans import stands_on
from components.domain.text_outline import paragraph_spans

LAYERS = {"actors": "Who", "quotes": "Quotes", "dates": "Dates", "events": "Events", "tone": "Attitudes"}


def annotated_blocks(
    record: Record,
    chosen: Collection[str],
    colours: Mapping[str, str],
    *,
    actor: str | None = None,
    focus: str | None = None,
) -> tuple[list[Block], list[str]]:
    """Blocks in text order, and the ids of the marks shown; the picked mark (``focus``) is shown whatever its layer.

    ``actor`` is the id of the actor that the marks are narrowed to.
    """
    layers: list[Layer] = [Layer(s, e, "doubtful") for s, e in record.doubtful]
    order: list[tuple[int, str]] = []
    for mark in marks_of(record).values():
        if mark.id != focus and not _shown(mark, chosen, actor):
            continue
        layers_of_mark = _layers(mark, colours)
        layers.extend(layers_of_mark)
        order.append((mark.start, mark.id))
    headings = {(s.start, s.end) for s in record.sentences if s.heading}
    blocks = []
    for span in paragraph_spans(record.text):
        tag: Literal["h2", "h3", "p"] = "h2" if span == record.headline else "h3" if span in headings else "p"
        inside = [layer for layer in layers if stands_on(layer, span)]
        blocks.append(Block(tag, cut_into_segments(record.text, span, inside), span[0]))
    return blocks, [i for _, i in sorted(order)]


def _shown(mark: Mark, chosen: Collection[str], actor: str | None) -> bool:
    """Whether a mark's layer is on, and, where an actor is chosen, whether the mark concerns it."""
    layer = {"mention": "actors", "quote": "quotes", "date": "dates", "event": "events", "tone": "tone"}.get(mark.kind)
    if layer not in chosen:
        return False
    if isinstance(mark.item, UnsureTone):
        return False
    return actor is None or layer == "dates" or actor in mark.actors


def _layers(mark: Mark, colours: Mapping[str, str]) -> list[Layer]:
    item = mark.item
    if isinstance(item, Quote):
        colour = colours.get(item.speaker or "", "")
        return [Layer(s, e, "content", colour, mark.id) for s, e in item.content]
    if isinstance(item, Tone):
        spans = item.evidence or ((item.start, item.end),) if item.label != "neutral" else ()
        return [Layer(s, e, "tone", tone_colour(item.score), mark.id) for s, e in spans]
    if mark.kind in ("relation", "word", "sentence"):
        return [Layer(mark.start, mark.end, "focus", "", mark.id)]
    name = {"mention": "actor", "date": "time", "event": "event"}[mark.kind]
    own = [
        h for h in mark.highlights if h.role in ("actor" if name == "actor" else "time" if name == "time" else "focus",)
    ]
    return [Layer(h.start, h.end, name, colours.get(h.actor or "", ""), mark.id) for h in own]
