"""Tells which pages of a PDF are pictures of pages: scans, or letters that were drawn as lines."""

from __future__ import annotations

import pypdfium2
import pypdfium2.raw as raw

FEW = 60  # letters of a page's text, below which its picture is looked at: a stamp, a page number
COVERED = 0.4  # of a page that pictures cover where it is a scan, though it has a few letters
SOME = 0.05  # of a page that pictures cover where it has none
DRAWN = 50  # lines and areas of a page without letters that may be letters
TEXTS = 200  # pieces of text from which on a page is no scan, whatever they say


def scanned_pages(data: bytes, *, anything: bool = False) -> list[int]:
    """The pages (from 1) that are pictures, with little text or none; none where the file can't be opened.

    ``anything``: every page on which something is drawn, be it one line.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return []
    try:
        return [n + 1 for n in range(len(document)) if (_is_drawn if anything else _is_scan)(document[n])]
    except pypdfium2.PdfiumError:
        return []
    finally:
        document.close()


def _is_drawn(page: pypdfium2.PdfPage) -> bool:
    return next(iter(page.get_objects(max_depth=1)), None) is not None


def _is_scan(page: pypdfium2.PdfPage) -> bool:
    covered = 0.0
    texts = drawn = 0
    left, bottom, right, top = page.get_bbox()
    for one in page.get_objects(max_depth=3):
        if one.type == raw.FPDF_PAGEOBJ_TEXT:
            texts += 1
            if texts >= TEXTS:
                return False
        elif one.type == raw.FPDF_PAGEOBJ_IMAGE:
            x0, y0, x1, y1 = one.get_bounds()
            covered += max(0.0, min(x1, right) - max(x0, left)) * max(0.0, min(y1, top) - max(y0, bottom))
        elif drawn < DRAWN:
            drawn += 1
    covered /= max(1.0, (right - left) * (top - bottom))
    if not texts:
        return covered >= SOME or drawn >= DRAWN
    return covered >= COVERED and _letters(page) < FEW


def _letters(page: pypdfium2.PdfPage) -> int:
    text = page.get_textpage()
    try:
        return len("".join(text.get_text_range(0, min(4 * FEW, text.count_chars())).split()))
    finally:
        text.close()
