"""From the words of a page with their places to its lines, and lines that stand under each other.

What comes in is plain: ``Page`` and ``Word``, in any unit (a PDF's points, a picture's pixels), from the page's top
left. Who reads them (a PDF's letters, text recognition) doesn't matter; a whole line may be given as one Word.
"""

from __future__ import annotations

import itertools
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

GUTTER = 0.7  # of the letters' size: the least white strip between columns whose lines were read across
MOST = 2000  # lines of a page that are compared with each other
GUTTER_LINES = 6  # lines beside such a strip
FAR = 2.4  # times the letters' size, from one base line to the next, over which lines stand apart
SAME_SIZE = 0.12  # of the letters' size, within which two lines are set alike


@dataclass(slots=True)
class Word:
    """A word, or a whole line, with its place on the page.

    ``base`` is where its letters stand (y), ``size`` that of its letters (a font's size; for a picture about 1.2 times
    the height of a capital and what hangs below). ``glued``: no blank before it. ``upright``: false for words that are
    set up or down the page. ``sure``: false where it was recognised and may be wrong.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    glued: bool = False
    upright: bool = True
    sure: bool = True


@dataclass(slots=True)
class Page:
    """A page's words in the order they were read; ``number`` counts from 1.

    ``turned``: by how many quarters, against the clock, its text is turned where it is displayed; the words and the
    size are those of the page when its text stands upright.
    """

    number: int
    width: float
    height: float
    words: list[Word]
    turned: int = 0


@dataclass(slots=True)
class Line:
    """Words on one base line; ``size`` and ``base`` are those of most of its letters, ``at`` its place in the file."""

    words: list[Word]
    page: int
    at: int
    size: float = 0.0
    base: float = 0.0
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    initial: Word | None = None  # a letter over several lines that begins it

    def settle(self) -> Line:
        """Measure the words again."""
        letters: Counter[tuple[float, float]] = Counter()
        for w in self.words:
            letters[w.size, w.base] += len(w.text) if w.upright else 1
        self.size, self.base = max(letters, key=lambda k: (letters[k], k))
        self.left = min(w.left for w in self.words)
        self.right = max(w.right for w in self.words)
        # What letters need, whatever box their font claims; where words stand upright, as on the page.
        if self.upright:
            self.top, self.bottom = self.base - 0.8 * self.size, self.base + 0.25 * self.size
        else:
            self.top, self.bottom = min(w.top for w in self.words), max(w.bottom for w in self.words)
        return self

    @property
    def upright(self) -> bool:
        """Whether it runs across the page."""
        return self.words[0].upright

    @property
    def text(self) -> str:
        """Its words with single blanks."""
        out = "".join(w.text if w.glued else f" {w.text}" for w in self.words).strip()
        return (self.initial.text if self.initial else "") + out

    @property
    def letters(self) -> int:
        """How many signs it has, about."""
        return sum(len(w.text) + 1 for w in self.words)


@dataclass(slots=True)
class Stack:
    """Lines under each other that were set as one: a column, a heading, a box."""

    lines: list[Line] = field(default_factory=list)

    @property
    def left(self) -> float:
        """Its leftmost place."""
        return min(x.left for x in self.lines)

    @property
    def right(self) -> float:
        """Its rightmost place."""
        return max(x.right for x in self.lines)

    @property
    def top(self) -> float:
        """Its highest place (the least y)."""
        return min(x.top for x in self.lines)

    @property
    def bottom(self) -> float:
        """Its lowest place."""
        return max(x.bottom for x in self.lines)

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return usual_size(self.lines)

    @property
    def letters(self) -> int:
        """How many signs it has, about."""
        return sum(x.letters for x in self.lines)


def usual_size(lines: Iterable[Line]) -> float:
    """The size of most letters, to a tenth; 0 where there are none."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += line.letters
    return max(sizes, key=lambda s: (sizes[s], s)) if sizes else 0.0


def page_lines(page: Page) -> list[Line]:
    """The lines of a page, in the order they were read."""
    lines: list[Line] = []
    current: Line | None = None
    for word in page.words:
        if current is not None and _continues(current.words, word):
            current.words.append(word)
        else:
            current = Line([word], page.number, len(lines))
            lines.append(current)
    for line in lines:
        line.settle()
    lines = _downwards(lines)
    lines = _initials(_rejoined(lines))
    return _by_column(lines, _gutters(lines))


def _downwards(lines: list[Line]) -> list[Line]:
    """The lines from top to bottom; of a page that was turned they may have been read upwards."""
    steps = [
        b.base - a.base for a, b in itertools.pairwise(lines)
        if abs(b.base - a.base) < FAR * a.size and min(a.right, b.right) > max(a.left, b.left)
    ]  # fmt: skip
    if len(steps) < 2 or sum(s < 0 for s in steps) < 0.7 * len(steps):
        return lines
    for n, line in enumerate(reversed(lines)):
        line.at = n
    return lines[::-1]


def _continues(words: Sequence[Word], word: Word) -> bool:
    last = words[-1]
    if not (word.upright and last.upright):
        return not word.upright and not last.upright and _near(last, word)
    if not _level(last, word):
        # After a raised sign the line goes on at its own height.
        if not (len(words) > 1 and last.size < 0.85 * words[-2].size and _level(words[-2], word)):
            return False
        last = words[-2]
    if max(last.size, word.size) > 1.8 * min(last.size, word.size) and min(len(last.text), len(word.text)) > 0:
        return word.glued
    return word.left > last.right - 0.6 * max(last.size, word.size)


def _near(a: Word, b: Word) -> bool:
    """Whether words that are set up or down the page are of one line."""
    return min(a.right, b.right) > max(a.left, b.left) and (
        max(a.top, b.top) - min(a.bottom, b.bottom) < 1.5 * max(a.size, b.size)
    )


def _level(a: Word, b: Word) -> bool:
    """Whether two words stand on one line, a raised or lowered one included."""
    if abs(a.base - b.base) <= 0.2 * min(a.size, b.size):
        return True
    overlap = min(a.base + 0.2 * a.size, b.base + 0.2 * b.size) - max(a.base - 0.7 * a.size, b.base - 0.7 * b.size)
    return overlap > 0.55 * 0.9 * min(a.size, b.size) and (a.size != b.size or abs(a.base - b.base) < 0.3 * a.size)


def _rejoined(lines: list[Line]) -> list[Line]:
    """Lines whose words stand in several places of the file, made whole where one part fills another's gap."""
    rows: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.upright:
            rows[round(line.base)].append(line)
    gone: set[int] = set()
    for line in lines:
        if not line.upright or id(line) in gone:
            continue
        for y in range(round(line.base) - 2, round(line.base) + 3):
            for other in rows.get(y, ()):
                if other is line or id(other) in gone or abs(other.base - line.base) > 0.15 * line.size:
                    continue
                if _fits(line, other):
                    line.words = sorted([*line.words, *other.words], key=lambda w: w.left)
                    line.settle()
                    gone.add(id(other))
    return [x for x in lines if id(x) not in gone]


def _fits(line: Line, other: Line) -> bool:
    """Whether one part of a line fills a gap in the other, or goes on where it ends with no more than a blank."""
    if max(line.size, other.size) > 1.3 * min(line.size, other.size):
        return False
    slack = 0.1 * line.size
    for a, b in zip(line.words, line.words[1:], strict=False):
        if a.right - slack <= other.left and other.right <= b.left + slack:
            return True
    gap = other.left - line.right if other.left >= line.right - slack else line.left - other.right
    return -slack <= gap <= 0.45 * line.size


def _initials(lines: list[Line]) -> list[Line]:
    """Lines with the large letter that begins them; the letter is no line of its own."""
    out = list(lines)
    if len(lines) > MOST:
        return out
    for line in lines:
        if len(line.words) > 1 or len(line.words[0].text) > 2 or not line.words[0].text[-1:].isupper():
            continue
        big = line.words[0]
        beside = [
            x for x in out
            if x is not line and x.size < 0.67 * big.size and -0.8 * x.size < x.left - big.right < 1.5 * x.size
            and big.base - 0.95 * big.size < x.base <= big.base + 0.4 * x.size
        ]  # fmt: skip
        if beside:
            first = min(beside, key=lambda x: x.base)
            first.initial = big
            out.remove(line)
    return out


def _gutters(lines: list[Line]) -> dict[int, list[float]]:
    """Where lines (by their place in the file) that were read across several columns are to be parted (x)."""
    cuts: dict[int, list[float]] = defaultdict(list)
    if len(lines) > MOST:
        return cuts
    order = sorted((x for x in lines if x.upright and len(x.words) > 2), key=lambda x: x.base)
    gaps = {x.at: _gaps(x) for x in order}
    for n, line in enumerate(order):
        for low, high in gaps[line.at]:
            run = [line]
            for below in order[n + 1 :]:
                if below.base - run[-1].base > FAR * line.size:
                    break
                fits = [(max(low, a), min(high, b)) for a, b in gaps[below.at]]
                best = max(fits, key=lambda g: g[1] - g[0], default=(0.0, 0.0))
                if best[1] - best[0] < GUTTER * line.size:
                    if below.right <= low or below.left >= high:
                        continue
                    break
                low, high = best
                run.append(below)
            middle = (low + high) / 2
            if len(run) >= GUTTER_LINES and _two_columns(run, middle):
                for one in run:
                    if not any(low <= x <= high for x in cuts[one.at]):
                        cuts[one.at].append(middle)
    return cuts


def _by_column(lines: list[Line], cuts: dict[int, list[float]]) -> list[Line]:
    """The lines, those that are to be parted in their parts, the columns one after the other."""
    out: list[Line] = []
    columns: list[list[Line]] = []
    at: list[float] = []
    for line in lines:
        here = sorted(cuts.get(line.at, ()))
        beside = at and not here and all(not line.left < x < line.right for x in at)
        if not beside and len(here) != len(at):
            out += [x for column in columns for x in column]
            columns, at = [[] for _ in range(len(here) + 1)] if here else [], here
        at = here or at if here or beside else []
        if at:
            for part in _cut(line, at):
                columns[sum(x <= part.left for x in at)].append(part)
        else:
            out.append(line)
    return out + [x for column in columns for x in column]


def _gaps(line: Line) -> list[tuple[float, float]]:
    least = GUTTER * line.size
    return [(a.right, b.left) for a, b in zip(line.words, line.words[1:], strict=False) if b.left - a.right >= least]


def _two_columns(lines: Sequence[Line], x: float) -> bool:
    """Whether lines read across are two columns of running text, not the rows of a table."""
    lefts = [[w for w in line.words if w.right <= x] for line in lines]
    rights = [[w for w in line.words if w.left >= x] for line in lines]
    for side in (lefts, rights):
        if statistics.median(len(words) for words in side) < 3:
            return False
        widths = [words[-1].right - words[0].left for words in side if words]
        if sum(w > 0.7 * max(widths) for w in widths) < 0.6 * len(lines):
            return False
    return True


def _cut(line: Line, at: Sequence[float]) -> list[Line]:
    parts: list[list[Word]] = [[]]
    limits = [*at, float("inf")]
    for word in line.words:
        while word.left >= limits[0] - 0.01:
            limits.pop(0)
            if parts[-1]:
                parts.append([])
        parts[-1].append(word)
    made = [Line(words, line.page, line.at).settle() for words in parts if words]
    made[0].initial = line.initial
    return made


def stack_lines(lines: Sequence[Line]) -> list[Stack]:
    """Lines that follow each other down the page, set alike, as one."""
    made: list[Stack] = []
    for line in lines:
        if made and _under(made[-1].lines[-1], line):
            made[-1].lines.append(line)
        else:
            made.append(Stack([line]))
    return made


def _under(last: Line, line: Line) -> bool:
    if not (line.upright and last.upright) or abs(line.size - last.size) > SAME_SIZE * max(line.size, last.size):
        return False
    step = line.base - last.base
    if not 0.5 * line.size < step < FAR * line.size:
        return False
    return min(line.right, last.right) - max(line.left, last.left) > 0.2 * min(
        line.right - line.left, last.right - last.left
    )
