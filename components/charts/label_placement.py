"""Finds each label of a chart a place where it covers nothing: beside its mark, above, below, to the right or the left.

Greedy, the first label first (as in point-feature label placement, Christensen, Marks and Shieber 1995). Lengths are in
pixels of a drawing of ``WIDE`` by ``TALL``: how wide the reader's window is isn't known when a chart is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

WIDE, TALL = 640.0, 390.0
GLYPH, LINE = 0.56, 1.25  # of the type size: the mean width of a letter, the height of a line
GAP = 3.0  # between a mark and its label
POSITIONS = ("bottom center", "top center", "middle right", "middle left")


class Box(NamedTuple):
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class Spot(NamedTuple):
    """A mark's centre and half its size."""

    x: float
    y: float
    reach: float

    @property
    def box(self) -> Box:
        """What the mark covers."""
        return Box(self.x - self.reach, self.y - self.reach, self.x + self.reach, self.y + self.reach)


def label_box(spot: Spot, text: str, size: float, position: str) -> Box:
    """What a label covers that stands so beside its mark."""
    wide, tall = len(text) * size * GLYPH, size * LINE
    away = spot.reach + GAP
    if position.startswith("middle"):
        left = spot.x + away if position.endswith("right") else spot.x - away - wide
        return Box(left, spot.y - tall / 2, left + wide, spot.y + tall / 2)
    top = spot.y + away if position.startswith("bottom") else spot.y - away - tall
    return Box(spot.x - wide / 2, top, spot.x + wide / 2, top + tall)


def free(box: Box, occupied: Sequence[Box]) -> bool:
    """Whether a rectangle lies within the drawing and meets nothing that is occupied."""
    within = box.left >= 0 and box.top >= 0 and box.right <= WIDE and box.bottom <= TALL
    return within and not any(box.meets(other) for other in occupied)


def place(
    ways: Sequence[Spot], text: str, size: float, occupied: Sequence[Box], positions: Sequence[str] = POSITIONS
) -> tuple[Spot, str] | None:
    """The first of a mark's spots, and the label's position beside it, where both are free; else None."""
    for spot in ways:
        if not free(spot.box, occupied):
            continue
        for position in positions:
            if free(label_box(spot, text, size, position), occupied):
                return spot, position
    return None
