"""Lines of a picture in the order in which a program would have set them: parted at gutters, column by column.

Text recognition finds lines wherever letters stand level, often across two columns. ``rows`` parts them where a strip
of white runs down between columns; ``part_by_columns`` puts them below each other. The reading order of columns is then
page_layout/reading_order.py's, as for a PDF.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from components.ingest.ocr.recognition import Picture, Points, Row

DARK = 0.72  # of the brightness around it, below which a place is ink
SPECK = 0.04  # of a strip's places that may be ink: dust, noise
GAP = 0.42  # of a line's height, from which on white may be a gutter
BOTH = 2.6  # times a line's height: ink on both sides of a gutter, about four lines
ONE = 4.5  # times a line's height: ink on one side of it, about six lines
BESIDE = 2.5  # times a line's height, within which text stands beside it
JOINED = 1.5  # times a line's height: white below which parts of a row that no gutter parts are one line
SAME = 0.6  # of a part that another line covers: it was found twice
CELL = 3  # words of a table's cell
FAR = 1.9  # times a line's height, from one to the next of a column

Mask = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(slots=True)
class Strip:
    """White between two columns."""

    left: float
    right: float
    top: float
    bottom: float


def dark_pixels(picture: Picture) -> Mask:
    """Where a picture is darker than what is around it, whatever the light."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    small = cv2.resize(grey, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    around = cv2.GaussianBlur(cv2.dilate(small, np.ones((9, 9), np.uint8)), (0, 0), 6)
    paper = cv2.resize(around, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    dark: Mask = cv2.medianBlur(grey, 3) < DARK * paper
    return dark


def rows(boxes: Sequence[Points], dark: Mask) -> list[Row]:
    """The boxes as lines of one column each."""
    found = [Row(box) for box in boxes if box[2, 1] > box[0, 1] + 3 and box[1, 0] > box[0, 0] + 3]
    found.sort(key=lambda r: (r.middle, r.left))
    strips: list[Strip] = []
    for row in found:
        for left, right in _white(dark, row):
            if any(s.top <= row.middle <= s.bottom and s.left < right and left < s.right for s in strips):
                continue
            strip = _strip(dark, row, left, right)
            if strip is not None:
                strips.append(strip)
    parted = [part for row in found for part in _parted(row, strips)]
    return _joined(_once(parted), strips)


def _white(dark: Mask, row: Row) -> list[tuple[int, int]]:
    """The runs of white that may part a row, those right beside it among them (x)."""
    height = row.height
    margin = round(2 * height)
    x0, x1 = max(0, round(row.left) - margin), min(dark.shape[1], round(row.right) + margin)
    y0, y1 = round(row.top + 0.15 * height), round(row.bottom - 0.15 * height)
    part = dark[max(0, y0) : max(1, y1), x0:x1]
    if not part.size:
        return []
    return [
        (a + x0, b + x0)
        for a, b in _runs(part.mean(axis=0) <= SPECK)
        if b - a >= GAP * height and a > 0 and b < x1 - x0
    ]


def _runs(white: Mask) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], white.astype(np.int8), [0]))))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _strip(dark: Mask, row: Row, left: int, right: int) -> Strip | None:
    """The gutter that a run of white is part of; None where it is a blank between words."""
    height = row.height
    step = max(4, round(0.5 * height))
    least = GAP * height
    top, bottom = round(row.top + 0.15 * height), round(row.bottom - 0.15 * height)
    beside = round(BESIDE * height)
    x0, x1 = left, right
    for direction in (-1, 1):
        y = top if direction < 0 else bottom
        bare = 0
        while bare < 4:  # nothing beside it for two lines: it ends
            a, b = (y - step, y) if direction < 0 else (y, y + step)
            if a < 0 or b > dark.shape[0]:
                break
            runs = [(s + x0, e + x0) for s, e in _runs(dark[a:b, x0:x1].mean(axis=0) <= SPECK)]
            low, high = max(runs, key=lambda r: r[1] - r[0], default=(0, 0))
            if high - low < least:
                break
            x0, x1 = low, high
            bare = 0 if dark[a:b, max(0, x0 - beside) : x1 + beside].any() else bare + 1
            if direction < 0:
                top = y = a
            else:
                bottom = y = b
    sides = [
        dark[top:bottom, max(0, x0 - beside) : x0].mean(axis=1) > 0.02,
        dark[top:bottom, x1 : x1 + beside].mean(axis=1) > 0.02,
    ] if x0 > 0 and x1 < dark.shape[1] else []  # fmt: skip
    if not sides or (
        np.count_nonzero(sides[0] & sides[1]) < BOTH * height and max(map(np.count_nonzero, sides)) < ONE * height
    ):
        return None
    return Strip(x0, x1, top, bottom)


def _parted(row: Row, strips: Sequence[Strip]) -> list[Row]:
    """A row cut at the gutters that cross it."""
    inside = sorted(
        (s for s in strips if s.top <= row.middle <= s.bottom and s.left < row.right and s.right > row.left),
        key=lambda s: s.left,
    )
    parts = []
    left = row.left
    for strip in inside:
        parts.append((left, min(row.right, strip.left + 0.3 * (strip.right - strip.left))))
        left = max(left, strip.right - 0.3 * (strip.right - strip.left))
    parts.append((left, row.right))
    kept = [(a, b) for a, b in parts if b - a > 0.35 * row.height]
    if len(kept) == 1 and kept[0] == (row.left, row.right):
        return [row]
    return [Row(_slice(row, a, b)) for a, b in kept]


def _once(parts: list[Row]) -> list[Row]:
    """The parts without those that another covers: a box that reached over a gutter into the next column."""
    out: list[Row] = []
    for part in sorted(parts, key=lambda r: r.left - r.right):
        wide = part.right - part.left
        if not any(
            min(r.right, part.right) - max(r.left, part.left) > SAME * wide
            and min(r.bottom, part.bottom) - max(r.top, part.top) > SAME * part.height
            for r in out
        ):
            out.append(part)
    return out


def _slice(row: Row, left: float, right: float) -> Points:
    """The corners of a row between two places."""
    c = row.corners
    wide = max(1.0, float(c[1, 0] - c[0, 0]))
    s, e = (left - c[0, 0]) / wide, (right - c[0, 0]) / wide
    upper, lower = c[1] - c[0], c[2] - c[3]
    return np.array([c[0] + s * upper, c[0] + e * upper, c[3] + e * lower, c[3] + s * lower], np.float32)


def _joined(parts: list[Row], strips: Sequence[Strip]) -> list[Row]:
    """Parts of one line as one: those that stand close, or where a line above or below runs over what is between."""
    out: list[Row] = []
    for part in sorted(parts, key=lambda r: r.left):
        beside = [r for r in out if _level(r, part) and part.left - r.right > -0.8 * part.height]
        row = max(beside, key=lambda r: r.right, default=None)
        if (
            row is None
            or _gutter(row, part, strips)
            or not (part.left - row.right < JOINED * min(row.height, part.height) or _over(row, part, parts))
        ):
            out.append(part)
            continue
        first, last = row.corners, part.corners
        row.corners = np.array([first[0], last[1], last[2], first[3]], np.float32)
    return out


def _gutter(a: Row, b: Row, strips: Sequence[Strip]) -> bool:
    slack = 0.5 * b.height
    return any(s.top <= b.middle <= s.bottom and s.left < b.left + slack and s.right > a.right - slack for s in strips)


def _over(a: Row, b: Row, parts: Sequence[Row]) -> bool:
    """Whether a line of the same column runs right above or below two parts of a row and what is between them."""
    return any(
        0.5 * b.height < abs(r.middle - b.middle) < 1.8 * b.height
        and r.left < a.right - 0.5 * a.height and r.right > b.left + 0.5 * b.height
        and r.height < 1.4 * b.height
        for r in parts
    )  # fmt: skip


def _level(a: Row, b: Row) -> bool:
    """Whether two rows stand on one line, where they come closest."""
    low, high = (a, b) if a.left <= b.left else (b, a)
    end = float(low.corners[1, 1] + low.corners[2, 1]) / 2
    start = float(high.corners[0, 1] + high.corners[3, 1]) / 2
    return abs(end - start) < 0.3 * min(a.height, b.height) and max(a.height, b.height) < 1.7 * min(a.height, b.height)


def part_by_columns(rows: Sequence[Row]) -> list[list[Row]]:
    """Lines that stand below each other and alone there, in one list each; the lists from the top left."""
    order = sorted(rows, key=lambda r: r.middle)
    above: dict[int, list[int]] = {n: [] for n in range(len(order))}
    below: dict[int, list[int]] = {n: [] for n in range(len(order))}
    for n, row in enumerate(order):
        covered: list[tuple[float, float]] = []
        for k in range(n + 1, len(order)):
            other = order[k]
            if other.middle - row.middle > FAR * max(row.height, other.height):
                break
            if other.middle - row.middle < 0.45 * max(row.height, other.height) or not _overlap(row, other):
                continue
            if any(min(b, other.right) - max(a, other.left) > 0.5 * row.height for a, b in covered):
                continue
            covered.append((other.left, other.right))
            below[n].append(k)
            above[k].append(n)
    begun: dict[int, list[Row]] = {}
    out: list[list[Row]] = []
    for n, row in enumerate(order):
        if len(above[n]) == 1 and below[above[n][0]] == [n] and _alike(order[above[n][0]], row):
            column = begun[above[n][0]]
        else:
            column = []
            out.append(column)
        column.append(row)
        begun[n] = column
    return _ordered(out)


def _ordered(columns: list[list[Row]]) -> list[list[Row]]:
    """Columns from left to right where white runs down beside all of them; else what is above before what is below.

    (The cuts of Nagy and Seth 1984, but that bands which white parts together stay together.)
    """
    if len(columns) < 2:
        return columns
    sides = _groups(columns, _across)
    if len(sides) > 1:
        return _by_row(sides) or [c for side in sides for c in _ordered(side)]
    bands = _groups(columns, lambda c: (c[0].middle, c[-1].middle))
    if len(bands) == 1:
        return sorted(columns, key=lambda c: (c[0].top, c[0].left))
    out: list[list[Row]] = []
    at = 0
    while at < len(bands):
        end = at + 1
        for k in range(len(bands), at + 1, -1):
            together = [c for band in bands[at:k] for c in band]
            if (
                k - at < len(bands)
                and len(_groups(together, lambda c: (min(r.left for r in c), max(r.right for r in c)))) > 1
            ):
                end = k
                break
        out += _ordered([c for band in bands[at:end] for c in band])
        at = end
    return out


def _across(column: list[Row]) -> tuple[float, float]:
    return min(r.left for r in column), max(r.right for r in column)


def _groups(columns: list[list[Row]], span: Callable[[list[Row]], tuple[float, float]]) -> list[list[list[Row]]]:
    """The columns in groups whose spans don't meet, in the order of these."""
    out: list[list[list[Row]]] = []
    end = float("-inf")
    for column in sorted(columns, key=span):
        start, stop = span(column)
        if start > end or not out:
            out.append([])
        out[-1].append(column)
        end = max(end, stop)
    return out


def _by_row(sides: list[list[list[Row]]]) -> list[list[Row]]:
    """The rows of a table, whose cells are short and level; none where it is columns of text."""
    cells = [[r for column in side for r in column] for side in sides]
    if statistics.median(len(r.words) for side in cells for r in side) > CELL:
        return []
    fewest = min(cells, key=len)
    level = sum(any(_level(r, other) for side in cells if side is not fewest for other in side) for r in fewest)
    if level < 0.6 * len(fewest):
        return []
    out: list[list[Row]] = []
    for row in sorted((r for side in cells for r in side), key=lambda r: r.middle):
        beside = next((line for line in out[-2:] if _level(line[0], row)), None)
        if beside is None:
            out.append([row])
        else:
            beside.append(row)
    return [sorted(line, key=lambda r: r.left) for line in out]


def _overlap(a: Row, b: Row) -> bool:
    return min(a.right, b.right) - max(a.left, b.left) > 0.5 * min(a.height, b.height)


def _alike(a: Row, b: Row) -> bool:
    return max(a.height, b.height) < 1.4 * min(a.height, b.height)


def heights(columns: Sequence[Sequence[Row]]) -> list[float]:
    """The height of each column's lines; those that differ little from the usual one have that."""
    own = [statistics.median(r.height for r in column) for column in columns]
    letters = [sum(len(w.text) for r in column for w in r.words) for column in columns]
    left = sorted(range(len(own)), key=lambda n: -letters[n])
    out = list(own)
    known: list[float] = []
    for n in left:
        near = next((k for k in known if abs(k - own[n]) < 0.14 * k), None)
        if near is None:
            known.append(own[n])
        else:
            out[n] = near
    return out
