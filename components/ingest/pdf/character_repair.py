"""Mends what programs write into PDFs that are known to confuse signs (Ghostscript 10.0: "<We sent it,=", "ürst").

Quotation marks, dashes and dots are told by the printed sign's own box; ligatures by the words that they make; letters
whose two bytes are exchanged by their code alone (page_words.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from components.ingest.english_words import english
from components.ingest.page_layout.lines import Word

BY_GHOSTSCRIPT = re.compile(r"Ghostscript 10\.0")
UNKNOWN = 0xFFFD  # what PDFium gives for a letter of which the file says nothing
SUSPECT = frozenset({*map(ord, "<=>:3489FBC"), *range(0xA1, 0xC0), *range(0x80, 0xA0)})
_DOUBLE, _SINGLE = frozenset(map(ord, "<=")), frozenset(map(ord, "89"))
_LIGATURES = ("ff", "fi", "fl", "ffi", "ffl")  # as they follow each other in Unicode
_FROM = range(0xEC, 0xFD)  # codes that "ff" was seen under or may be
_PART = re.compile(r"[^\W\d_]*[ìíîïðñòóôõö÷øùúûüýþÿ][^\W\d_÷]*(?:÷[^\W\d_]*)?")


def by_place(code: int, low: float, high: float, wide: float, begins: bool) -> str | None:
    """The sign printed from ``low`` to ``high`` over the base line and ``wide``, all as parts of the letters' size.

    ``begins``: nothing or an opening sign stands before it. None: it is what it says.
    """
    tall = high - low
    if low > 0.33 and 0.1 < tall < 0.45:  # quotation marks
        if code == 0xB0 and not begins and wide > 0.25:
            return "”"
        if code in _DOUBLE or (code not in _SINGLE and wide > 0.75 * tall):
            return "“" if begins else "”"
        return "‘" if begins else "’"
    if tall < 0.13 and 0.1 < low < 0.45:
        return None if wide < 0.4 else "–" if wide < 0.75 else "—"
    if tall < 0.2 and low > -0.1 and high < 0.25 and wide > 0.5:
        return "…"
    if (
        low > 0.1
        and high < 0.65
        and 0.15 < tall < 0.45
        and 0.15 < wide < 0.5
        and abs(tall - wide) < 0.08
        and code != 0xB7
    ):
        return "•"
    return None


def mend_ligatures(words: Iterable[Word]) -> None:
    """Put the ligatures of a document's words right, under whichever codes they make the most English words."""
    found = [w for w in words if _PART.search(w.text)]
    best, most = None, 0
    for base in _FROM:
        table = {base + n: sign for n, sign in enumerate(_LIGATURES)}
        made = sum(_right(m.group(), table) is not None for w in found for m in _PART.finditer(w.text))
        if made > most:
            best, most = table, made
    if best is None:
        return
    for word in found:
        word.text = _PART.sub(lambda m: _right(m.group(), best, most > 3) or m.group(), word.text)


def _right(part: str, table: dict[int, str], sure: bool = False) -> str | None:
    """A word with its ligatures; ``sure``: the codes are known, so that it may be a name, too."""
    mended = part.translate(table)
    low = mended.casefold()
    stems = (low, low.removesuffix("s"), low.removesuffix("ed"), low.removesuffix("ing"), low.removesuffix("ly"))
    if mended != part and any(s in english() for s in stems):
        return mended
    # In a name a letter of its own is likelier, but for what no name has after a vowel ("Twi÷n", "Oôwell").
    if sure and re.search("[aeiouyAEIOUY][ôõö÷øùûþÿ]", part) and not re.search("[åäéèöü]", part.translate(table)):
        return mended
    return None
