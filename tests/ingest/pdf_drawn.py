"""PDFs that the tests draw themselves, each line where it is wanted."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2
import reportlab
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

FONT = "Times-Roman"
Placed = tuple[float, float, str, float]  # from the left, from the top (points), the words, the letters' size


def drawn(*pages: Sequence[Placed], paper: tuple[float, float] = (595, 842), rotate: int = 0) -> bytes:
    """A PDF of words at their places, in the order given."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=paper)
    for page in pages:
        for left, top, words, size in page:
            canvas.setFont(FONT, size)
            canvas.drawString(left, paper[1] - top, words)
        canvas.showPage()
    canvas.save()
    if not rotate:
        return out.getvalue()
    document, turned = pypdfium2.PdfDocument(out.getvalue()), io.BytesIO()
    for page in document:
        page.set_rotation(rotate)
    document.save(turned)
    return turned.getvalue()


def column(
    text: str, left: float, top: float, width: float, size: float = 10, leading: float = 12, gap: float = 8
) -> list[Placed]:
    """A text in lines of a width; its paragraphs are parted by line feeds, and on paper by ``gap``."""
    out: list[Placed] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if stringWidth(longer, FONT, size) > width:
                out.append((left, top, line, size))
                top += leading
                longer = word
            line = longer
        out.append((left, top, line, size))
        top += leading + gap
    return out


def across(*columns: Sequence[Placed]) -> list[Placed]:
    """The lines of columns as some programs write them: row by row, across the page."""
    return sorted((line for c in columns for line in c), key=lambda p: (p[1], p[0]))


def with_map(text: str, change: Callable[[int], int]) -> bytes:
    """A PDF that shows a text rightly and maps its letters to others (as ``change`` says of their code points)."""
    make = ttfonts.makeToUnicodeCMap
    try:
        ttfonts.makeToUnicodeCMap = lambda name, subset: make(name, [change(code) for code in subset])
        pdfmetrics.registerFont(ttfonts.TTFont("Vera", str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")))
        out = io.BytesIO()
        canvas = Canvas(out)
        canvas.setFont("Vera", 9)
        for n, (left, top, words, _) in enumerate(column(text, 60, 60, 330)):
            canvas.drawString(left, 842 - top, words)
            assert n < 60
        canvas.save()
        return out.getvalue()
    finally:
        ttfonts.makeToUnicodeCMap = make
