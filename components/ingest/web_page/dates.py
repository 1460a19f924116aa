"""When a page's article was published and when it was changed: by its data, its marks, and the lines it shows."""

from __future__ import annotations

import datetime as dt
import logging
import re
from typing import Any, NamedTuple

from htmldate import find_date
from lxml.html import HtmlElement

from components.ingest.text_metadata import date_in

log = logging.getLogger(__name__)

_ISO = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d))?")
_PUBLISHED = ("article:published_time", "og:article:published_time", "datepublished", "og:published_time",
              "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "parsely-pub-date",
              "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
              "article.published", "published-date", "cxenseparse:recs:publishtime", "article.created")  # fmt: skip
_UNSAID = ("date", "dc.date", "dcterms.date")  # the day of publication or of the last change: whichever
_MODIFIED = ("article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "last-modified",
             "dcterms.modified", "dc.date.modified", "article.updated", "updated-date", "lastmod")  # fmt: skip
_SAYS_PUBLISHED = re.compile(r"(?i)\b(?:first )?(?:published|posted|created|issued)\b(?: (?:on|at))?:?\s*")
_SAYS_UPDATED = re.compile(
    r"(?i)\b(?:last )?(?:updated|modified|edited|changed|corrected|revised)\b(?: (?:on|at))?:?\s*"
)
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3])[:.]([0-5]\d)\s*([ap]\.?m)?")
LONGEST = 160  # characters of a line that says when
_SAID = "what the page says of itself"
_SHOWN = "the time shown on the page"


class Dates(NamedTuple):
    """The day of publication (ISO) and where it stands, None where only that of an update is told.

    ``updated`` is the last update in words, with its time where that is told.
    """

    day: str | None = None
    found: str | None = None
    updated: str | None = None


def page_dates(
    tree: HtmlElement, meta: dict[str, str], data: list[dict[str, Any]], source: str, url: str | None
) -> Dates:
    """The page's dates: what it says of itself first, then its marks, then its lines, then any date (htmldate)."""
    changed = _updated(tree, meta, data)
    day, found = _published(tree, meta, data)
    if day is None:
        for name in _UNSAID:
            if (other := iso_day(meta.get(name))) and other != (changed or ("",))[0]:
                day, found = other, _SAID
                break
    if day is None:
        try:
            # What was changed then was not published then: that day is taken only where no other is to be found.
            made = find_date(source, original_date=True, extensive_search=True, url=url, outputformat="%Y-%m-%d")
        except Exception:  # htmldate raises what its parsers raise; a date is then simply not known
            log.info("htmldate could not read this page")
            made = None
        if iso_day(made) and _stands(source, str(made), url or "") and made != (changed or ("",))[0]:
            day, found = str(made), "a date on the page"
    if day is None and changed is not None:
        return Dates(None, None, changed[1])
    return Dates(day, found, changed[1] if changed and changed[0] != day else None)


def _published(tree: HtmlElement, meta: dict[str, str], data: list[dict[str, Any]]) -> tuple[str | None, str | None]:
    stated = next((d for one in data for k in ("datePublished", "dateCreated") if (d := iso_day(one.get(k)))), None)
    if stated:
        return stated, _SAID
    for name in _PUBLISHED:
        if day := iso_day(meta.get(name)) or date_in(meta.get(name) or ""):
            return day, _SAID
    for one in tree.iterfind(".//*[@itemprop='datePublished']"):
        told = one.get("datetime") or one.get("content") or one.text_content()
        if day := iso_day(told) or date_in(told or ""):
            return day, _SAID
    for line in _lines(tree):
        if (said := _SAYS_PUBLISHED.search(line)) and not _SAYS_UPDATED.search(line[: said.start()]):
            rest = line[said.end() :]
            updated = _SAYS_UPDATED.search(rest)
            if day := date_in(rest[: updated.start()] if updated else rest):
                return day, _SHOWN
        elif said and (day := date_in(line[said.end() :])):
            return day, _SHOWN
    for one in tree.iter("time"):
        if "pubdate" in one.attrib or _within(one, ("article", "header", "main")):
            day = iso_day(one.get("datetime")) or date_in(one.text_content())
            if day and not _SAYS_UPDATED.search(_before(one)):
                return day, _SHOWN
    return None, None


def _updated(tree: HtmlElement, meta: dict[str, str], data: list[dict[str, Any]]) -> tuple[str, str] | None:
    """The last change: its day, and it in words."""
    told = [one.get("dateModified") for one in data] + [meta.get(name) for name in _MODIFIED]
    marked = tree.iterfind(".//*[@itemprop='dateModified']")
    told += [one.get("datetime") or one.get("content") or one.text_content() for one in marked]
    for value in told:
        if day := iso_day(value):
            return day, in_words(str(value))
    for one in tree.iter("time"):
        if _SAYS_UPDATED.search(_before(one)) and (day := iso_day(one.get("datetime")) or date_in(one.text_content())):
            return day, in_words(one.get("datetime") or "") or _line_words(day, one.text_content())
    for line in _lines(tree):
        said = _SAYS_UPDATED.search(line)
        if said and (day := date_in(line[said.end() :])):
            return day, _line_words(day, line[said.end() :])
    return None


def iso_day(value: Any) -> str | None:
    """The day of a date as machines write it; None for any other value."""
    match = _ISO.match(value) if isinstance(value, str) else None
    if match is None:
        return None
    try:
        day = dt.date(*(int(x) for x in match.groups()[:3]))
    except ValueError:
        return None
    return day.isoformat() if 1600 <= day.year <= 2199 else None


def in_words(value: str) -> str:
    """A machine's date as a reader writes it: "3 May 2024, 10:12"; "" for what is none."""
    match = _ISO.match(value)
    if match is None or not iso_day(value):
        return ""
    day = dt.date.fromisoformat(value.strip()[:10])
    clock = f", {match[4]}:{match[5]}" if match[4] and (match[4], match[5]) != ("00", "00") else ""
    return f"{day.day} {day:%B} {day.year}{clock}"


def _line_words(day: str, line: str) -> str:
    """A day with the time that the same line tells."""
    clock = _CLOCK.search(line)
    time = ""
    if clock:
        hour = int(clock[1])
        hour = hour % 12 + 12 * (clock[3][0].lower() == "p") if clock[3] and hour <= 12 else hour
        time = f", {hour:02}:{clock[2]}"
    return in_words(day) + time


def _before(one: HtmlElement) -> str:
    """What stands right before an element: its own label, or the words before it within its parent."""
    parent = one.getparent()
    marks = " ".join(str(one.get(k) or "") for k in ("class", "itemprop", "id", "title")).replace("-", " ")
    if parent is None:
        return marks
    before = one.getprevious()
    words = (parent.text or "") if before is None else f"{before.text_content()} {before.tail or ''}"
    own = re.match(r"\W*(?:last )?(?:updated|modified)\b", one.text_content(), re.IGNORECASE)
    return f"{marks.replace('_', ' ')} {words[-60:]}{' updated' if own else ''}"


def _lines(tree: HtmlElement) -> list[str]:
    """The short lines of the page that say when something was published or changed."""
    out = []
    for one in tree.iter("p", "div", "span", "time", "li", "small", "dd", "em", "td"):
        if _within(one, ("footer", "aside", "nav")) or len(one) > 6:
            continue
        line = " ".join(one.text_content().split())
        if 8 <= len(line) <= LONGEST and (_SAYS_PUBLISHED.search(line) or _SAYS_UPDATED.search(line)):
            out.append(line)
    return out


def _within(one: HtmlElement, tags: tuple[str, ...]) -> bool:
    return any(a.tag in tags for a in one.iterancestors())


def _stands(source: str, day: str, url: str) -> bool:
    """Whether the whole day is on the page or in its address: of "© 2026" alone htmldate makes 1 January."""
    date = dt.date.fromisoformat(day)
    month = f"(?:{date:%B}|{date:%b}\\.?|{'Sept' if date.month == 9 else date.strftime('%b')}\\.?)"
    forms = (
        f"{date.year}[-/._]?0?{date.month}[-/._]?0?{date.day}(?!\\d)",
        f"(?<!\\d)0?{date.day}[-/.]0?{date.month}[-/.](?:{date.year}|{date:%y})(?!\\d)",
        f"(?<!\\d)0?{date.month}[-/.]0?{date.day}[-/.](?:{date.year}|{date:%y})(?!\\d)",
        f"{month}\\s+0?{date.day}(?:st|nd|rd|th)?,?\\s+{date.year}",
        f"(?<!\\d)0?{date.day}(?:st|nd|rd|th)?\\s+(?:of\\s+)?{month},?\\s+{date.year}",
    )
    return any(re.search(form, text, re.IGNORECASE) for form in forms for text in (source, url))
