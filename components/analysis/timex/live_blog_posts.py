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

from components.analysis.timex.config import DEFAULT_CONFIG, TimexConfig
from components.domain.spans import Span

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = r"(?P<{0}>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{{0,6}})\.?"
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_DATE = (
    r"(?:(?P<relative>today|yesterday)|(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?!,?\s+(?:\d{1,2}\b(?![:.])|[a-z]{3,9}\.?\s+\d))"
    r"|(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+)?"
    rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH.format('m1')}(?:,?\s+(?P<y1>\d{{4}}))?"
    rf"|{_MONTH.format('m2')}\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<y2>\d{{4}}))?"
    r"|(?P<iso>\d{4}-\d\d-\d\d)))"
)
_CLOCK = (
    r"(?P<clock>(?P<hour>\d{1,2})[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?\s*(?P<half>[ap]\.?m\.?)?"
    r"|(?P<hour2>\d{1,2})\s*(?P<half2>[ap]\.?m\.?))"
)
_ZONE = r"(?:\s*\(?(?-i:[A-Z]{2,5})(?:[+-]\d{1,2})?\)?)?(?:\s*\(\d{1,2}[:.]\d\d\s*(?-i:[A-Z]{2,5})\))?"
_LABEL = r"(?:(?:last )?(?:updated|posted|published|update)(?:\s+at)?:?\s+)?"
_BYLINE = r"(?:\s*[|·∙–—-]\s*(?-i:[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}))?"
_LINE = re.compile(rf"(?i)[\[(]?{_LABEL}(?:{_DATE}[,\s–—|·∙-]*(?:at\s+)?)?{_CLOCK}{_ZONE}(?:\s*[:.\])–—-]|{_BYLINE})")
_BACKWARDS = re.compile(rf"(?i){_LABEL}{_CLOCK}{_ZONE}[,\s–—|·∙-]*(?:on\s+)?{_DATE}{_BYLINE}")
_DAY_LINE = re.compile(rf"(?i){_DATE}[:.]?")
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
    names_day: bool = False  # the day stands in the line itself

    @property
    def clock(self) -> str:
        """The time, 24 hours."""
        return f"{self.minutes // 60:02}:{self.minutes % 60:02}"

    @property
    def words(self) -> str:
        """The time as a rule names it: "14:05 on 13 May"."""
        return self.clock + (f" on {self.day.day} {_MONTHS[self.day.month - 1].capitalize()}" if self.day else "")


def posts_of(
    text: str, paragraphs: Sequence[Span], article_date: date | None = None, config: TimexConfig = DEFAULT_CONFIG
) -> list[Post]:
    """The posts in text order; none where the text is no live blog."""
    on_own_lines, in_paragraphs = [], []
    day_lines: list[tuple[int, date]] = []
    for start, end in paragraphs:
        short = end - start <= config.max_post_line_characters
        if short and (match := _LINE.fullmatch(text, start, end) or _BACKWARDS.fullmatch(text, start, end)):
            post = _post(match, (start, end), article_date)
            if post is not None:
                on_own_lines.append(post)
        elif short and (match := _DAY_LINE.fullmatch(text, start, end)):
            day = _own_day(match.groupdict(), article_date)
            if day is not None:
                day_lines.append((end, day))
        elif match := _LED.match(text, start, end):
            post = _post(match, (start, match.end()), article_date)
            if post is not None:
                in_paragraphs.append(post)
    if len(on_own_lines) >= config.min_posts_on_own_lines:
        posts = on_own_lines
    elif len(in_paragraphs) >= config.min_posts_in_paragraphs:
        posts = in_paragraphs
    else:
        return []
    ends = [p.line[0] for p in posts[1:]] + [len(text)]
    posts = [replace(p, end=e) for p, e in zip(posts, ends, strict=True)]
    return _with_days(_below_day_lines(posts, day_lines), article_date, config.max_minutes_on_one_day)


def _below_day_lines(posts: list[Post], day_lines: Sequence[tuple[int, date]]) -> list[Post]:
    """The posts, where the first below a line that is only a day is of that day."""
    dated = list(posts)
    for end, day in day_lines:
        below = bisect_right(posts, end, key=lambda p: p.line[0])
        if below < len(dated) and dated[below].day is None:
            dated[below] = replace(dated[below], day=day, names_day=True)
    return dated


def post_at(posts: Sequence[Post], place: int) -> Post | None:
    """The post that a character stands in."""
    at = bisect_right(posts, place, key=lambda p: p.line[0]) - 1
    return posts[at] if at >= 0 and place < posts[at].end else None


def _post(match: re.Match[str], line: Span, article_date: date | None) -> Post | None:
    groups = match.groupdict()
    hour = int(groups["hour"] or groups["hour2"])
    half = (groups["half"] or groups["half2"] or "")[:1].lower()
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + 12 * (half == "p") if half else hour
    if hour > 23:
        return None
    minutes = hour * 60 + int(groups["minute"] or 0)
    own_day = _own_day(groups, article_date)
    return Post(line, line[1], minutes, own_day, own_day is not None)


def _own_day(groups: dict[str, str | None], article_date: date | None) -> date | None:
    """The day that a line names; without a year it is the one nearest to the article date."""
    try:
        if groups.get("iso"):
            return date.fromisoformat(str(groups["iso"]))
        if groups.get("relative") or groups.get("weekday"):
            return _day_by_name(str(groups.get("relative") or groups.get("weekday")).lower(), article_date)
        month = groups.get("m1") or groups.get("m2")
        if not month:
            return None
        number = next(n for n, name in enumerate(_MONTHS, start=1) if name[:3] == month[:3].lower())
        day_number, year = int(groups.get("d1") or groups.get("d2") or 0), groups.get("y1") or groups.get("y2")
        if year:
            return date(int(year), number, day_number)
        if article_date is None:
            return None
        days = [date(article_date.year + years, number, day_number) for years in (-1, 0, 1)]
        return min(days, key=lambda d: abs((d - article_date).days))
    except (ValueError, StopIteration):
        return None


def _day_by_name(name: str, article_date: date | None) -> date | None:
    """The day that "today", "yesterday" or a weekday names: the last such day up to the article date."""
    if article_date is None:
        return None
    if name in _WEEKDAYS:
        return article_date - timedelta((article_date.weekday() - _WEEKDAYS.index(name)) % 7)
    return article_date - timedelta(name == "yesterday")


def _with_days(posts: list[Post], article_date: date | None, max_minutes: int) -> list[Post]:
    """The posts with their days: those that name none have that of their neighbours, across midnight the next one."""
    # The shorter way round the clock tells the order, so that midnight is no leap.
    falls = sum((a.minutes - b.minutes) % 1440 < 720 for a, b in pairwise(posts))
    newest_first = falls * 2 >= len(posts) - 1
    first = next((n for n, p in enumerate(posts) if p.names_day), None)
    if first is None and article_date is None:
        return posts
    dated = list(posts)
    if first is None:
        first = 0
        dated[0] = replace(dated[0], day=article_date)
    for n in range(first + 1, len(dated)):
        if dated[n].day is None:
            dated[n] = replace(dated[n], day=_day_beside(dated[n - 1], dated[n], not newest_first, max_minutes))
    for n in range(first - 1, -1, -1):
        dated[n] = replace(dated[n], day=_day_beside(dated[n + 1], dated[n], newest_first, max_minutes))
    return dated


def _day_beside(neighbour: Post, post: Post, later: bool, max_minutes: int) -> date | None:
    """The day of a post that is later (or earlier) than a neighbour whose day is known."""
    if neighbour.day is None:
        return None
    if later and neighbour.minutes - post.minutes > max_minutes:
        return neighbour.day + timedelta(1)
    if not later and post.minutes - neighbour.minutes > max_minutes:
        return neighbour.day - timedelta(1)
    return neighbour.day
