"""What kind of file the bytes are, whatever the name says."""

from __future__ import annotations

import re
from typing import Literal

import filetype

from components.domain.errors import NotText
from components.ingest.zipped import member, names_of

Kind = Literal["text", "markdown", "html", "mhtml", "mail", "pdf", "docx", "odt", "rtf", "zip"]
NAMES: dict[Kind, str] = {
    "text": "plain text", "markdown": "Markdown", "html": "web page", "mhtml": "saved web page", "mail": "e-mail",
    "pdf": "PDF", "docx": "Word", "odt": "OpenDocument", "rtf": "Rich Text", "zip": "ZIP archive",
}  # fmt: skip
SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".eml", ".pdf", ".docx",
            ".odt", ".rtf", ".zip")  # fmt: skip
_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = re.compile(rb"(?i)^(?:from|to|cc|subject|date|message-id|received|mime-version|return-path|delivered-to|"
                     rb"content-type|x-[\w-]+|reply-to|sender|list-[\w-]+|dkim-signature)\s*:")  # fmt: skip
_PAGE = re.compile(r"(?is)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b")
_TAG = re.compile(r"(?i)<(?:p|div|article|section|h[1-6]|span|main)\b[^<>]*>")
_REFUSED_ZIP = {"xl/": "an Excel table", "ppt/": "a PowerPoint presentation", "META-INF/container.xml": "an e-book"}


def kind_of(data: bytes, name: str = "") -> Kind:
    """The kind of a file by its bytes; the name only tells Markdown from plain text. Raises NotText."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:5].lower() == b"{\\rtf":
        return "rtf"
    if data[:4] == b"PK\x03\x04" or data[:4] == b"PK\x05\x06":
        return _zipped(data)
    if data[:8] == _OFFICE:
        raise NotText("It is an old Office file (.doc). Save it as .docx and try again.")
    if (known := filetype.guess(data[:8192])) is not None and known.extension not in {"html", "xml"}:
        raise NotText(
            f"It is a {known.extension.upper()} file, not an article's text. "
            "Save the article as text, PDF or a web page and try again."
        )
    start = data[:65536].lstrip(b"\xef\xbb\xbf\r\n\t ")
    lines = re.split(rb"\r\n|\n|\r", start)[:40]
    if lines and _HEADER.match(lines[0]) and sum(bool(_HEADER.match(line)) for line in lines) >= 3:
        return "mhtml" if _is_mhtml(start) else "mail"
    text = start.decode("utf-16" if start[:2] in {b"\xff\xfe", b"\xfe\xff"} else "latin-1", "replace")
    if _PAGE.match(text) or len(_TAG.findall(text)) >= 3 + len(text) // 4000:
        return "html"
    return "markdown" if name.lower().endswith((".md", ".markdown")) else "text"


def _is_mhtml(start: bytes) -> bool:
    head = start[:4096].lower()
    return b"multipart/related" in head and (
        b"text/html" in start.lower() or b"snapshot" in head or b"saved by" in head
    )


def _zipped(data: bytes) -> Kind:
    names = names_of(data)
    if "word/document.xml" in names:
        return "docx"
    if "mimetype" in names and member(data, "mimetype").startswith(b"application/vnd.oasis.opendocument.text"):
        return "odt"
    for part, what in _REFUSED_ZIP.items():
        if any(n.startswith(part) for n in names):
            raise NotText(f"It is {what}, which holds no article. Save the text as .txt, .docx or .pdf and try again.")
    if "mimetype" in names and b"opendocument" in member(data, "mimetype"):
        raise NotText("It is an OpenDocument table or drawing, which holds no article. Save the text as .odt.")
    return "zip"
