"""Reads a PDF: its words by PDFium, in paragraphs and reading order, headers and footers cut."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pypdfium2

from components.domain.errors import NoArticle, NotEnglish, NothingToRead, NotText, TooLong
from components.ingest.damage_detection import LOOKS_DAMAGED, looks_damaged
from components.ingest.limits import MAX_CHARACTERS, PDF_PAGES
from components.ingest.page_layout.lines import Page
from components.ingest.page_layout.paragraphs import Paragraph, paragraphs
from components.ingest.pdf.character_repair import BY_GHOSTSCRIPT, mend_ligatures
from components.ingest.pdf.page_words import page_words
from components.ingest.reading_result import Block, Reading, make_reading
from components.ingest.text_metadata import Head

HEADING = 1.15  # times the usual size of letters


def read_pdf(data: bytes, filename: str | None = None) -> Reading:
    """The article in a PDF; raises NotText, TooLong, or NoArticle for a scan."""
    pages, stated = pdf_pages(data)
    found = paragraphs(pages)
    text = "\n".join(p.text for p in found if not p.cut)
    sample = looks_damaged(text)
    if not any(c.isalpha() for p in found for c in p.text) and not sample:
        raise NoArticle(
            "The PDF is a scan: it holds pictures of pages and no text. Run text recognition (OCR) on it first."
        )
    blocks = [Block(p.text, p.cut, p.zones) for p in found]
    damage = f"{LOOKS_DAMAGED}: “{sample}”."
    try:
        notes = (damage,) if sample else ()
        return make_reading("pdf", blocks, Head(title=_title(found, stated)), filename=filename, notes=notes)
    except (NotEnglish, NothingToRead) as error:
        if not sample:
            raise
        raise NotText(f"{damage} Get another copy, or run text recognition (OCR) on it.") from error


def pdf_pages(data: bytes) -> tuple[list[Page], str]:
    """The words of every page, and the title that the file states (or ""); raises NotText or TooLong."""
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
        known = document.get_metadata_dict(skip_empty=True)
        mend = BY_GHOSTSCRIPT.search(str(known.get("Producer", ""))) is not None
        pages = []
        count = 0
        for number in range(len(document)):
            page = page_words(document[number], number + 1, mend)
            count += sum(len(word.text) + 1 for word in page.words)
            if count > 2 * MAX_CHARACTERS:
                raise TooLong(f"The PDF holds over {MAX_CHARACTERS:,} characters. Save the article's pages alone.")
            pages.append(page)
        if mend:
            mend_ligatures(word for page in pages for word in page.words)
        return pages, str(known.get("Title", ""))
    except pypdfium2.PdfiumError as error:
        raise NotText("The PDF is damaged and can't be read to its end. Get another copy, or copy its text.") from error
    finally:
        document.close()


def _title(found: Sequence[Paragraph], stated: str) -> str | None:
    """The largest letters on the first page; else what the file says, unless that is a file's name."""
    text = [p for p in found if not p.cut]
    first = [p for p in text if p.page == text[0].page][:6]
    if first:
        sizes = sorted(p.size for p in text for _ in range(len(p.text)))
        largest = max(first, key=lambda p: p.size)
        if largest.size > HEADING * sizes[len(sizes) // 2] and 2 <= len(largest.text.split()) <= 40:
            return largest.text
    stated = " ".join(stated.split())
    return stated if len(stated.split()) > 2 and not re.search(r"\.\w{2,5}$|^Microsoft Word", stated) else None
