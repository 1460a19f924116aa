"""The whole text as blocks of marked segments."""

from __future__ import annotations

import bisect
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from components.charts.chart_style import tone_colour
from components.domain.clickable_marks import Mark, marks_of, sentence_at
from components.domain.highlight_segments import Layer
from components.domain.record import Quote, Record, Tone, UnsureTone
from components.domain.spans import Span
from components.domain.text_outline import paragraph_spans

LAYERS = {"actors": "Who", "quotes": "Quotes", "dates": "Dates", "events": "Events", "tone": "Attitudes"}


class ArticleBlock(msgspec.Struct, frozen=True):
    """A paragraph ("p") or heading ("h2", "h3") of the article: where it stands, and the layers on it, cut to it."""

    tag: Literal["p", "h2", "h3"]
    start: int
    end: int
    text: str
    layers: list[Layer]


def annotated_blocks(
    record: Record, chosen: Collection[str], colours: Mapping[str, str], *, actor: str | None = None
) -> tuple[list[ArticleBlock], list[str]]:
    """The whole text's blocks in order, and the ids of the marks of the ``chosen`` LAYERS in the order they stand.

    ``actor`` is the id of the actor that the marks are narrowed to.
    """
    layers: list[Layer] = [Layer(s, e, "doubtful") for s, e in record.doubtful]
    shown = shown_marks(record, chosen, actor)
    for mark in shown:
        layers.extend(_layers(mark, colours))
    return text_blocks(record, layers), [mark.id for mark in shown]


def text_blocks(record: Record, layers: Sequence[Layer]) -> list[ArticleBlock]:
    """The whole text's blocks in order, with these layers on them."""
    headings = {(s.start, s.end) for s in record.sentences if s.heading}
    blocks = []
    spans = paragraph_spans(record.text)
    inside = _by_span(layers, spans)
    for number, span in enumerate(spans):
        tag: Literal["h2", "h3", "p"] = "h2" if span == record.headline else "h3" if span in headings else "p"
        blocks.append(ArticleBlock(tag, *span, record.text[slice(*span)], inside[number]))
    return blocks


def shown_marks(record: Record, chosen: Collection[str], actor: str | None) -> list[Mark]:
    """The marks of the ``chosen`` LAYERS in the order they stand; ``actor``: only what concerns that actor."""
    marks = marks_of(record).values()
    shown = [m for m in marks if _shown(m, chosen, actor)]
    if actor is not None and "dates" in chosen:
        shown += _dates_beside(record, marks, shown, actor)
    return sorted(shown, key=lambda m: (m.start, m.id))


def _by_span(layers: Sequence[Layer], spans: Sequence[Span]) -> list[list[Layer]]:
    """The layers on each of the spans (in text order, apart from each other), cut to it."""
    out: list[list[Layer]] = [[] for _ in spans]
    ends = [end for _, end in spans]
    for layer in layers:
        for number in range(bisect.bisect_right(ends, layer.start), len(spans)):
            start, end = spans[number]
            if start >= layer.end:
                break
            cut = msgspec.structs.replace(layer, start=max(layer.start, start), end=min(layer.end, end))
            out[number].append(cut)
    return out


def _dates_beside(record: Record, marks: Iterable[Mark], shown: Sequence[Mark], actor: str) -> list[Mark]:
    """The dates that stand in a sentence which names the actor, or tells an event of it."""
    named = [m.start for a in record.actors if a.id == actor for m in a.mentions]
    beside = {sentence_at(record, place) for place in (*named, *(m.start for m in shown))} - {""}
    return [m for m in marks if m.kind == "date" and sentence_at(record, m.start) in beside]


def _shown(mark: Mark, chosen: Collection[str], actor: str | None) -> bool:
    """Whether a mark's layer is on, and, where an actor is chosen, whether the mark concerns it."""
    layer = {"mention": "actors", "quote": "quotes", "date": "dates", "event": "events", "tone": "tone"}.get(mark.kind)
    if layer not in chosen:
        return False
    if isinstance(mark.item, UnsureTone):
        return False
    return actor is None or actor in mark.actors


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
