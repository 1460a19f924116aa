"""The whole text as blocks of marked segments."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from components.charts.style import tone_colour
from components.domain.marks import Mark
from components.domain.outline import paragraph_spans
from components.domain.record import Quote, Tone
from components.domain.segments import Layer, segments
from components.ui.safe import Block
from components.ui.view import View

LAYERS = {"actors": "Who", "quotes": "Quotes", "dates": "Dates", "events": "Events", "tone": "Tone"}


def annotated(view: View, chosen: Collection[str]) -> tuple[list[Block], list[str]]:
    """Blocks in text order, and the ids of the marks shown; the picked mark is shown whatever its layer."""
    layers: list[Layer] = []
    order: list[tuple[int, str]] = []
    for mark in view.marks.values():
        if mark.id != view.at.mark and not _shown(view, mark, chosen):
            continue
        found = _layers(view, mark)
        layers.extend(found)
        order.append((mark.start, mark.id))
    record = view.whole
    headings = {(s.start, s.end) for s in record.sentences if s.heading}
    blocks = []
    for span in paragraph_spans(record.text):
        tag: Literal["h2", "h3", "p"] = "h2" if span == record.headline else "h3" if span in headings else "p"
        inside = [layer for layer in layers if layer.start < span[1] and span[0] < layer.end]
        blocks.append(Block(tag, segments(record.text, span, inside), span[0]))
    return blocks, [i for _, i in sorted(order)]


def _shown(view: View, mark: Mark, chosen: Collection[str]) -> bool:
    """Whether a mark's layer is on, and, where an actor is chosen, whether the mark concerns it."""
    layer = {"mention": "actors", "quote": "quotes", "date": "dates", "event": "events", "tone": "tone"}.get(mark.kind)
    if layer not in chosen:
        return False
    if isinstance(mark.item, Tone) and mark.item.target != (view.actor.id if view.actor else None):
        return False
    return view.actor is None or layer == "dates" or view.actor.id in mark.actors


def _layers(view: View, mark: Mark) -> list[Layer]:
    item = mark.item
    if isinstance(item, Quote):
        colour = view.colours.get(item.speaker or "", "")
        return [Layer(s, e, "content", colour, mark.id) for s, e in item.content]
    if isinstance(item, Tone):
        spans = item.evidence or ((item.start, item.end),) if item.label != "neutral" else ()
        return [Layer(s, e, "tone", tone_colour(item.score), mark.id) for s, e in spans]
    if mark.kind == "relation":
        return [Layer(mark.start, mark.end, "focus", "", mark.id)]
    name = {"mention": "actor", "date": "time", "event": "event"}[mark.kind]
    own = [
        h for h in mark.highlights if h.role in ("actor" if name == "actor" else "time" if name == "time" else "focus",)
    ]
    return [Layer(h.start, h.end, name, view.colours.get(h.actor or "", ""), mark.id) for h in own]
