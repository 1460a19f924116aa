"""Reads Markdown: a paragraph or heading a line, without the marks, images and raw HTML."""

from __future__ import annotations

import re

import msgspec
from markdown_it import MarkdownIt
from markdown_it.token import Token

from components.ingest.text_metadata import Head

_FRONT = re.compile(r"\A---[ \t]*\n(?P<body>.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_KEYS = {"title": "title", "outlet": "outlet", "source": "outlet", "publication": "outlet", "author": "byline",
         "byline": "byline", "by": "byline", "url": "url", "link": "url", "date": "date"}  # fmt: skip


def read_markdown(text: str) -> tuple[str, Head]:
    """The plain text, and what the front matter says of the article."""
    front = _FRONT.match(text)
    stated = _front_matter(front["body"]) if front else Head()
    tokens = MarkdownIt("commonmark", {"html": True}).parse(text[front.end() :] if front else text)
    blocks = []
    for token in tokens:
        if token.type == "inline":
            blocks.append(_inline(token.children or []))
        elif token.type in {"fence", "code_block"}:
            blocks.append(token.content.strip())
    return "\n\n".join(b for b in blocks if b.strip()), stated


def _inline(children: list[Token]) -> str:
    """The words of a paragraph: links by their text, line breaks as blanks, images and tags left out."""
    words = {"softbreak": " ", "hardbreak": "\n"}
    return "".join(words.get(t.type, t.content if t.type in {"text", "code_inline"} else "") for t in children).strip()


def _front_matter(body: str) -> Head:
    known: dict[str, object] = {}
    for line in body.splitlines():
        key, colon, value = line.partition(":")
        name = _KEYS.get(key.strip().lower())
        value = value.strip().strip("\"'")
        if colon and name and value:
            known.setdefault(name, value)
    if "date" in known:
        iso = re.match(r"\d{4}-\d\d-\d\d", str(known.pop("date")))
        if iso:
            known |= {"date": iso.group(), "date_basis": "metadata"}
    return msgspec.convert(known, Head)
