"""The article as the browser draws it: its blocks, and on each the layers of its marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from components.domain.ids import digest
from components.exports.marked_text_blocks import ArticleBlock

HANDLE = "The article"  # the way to it where the window is too narrow for two columns


def article_data(blocks: Sequence[ArticleBlock], order: Sequence[str]) -> dict[str, Any]:
    """Blocks with [start, end, name, colour, mark] of each layer, characters from the block's own start.

    Names and colours stand by their numbers in lists of their own, as a long text has thousands of layers. ``order``
    are the ids that the card's ways lead through. ``version`` differs wherever anything of it does.
    """
    names: dict[str, int] = {}
    colours: dict[str, int] = {}
    drawn = [
        {
            "tag": b.tag,
            "start": b.start,
            "text": b.text,
            "layers": [
                [
                    layer.start - b.start,
                    layer.end - b.start,
                    names.setdefault(layer.name, len(names)),
                    colours.setdefault(layer.colour, len(colours)),
                    layer.mark,
                ]
                for layer in b.layers
            ],
        }
        for b in blocks
    ]
    data = {"blocks": drawn, "names": list(names), "colours": list(colours), "order": list(order)}
    return {**data, "handle": HANDLE, "version": digest(repr(data), length=12)}
