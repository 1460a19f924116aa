"""Reading order: the stacks of a page's lines one after the other, what stands beside the text after it.

The order of the file is kept as long as it can be one of reading: what stands above comes before what stands below it,
a column before the one to its right (Breuel 2003, "High performance document layout analysis"), the text before a box
that is set into it.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from components.ingest.page_layout.lines import Stack

MOST = 400  # stacks of a page that are compared with each other; no printed text has more
COLUMN = 4  # lines from which on a stack is a column


def sort_by_reading_order(stacks: Sequence[Stack]) -> list[Stack]:
    """The stacks of one page as they are to be read."""
    if len(stacks) > MOST:
        return list(stacks)
    before: dict[int, set[int]] = {n: set() for n in range(len(stacks))}
    boxes = [_box(s) for s in stacks]
    for a, b in itertools.combinations(range(len(stacks)), 2):
        first = _first(a, b, stacks, boxes)
        if first is not None:
            before[b if first == a else a].add(first)
    out: list[int] = []
    left = list(range(len(stacks)))
    while left:
        waiting = set(left)
        ready = [n for n in left if before[n].isdisjoint(waiting)]
        # Where they stand in a ring, what is highest and leftmost comes first.
        after = out[-1] if out else None
        chosen = _next(ready, after) if ready else min(left, key=lambda n: (boxes[n][1], boxes[n][0]))
        out.append(chosen)
        left.remove(chosen)
    return [stacks[n] for n in out]


def _next(ready: Sequence[int], after: int | None) -> int:
    """What follows in the file, where it can; else what is first in it."""
    if after is not None and after + 1 in ready:
        return after + 1
    return ready[0]


Box = tuple[float, float, float, float]


def _box(stack: Stack) -> Box:
    """Where a stack stands; of a column, without the one line in ten that runs over its edge or stands above it."""
    lefts, rights = sorted(x.left for x in stack.lines), sorted(x.right for x in stack.lines)
    spare = (len(lefts) + 3) // 10
    return lefts[spare], stack.top, rights[-1 - spare], stack.bottom


def _first(a: int, b: int, stacks: Sequence[Stack], boxes: Sequence[Box]) -> int | None:
    """Which of two stacks must come first; None where their places don't say."""
    p, q = boxes[a], boxes[b]
    wide = min(p[2], q[2]) - max(p[0], q[0])
    high = min(p[3], q[3]) - max(p[1], q[1])
    narrower = min(p[2] - p[0], q[2] - q[0])
    lower = 0.35 * min(stacks[a].lines[0].size, stacks[b].lines[0].size)
    if wide > 0.05 * narrower and high > lower:  # one is set into the other
        return a if stacks[a].letters >= stacks[b].letters else b
    if wide > 0.05 * narrower:
        return a if p[1] < q[1] else b
    left, right = (a, b) if p[0] < q[0] else (b, a)
    if high > lower and min(len(stacks[a].lines), len(stacks[b].lines)) < COLUMN:
        return None  # a table's cells, a caption beside a picture: as in the file
    if high <= lower and min(len(stacks[a].lines), len(stacks[b].lines)) < COLUMN:
        return None
    return None if _parted(boxes[left], boxes[right], boxes) else left


def _parted(left: Box, right: Box, boxes: Sequence[Box]) -> bool:
    """Whether something across both stands between what is left and lower and what is right and higher, or so."""
    top, bottom = (left[3], right[1]) if left[3] <= right[1] else (right[3], left[1])
    return any(
        c[1] >= top - 1 and c[3] <= bottom + 1
        and min(c[2], left[2]) > max(c[0], left[0]) and min(c[2], right[2]) > max(c[0], right[0])
        for c in boxes
    )  # fmt: skip
