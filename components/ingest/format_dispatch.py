"""Bytes or pasted text -> Reading or Article: each kind by its own reader, checked and cleaned alike.

Everything here runs where it is called; files from outside go through ``isolated_reader.py``, which runs it in a
process of its own.
"""

from __future__ import annotations

import re
import unicodedata

from components.domain.article import Article
from components.domain.errors import NoArticle, NotText, TooLong
from components.domain.text_outline import paragraph_spans
from components.ingest.file_kinds import Kind, kind_of
from components.ingest.limits import MAX_BYTES, MAX_NAME
from components.ingest.markdown import read_markdown
from components.ingest.reading_result import Block, Reading, article_of, make_reading
from components.ingest.text_decoding import clean, decode
from components.ingest.text_metadata import Head
from components.ingest.unwrap_lines import undo_quoting, unwrap


def display_name(name: str) -> str:
    """A file's name as it may be shown: its last part, NFC, no control or direction marks, 120 characters."""
    last = re.split(r"[/\\]", name)[-1] or "unnamed"
    plain = "".join(c if unicodedata.category(c)[0] != "C" else "\ufffd" for c in unicodedata.normalize("NFC", last))
    return plain if len(plain) <= MAX_NAME else plain[: MAX_NAME - 1] + "…"


def read_bytes(name: str, data: bytes, url: str | None = None, declared: str | None = None) -> Reading:
    """The article in a file of any kind; ``url`` and ``declared`` (its encoding) where it came from the web.

    Raises InputRefused with the reason and what to do.
    """
    if len(data) > MAX_BYTES:
        raise TooLong(
            f"It is {len(data) / 2**20:.0f} MB; the limit is {MAX_BYTES // 2**20} MB. Split it and try again."
        )
    kind = kind_of(data, name)
    shown = display_name(name) if name else None
    # The readers' libraries are loaded when a file needs them: pasted text and the seeds never do.
    if kind == "html":
        from components.ingest.web_page.reader import read_html

        return read_html(data, shown, url, declared)
    if kind == "pdf":
        from components.ingest.pdf.reader import read_pdf

        return read_pdf(data, shown)
    if kind in {"docx", "odt", "rtf"}:
        from components.ingest import office_documents

        read = {"docx": office_documents.read_docx, "odt": office_documents.read_odt, "rtf": office_documents.read_rtf}
        return read[kind](data, shown)
    if kind in {"mhtml", "mail"}:
        from components.ingest.mail import reader as mail

        return (mail.read_mhtml if kind == "mhtml" else mail.read_mail)(data, shown)
    if kind == "picture":
        raise NoArticle("It is a picture: its words can be read by text recognition (OCR) alone.")
    if kind == "zip":
        raise NotText("It is a ZIP archive within another file. Unpack it and add what it holds.")
    text, encoding = decode(data, declared)
    note = () if encoding.startswith("utf") else (f"Read as {_encoding(encoding)}: check that its accents are right.",)
    return _plain(text, markdown=kind == "markdown", filename=shown, notes=note)


def read_file(name: str, data: bytes) -> Article:
    """The article in a file, as it was read; raises InputRefused."""
    return article_of(read_bytes(name, data))


def read_pasted(text: str) -> Reading:
    """A pasted text, as it would be kept; raises InputRefused."""
    return _plain(text, markdown=False, filename=None)


def _encoding(name: str) -> str:
    return {"cp1252": "Windows-1252", "mac_roman": "Mac Roman"}.get(name, name.replace("_", "-").upper())


def _plain(text: str, *, markdown: bool, filename: str | None, notes: tuple[str, ...] = ()) -> Reading:
    stated = Head()
    if markdown:
        text, stated = read_markdown(clean(text))
    text = clean(text)
    if not markdown:
        text = clean(unwrap(undo_quoting(text)))
    blocks = [Block(text[s:e]) for s, e in paragraph_spans(text)]
    kind: Kind = "markdown" if markdown else "text"
    return make_reading(kind, blocks, stated, text=text, filename=filename, notes=notes)
