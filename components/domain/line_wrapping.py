"""Which line breaks of a text are only the width of its lines (mail, wire copy), and which are meant.

A program that wraps lines breaks where the next word has no room; a person who writes lines (a list, verse, an
address, a sentence a line) breaks elsewhere. So a break is taken for a wrap where the next line's first word would not
have fitted, or where a sentence plainly goes on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

NARROWEST, WIDEST = 30, 140  # characters of a wrapped line
RAGGED = 50  # from this width on lines that were broken by hand, here and there, are prose
_ENDS = re.compile(r"[.!?:;…][\"”’')\]*_]*$|(?:\*\*\*|[-=_*#]{3,})$")
_ITEM = re.compile(r"(?:[-*•·‣▪o–—]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)])\s+\S|#{1,6} |\|")
_SPEAKER = re.compile(
    r"(?:\[[\d:.]+\]\s*)?(?:[A-Z][A-Z .,'’-]+(?:,[^:\n]{1,60})?(?:\s*\([^)\n]{1,40}\))?|[QA]|Question|Answer):(?:\s|$)"
    r"|[QA]\.\s|(?:[A-Z][\w.’'-]+ ){0,3}[A-Z][\w.’'-]+(?: \([^)\n]{1,40}\))?:\s"
)
_LABELLED = re.compile(r"[A-Z][A-Za-z-]{1,20}(?: [A-Za-z]{1,12})?:\s")  # "Subject: …", "Tel: …"
_RULED = re.compile(r"\W{3,}|\W*\b(?:ENDS?|MORE|CONTINUED)\b\W*")
_TABLE = re.compile(r"\t\S.*\t|\S {3,}\S|[^.!?:\"”’)\s] {2,}\S.*[^.!?:\"”’)\s] {2,}\S")
# A line that ends in one of these ends no sentence and no item of a list.
_OPEN = frozenset(
    (
        "a an the of and or but nor to in on at by for from with without as than that which who whose whom when while "
        "where if because into onto over under between among against during after before until since about is are was "
        "were be been has have had will would could should may might must can its their his her our your my this these "
        "those not no very der den de la le van von und zu di da del della bin al el ter ten mr mrs ms dr prof st said "
        "says told"
    ).split()
)


@dataclass(frozen=True)
class Line:
    """A line without its blanks, and how far it is indented."""

    text: str
    indent: int
    start: int  # of the text, in characters of the whole

    @property
    def width(self) -> int:
        """Characters up to its right end."""
        return self.indent + len(self.text)


def lines_of(text: str) -> list[Line]:
    """The lines of a text (line feeds)."""
    out, at = [], 0
    for raw in text.split("\n"):
        whole = raw.expandtabs(8)
        indent = len(whole) - len(whole.lstrip())
        out.append(Line(raw.strip(), indent, at + len(raw) - len(raw.lstrip())))
        at += len(raw) + 1
    return out


def wrapped_breaks(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of the lines whose end is a wrap: their text goes on in the next line of the same paragraph."""
    pairs = [n for n in range(len(lines) - 1) if _could(lines, n)]
    width = _width(lines, pairs)
    if width is None:
        return frozenset()
    marks = _marks(lines, width)
    out: set[int] = set()
    for block in _blocks(lines):
        out |= _of_block(lines, block, width, marks)
    return frozenset(out)


def has_indented_paragraphs(lines: Sequence[Line], joined: frozenset[int]) -> bool:
    """Whether the paragraphs of a wrapped text begin with an indented line and no blank one between them."""
    begins = [n for n in range(1, len(lines)) if n in joined and n - 1 not in joined]
    deeper = [n for n in begins if lines[n].indent > lines[n + 1].indent and lines[n - 1].text]
    return bool(deeper) and 2 * len(deeper) >= len(begins) - 1


def _blocks(lines: Sequence[Line]) -> list[range]:
    """The runs of lines between blank ones."""
    out, start = [], None
    for n, line in enumerate([*lines, Line("", 0, 0)]):
        if line.text and start is None:
            start = n
        elif not line.text and start is not None:
            out.append(range(start, n))
            start = None
    return out


def _could(lines: Sequence[Line], n: int) -> bool:
    """Whether the break after a line could be a wrap by what the two lines are."""
    a, b = lines[n], lines[n + 1]
    if not a.text or not b.text or len(a.text) < 8:
        return False
    if any(_TABLE.search(x.text) or _RULED.fullmatch(x.text) for x in (a, b)):
        return False
    return not (_LABELLED.match(b.text) and _LABELLED.match(a.text))


def _mark(line: Line) -> str:
    """What kind of mark a line begins with, if it may be an item of a list or a turn of speech."""
    marks = _ITEM.match(line.text)
    if marks:
        return "number" if marks.group().strip("( ")[:1].isalnum() else marks.group()[0]
    return "speaker" if _SPEAKER.match(line.text) else ""


def _marks(lines: Sequence[Line], width: int) -> frozenset[str]:
    """The marks that begin lines which no wrapping put there: a dash or a number may also begin a wrapped line."""
    marks: Counter[str] = Counter()
    for n, line in enumerate(lines):
        mark = _mark(line)
        if mark and (n == 0 or not lines[n - 1].text or not _full(lines[n - 1], line, width)):
            marks[mark] += 1
    return frozenset(m for m, count in marks.items() if count > 1)


def _ends(a: Line) -> bool:
    """Whether a line ends as a sentence does."""
    return bool(_ENDS.search(a.text[-12:]))


def _goes_on(a: Line, b: Line) -> bool:
    """Whether the words say that the sentence goes on: the line ends in the middle, the next begins so."""
    if _ends(a):
        return False
    last = re.search(r"[^\W\d_]+(?=[^\w]*$)", a.text[-40:])
    if a.text.endswith(("-", "\u2010", "\u00ad")) and a.text[-2:-1].isalnum():
        return True
    return b.text[0].islower() or bool(last and a.text[-1].isalpha() and last.group().casefold() in _OPEN)


def _full(a: Line, b: Line, width: int) -> bool:
    """Whether the next line's first word had no room."""
    return a.width <= width + 8 and a.width + 1 + len(re.split("[ \t]", b.text, maxsplit=1)[0]) > width


def _width(lines: Sequence[Line], pairs: Sequence[int]) -> int | None:
    """The width that the text was wrapped to; None where its line breaks are meant."""
    middle = [n for n in pairs if not _ends(lines[n])]
    going_on = [n for n in middle if _goes_on(lines[n], lines[n + 1])]
    if not going_on or 2 * len(middle) < len(pairs):
        return None
    widths = Counter(lines[n].width for n in middle if lines[n].width <= WIDEST)
    best, most = None, 0
    for width in sorted(widths):
        fits = sum(lines[n].width <= width and _full(lines[n], lines[n + 1], width) for n in middle)
        longer = sum(width < lines[n].width <= WIDEST for n in middle)
        if fits - 2 * longer >= most:
            best, most = width, fits - 2 * longer
    if best is None or best < NARROWEST:
        return None
    short = [n for n in middle if lines[n].width <= best]
    full = sum(_full(lines[n], lines[n + 1], best) for n in short)
    likely = len(going_on) / len(middle)
    filled = full / max(1, len(short))
    sure = likely >= 0.4 or (filled == 1 and best >= RAGGED and likely >= 0.2)
    if (len(short) >= 3 and filled >= 0.75 and sure) or (best >= RAGGED and likely >= 0.5):
        return max(lines[n].width for n in pairs if lines[n].width <= max(best + 8, best * 1.08))
    return None


def _of_block(lines: Sequence[Line], block: range, width: int, marks: frozenset[str]) -> set[int]:
    """The wraps within a run of lines without a blank one."""
    could = [n for n in block[:-1] if _could(lines, n) and _mark(lines[n + 1]) not in marks]
    middle = [n for n in could if not _ends(lines[n])]
    going_on = [n for n in middle if _goes_on(lines[n], lines[n + 1])]
    if not middle:
        return {n for n in could if _full(lines[n], lines[n + 1], width)}
    own = max(lines[n].width for n in block[:-1])
    every = all(_full(lines[n], lines[n + 1], width) for n in could)
    if not every and own < 0.7 * width and len(could) > 1:
        return set()  # verse, an address: lines far from the width of the text
    if not every and len(middle) >= 3 and len(going_on) < 0.25 * len(middle):
        return set()
    # A block of its own width within the text: a passage that is set in from both sides.
    narrow = len(could) >= 3 and all(_full(lines[n], lines[n + 1], own) for n in could)
    out: set[int] = set()
    for n in could:
        a, b = lines[n], lines[n + 1]
        if a.width > width + 8 and not _goes_on(a, b):
            continue  # a paragraph that was never wrapped
        if _begins(lines, n + 1, block):
            continue
        open_ = not _ends(a)
        full = _full(a, b, width) or narrow
        if _mark(b) and not full:
            continue
        if full or (open_ and (_goes_on(a, b) or (n - 1 in out and a.text[0].islower()))):
            out.add(n)
    return out


def _begins(lines: Sequence[Line], n: int, block: range) -> bool:
    """Whether an indented line begins a paragraph: the next line, or the one before, stands further left."""
    line, before = lines[n], lines[n - 1]
    if line.indent <= before.indent or _ITEM.match(before.text):
        return False
    follows = lines[n + 1] if n + 1 < block.stop else None
    if follows is not None and follows.indent >= line.indent and not _ends(line):
        return False
    return bool(_ends(before)) or line.text[0].isupper() or line.text[0] in "“\"‘'"
