"""Where a passage stands on the page that it was printed on."""

from __future__ import annotations

import msgspec

Box = tuple[float, float, float, float]


class Zone(msgspec.Struct, frozen=True):
    """One printed line of a text: its characters and its place on the page.

    ``start`` and ``end`` are characters, end-exclusive: of the block's text in a block, of the article's in an
    article. ``page`` counts from 1. ``box`` is left, top, right and bottom as fractions (0 to 1) of the width and
    height of the page as it is displayed, its rotation applied. ``sure`` is false where words were recognised in a
    picture and may be wrong.
    """

    start: int
    end: int
    page: int
    box: Box
    sure: bool = True
