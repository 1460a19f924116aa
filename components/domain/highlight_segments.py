"""Cuts a passage at every bound of its highlights, so that overlapping marks can all be shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from components.domain.spans import Span


class Layer(msgspec.Struct, frozen=True):
    """A span to be shown in a style: ``name`` is the style's, ``colour`` an optional CSS colour, ``mark`` its id."""

    start: int
    end: int
    name: str
    colour: str = ""
    mark: str = ""


class Segment(msgspec.Struct, frozen=True):
    """A run of text under the same layers, the longest layer first."""

    text: str
    layers: tuple[Layer, ...] = ()


class Block(msgspec.Struct, frozen=True):
    """A paragraph ("p") or heading ("h2", "h3") of a passage; ``start`` is where it stands in the article's text."""

    tag: Literal["p", "h2", "h3"]
    segments: list[Segment]
    start: int = 0


def cut_into_segments(text: str, passage: Span, layers: Iterable[Layer]) -> list[Segment]:
    """The passage's text in order, whole and once, cut wherever a layer begins or ends."""
    start, end = max(0, passage[0]), min(len(text), passage[1])
    events: dict[int, tuple[list[Layer], list[Layer]]] = {}
    for layer in layers:
        s, e = max(start, layer.start), min(end, layer.end)
        if s < e:
            events.setdefault(s, ([], []))[0].append(layer)
            events.setdefault(e, ([], []))[1].append(layer)
    out = []
    active: list[Layer] = []
    position = start
    for cut in sorted(events):
        if cut > position:
            out.append(Segment(text[position:cut], _ordered(active)))
            position = cut
        opening, closing = events[cut]
        for layer in closing:
            active.remove(layer)
        active.extend(opening)
    if position < end:
        out.append(Segment(text[position:end], ()))
    return out


def _ordered(active: list[Layer]) -> tuple[Layer, ...]:
    return tuple(sorted(active, key=lambda layer: (layer.start - layer.end, layer.start, layer.name)))
