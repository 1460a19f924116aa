"""Pages that hold no article but lead to many: a front page, a section, a list of results."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import urljoin

from lxml.html import HtmlElement

SHOWN = 20  # links that are named
FEWEST = 4  # teasers that make a page a list of others
FEWEST_LINKS = 8  # of links with a headline's words, where none of them is a heading
MOST = 500  # teasers that are looked at
MOST_WORDS = 40  # of other text on such a page
_HEADINGS = ("h1", "h2", "h3", "h4", "h5")
_PASSED = {"nav", "footer", "aside", "header", "form"}


class Link(NamedTuple):
    """A link to what may be an article."""

    title: str
    address: str


def teaser_links(tree: HtmlElement, kept: Sequence[str], data: Sequence[dict[str, Any]], url: str | None) -> list[Link]:
    """The links of a page that only leads to articles; none where it holds one itself.

    ``kept`` are the paragraphs that were taken for an article.
    """
    if any(str(d.get("articleBody") or "").strip() for d in data):
        return []
    body = tree.find("body")
    root = body if body is not None else tree
    cards: list[tuple[HtmlElement, HtmlElement]] = []
    for heading in root.iter(*_HEADINGS):
        link = next((a for a in (*heading.iter("a"), *heading.iterancestors("a"))), None)
        if link is not None and link.get("href") and not _apart(heading):
            cards.append((heading, link))
    few = len(cards) < FEWEST
    if few:
        cards = [(a, a) for a in root.iter("a") if a.get("href") and len(_words(a)) >= 4 and not _apart(a)]
        if len(cards) < FEWEST_LINKS:
            return []
    cards = cards[:MOST]
    told = " ".join(" ".join(_words(_card(one, [c for c, _ in cards]))) for one, _ in cards)
    titles = {" ".join(_words(h)) for h in root.iter("h1")}
    rest = [k for k in kept if " ".join(k.split()) not in told and " ".join(k.split()) not in titles]
    words = sum(len(k.split()) for k in rest)
    if words >= MOST_WORDS and (few or words >= 0.5 * sum(len(k.split()) for k in kept)):
        return []
    out: dict[str, Link] = {}
    for heading, link in cards:
        title = " ".join(_words(heading))
        if title:
            address = urljoin(url or "", str(link.get("href")).strip())
            out.setdefault(address, Link(title[:160], address[:300]))
    return list(out.values())


def link_titles(links: Sequence[Link]) -> str:
    """The links as a sentence's end: titles and addresses, at most 20."""
    each = "; ".join(f"“{one.title}” ({one.address})" for one in links[:SHOWN])
    return each + (f"; and {len(links) - SHOWN} more" if len(links) > SHOWN else "")


def _several(around: HtmlElement, known: set[int]) -> bool:
    """Whether an element holds more than one teaser."""
    held = (1 for e in around.iter() if id(e) in known)
    return next(held, 0) + next(held, 0) > 1


def _words(one: HtmlElement) -> list[str]:
    return re.findall(r"\S+", str(one.text_content()))


def _apart(one: HtmlElement) -> bool:
    return any(a.tag in _PASSED and not (a.tag == "header" and _in_card(a)) for a in one.iterancestors())


def _in_card(header: HtmlElement) -> bool:
    return any(a.tag in {"article", "li"} for a in header.iterancestors())


def _card(one: HtmlElement, others: Sequence[HtmlElement]) -> HtmlElement:
    """The largest element around a teaser that holds no other one, and little text."""
    known = {id(o) for o in others}
    card = one
    for around in one.iterancestors():
        if around.tag in {"body", "main", "html"} or _several(around, known):
            break
        if len(around.text_content()) > 800:
            break
        card = around
    return card
