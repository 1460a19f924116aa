"""What a web page says of its article: title, outlet, byline, address, date and where the date stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from components.domain.text_outline import is_date_line
from components.ingest.text_metadata import Head
from components.ingest.web_page.dates import Dates, page_dates

_ARTICLE = re.compile(r"(?i)article|report|posting|webpage|opinion|review")
# Names of outlets after the title: "Mayor opens bridge | The Arden Times".
_AFTER = re.compile(r"\s+(?:[|·•»—–]|::|-)\s+(?P<outlet>[^|·•»—–]{2,60})$")
_NO_BYLINE = re.compile(r"(?i)^(?:https?:|www\.|@)|\bstaff photo")


def linked_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The schema.org objects of a page (JSON-LD), those within a graph too; broken ones are passed over."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            found = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = [found]
        while waiting:
            one = waiting.pop(0)
            if isinstance(one, list):
                waiting += one
            elif isinstance(one, dict):
                yield one
                waiting += [
                    v for k in ("@graph", "mainEntity", "mainEntityOfPage") if isinstance(v := one.get(k), (dict, list))
                ]


def page_head(tree: HtmlElement, source: str, url: str | None) -> tuple[Head, Dates]:
    """The page's own statements, and its dates with where they were found."""
    meta = _meta(tree)
    data = [d for d in linked_data(tree) if _ARTICLE.search(str(d.get("@type", "")))]
    title, outlet = _title(tree, meta, data)
    address = _address(_link(tree, "canonical") or meta.get("og:url") or url)
    dates = page_dates(tree, meta, data, source, address)
    head = Head(
        title=title,
        outlet=outlet,
        byline=_byline(tree, meta, data),
        url=address,
        date=dates.day,
        date_basis="metadata" if dates.day else None,
    )
    return head, dates


def _meta(tree: HtmlElement) -> dict[str, str]:
    out: dict[str, str] = {}
    for one in tree.iter("meta"):
        name = (one.get("property") or one.get("name") or one.get("itemprop") or "").lower()
        if name and (content := " ".join((one.get("content") or "").split())):
            out.setdefault(name, content)
    return out


def _link(tree: HtmlElement, rel: str) -> str | None:
    return next((one.get("href") for one in tree.iter("link") if one.get("rel") == rel and one.get("href")), None)


def _address(url: str | None) -> str | None:
    return url if url and re.match(r"https?://[^\s<>\"]{3,2000}$", url) else None


def _words(value: Any) -> str:
    return " ".join(str(value).split()) if isinstance(value, str) else ""


def _names(value: Any) -> list[str]:
    if isinstance(value, list):
        return [n for v in value for n in _names(v)]
    if isinstance(value, dict):
        return _names(value.get("name"))
    return [w] if (w := _words(value)) and not _NO_BYLINE.search(w) else []


def _title(tree: HtmlElement, meta: dict[str, str], data: list[dict[str, Any]]) -> tuple[str | None, str | None]:
    """The headline, and the outlet by its own data or by what stands after the title."""
    stated = next((w for d in data if (w := _words(d.get("headline")))), "")
    heads = [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    heads = [h for h in heads if 8 <= len(h) <= 300 and not is_date_line(h)]
    page = " ".join((tree.findtext(".//title") or "").split())
    outlet = next((n for d in data for n in _names(d.get("publisher"))), None) or meta.get("og:site_name")
    title = meta.get("og:title") or stated or meta.get("twitter:title") or page
    # The page's own headline is what readers saw, where the other statements are of the same story.
    for head in heads:
        if title and _alike(head, title) and len(head) >= 0.6 * len(_AFTER.sub("", title)):
            return head, outlet or _after(page, head)
    plain = _AFTER.sub("", title) if title else ""
    known = {(outlet or "").casefold(), ""}
    cut = _AFTER.search(title) if title else None
    if cut and (cut["outlet"].casefold() in known or (title == page and len(plain) > len(cut["outlet"]))):
        outlet, title = outlet or cut["outlet"], plain
    if not title and heads:
        title = heads[0]
    return title or None, outlet or None


def _after(page: str, head: str) -> str | None:
    cut = _AFTER.search(page)
    return cut["outlet"] if cut and page.startswith(head[:20]) else None


def _alike(a: str, b: str) -> bool:
    """Whether two titles are of one story: they share two thirds of the shorter one's words."""
    one, two = ({w.casefold() for w in re.findall(r"\w+", x)} for x in (a, b))
    return bool(one and two) and len(one & two) >= 0.66 * min(len(one), len(two))


def _byline(tree: HtmlElement, meta: dict[str, str], data: list[dict[str, Any]]) -> str | None:
    names = [n for d in data for n in _names(d.get("author"))]
    if (
        not names
        and (said := meta.get("author") or meta.get("article:author") or meta.get("byl"))
        and not _NO_BYLINE.search(said)
    ):
        names = [said]
    if not names:
        for one in tree.iterfind(".//*[@itemprop='author']"):
            names += [w for w in [" ".join((one.get("content") or one.text_content()).split())] if 2 < len(w) <= 100]
    if not names:
        for one in tree.iterfind(".//*[@rel='author']"):
            names += [w for w in [" ".join(one.text_content().split())] if 2 < len(w) <= 100]
    joined = ", ".join(dict.fromkeys(re.sub(r"(?i)^by[:\s]+", "", n) for n in names))
    return joined[:200] or None
