"""A file or pasted text -> Article, through decoding, the format's reader, cleaning and the language check."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

import msgspec

from components.domain.article import Article, make_article
from components.domain.errors import NotText
from components.ingest.decode import clean, decode
from components.ingest.head import Head, read_head
from components.ingest.language import require_english
from components.ingest.limits import MAX_NAME
from components.ingest.markdown import read_markdown

SUFFIXES = (".txt", ".md", ".markdown", ".text")


def display_name(name: str) -> str:
    """A file's name as it may be shown: its last part, NFC, no control or direction marks, 120 characters."""
    last = re.split(r"[/\\]", name)[-1] or "unnamed"
    plain = "".join(c if unicodedata.category(c)[0] != "C" else "\ufffd" for c in unicodedata.normalize("NFC", last))
    return plain if len(plain) <= MAX_NAME else plain[: MAX_NAME - 1] + "…"


def read_file(name: str, data: bytes) -> Article:
    """The article in a .txt or .md file; raises InputRefused with the reason and what to do."""
    suffix = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    if suffix and suffix not in SUFFIXES:
        # What the bytes are says more than the name does: a picture is named a picture.
        decode(data)
        raise NotText(f"Files ending in {display_name(suffix)} can't be read yet. Save the article as .txt or .md.")
    text, _ = decode(data)
    return _article(text, markdown=suffix in {".md", ".markdown"}, filename=display_name(name))


def read_text(text: str) -> Article:
    """The article in a pasted text; raises InputRefused."""
    return _article(text, markdown=False, filename=None)


def _article(text: str, *, markdown: bool, filename: str | None) -> Article:
    stated = Head()
    if markdown:
        text, stated = read_markdown(clean(text))
    text = clean(text)
    require_english(text)
    known = {k: v for k, v in msgspec.structs.asdict(read_head(text)).items() if v}
    known.update({k: v for k, v in msgspec.structs.asdict(stated).items() if v})
    return make_article(text, filename=filename, **known)
