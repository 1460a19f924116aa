"""Reads the words of a PDF's pages with their places, by PDFium's own page text.

PDFium decides which letters make a word: it knows the fonts' widths and their kerning. What is asked of it for each
letter is kept to four calls, as a call from Python costs a microsecond.
"""

from __future__ import annotations

import ctypes
import dataclasses
import itertools
import math
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import pypdfium2
from pypdfium2 import raw

from components.ingest.page_layout.lines import Page, Word
from components.ingest.pdf.character_repair import SUSPECT, UNKNOWN, by_place

MOST = 1_000_000  # comparisons of accents that stand alone with words
TIGHT = 0.125  # of the letters' size: the white that is a blank
_SCALE = 1_000_000  # of the device that a page's own matrix is asked for: whole numbers come back
Matrix = tuple[float, float, float, float, float, float]
Letter = tuple[str, float, float, float, float, float, float, float]  # left, top, right, bottom, origin, size
# What PDFium gives for a hyphen at a line's end, and letters that are printed as one sign.
_SPELT = {0x2: "-", 0xFFFE: "-", 0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st",
          0xFB06: "st"}  # fmt: skip
_ACCENTS = {
    "´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "¯": "\u0304", "˘": "\u0306",
    "˙": "\u0307", "˚": "\u030a", "¸": "\u0327", "˛": "\u0328", "ˇ": "\u030c", "˝": "\u030b",
}  # fmt: skip
_BLANKS = frozenset(map(ord, " \t\r\n\x0b\x0c\x00\u00a0\u2002\u2003\u2009\u200a\u202f\u3000"))
_UNSEEN = frozenset(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))


def page_words(page: pypdfium2.PdfPage, number: int, mend: bool = False) -> Page:
    """A page's words in the order of its content; places in points from the displayed page's top left.

    ``mend``: a program wrote it that is known to confuse signs (character_repair.py).
    """
    width, height = page.get_size()
    text = page.get_textpage()
    try:
        placing = _placing(page, width, height)
        letters = list(_letters(text.raw, placing, mend))
        turned = _turned(letters)
        if turned:
            width, height = (height, width) if turned % 2 else (width, height)
            letters = list(_letters(text.raw, _upright(placing, turned, width, height), mend))
    finally:
        text.close()
    words = [w for w in _words(letters) if _on_page(w, width, height)]
    return Page(number, width, height, words, turned)


def _turned(letters: Sequence[Letter | None]) -> int:
    """By how many quarters, against the clock, most of a page's text is turned as it is displayed."""
    steps = [0, 0, 0, 0]
    # A few from all over the page tell it.
    every = max(1, len(letters) // 400)
    for a, b in zip(letters[::every], letters[1::every], strict=False):
        if a is not None and b is not None:
            x, y = b[5] - a[5], b[6] - a[6]
            if max(abs(x), abs(y)) < 2 * b[7]:
                steps[(0 if x > 0 else 2) if abs(x) >= abs(y) else (1 if y < 0 else 3)] += 1
    return max(range(4), key=lambda n: (steps[n], -n))


def _upright(placing: Matrix, turned: int, width: float, height: float) -> Matrix:
    """The placing on a page that is turned so that its text stands upright; ``width``, ``height``: its new ones."""
    a, b, c, d, e, f = placing
    if turned == 1:
        return -b, a, -d, c, width - f, e
    if turned == 2:
        return -a, -b, -c, -d, width - e, height - f
    return b, -a, d, -c, f, height - e


def _on_page(word: Word, width: float, height: float) -> bool:
    return 0 <= (word.left + word.right) / 2 <= width and 0 <= (word.top + word.bottom) / 2 <= height


def _placing(page: pypdfium2.PdfPage, width: float, height: float) -> Matrix:
    """The matrix from the page's own space to points from the top left of the page as it is displayed."""

    def placed(x: float, y: float) -> tuple[float, float]:
        at_x, at_y = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, _SCALE, _SCALE, 0, x, y, at_x, at_y)
        return at_x.value * width / _SCALE, at_y.value * height / _SCALE

    x0, y0 = placed(0, 0)
    x1, y1 = placed(1000, 0)
    x2, y2 = placed(0, 1000)
    return (x1 - x0) / 1000, (y1 - y0) / 1000, (x2 - x0) / 1000, (y2 - y0) / 1000, x0, y0


def _letters(text: raw.FPDF_TEXTPAGE, matrix: Matrix, mend: bool) -> Iterator[Letter | None]:
    """The letters of a page with their places; None for a blank."""
    a, b, c, d, e, f = matrix
    upright = a > 0 and abs(b) < 1e-6
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    at_x, at_y, at_box = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    unicode_at, origin_at, box_at = raw.FPDFText_GetUnicode, raw.FPDFText_GetCharOrigin, raw.FPDFText_GetLooseCharBox
    size_at = raw.FPDFText_GetFontSize
    sizes: dict[tuple[float, float], float] = {}
    high = 0
    begins = True  # a word
    for index in range(raw.FPDFText_CountChars(text)):
        code = unicode_at(text, index)
        if code in _BLANKS:
            begins = True
            yield None
            continue
        if code in _UNSEEN:
            continue
        if 0xD800 <= code < 0xDC00:  # the first half of a letter beyond the basic plane
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
            high = 0
        if not origin_at(text, index, at_x, at_y) or not box_at(text, index, at_box):
            continue
        left, top, right, bottom = box.left, box.top, box.right, box.bottom
        own_x, own_y = x.value, y.value
        tall = abs(top - bottom)
        if upright:
            left, right, top, bottom = a * left + e, a * right + e, d * top + f, d * bottom + f
            own_x, own_y = a * own_x + e, d * own_y + f
        else:
            xs = (a * left + c * top + e, a * right + c * bottom + e)
            ys = (b * left + d * top + f, b * right + d * bottom + f)
            left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
            own_x, own_y = a * own_x + c * own_y + e, b * own_x + d * own_y + f
        key = (size_at(text, index), round(tall, 1))
        size = sizes.get(key)
        if size is None:
            size = sizes[key] = _size(text, index, *key)
        letter = _SPELT.get(code) or chr(code)
        if (mend and code in SUSPECT) or code == UNKNOWN:
            letter = _mended(text, index, code, y.value, size, begins) or letter
        elif mend and code & 0xFF == 0 and 0x41 <= code >> 8 <= 0x7A:
            letter = chr(code >> 8)  # its bytes are exchanged
        begins = letter in "([“‘—"
        yield letter, left, top, right, bottom, own_x, own_y, size


def _size(text: raw.FPDF_TEXTPAGE, index: int, size: float, tall: float) -> float:
    """The size of a letter as it is displayed; by its box where the font says nothing of use."""
    matrix = raw.FS_MATRIX()
    if raw.FPDFText_GetMatrix(text, index, matrix):
        size *= math.hypot(matrix.c, matrix.d) or 1.0
    return size if 1.0 < size < 1000 and tall < 4 * size else max(0.5, 0.8 * tall)


def _mended(text: raw.FPDF_TEXTPAGE, index: int, code: int, base: float, size: float, begins: bool) -> str | None:
    """The sign that is printed, by its own box; None where it is as it says."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not raw.FPDFText_GetCharBox(text, index, left, right, bottom, top):
        return None
    low, high = (bottom.value - base) / size, (top.value - base) / size
    return by_place(code, low, high, (right.value - left.value) / size, begins)


def _words(letters: Iterable[Letter | None]) -> list[Word]:
    out: list[Word] = []
    places: list[list[tuple[float, float]]] = []  # of each word's letters, left and right
    accents: list[tuple[int, Word]] = []  # that stand alone, and before which word
    word: Word | None = None
    last_x = last_y = 0.0
    for one in letters:
        if one is None:
            word = None
            continue
        letter, left, top, right, bottom, x, y, size = one
        if letter in _ACCENTS:
            accents.append((len(out), Word(letter, left, top, right, bottom, y, size)))
            continue
        if word is not None:
            if abs(x - last_x) < 0.3 * abs(y - last_y) < 0.6 * size:
                word.upright = False  # a step down or up the page
            elif not _goes_on(word, left, y, size):
                word = None  # it sets no blank where a line ends in a hyphen, nor always where a column does
        last_x, last_y = x, y
        glued = word is not None and (
            (size < 0.85 * word.size and abs(y - word.base) > 0.12 * word.size and letter.isdigit())
            or (word.glued and (not letter.isdigit() or abs(y - word.base) > 0.1 * size))
        )
        if word is None or glued:
            word = Word(letter, left, top, right, bottom, y, size, glued=glued)
            out.append(word)
            places.append([(left, right)])
            continue
        word.text += letter
        word.left, word.right = min(word.left, left), max(word.right, right)
        word.top, word.bottom = min(word.top, top), max(word.bottom, bottom)
        places[-1] += [(left, right)] * len(letter)
        if size > word.size and not word.text[:-1].isalnum():
            word.size, word.base = size, y
    if accents and len(accents) * len(out) < MOST:
        _accented(out, places, accents)
        return out
    return [part for word, own in zip(out, places, strict=True) for part, _ in _loosened(word, own)]


def _loosened(word: Word, places: list[tuple[float, float]]) -> list[tuple[Word, list[tuple[float, float]]]]:
    """A word, or the words that it is: PDFium misses blanks where a line is set tight.

    A blank is white between letters that stand close otherwise; where several are parted, they are spaced on purpose.
    """
    if not word.upright or len(places) != len(word.text):
        return [(word, places)]
    gaps = [(b[0] - a[1]) / word.size for a, b in itertools.pairwise(places)]
    wide = [
        n for n, gap in enumerate(gaps, 1)
        if gap > TIGHT and _may_part(word.text[n - 1], word.text[n])
    ]  # fmt: skip
    if not wide or len(wide) > 1 + len(gaps) // 6 or len(gaps) == len(wide):
        return [(word, places)]
    if max(gap for n, gap in enumerate(gaps, 1) if n not in wide) > 0.5 * TIGHT:
        return [(word, places)]
    out = []
    for start, end in itertools.pairwise([0, *wide, len(places)]):
        part = dataclasses.replace(word, text=word.text[start:end], left=places[start][0], right=places[end - 1][1])
        part.glued = word.glued and start == 0
        out.append((part, places[start:end]))
    return out


def _may_part(before: str, letter: str) -> bool:
    """Whether a blank may stand between two signs; some fonts' boxes of hyphens leave white beside them."""
    return (letter.isalpha() or letter in "“‘(") and (before.isalpha() or before in ".,;:!?’”)")


def _goes_on(word: Word, left: float, base: float, size: float) -> bool:
    """Whether a letter is of the word before it, by its place."""
    return (
        abs(base - word.base) <= 0.5 * max(size, word.size)
        and max(size, word.size) < 2.2 * min(size, word.size)  # a letter over several lines stands alone
        and word.right - 1.5 * max(size, 0.5 * word.size) <= left <= word.right + 1.2 * size
    )


def _accented(words: list[Word], places: list[list[tuple[float, float]]], accents: list[tuple[int, Word]]) -> None:
    """Put accents that were set as signs of their own over the letters they stand on (as TeX's older fonts do)."""
    lost: list[tuple[int, Word]] = []
    for before, accent in accents:
        x = (accent.left + accent.right) / 2
        best: tuple[float, int, int] | None = None
        for n, word in enumerate(words):
            if abs(word.base - accent.base) < 0.5 * word.size and word.left - 1 < x < word.right + 1:
                for k, (left, right) in enumerate(places[n]):
                    middle = (left + right) / 2
                    if k < len(word.text) and (best is None or abs(middle - x) < best[0]):
                        best = (abs(middle - x), n, k)
        if best is not None and best[0] < 0.35 * words[best[1]].size:
            word, k = words[best[1]], best[2]
            made = unicodedata.normalize("NFC", word.text[k] + _ACCENTS[accent.text])
            if len(made) == 1:
                word.text = word.text[:k] + made + word.text[k + 1 :]
                continue
        lost.append((before, accent))
    # PDFium takes the accent for a blank: what touches is one word again.
    for a, b in itertools.pairwise(words):
        near = abs(b.left - a.right) < 0.12 * a.size and abs(a.base - b.base) < 0.1 * a.size
        if near and any(
            b.left - 1 < (c.left + c.right) / 2 < b.right + 1 or a.left < c.left < a.right for _, c in accents
        ):
            b.glued = True
    for before, accent in reversed(lost):
        words.insert(before, accent)
