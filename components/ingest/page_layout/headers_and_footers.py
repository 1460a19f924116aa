"""What stands at the edge of pages and is no part of their text: running heads, feet, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from components.ingest.page_layout.lines import MOST, Line, Page, usual_size

MARGIN = 0.15  # of a page's height, in which heads and feet stand
OUTERMOST = 0.075  # of its height, in which what is small and apart is one though it comes once
SMALL = 0.97  # times the usual size of letters
APART = 0.7  # times a line's size, white between it and the text
ROWS = 3  # lines that a head may have
REPEATED = 0.4  # of the pages of one side on which a line must come again
_PAGE_NUMBER = re.compile(
    r"(?i)^(?:page|p\.)?\s*[-–—|]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–—|]?(?:\s*(?:of|/)\s*\d{1,4})?$"
)
_FURNITURE = re.compile(
    r"(?i)https?://|file://|www\.|\bpage \d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|^\d{1,4}\s*/\s*\d{1,4}$|continued (?:on|from)"
    r"|©|copyright"
)
_CONTINUED = re.compile(r"(?i)^[(\[]?(?:story )?(?:continue[sd]|turn|see)\b.{0,20}\bpage \w{1,4}[)\]]?$")
_DATED_HEAD = re.compile(r"(?i)(?=.*\b(?:19|20)\d\d\b).*(?:\bpage \w{1,4}|\b\w{1,3}\d)$|^page \w{1,4}\b")
# What browsers print above and below: date, time and title; address and page.
_BROWSER = re.compile(
    r"(?i)^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? \d{1,2}[:.]\d\d|^(?:https?|file|about|data):\S+(?: \d+/\d+)?$"
)
_SENTENCE = re.compile(r"\w{2}[.!?][”’\"']?$")


def edge_lines(pages: Sequence[tuple[Page, Sequence[Line]]]) -> set[int]:
    """The lines, by identity, that are heads, feet and page numbers."""
    usual = usual_size(line for _, lines in pages for line in lines)
    seen: dict[int, Counter[str]] = {0: Counter(), 1: Counter()}
    placed: Counter[tuple[int, float]] = Counter()
    apart: Counter[tuple[int, float]] = Counter()
    out: set[int] = set()
    at_edge: list[tuple[Line, str, int, bool, int, tuple[int, float]]] = []
    counts = Counter(page.number % 2 for page, _ in pages)
    for page, lines in pages:
        upright = [x for x in lines if x.upright] if len(lines) <= MOST else []
        near = [x for x in upright if x.bottom < page.height * MARGIN or x.top > page.height * (1 - MARGIN)]
        side = page.number % 2
        out.update(id(x) for x in lines if _CONTINUED.match(x.text))
        keys = set()
        places = set()
        for line in near:
            rows = [x for x in upright if abs(x.base - line.base) > 0.5 * line.size]
            stands = _outside(line, rows, page)
            if not stands:
                continue
            key = re.sub(r"\d+", "#", " ".join(line.text.casefold().split()))
            far = min(line.base, page.height - line.base) < page.height * OUTERMOST
            place = (round(line.base / 2), round(line.size, 1))
            at_edge.append((line, key, side, far, stands, place))
            apart[place] += stands > 1
            keys.add(key)
            places.add(place)
        seen[side].update(keys)
        placed.update(places)
    both = seen[0] + seen[1]
    for line, key, side, far, stands, place in at_edge:
        often = both[key] >= max(2, REPEATED * len(pages)) or seen[side][key] >= max(2, REPEATED * counts[side])
        browser = far and stands > 1 and _BROWSER.match(line.text)
        if (often and (stands > 1 or apart[place])) or browser or _PAGE_NUMBER.match(line.text):
            out.add(id(line))
        elif line.size < 0.98 * usual and placed[place] >= max(2, REPEATED * len(pages)) and apart[place]:
            out.add(id(line))  # another text each time, always at the same height
        elif (
            far
            and stands > 1
            and line.size < SMALL * usual
            and (_FURNITURE.search(line.text) or not _SENTENCE.search(line.text))
        ):
            out.add(id(line))
    return out


def _outside(line: Line, rows: Sequence[Line], page: Page) -> int:
    """How a line stands at its page's edge: 2 with white on its inner side, alone or under others that are at the edge,
    1 outermost without, 0 neither."""
    # As if the edge were above, whichever it is.
    above = line.base < page.height / 2
    at = line.base if above else -(line.base - 0.8 * line.size)
    outer, inner = [], []
    for x in rows:
        edge, far = (x.base, x.base - 0.8 * x.size) if above else (-(x.base - 0.8 * x.size), -x.base)
        if edge < at:
            outer.append(edge)
        else:
            inner.append((far, edge))
    if len(outer) >= ROWS:
        return 0
    if _DATED_HEAD.match(line.text) and not outer:
        return 2
    # The lines that follow close belong to it; within a few there must be white.
    white = APART * line.size
    for count, (far, edge) in enumerate(sorted(inner)):
        if far - at > white:
            return 2
        if len(outer) + count + 1 >= ROWS:
            return 0 if outer else 1
        at = edge
    return 2
