"""What kind of file the bytes are, whatever the name says."""

from __future__ import annotations

import re
from typing import Literal

import filetype

from components.domain.errors import NotText
from components.ingest.zip_files import names_of, read_member

Kind = Literal[
    "text",
    "markdown",
    "html",
    "mhtml",
    "mail",
    "pdf",
    "docx",
    "odt",
    "rtf",
    "zip",
    "scan",
    "picture",
]
NAMES: dict[Kind, str] = {
    "text": "plain text",
    "markdown": "Markdown",
    "html": "web page",
    "mhtml": "saved web page",
    "mail": "e-mail",
    "pdf": "PDF",
    "docx": "Word",
    "odt": "OpenDocument",
    "rtf": "Rich Text",
    "zip": "ZIP archive",
    "scan": "scan",
    "picture": "picture",
}
# The endings by which files are picked in a folder, an archive or the browser's dialog.
SUFFIXES = (
    ".txt",
    ".text",
    ".md",
    ".markdown",
    ".html",
    ".htm",
    ".xhtml",
    ".mhtml",
    ".mht",
    ".eml",
    ".pdf",
    ".docx",
    ".odt",
    ".rtf",
    ".zip",
)
# Read by text recognition; a folder's or a mail's pictures are seldom articles.
PICTURE_SUFFIXES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp")
_PICTURES = {"jpg", "png", "tif", "webp"}
_OTHER_PICTURES = {"heic", "avif", "gif", "bmp", "jp2", "jxr", "ico", "psd", "cr2", "apng"}
_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = re.compile(rb"(?i)(?:from|to|cc|subject|date|message-id|received|mime-version|return-path|delivered-to|"
                     rb"content-[\w-]+|x-[\w-]+|reply-to|sender|list-[\w-]+|dkim-signature|domainkey-signature|arc-[\w-]+|"
                     rb"authentication-results|received-spf|envelope-to|in-reply-to|references|user-agent|importance|"
                     rb"thread-(?:topic|index)|precedence|errors-to|bcc|snapshot-content-location)\s*:")  # fmt: skip
_FIELD = re.compile(rb"[!-9;-~]{1,80}[ \t]*:")
# The mark of UTF-8, blank lines and the line of a mailbox file may stand before the first header.
_LEAD = re.compile(rb"(?:>?From [^\s:]+[ \t][^\r\n]*(?:\r\n|\n|\r))?")
_PAGE = re.compile(
    r"(?is)^\s*(?:(?:<\?xml[^>]*\?*>|<!--.*?-->|<\?[\w-]+[^>]*>)\s*)*<(?:!doctype\s+html|html|head|body)\b"
)
_ROOT = re.compile(r"(?im)^[ \t]*(?:<!doctype\s+html\b[^>]*>|<html\b[^<>]*>)")
_TAG = re.compile(r"(?i)<(?:p|div|article|section|h[1-6]|span|main|ul|ol|li|table|blockquote|figure|a|br)\b[^<>]*>")
_CLOSED = re.compile(r"(?i)</(?:p|div|article|section|h[1-6]|span|main|ul|ol|table|blockquote|figure|body|html)\s*>")
_REFUSED_ZIP = {"xl/": "an Excel table", "ppt/": "a PowerPoint presentation", "META-INF/container.xml": "an e-book"}


def kind_of(data: bytes, name: str = "") -> Kind:
    """The kind of a file by its bytes; the name only tells Markdown from plain text. Raises NotText."""
    if b"%PDF-" in data[:1024] or (b"startxref" in data[-2048:] and b"endobj" in data):
        return "pdf"
    if data[:5].lower() == b"{\\rtf":
        return "rtf"
    if data[:4] == b"PK\x03\x04" or data[:4] == b"PK\x05\x06":
        kind = _zipped(data)
        if kind == "zip" and name.lower().endswith((".docx", ".odt")):
            raise NotText("The file is damaged: the part with its text is lost. Save it again, or get another copy.")
        return kind
    if data[:8] == _OFFICE:
        raise NotText("It is an old Office file (.doc). Save it as .docx and try again.")
    known = filetype.guess(data[:8192])
    if known is not None and known.extension in _PICTURES:
        return "picture"
    if known is not None and known.extension in _OTHER_PICTURES:
        raise NotText(f"It is a {known.extension.upper()} picture. Save it as JPEG or PNG and try again.")
    if known is not None and known.extension not in {"html", "xml"}:
        raise NotText(
            f"It is a {known.extension.upper()} file, not an article's text. "
            "Save the article as text, PDF or a web page and try again."
        )
    start = data[:65536].lstrip(b"\xef\xbb\xbf\r\n\t ")
    if _is_mail(start):
        return "mhtml" if _is_mhtml(start) else "mail"
    text = start.decode(_wide(start) or "latin-1", "replace")
    marked = name.lower().endswith((".md", ".markdown"))
    if _PAGE.match(text) or _is_page(text, marked):
        return "html"
    _require_text(data, name)
    return "markdown" if marked else "text"


def _require_text(data: bytes, name: str) -> None:
    """Raise NotText for a file whose name says what it was and whose bytes are neither that nor text."""
    ending = "." + name.lower().rpartition(".")[2]
    what = {".pdf": "PDF", ".docx": "Word file", ".odt": "OpenDocument file", ".zip": "ZIP archive"}.get(ending)
    start = data[:4096]
    signs = sum(c < 32 and c not in b"\t\n\r\f\x1b" for c in start)
    if what and signs > 0.02 * len(start) and not _wide(start):
        raise NotText(f"The {what} is damaged: its beginning is lost. Get another copy, or copy its text.")


def _wide(start: bytes) -> str:
    """The encoding of a text of two bytes a letter, with its mark or without."""
    if start[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16"
    sample = start[:400]
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    if len(sample) < 20 or max(odd, even) < 0.4 * len(sample[::2]) or min(odd, even) > 0.1 * len(sample[::2]):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_page(text: str, marked: bool) -> bool:
    """Whether a text is a page without its usual first line: a root element further down, or a fragment of tags.

    ``marked``: its name says that it is Markdown, which may hold a few tags.
    """
    if not marked and _ROOT.search(text[:8192]) and _CLOSED.search(text):
        return True
    tags = len(_TAG.findall(text))
    if tags >= 3 + len(text) // 4000:
        return True
    return not marked and bool(tags) and bool(re.match(r"\s*<(?:\w+)[^<>]*>", text)) and bool(_CLOSED.search(text))


def _is_mail(start: bytes) -> bool:
    """Whether the bytes begin with a mail's header lines, whichever comes first."""
    lead = _LEAD.match(start)
    lines = re.split(rb"\r\n|\n|\r", start[lead.end() if lead else 0 :])
    known = fields = 0
    for line in lines:
        if not line.strip():
            break
        if line[:1] in b" \t" and fields:
            continue
        if not _FIELD.match(line):
            break
        fields += 1
        known += bool(_HEADER.match(line))
    return known >= 3 or (known >= 2 and bool(lead and lead.end()))


def _is_mhtml(start: bytes) -> bool:
    """Whether a page was saved so: a mail of such parts has somebody it was sent to."""
    head = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0].lower()
    if b"multipart/related" not in head:
        return False
    if b"snapshot-content-location" in head or b"saved by" in head:
        return True
    sent = re.search(rb"(?m)^(?:to|received|message-id|delivered-to|return-path)[ \t]*:", head)
    return sent is None and b"text/html" in start.lower()


def _zipped(data: bytes) -> Kind:
    names = names_of(data)
    if "word/document.xml" in names:
        return "docx"
    if "mimetype" in names and read_member(data, "mimetype").startswith(b"application/vnd.oasis.opendocument.text"):
        return "odt"
    for part, what in _REFUSED_ZIP.items():
        if any(n.startswith(part) for n in names):
            raise NotText(f"It is {what}, which holds no article. Save the text as .txt, .docx or .pdf and try again.")
    if "mimetype" in names and b"opendocument" in read_member(data, "mimetype"):
        raise NotText("It is an OpenDocument table or drawing, which holds no article. Save the text as .odt.")
    return "zip"
