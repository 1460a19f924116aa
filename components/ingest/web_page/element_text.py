"""The words of an element of a page, with line breaks where its blocks end."""

from __future__ import annotations

import re
from collections.abc import Callable, Container

from lxml.html import HtmlElement

Edges = Callable[[HtmlElement], tuple[str, str]]


def element_text(root: HtmlElement, *, silent: Container[str], edges: Edges, verbatim: Container[str] = ()) -> str:
    """All text within ``root``, white space as one blank.

    ``silent``: tags whose words nobody sees. ``edges``: what stands before an element's words and after its end.
    ``verbatim``: tags whose white space is kept. Not recursive: pages may be nested deeper than Python goes.
    """
    out: list[str] = []
    waiting: list[HtmlElement | str] = [root]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            out.append(part)
            continue
        tail = "" if part is root else re.sub(r"\s+", " ", part.tail or "")
        if not isinstance(part.tag, str) or part.tag in silent:
            out.append(tail)
            continue
        before, after = edges(part)
        words = part.text or ""
        waiting.append(after + tail)
        waiting.extend(reversed(part))
        waiting.append(before + (words if part.tag in verbatim else re.sub(r"\s+", " ", words)))
    return "".join(out)
