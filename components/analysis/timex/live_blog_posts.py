"""The posts of a live blog: each begins with its time, on a line of its own or before its first words.

What a post says ("an hour ago", "this morning") counts from its own time, not from the day of the whole article.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from components.domain.spans import Span

FEWEST = 3  # times on lines of their own that make a text a live blog
FEWEST_LED = 4  # paragraphs that begin with a time, where it stands on the same line
FAR = 6 * 60  # minutes by which two times that follow each other must differ to lie on two days
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = r"(?P<{0}>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{{0,6}})\.?"
_DATE = (
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+)?"
    rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH.format('m1')}(?:,?\s+(?P<y1>\d{{4}}))?"
    rf"|{_MONTH.format('m2')}\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<y2>\d{{4}}))?"
    r"|(?P<iso>\d{4}-\d\d-\d\d))"
)
_CLOCK = (
    r"(?P<clock>(?P<hour>\d{1,2})[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?\s*(?P<half>[ap]\.?m\.?)?"
    r"|(?P<hour2>\d{1,2})\s*(?P<half2>[ap]\.?m\.?))"
)
_ZONE = r"(?:\s*\(?(?-i:[A-Z]{2,5})(?:[+-]\d{1,2})?\)?)?(?:\s*\(\d{1,2}[:.]\d\d\s*(?-i:[A-Z]{2,5})\))?"
_LABEL = r"(?:(?:last )?(?:updated|posted|published|update)(?:\s+at)?:?\s+)?"
_LINE = re.compile(rf"(?i){_LABEL}(?:{_DATE}[,\s–—|·∙-]*(?:at\s+)?)?{_CLOCK}{_ZONE}\s*[:.]?")
_BACKWARDS = re.compile(rf"(?i){_LABEL}{_CLOCK}{_ZONE}[,\s–—|·∙-]*(?:on\s+)?{_DATE}")
_LED = re.compile(rf"(?i){_CLOCK}{_ZONE}(?:\s+[-–—|·:]\s*|:\s+|\t)(?=\S)")


@dataclass(frozen=True)
class Post:
    """One post: the span of its time line, where its text ends, its day where that is known, its clock time.

    ``minutes`` counts from midnight.
    """

    line: Span
    end: int
    minutes: int
    day: date | None = None
    told: bool = False  # the day stands in the line itself

    @property
    def clock(self) -> str:
        """The time, 24 hours."""
        return f"{self.minutes // 60:02}:{self.minutes % 60:02}"

    @property
    def words(self) -> str:
        """The time as a rule names it: "14:05 on 13 May"."""
        return self.clock + (f" on {self.day.day} {_MONTHS[self.day.month - 1].capitalize()}" if self.day else "")


def posts_of(text: str, paragraphs: Sequence[Span], day: date | None = None) -> list[Post]:
    """The posts in text order; none where the text is no live blog. ``day`` is the article date."""
    alone, led = [], []
    for start, end in paragraphs:
        if end - start <= 80 and (found := _LINE.fullmatch(text, start, end) or _BACKWARDS.fullmatch(text, start, end)):
            made = _post(found, (start, end), day)
            if made is not None:
                alone.append(made)
        elif found := _LED.match(text, start, end):
            made = _post(found, (start, found.end()), day)
            if made is not None:
                led.append(made)
    lines = alone if len(alone) >= FEWEST else led if len(led) >= FEWEST_LED else []
    if not lines:
        return []
    ends = [p.line[0] for p in lines[1:]] + [len(text)]
    return _on_days([replace(p, end=e) for p, e in zip(lines, ends, strict=True)], day)


def post_at(posts: Sequence[Post], place: int) -> Post | None:
    """The post that a character stands in."""
    at = bisect_right(posts, place, key=lambda p: p.line[0]) - 1
    return posts[at] if at >= 0 and place < posts[at].end else None


def _post(found: re.Match[str], line: Span, day: date | None) -> Post | None:
    known = found.groupdict()
    hour = int(known["hour"] or known["hour2"])
    half = (known["half"] or known["half2"] or "")[:1].lower()
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + 12 * (half == "p") if half else hour
    if hour > 23:
        return None
    minutes = hour * 60 + int(known["minute"] or 0)
    own = _own_day(known, day)
    return Post(line, line[1], minutes, own, own is not None)


def _own_day(known: dict[str, str | None], day: date | None) -> date | None:
    """The day that a line names; without a year it is the one nearest to the article date."""
    try:
        if known.get("iso"):
            return date.fromisoformat(str(known["iso"]))
        month = known.get("m1") or known.get("m2")
        if not month:
            return None
        number = next(n for n, name in enumerate(_MONTHS, start=1) if name[:3] == month[:3].lower())
        told, year = int(known.get("d1") or known.get("d2") or 0), known.get("y1") or known.get("y2")
        if year:
            return date(int(year), number, told)
        if day is None:
            return None
        near = [date(y, number, told) for y in (day.year - 1, day.year, day.year + 1)]
        return min(near, key=lambda d: abs((d - day).days))
    except (ValueError, StopIteration):
        return None


def _on_days(posts: list[Post], day: date | None) -> list[Post]:
    """The posts with their days: those that name none have that of their neighbours, across midnight the next one."""
    # The shorter way round the clock tells the order, so that midnight is no leap.
    falls = sum((a.minutes - b.minutes) % 1440 < 720 for a, b in pairwise(posts))
    newest_first = falls * 2 >= len(posts) - 1
    first = next((n for n, p in enumerate(posts) if p.told), None)
    if first is None and day is None:
        return posts
    out = list(posts)
    if first is None:
        first = 0
        out[0] = replace(out[0], day=day)
    for n in range(first + 1, len(out)):
        if out[n].day is None:
            out[n] = replace(out[n], day=_beside(out[n - 1], out[n], newest_first, 1))
    for n in range(first - 1, -1, -1):
        out[n] = replace(out[n], day=_beside(out[n + 1], out[n], newest_first, -1))
    return out


def _beside(known: Post, other: Post, newest_first: bool, down: int) -> date | None:
    """The day of a post beside one whose day is known; ``down`` is 1 for the next in the text, else -1."""
    if known.day is None:
        return None
    later = (not newest_first) == (down > 0)  # the other is the later of the two
    if later and known.minutes - other.minutes > FAR:
        return known.day + timedelta(1)
    if not later and other.minutes - known.minutes > FAR:
        return known.day - timedelta(1)
    return known.day
