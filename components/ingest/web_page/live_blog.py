"""Live blogs: the posts of a page in the order as printed, each with its time on a line of its own before it."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from lxml.html import HtmlElement, fromstring

from components.ingest.web_page.dates import in_words, iso_day

FEWEST = 3  # posts that make a page a live blog where it doesn't say that it is one
MOST = 2_000
HEAD = 30  # elements at a post's beginning among which its time stands
FEWEST_WORDS = 8  # of a post, on the average
_CLOCK = re.compile(
    r"(?i)(?<![\d:])(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?\s*(?P<half>[ap]\.?m\.?)?"
    r"|\s*(?P<half2>[ap]\.?m\b\.?))(?:\s*\(?(?-i:[A-Z]{2,5})\)?)?(?!\d)"
)
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?"
_DAY = re.compile(
    r"(?i)(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? )?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?:,? \d{{4}})?|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?"
    r"|\d{4}-\d\d-\d\d)"
)
_COMMENT = re.compile(r"(?i)\bcomment")
_WORDS = ("p", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "td")
_CONTAINERS = ("article", "section", "div", "li")


class _Time(NamedTuple):
    shown: str
    stated: str
    element: HtmlElement | None


def live_paragraphs(tree: HtmlElement, data: Sequence[dict[str, Any]], day: str | None) -> list[str] | None:
    """The paragraphs of the posts, their times among them; None where the page is no live blog.

    ``day`` (ISO) is the day of publication: a time on another day is told with it.
    """
    says = any("liveblog" in str(d.get("@type", "")).lower() for d in data) or bool(
        tree.xpath(".//*[contains(@itemtype, 'LiveBlogPosting')]")
    )
    found = _elements(tree, says)
    if found:
        out: list[str] = []
        for one in found[:MOST]:
            out += _post(one, day)
        return out
    flat = _flat(tree, says, day)
    return flat or (_stated(data, day) if says else None)


def _elements(tree: HtmlElement, says: bool) -> list[HtmlElement]:
    """The elements that are a post each."""
    marked = tree.xpath(
        ".//*[@itemprop='liveBlogUpdate'] | .//*[contains(@itemtype, 'BlogPosting') and not(contains(@itemtype, "
        "'LiveBlogPosting'))]"
    )
    marked = [m for m in marked if not any(a in marked for a in m.iterancestors())] if len(marked) <= MOST else []
    if len(marked) >= 2 and sum(_time(m) is not None for m in marked) * 2 > len(marked):
        return list(marked)
    groups: dict[tuple[HtmlElement, str, str], list[HtmlElement]] = defaultdict(list)
    for one in tree.iter(*_CONTAINERS):
        parent = one.getparent()
        if parent is not None and one.tag != "body":
            groups[parent, str(one.tag), (one.get("class") or "").split(" ")[0]].append(one)
    best: list[HtmlElement] = []
    for group in groups.values():
        if len(group) < (2 if says else FEWEST) or _aside(group[0]):
            continue
        timed = [g for g in group[:MOST] if (t := _time(g)) is not None and _has_clock(t)]
        words = sum(len(g.text_content().split()) for g in timed)
        if len(timed) < (2 if says else FEWEST) or words < FEWEST_WORDS * len(timed) or 2 * len(timed) < len(group):
            continue
        if not says and sum(_teases(g) for g in timed) * 2 > len(timed):
            continue
        if words > sum(len(b.text_content().split()) for b in best):
            best = timed
    return best


def _aside(one: HtmlElement) -> bool:
    for around in (one, *one.iterancestors()):
        if around.tag in {"nav", "aside", "footer", "header"}:
            return True
        if _COMMENT.search(f"{around.get('class') or ''} {around.get('id') or ''}"):
            return True
    return False


def _teases(one: HtmlElement) -> bool:
    """Whether an element only leads to another page: its heading is a link, and it says little."""
    linked = any(h.find(".//a") is not None or _in_link(h) for h in one.iter("h2", "h3", "h4"))
    return linked and len(one.text_content().split()) < 45


def _in_link(one: HtmlElement) -> bool:
    return any(a.tag == "a" for a in one.iterancestors())


def _time(one: HtmlElement) -> _Time | None:
    """The time of a post: its first time element, or what stands at its beginning and reads as one."""
    for time in one.iter("time"):
        return _Time(_shown(time), time.get("datetime") or time.get("content") or "", time)
    parts = one.iter("span", "p", "div", "h2", "h3", "h4", "strong", "b", "small", "a", "meta")
    for part in islice(parts, HEAD):
        words = _shown(part)
        stated = part.get("content") or part.get("data-timestamp") or part.get("data-time") or ""
        if part.get("itemprop") in {"datePublished", "dateCreated"}:
            return _Time(words, stated or part.get("datetime") or "", part)
        if len(words) <= 40 and _is_time(words):
            return _Time(words, stated, part)
    return None


def _shown(one: HtmlElement) -> str:
    return " ".join(one.text_content().split())


def _is_time(words: str) -> bool:
    """Whether words are a time and nothing else, perhaps with its day."""
    clock = _CLOCK.search(words)
    if clock is None:
        return False
    rest = words[: clock.start()] + " " + words[clock.end() :]
    return not re.sub(r"(?i)\b(?:updated|posted|published|last|at|on)\b|[\W_]", "", _DAY.sub("", rest))


def _has_clock(time: _Time) -> bool:
    return bool(_CLOCK.search(time.shown)) or bool(re.search(r"T\d\d:\d\d", time.stated))


def _post(one: HtmlElement, day: str | None) -> list[str]:
    time = _time(one)
    line = _line(time, day) if time is not None else ""
    said = [w for w in _paragraphs(one, time.element if time is not None else None) if w != line]
    return [line, *said] if line else said


def _paragraphs(one: HtmlElement, but: HtmlElement | None) -> Iterator[str]:
    """The words of a post, a block each, without its time, captions and buttons."""
    blocks = [b for b in one.iter(*_WORDS) if not any(c is not b and c.tag in _WORDS for c in b.iter(*_WORDS))]
    passed = {"figcaption", "button", "figure", "nav", "form"}
    told = False
    for block in blocks:
        around = [block, *block.iterancestors()]
        within = around[: around.index(one)] if one in around else around
        if any(a.tag in passed for a in within) or block is but:
            continue
        words = _without(block, but)
        if words and not _is_time(words):
            told = True
            yield words
    if not told and (words := _without(one, but)):
        yield words


def _without(block: HtmlElement, but: HtmlElement | None) -> str:
    words = " ".join(block.text_content().split())
    if but is not None and any(a is block for a in but.iterancestors()):
        words = words.replace(_shown(but), "", 1)
    return " ".join(words.split()).strip("|·•∙ ")


def _line(time: _Time, day: str | None) -> str:
    """The time as the page shows it; with its day where that is not the day of publication."""
    clock, shown_day = _CLOCK.search(time.shown), _DAY.search(time.shown)
    own = iso_day(time.stated)
    if clock is None:
        stated = re.match(r".{10}[T ](\d\d:\d\d)", time.stated.strip())
        if own and stated:
            return stated[1] if own == day else in_words(time.stated)
        return time.shown
    words = clock.group().strip()
    if shown_day is not None:
        return time.shown if len(time.shown) <= 40 and _is_time(time.shown) else f"{shown_day.group()}, {words}"
    own = _local_day(time.stated, clock) if own else None
    return words if own is None or own == day else f"{in_words(own)}, {words}"


def _local_day(stated: str, clock: re.Match[str]) -> str:
    """The day on which the clock shows that time: what a page states may be in another zone than what it shows."""
    made = re.match(r"(\d{4}-\d\d-\d\d)[T ](\d\d):(\d\d)", stated.strip())
    if made is None:
        return stated.strip()[:10]
    hour, half = int(clock["hour"]), (clock["half"] or clock["half2"] or "")[:1].lower()
    hour = hour % 12 + 12 * (half == "p") if half else hour
    apart = (hour * 60 + int(clock["minute"] or 0)) - (int(made[2]) * 60 + int(made[3]))
    apart = (apart + 720) % 1440 - 720
    moment = dt.datetime.fromisoformat(f"{made[1]}T{made[2]}:{made[3]}") + dt.timedelta(minutes=apart)
    return moment.date().isoformat()


def _flat(tree: HtmlElement, says: bool, day: str | None) -> list[str] | None:
    """Posts without an element of their own: times as lines between the paragraphs of one element."""
    for parent in tree.iter("article", "main", "section", "div", "body"):
        if len(parent) < 6 or _aside(parent):
            continue
        times = [c for c in parent if isinstance(c.tag, str) and len(_shown(c)) <= 40 and _is_time(_shown(c))]
        if len(times) < (2 if says else FEWEST):
            continue
        out: list[str] = []
        for child in list(parent)[list(parent).index(times[0]) :]:
            if not isinstance(child.tag, str) or child.tag in {"script", "style", "aside", "footer", "nav", "form"}:
                continue
            if any(child is t for t in times):
                inner = child if child.tag == "time" else child.find(".//time")
                stated = "" if inner is None else inner.get("datetime") or ""
                out.append(_line(_Time(_shown(child), stated, child), day))
            else:
                out += list(_paragraphs(child, None)) if child.tag not in _WORDS else [_shown(child)]
        return [o for o in out if o]
    return None


def _stated(data: Sequence[dict[str, Any]], day: str | None) -> list[str] | None:
    """The posts that only the page's data tells (schema.org liveBlogUpdate), in its order."""
    out: list[str] = []
    count = 0
    for one in data:
        updates = one.get("liveBlogUpdate")
        for post in (updates if isinstance(updates, list) else [updates])[:MOST]:
            if not isinstance(post, dict):
                continue
            body = str(post.get("articleBody") or post.get("text") or "")
            if "<" in body and re.search(r"</?\w+[^>]*>", body):
                body = "\n".join(_paragraphs(fromstring(f"<div>{body}</div>"), None))
            paragraphs = [" ".join(p.split()) for p in body.split("\n") if p.strip()]
            if not paragraphs:
                continue
            count += 1
            stated = str(post.get("datePublished") or post.get("dateCreated") or "")
            line = _line(_Time("", stated, None), day)
            heading = " ".join(str(post.get("headline") or "").split())
            out += [x for x in (line, heading if heading != paragraphs[0] else "", *paragraphs) if x]
    return out if count >= 2 else None
