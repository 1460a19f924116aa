"""The compared texts as the browser draws them: in each the passages that a row of the comparison leads to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from components.collection.comparison.passages import Place
from components.domain.highlight_segments import Layer
from components.domain.record import Record
from components.exports.article_data import article_data
from components.exports.marked_text_blocks import text_blocks

HANDLE = "The texts"  # the way to them where the window is too narrow for columns


def compared_text(
    record: Record, places: Mapping[str, Sequence[Place]], shown: Collection[str], style: str, *, bar: str
) -> dict[str, Any]:
    """One article; ``shown`` are the rows whose passages are marked, in a style of article.css.

    ``bar``: in a narrow window it holds the bar that brings the texts up, called so; none where it is empty.
    """
    layers = [
        Layer(start, end, style, "", row)
        for row in shown
        for place in places.get(row, ())
        if place.article == record.id
        for start, end in place.spans
    ]
    layers.sort(key=lambda layer: (layer.start, layer.end, layer.mark))
    data = article_data(text_blocks(record, layers), [])
    return {**data, "handle": f"{HANDLE} · {bar}", "selectable": False, "sheet": bool(bar)}
