"""Resolves symbolic phrases against the article date: a pure function, so that a changed date needs no new parse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Literal

from components.analysis.timex.anchoring import AnchoredValue, Anchorer
from components.analysis.timex.live_blog_posts import Post, post_at
from components.analysis.timex.symbolic_values import Ahead, Fixed, Moment, Numeric, TimePhrase
from components.analysis.timex.value_arithmetic import bounds
from components.domain.record import Timex, TimexType

POST = "the post's own time"  # the rule of a time that a post of a live blog begins with
_LENGTH = re.compile(r"PT(?P<count>\d{1,4})(?P<unit>[HMS])")
_SOME = re.compile(r"(?i)\b(?:hours|minutes|seconds|moments)\s+ago$")


def normalise(phrases: Sequence[TimePhrase], article_date: date | None, posts: Sequence[Post] = ()) -> list[Timex]:
    """A Timex for each phrase, in order; without an article date, what counts from it stays open.

    In a live blog a phrase counts from the time of its post.
    """
    reader = Anchorer(article_date, numeric_order(phrases))
    out: list[Timex] = []
    lines: dict[int, int] = {}  # the timex of each post's time, by where the post begins
    for index, phrase in enumerate(phrases):
        post = post_at(posts, phrase.start) if posts else None
        reader.today = post.day if post is not None and post.day is not None else article_date
        kind = _kind(phrase)
        told = _safely(reader, phrase)
        if post is not None and post.day is not None:
            kind, told = _in_post(phrase, post, kind, told, lines.get(post.line[0]))
            if told.rule == POST:
                lines[post.line[0]] = index
                if article_date is None or post.told:
                    told = told._replace(anchor=None)
        reader.remember(index, told.value, phrase)
        found = (told.days or bounds(told.value)) if kind in ("DATE", "TIME") else told.days
        out.append(
            Timex(
                start=phrase.start,
                end=phrase.end,
                type=kind,
                value=told.value,
                earliest=found[0].isoformat() if found else None,
                latest=found[1].isoformat() if found else None,
                rule=told.rule,
                anchor=told.anchor,
                confidence=told.confidence,
            )
        )
    return out


def _in_post(
    phrase: TimePhrase, post: Post, kind: TimexType, told: AnchoredValue, line: int | None
) -> tuple[TimexType, AnchoredValue]:
    """What a phrase says in a post of a live blog: its own time line, or something counted from that."""
    assert post.day is not None  # noqa: S101 - the caller saw to it
    whose = f"the post's time, {post.words}"
    if phrase.start < post.line[1]:
        if isinstance(phrase.meaning, Moment) and re.match(r"T\d\d", phrase.meaning.time):
            return "TIME", AnchoredValue(f"{post.day.isoformat()}T{post.clock}", POST, "dateline", 0.95)
        return kind, told
    anchor: Literal["dateline"] | int | None = line if line is not None else told.anchor
    ago = phrase.text.lower().endswith("ago")
    length = _LENGTH.fullmatch(told.value) if kind == "DURATION" and ago else None
    if length is not None:
        seconds = int(length["count"]) * {"H": 3600, "M": 60, "S": 1}[length["unit"]]
        moment = datetime.combine(post.day, time(post.minutes // 60, post.minutes % 60)) - timedelta(seconds=seconds)
        return "TIME", AnchoredValue(f"{moment:%Y-%m-%dT%H:%M}", f"so long before {whose}", anchor, 0.9)
    if ago and (told.value == "PAST_REF" or told.value.startswith("PTX")) and _SOME.search(phrase.text):
        return "DATE", AnchoredValue("PAST_REF", f"not long before {whose}", anchor, 0.8, (post.day, post.day))
    if told.anchor == "dateline":
        return kind, told._replace(anchor=anchor, rule=re.sub("the article date(?: itself)?", whose, told.rule))
    return kind, told


def numeric_order(phrases: Sequence[TimePhrase]) -> Literal["month first", "day first"] | None:
    """The order of day and month that the article's own unambiguous numeric dates show; None where they show none."""
    orders = {
        p.meaning.order for p in phrases if isinstance(p.meaning, Numeric) and p.meaning.first != p.meaning.second
    }
    orders.discard(None)
    return orders.pop() if len(orders) == 1 else None


def _kind(phrase: TimePhrase) -> TimexType:
    if isinstance(phrase.meaning, Fixed):
        return phrase.meaning.type
    if isinstance(phrase.meaning, Ahead):
        return "DURATION"
    return "TIME" if isinstance(phrase.meaning, Moment) else "DATE"


def _safely(reader: Anchorer, phrase: TimePhrase) -> AnchoredValue:
    try:
        return reader.anchor(phrase)
    except (ValueError, OverflowError):
        return AnchoredValue("XXXX", "it lies outside the calendar that dates are counted in", None, 0.2)
