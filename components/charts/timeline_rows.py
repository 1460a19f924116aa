"""Where each event of the timeline stands: rows in which no mark covers another, labels where there is room.

Lengths are in pixels of the drawing's width. A few events get a row with their label; more share rows without labels;
of very many those that find no place of their own are counted on top of their column.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

LETTER = 6.6  # pixels of a label's letter
GAP = 12.0  # from a mark's middle to its label
AIR = 8.0  # between a label and the next mark


class Item(NamedTuple):
    """An event to be placed: its id, where its mark stands, the days it may be of, whether those are drawn as a bar."""

    id: str
    at: float
    left: float
    right: float
    bar: bool
    label: str


class Placed(NamedTuple):
    """Where an event stands; ``label`` is empty where there is no room for one."""

    item: Item
    at: float
    row: int
    label: str = ""
    label_at: float = 0.0
    leftward: bool = False


class Heap(NamedTuple):
    """Events that found no place of their own, counted above a column."""

    at: float
    ids: tuple[str, ...]


class Layout(NamedTuple):
    """All that is drawn: how many rows, of how many pixels, how large a mark."""

    placed: list[Placed]
    heaps: list[Heap]
    rows: int
    row: float
    mark: float


class _Rows:
    """Rows that fill up: which stretches of each are taken."""

    def __init__(self) -> None:
        self.taken: list[list[tuple[float, float]]] = []

    def free(self, row: int, left: float, right: float) -> bool:
        return all(right <= a or b <= left for a, b in self.taken[row]) if row < len(self.taken) else True

    def first(self, left: float, right: float, most: int) -> int | None:
        return next((row for row in range(most) if self.free(row, left, right)), None)

    def take(self, row: int, left: float, right: float) -> None:
        while len(self.taken) <= row:
            self.taken.append([])
        self.taken[row].append((left, right))


def place_rows(
    items: Sequence[Item],
    width: float,
    room: float,
    *,
    row: float = 20.0,
    labels: bool = True,
    line: float | None = None,
) -> Layout:
    """The items in rows that are together no higher than ``room``; labels keep off an upright ``line`` if they can."""
    ordered = sorted(items, key=lambda i: (i.at, i.left, i.id))
    most = max(1, int(room // row))
    if labels and (placed := _with_labels(ordered, width, most, line)) is not None:
        return _layout(placed, [], row, 13.0)
    found, left_over, rows = _marks(ordered, width, most, 14.0)
    if not left_over:
        return _layout(_add_labels(found, rows, width, line) if labels else found, [], row, 13.0)
    small = 11.0
    found, left_over, _ = _marks(ordered, width, max(1, int((room - row) // small)), 10.5)
    return _layout(found, _heaps(left_over), small, 9.0)


def _layout(placed: list[Placed], heaps: list[Heap], row: float, mark: float) -> Layout:
    rows = 1 + max((p.row for p in placed), default=0)
    return Layout(placed, heaps, rows, row, mark)


def _sides(item: Item, at: float, width: float, line: float | None) -> list[tuple[float, float, float, bool]]:
    """Where a label may stand: what it covers, where it begins, whether it runs to the left."""
    length = LETTER * len(item.label) + GAP
    right, left = (item.right, item.left) if item.bar else (at, at)
    out = []
    if right + length <= width:
        out.append((right, right + length + AIR, right, False))
    if left - length >= 0:
        out.append((left - length - AIR, left, left, True))
    if item.bar and at + length <= width:
        out.append((at, at + length + AIR, at, False))
    return sorted(out, key=lambda side: _crosses(side, line))


def _crosses(side: tuple[float, float, float, bool], line: float | None) -> bool:
    return line is not None and side[0] + GAP / 2 < line < side[1] - GAP / 2


def _with_labels(items: Sequence[Item], width: float, most: int, line: float | None) -> list[Placed] | None:
    rows, out = _Rows(), []
    for item in items:
        left, right = (min(item.left, item.at - 9), max(item.right, item.at + 9)) if item.bar else (
            item.at - 9, item.at + 9)  # fmt: skip
        options = []
        for n, side in enumerate(_sides(item, item.at, width, line)):
            start, end, at, leftward = side
            row = rows.first(min(left, start), max(right, end), most)
            if row is not None:
                options.append((_crosses(side, line), row, n, min(left, start), max(right, end), at, leftward))
        if not options:
            return None
        _, row, _, start, end, at, leftward = min(options)
        rows.take(row, start, end)
        out.append(Placed(item, item.at, row, item.label, at, leftward))
    return out


def _marks(items: Sequence[Item], width: float, most: int, wide: float) -> tuple[list[Placed], list[Item], _Rows]:
    """Marks alone; where a column is full a mark moves aside within its own days."""
    rows, out, left_over = _Rows(), [], []
    half = wide / 2
    for item in items:
        spots = [(item.at, min(item.left, item.at - half), max(item.right, item.at + half))] if item.bar else []
        spots += [(at, at - half, at + half) for at in _aside(item, width, wide)]
        for at, left, right in spots:
            row = rows.first(left, right, most)
            if row is not None:
                rows.take(row, left, right)
                out.append(Placed(item, at, row))
                break
        else:
            left_over.append(item)
    return out, left_over, rows


def _aside(item: Item, width: float, wide: float) -> list[float]:
    """The mark's own place, then places to its sides that are still of its days and within the drawing."""
    low, high = max(item.left + wide / 2, wide / 2), min(item.right - wide / 2, width - wide / 2)
    out = [item.at]
    for step in range(1, int(max(0.0, high - low) // wide) + 1):
        out += [at for at in (item.at + step * wide, item.at - step * wide) if low <= at <= high]
    return out


def _add_labels(placed: list[Placed], rows: _Rows, width: float, line: float | None) -> list[Placed]:
    out = []
    for one in placed:
        half = 7.0
        for start, end, at, leftward in _sides(one.item, one.at, width, line):
            # What the label covers beyond its own mark or bar.
            left, right = (start, at - half) if leftward else (at + half, end)
            if one.item.bar and not one.item.left < at < one.item.right:
                left, right = (start, at) if leftward else (at, end)
            elif one.item.bar:
                continue
            if rows.free(one.row, left, right):
                rows.take(one.row, left, right)
                one = one._replace(label=one.item.label, label_at=at, leftward=leftward)
                break
        out.append(one)
    return out


def _heaps(items: Sequence[Item], near: float = 34.0) -> list[Heap]:
    """What is left over, by columns that lie far enough apart for their counts."""
    columns: list[list[Item]] = []
    for item in items:
        if columns and item.at - columns[-1][0].at < near:
            columns[-1].append(item)
        else:
            columns.append([item])
    return [Heap(sum(i.at for i in c) / len(c), tuple(i.id for i in c)) for c in columns]
