"""From pages of words with their places to paragraphs in reading order, each with the place of every line.

``paragraphs(pages)`` is all there is to call: for a PDF's words as for those that text recognition found (``Page`` and
``Word`` in lines.py say what is needed). Running heads and feet come with ``cut`` set; notes follow the text.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from components.domain.position_on_page import Box, Zone
from components.ingest.english_words import english
from components.ingest.page_layout.headers_and_footers import edge_lines
from components.ingest.page_layout.hyphenation import breaks_words, join_lines, known_in, tidy_line
from components.ingest.page_layout.lines import Line, Page, Stack, Word, page_lines, stack_lines, usual_size
from components.ingest.page_layout.reading_order import MOST, sort_by_reading_order

EDGE = "page head or foot"
GAP = 1.22  # of the usual distance of base lines, from which on a new paragraph begins
INDENT = 0.6  # of the letters' size
SMALL = 0.94  # times the usual size: a note's letters
AHEAD = 8  # stacks in which the rest of a paragraph is looked for
_ENDED = re.compile(r"[.!?:;…][”’\"')\]]*$")
_BULLET = re.compile(r"^(?:[•●▪■◦○‣⁃·\uf0b7\uf0a7]|[–—*-](?= )|\(?\d{1,2}[.)](?= ))")
_NOTE = re.compile(r"^(?:\[?\d{1,3}[\].)]?|[*†‡§])(?= ?[^\W_]| ?[“‘\"'(])")
_CALL = re.compile(r"(?<=[^\W\d_])[.,;:!?’”\"')]{1,3}(\d{1,2})$")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BULLETS = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪"})


@dataclass(slots=True)
class Paragraph:
    """A paragraph with its lines' places; ``size`` is that of its letters, ``page`` (from 1) where it begins."""

    text: str
    zones: tuple[Zone, ...]
    size: float
    page: int
    cut: str = ""


@dataclass(slots=True)
class _Part:
    """The lines of a paragraph, and the edges and the number of lines of the stack they are from."""

    lines: list[Line]
    right: float
    left: float
    last: bool = False  # of its stack
    note: bool = False
    tall: int = 1


def paragraphs(pages: Sequence[Page]) -> list[Paragraph]:
    """The pages' paragraphs as they are to be read."""
    lined = [(page, page_lines(page)) for page in pages]
    cut = edge_lines(lined)
    body = [line for _, lines in lined for line in lines if id(line) not in cut]
    usual = usual_size(body)
    leading = _leading(body)
    flow: list[list[_Part]] = []
    notes: list[_Part] = []
    for _, lines in lined:
        found = sort_by_reading_order(stack_lines([x for x in lines if id(x) not in cut]))
        for stack in found:
            apart = len(found) <= MOST and _is_notes(stack, found, usual)
            parts = list(_split(stack, leading, apart))
            if apart:
                for part in parts:
                    part.note = True
                notes += parts
            else:
                flow.append(parts)
    numbers = {m.group().strip("[].) ") for p in notes if (m := _NOTE.match(p.lines[0].text))}
    texts = [line.text for line in body]
    known = known_in(texts), breaks_words(texts)
    sizes = {page.number: (page.width, page.height, page.turned) for page in pages}
    made = [_made(part, sizes, known, numbers) for part in [*_whole(flow), *notes]]
    heads = [_made(_Part([x], x.right, x.left), sizes, known, set()) for _, ls in lined for x in ls if id(x) in cut]
    for head in heads:
        head.cut = EDGE
    return _with_edges([p for p in made if p.text], [h for h in heads if h.text])


def _with_edges(made: list[Paragraph], heads: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs, each page's head and foot before the first that begins on the page or after it."""
    out: list[Paragraph] = []
    waiting = list(heads)
    for one in made:
        while waiting and waiting[0].page <= one.page:
            out.append(waiting.pop(0))
        out.append(one)
    return out + waiting


def _leading(lines: Sequence[Line]) -> dict[float, float]:
    """The usual distance of base lines for each size of letters: the quarter of the smallest, as most texts have
    distances between paragraphs too."""
    steps: dict[float, list[float]] = defaultdict(list)
    for a, b in itertools.pairwise(lines):
        step = b.base - a.base
        ended = _ends(a)  # what follows may be another paragraph, and farther away
        if (
            not ended
            and a.page == b.page
            and round(a.size, 1) == round(b.size, 1)
            and 0.8 * a.size < step < 2.2 * a.size
        ):
            steps[round(a.size, 1)].append(step)
    return {size: sorted(found)[len(found) // 4] for size, found in steps.items()}


def _split(stack: Stack, leading: dict[float, float], notes: bool) -> Iterator[_Part]:
    lines = stack.lines
    steps = sorted(b.base - a.base for a, b in itertools.pairwise(lines))
    step = leading.get(round(stack.size, 1), 1.25 * stack.size)
    if len(steps) > 4:
        step = min(step, steps[len(steps) // 4]) if steps[len(steps) // 4] > 0.8 * stack.size else step
    left, right = stack.left, stack.right
    part = _Part([lines[0]], right, left, tall=len(lines))
    for n in range(1, len(lines)):
        if _begins(lines, n, step) or (notes and _NOTE.match(lines[n].text) and _ends(lines[n - 1])):
            yield part
            part = _Part([lines[n]], right, left, tall=len(lines))
        else:
            part.lines.append(lines[n])
    part.last = True
    yield part


def _begins(lines: Sequence[Line], n: int, step: float) -> bool:
    """Whether a paragraph begins at line ``n`` of a stack."""
    last, line = lines[n - 1], lines[n]
    if line.base - last.base > GAP * step + 0.05 * line.size:
        return True
    if _row(line) or _row(last):
        return True
    text, before = line.text, last.text
    ended = _ends(last)
    bullet = _BULLET.match(text)
    if bullet and (ended or text[0] in "•●▪■◦○‣⁃\uf0b7\uf0a7"):
        return True
    after = lines[n + 1] if n + 1 < len(lines) else None
    indent = INDENT * line.size
    if line.left - last.left > indent and (ended if after is None else line.left - after.left > indent):
        # A bullet hangs out, its lines stand in: what is below it is no indented line.
        return not _BULLET.match(before)
    if text[:1].islower() or not text:
        return False
    around = [max(x.right for x in lines[max(0, n - 3) : n]), max(x.right for x in lines[n : n + 3])]
    room = min(around) - last.right
    first = line.words[0]
    if ended:
        return room > first.right - first.left + 0.5 * line.size
    return room > 0.5 * (min(around) - last.left) and not text[:1].isdigit() and text[:1].isupper()


def _ends(line: Line) -> bool:
    """Whether a sentence ends at a line's end; the call of a note may follow."""
    words = line.words[:-1] if len(line.words) > 1 and _raised(line, len(line.words) - 1) else line.words
    return _ENDED.search(re.sub(r"(?<=[.!?”])\d{1,2}$", "", words[-1].text)) is not None


def _row(line: Line) -> bool:
    """Whether it is a row of a table: wide gaps that aren't those of a justified line."""
    gaps = [b.left - a.right for a, b in itertools.pairwise(line.words) if not b.glued]
    if not gaps or max(gaps) < 1.6 * line.size:
        return False
    return len(gaps) > 1 and max(gaps) > 2.5 * max(0.1, min(gaps))


def _is_notes(stack: Stack, beside: Sequence[Stack], usual: float) -> bool:
    """Whether a stack is notes: small, begun by a sign, with no text of the usual size under it."""
    first = stack.lines[0]
    if stack.size > SMALL * usual or not (_NOTE.match(first.text) or _raised(first, 0)):
        return False
    return not any(
        s is not stack and s.top > stack.bottom and s.size > SMALL * usual
        and min(s.right, stack.right) > max(s.left, stack.left)
        for s in beside
    )  # fmt: skip


def _whole(flow: list[list[_Part]]) -> Iterator[_Part]:
    """The parts in order; one that ends in the middle of a sentence with its rest, wherever that stands."""
    for n, parts in enumerate(flow):
        for part in parts:
            if part.last and parts[-1] is part:
                at, seen = n, part
                while (found := _rest(flow, at, seen)) is not None:
                    more = flow[found].pop(0)
                    part.lines += more.lines
                    if flow[found]:
                        break
                    at, seen = found, more
            yield part


def _rest(flow: list[list[_Part]], n: int, part: _Part) -> int | None:
    """The number of the stack that begins with what a part lacks; None where it is whole."""
    last = part.lines[-1]
    text = last.text
    ended = _ends(last)
    broken = re.search(r"[^\W\d_][-\u2010\u00ad]$", text) is not None
    ahead = [k for k in range(n + 1, min(len(flow), n + 1 + AHEAD)) if flow[k]]
    # How much room a last line leaves can be told where others stand above it.
    told = part.tall > 2 or broken
    for k in ahead:
        other = flow[k][0]
        first = other.lines[0]
        off = abs(first.size - last.size) / last.size
        if off > 0.06 or _BULLET.match(first.text) or _row(first) or _row(last):
            continue
        full = told and _full(part, last, first)
        wide = abs((other.right - other.left) - (part.right - part.left)) < 0.25 * (part.right - part.left)
        if first.text[:1].islower():
            if k == ahead[0] or (full and not ended):
                return k
        elif full and not ended and off < 0.03 and (wide or broken):
            return k
        if wide and other.tall > 3:
            return None  # the text's next column: nothing goes on beyond it
    return None


def _full(part: _Part, last: Line, first: Line) -> bool:
    """Whether the first word of a line had no room at the end of the last one."""
    word = first.words[0]
    return part.right - last.right < max(1.0 * last.size, word.right - word.left + 0.3 * last.size)


def _raised(line: Line, n: int) -> bool:
    """Whether a word is digits that stand above the line, smaller than its letters."""
    word = line.words[n]
    other = line.words[n - 1] if n else line.words[min(1, len(line.words) - 1)]
    size = max(line.size, other.size)
    return (
        word.text.isdigit() and word.size < 0.87 * size and other is not word
        and word.base < other.base - 0.12 * size
    )  # fmt: skip


def _spaced(text: str) -> str:
    """A note's number and its first word with a blank between them."""
    return re.sub(r"^(\d{1,3})(?=[^\W\d_]|[“‘\"'(])", r"\1 ", text)


def _text(line: Line, numbers: set[str], note: bool, first: bool) -> str:
    """A line's text: raised digits as such, without those that call a note; the large letter that begins it."""
    out = ""
    for n, word in enumerate(line.words):
        text = word.text.translate(_BULLETS)
        glued = word.glued
        if _raised(line, n):
            if n == 0 and note and first:
                pass
            elif text in numbers and not line.words[n - 1].text[-1:].isdigit() and not (note and first and n == 0):
                continue
            elif n and glued:
                text = text.translate(_RAISED)
        elif (call := _CALL.search(text)) and call.group(1) in numbers and not (note and first):
            text = text[: call.start(1)]  # a font's own raised digits
        elif n == 1 and note and first and line.words[0].text.isdigit():
            glued = False
        out += text if glued or not out else f" {text}"
    if note and first:
        out = _spaced(out)
    return f"{_initial(line.initial, out)}{out}" if line.initial else out


def _initial(big: Word, rest: str) -> str:
    """The large letter, with a blank where it is a word of its own ("A judge")."""
    if big.text not in {"A", "I"}:
        return big.text
    word = re.match(r"[^\W\d_]+", rest)
    if word is None:
        return f"{big.text} "
    whole, alone = (big.text + word.group()).casefold(), word.group().casefold()
    return big.text if whole in english() and (alone not in english() or big.text == "I") else (
        f"{big.text} " if alone in english() else big.text)  # fmt: skip


def _made(
    part: _Part, sizes: dict[int, tuple[float, float, int]], known: tuple[frozenset[str], bool], numbers: set[str]
) -> Paragraph:
    texts = [tidy_line(_text(line, numbers, part.note, n == 0)) for n, line in enumerate(part.lines)]
    text, places = join_lines(texts, *known)
    zones = tuple(
        Zone(start, end, line.page, _box(line, *sizes[line.page]), all(w.sure for w in line.words))
        for line, (start, end) in zip(part.lines, places, strict=True)
        if end > start
    )
    return Paragraph(text, zones, statistics.median(x.size for x in part.lines), part.lines[0].page)


def _box(line: Line, width: float, height: float, turned: int) -> Box:
    words = [*line.words, *([line.initial] if line.initial else [])]
    left, right = min(w.left for w in words) / width, max(w.right for w in words) / width
    top = min(line.top, *(w.base - 0.8 * w.size if w.upright else w.top for w in words)) / height
    bottom = max(line.bottom, *(w.bottom if not w.upright else w.base for w in words)) / height
    left, top, right, bottom = (min(1.0, max(0.0, v)) for v in (left, top, right, bottom))
    if turned == 1:
        left, top, right, bottom = top, 1 - right, bottom, 1 - left
    elif turned == 2:
        left, top, right, bottom = 1 - right, 1 - bottom, 1 - left, 1 - top
    elif turned == 3:
        left, top, right, bottom = 1 - bottom, left, 1 - top, right
    return round(left, 4), round(top, 4), round(right, 4), round(bottom, 4)
