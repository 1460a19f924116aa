"""Reads a PDF: lines put in reading order, headers and footers cut, words hyphenated at a line's end joined."""

from __future__ import annotations

import ctypes
import itertools
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from components.domain.errors import NoArticle, NotText, TooLong
from components.ingest.head import Head
from components.ingest.limits import MAX_CHARACTERS, PDF_PAGES
from components.ingest.reading import Block, Reading, make_reading

MARGIN = 0.09  # of a page's height, in which headers and footers stand
SMALL = 0.92  # times the usual size of letters, under which a line alone at the edge is a header or footer
REPEATED = 0.5  # of the pages on which a line must come again to be one
GAP = 1.35  # of the usual distance of lines, from which on a new paragraph begins
COLUMN_GAP = 0.02  # of a page's width between two columns
HEADING = 1.15  # times the usual size of letters
SHORT = 0.88  # of a column's width, under which a full stop ends a paragraph
_PAGE_NUMBER = re.compile(r"(?i)^(?:page\s*)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:of|/)\s*\d{1,4})?$")


@dataclass(slots=True)
class Line:
    """A line of words with its place on the page (points, from the bottom left) and the size of its letters.

    ``bottom`` is the base line, where the font tells it.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    page: int


def read_pdf(data: bytes, filename: str | None = None) -> Reading:
    """The article in a PDF; raises NotText, TooLong, or NoArticle for a scan."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise NotText("The PDF is protected by a password. Save it without one and try again.") from error
        raise NotText("The PDF is damaged and can't be opened. Get another copy, or copy its text.") from error
    try:
        if len(document) > PDF_PAGES:
            raise TooLong(
                f"The PDF has {len(document):,} pages; the limit is {PDF_PAGES}. Save the article's pages alone."
            )
        pages, heights = [], []
        count = 0
        for number in range(len(document)):
            page = document[number]
            width, height = page.get_size()
            lines = list(_lines(page, number))
            count += sum(len(line.text) for line in lines)
            if count > 2 * MAX_CHARACTERS:
                raise TooLong(f"The PDF holds over {MAX_CHARACTERS:,} characters. Save the article's pages alone.")
            pages.append(_in_order(lines, width))
            heights.append(height)
        meta = document.get_metadata_dict(skip_empty=True)
    except pypdfium2.PdfiumError as error:
        raise NotText("The PDF is damaged and can't be read to its end. Get another copy, or copy its text.") from error
    finally:
        document.close()
    if not any(any(c.isalpha() for c in line.text) for lines in pages for line in lines):
        raise NoArticle(
            "The PDF is a scan: it holds pictures of pages and no text. Run text recognition (OCR) on it first."
        )
    blocks = _blocks(pages, heights)
    title = _title(blocks, pages, str(meta.get("Title", "")))
    return make_reading("pdf", [b for b, _ in blocks], Head(title=title), filename=filename)


def _lines(page: pypdfium2.PdfPage, number: int) -> Iterator[Line]:
    """The lines of a page in the order of its content; runs on one base line that nearly touch are one line."""
    text = page.get_textpage()
    current: Line | None = None
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        words = (
            text.get_text_bounded(left, bottom, right, top).replace("\r", "").replace("\n", " ").replace("\ufffe", "-")
        )
        if not words.strip() or top - bottom <= 0:
            continue
        base, size = _font(text, left, bottom, top)
        one = Line(words.strip(), left, base, right, base + size, size, number)
        if current is not None and _continues(current, one):
            blank = " " if one.left - current.right > 0.12 * one.size or words[:1] == " " else ""
            current.text += blank + one.text
            current.right, current.top = max(current.right, one.right), max(current.top, one.top)
            current.bottom, current.size = min(current.bottom, one.bottom), max(current.size, one.size)
            continue
        if current is not None:
            yield current
        current = one
    if current is not None:
        yield current
    text.close()


def _font(text: pypdfium2.PdfTextPage, left: float, bottom: float, top: float) -> tuple[float, float]:
    """The base line and size of the letter at a run's left end; its box where the font doesn't say."""
    index = raw.FPDFText_GetCharIndexAtPos(text, left + 0.5, (bottom + top) / 2, 3, 3)
    x, y = ctypes.c_double(), ctypes.c_double()
    if index < 0 or not raw.FPDFText_GetCharOrigin(text, index, x, y):
        return bottom, top - bottom
    size = raw.FPDFText_GetFontSize(text, index)
    # Some programs write letters of one point and enlarge them: then the box is the better measure.
    return y.value, size if 0.5 * (top - bottom) < size < 3 * (top - bottom) else top - bottom


def _continues(a: Line, b: Line) -> bool:
    """Whether a run goes on in the line before it."""
    overlap = min(a.top, b.top) - max(a.bottom, b.bottom)
    return overlap > 0.5 * min(a.size, b.size) and -a.size < b.left - a.right < 1.8 * max(a.size, b.size)


def _in_order(lines: list[Line], width: float) -> list[Line]:
    """Columns one after the other, from top to bottom; lines across all columns divide what is above from below."""
    split = _gutter(lines, width)
    if split is None:
        return sorted(lines, key=lambda x: (-round(x.top / 3), x.left))
    out: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in sorted(lines, key=lambda x: -x.top):
        if line.left < split < line.right:
            out += left + right + [line]
            left, right = [], []
        else:
            (left if line.right <= split else right).append(line)
    return out + left + right


def _gutter(lines: Sequence[Line], width: float) -> float | None:
    """Where two columns part: a vertical strip that few lines cross, with many lines on each side of it."""
    long = [x for x in lines if len(x.text) > 12]
    if len(long) < 8:
        return None
    best, least = None, len(long)
    for at in range(30, 71):
        x = width * at / 100
        half = width * COLUMN_GAP / 2
        crossing = sum(line.left < x + half and line.right > x - half for line in long)
        sides = min(sum(line.right <= x for line in long), sum(line.left >= x for line in long))
        if crossing < least and sides >= 0.25 * len(long):
            best, least = x, crossing
    return best if best is not None and least <= 0.2 * len(long) else None


def _edges(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> set[int]:
    """The lines, by identity, that are headers, footers and page numbers."""
    usual = statistics.median([x.size for lines in pages for x in lines] or [10.0])
    seen: Counter[str] = Counter()
    at_edge: list[tuple[Line, str]] = []
    for lines, height in zip(pages, heights, strict=True):
        edge = [x for x in lines if x.top > height * (1 - MARGIN) or x.bottom < height * MARGIN]
        keys = {re.sub(r"\d+", "#", x.text.casefold()) for x in edge}
        seen.update(keys)
        at_edge += [(x, re.sub(r"\d+", "#", x.text.casefold())) for x in edge]
    need = max(2, REPEATED * len(pages))
    return {id(x) for x, key in at_edge if seen[key] >= need or x.size < SMALL * usual or _PAGE_NUMBER.match(x.text)}


def _blocks(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[tuple[Block, Line]]:
    """Paragraphs with their first lines; headers and footers as what is cut."""
    edges = _edges(pages, heights)
    body = [x for lines in pages for x in lines if id(x) not in edges]
    size = statistics.median(x.size for x in body) if body else 10.0
    steps = [a.bottom - b.bottom for a, b in itertools.pairwise(body) if 0 < a.bottom - b.bottom < 3 * size]
    # The quarter of the smallest: in a text of short paragraphs half the steps lie between paragraphs.
    step = sorted(steps)[len(steps) // 4] if steps else 1.3 * size
    widths: dict[int, float] = {}
    for x in body:
        widths[round(x.left / 20)] = max(widths.get(round(x.left / 20), 0.0), x.right - x.left)
    out: list[tuple[Block, Line]] = []
    words: list[Line] = []

    def close() -> None:
        if words:
            out.append((Block(_unbroken([w.text for w in words])), words[0]))
            words.clear()

    for lines in pages:
        for x in lines:
            if id(x) in edges:
                out.append((Block(x.text, "page head or foot"), x))
                continue
            if words and _begins(words, x, step, size, widths):
                close()
            words.append(x)
    close()
    return out


def _begins(words: Sequence[Line], x: Line, step: float, size: float, widths: dict[int, float]) -> bool:
    """Whether a line begins a paragraph, after the lines of the one before."""
    last = words[-1]
    if abs(last.size - x.size) > 0.15 * size and max(last.size, x.size) > HEADING * size:
        return True
    ended = last.text.rstrip().endswith((".", "!", "?", "”", '"', "’", ":"))
    if last.page != x.page or x.top > last.top:
        return ended and not x.text[:1].islower()
    if last.bottom - x.bottom > GAP * step * max(1.0, last.size / size):
        return True
    first = words[0]
    if x.left - min(last.left, first.left if len(words) > 1 else last.left) > 0.8 * size and ended:
        return True
    wide = widths.get(round(last.left / 20), last.right - last.left)
    return ended and last.right - last.left < SHORT * wide and x.text[:1].isupper()


def _unbroken(lines: Sequence[str]) -> str:
    """Lines as one paragraph; a word that was hyphenated at a line's end is whole again."""
    out = ""
    for line in lines:
        if re.search(r"[A-Za-z]{2}[-\u00ad\u2010]$", out) and line[:1].islower():
            out = out[:-1] + line
        else:
            out += (" " if out else "") + line
    return re.sub(r"\s+", " ", out).strip()


def _title(blocks: Sequence[tuple[Block, Line]], pages: Sequence[Sequence[Line]], stated: str) -> str | None:
    """The largest letters on the first page; else what the file says, unless that is a file's name."""
    first = [(b.text, x.size) for b, x in blocks if x.page == 0 and not b.cut]
    if first:
        usual = statistics.median(x.size for lines in pages for x in lines)
        text, size = max(first[:6], key=lambda t: t[1])
        if size > HEADING * usual and 2 <= len(text.split()) <= 40:
            return text
    stated = " ".join(stated.split())
    return stated if len(stated.split()) > 2 and not re.search(r"\.\w{2,5}$|^Microsoft Word", stated) else None
