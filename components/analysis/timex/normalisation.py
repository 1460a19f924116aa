"""Resolves symbolic phrases against the article date: a pure function, so that a changed date needs no new parse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from components.analysis.timex.anchoring import Anchorer
from components.analysis.timex.anchoring_context import AnchoredValue
from components.analysis.timex.config import DEFAULT_CONFIG, TimexConfig
from components.analysis.timex.fiscal_periods import with_fiscal_bounds
from components.analysis.timex.live_blog_posts import Post, post_at
from components.analysis.timex.modifiers import part_of
from components.analysis.timex.numeric_dates import numeric_order
from components.analysis.timex.symbolic_values import Ahead, Fixed, Moment, TimePhrase
from components.analysis.timex.timex3_value_arithmetic import Bounds, bounds, unit_of
from components.domain.record import Timex, TimexType

POST = "the post's own time"  # the rule of a time that a post of a live blog begins with
_EXACT_LENGTH = re.compile(r"PT(?P<count>\d{1,4})(?P<unit>[HMS])")
_SOME_TIME_AGO = re.compile(r"(?i)\b(?:hours|minutes|seconds|moments)\s+ago$")


def normalise(
    phrases: Sequence[TimePhrase],
    article_date: date | None,
    posts: Sequence[Post] = (),
    config: TimexConfig = DEFAULT_CONFIG,
) -> list[Timex]:
    """A Timex for each phrase, in order; without an article date, what counts from it stays open.

    In a live blog a phrase counts from the time of its post.
    """
    anchorer = Anchorer(numeric_order(phrases), config)
    timexes: list[Timex] = []
    post_timexes: dict[int, int] = {}  # the timex of each post's time, by where the post begins
    for index, phrase in enumerate(phrases):
        post = post_at(posts, phrase.start) if posts else None
        in_post = post is not None and post.day is not None
        kind = _kind(phrase)
        anchored = _anchored_or_open(
            anchorer, phrase, post.day if post is not None and in_post else article_date, config
        )
        if post is not None and in_post:
            kind, anchored = _in_post(phrase, post, kind, anchored, post_timexes.get(post.line[0]), config)
            if anchored.rule == POST:
                post_timexes[post.line[0]] = index
                if article_date is None or post.names_day:
                    anchored = anchored._replace(anchor=None)
        anchorer.remember(index, anchored.value, phrase)
        days = _days(phrase, kind, anchored)
        timexes.append(
            Timex(
                start=phrase.start,
                end=phrase.end,
                type=kind,
                value=anchored.value,
                earliest=days[0].isoformat() if days else None,
                latest=days[1].isoformat() if days else None,
                rule=anchored.rule,
                anchor=anchored.anchor,
                confidence=anchored.confidence,
            )
        )
    return with_fiscal_bounds(phrases, timexes)


def _days(phrase: TimePhrase, kind: TimexType, anchored: AnchoredValue) -> Bounds | None:
    """The first and last day that a phrase can mean: of the part that its modifier names, where it has one."""
    if kind not in ("DATE", "TIME"):
        return anchored.days
    days = None if anchored.open else anchored.days or bounds(anchored.value)
    if days is None or phrase.modifier is None:
        return days
    return part_of(days, unit_of(anchored.value), phrase.modifier)


def _in_post(
    phrase: TimePhrase,
    post: Post,
    kind: TimexType,
    anchored: AnchoredValue,
    post_timex: int | None,
    config: TimexConfig,
) -> tuple[TimexType, AnchoredValue]:
    """What a phrase says in a post of a live blog: its own time line, or something counted from that."""
    assert post.day is not None  # noqa: S101 - the caller saw to it
    post_time = f"the post's time, {post.words}"
    if phrase.start < post.line[1]:
        if isinstance(phrase.meaning, Moment) and re.match(r"T\d\d", phrase.meaning.time):
            value = f"{post.day.isoformat()}T{post.clock}"
            return "TIME", AnchoredValue(value, POST, "dateline", config.post_time_confidence)
        return kind, anchored
    anchor = post_timex if post_timex is not None else anchored.anchor
    ago = phrase.text.lower().endswith("ago")
    length = _EXACT_LENGTH.fullmatch(anchored.value) if kind == "DURATION" and ago else None
    if length is not None:
        seconds = int(length["count"]) * {"H": 3600, "M": 60, "S": 1}[length["unit"]]
        moment = datetime.combine(post.day, time(post.minutes // 60, post.minutes % 60)) - timedelta(seconds=seconds)
        value, rule = f"{moment:%Y-%m-%dT%H:%M}", f"so long before {post_time}"
        return "TIME", AnchoredValue(value, rule, anchor, config.before_post_confidence)
    vague = anchored.value == "PAST_REF" or anchored.value.startswith("PTX")
    if ago and vague and _SOME_TIME_AGO.search(phrase.text):
        rule, days = f"not long before {post_time}", (post.day, post.day)
        return "DATE", AnchoredValue("PAST_REF", rule, anchor, config.shortly_before_post_confidence, days)
    if anchored.anchor == "dateline":
        rule = re.sub("the article date(?: itself)?", post_time, anchored.rule)
        return kind, anchored._replace(anchor=anchor, rule=rule)
    return kind, anchored


def _kind(phrase: TimePhrase) -> TimexType:
    if isinstance(phrase.meaning, Fixed):
        return phrase.meaning.type
    if isinstance(phrase.meaning, Ahead):
        return "DURATION"
    return "TIME" if isinstance(phrase.meaning, Moment) else "DATE"


def _anchored_or_open(anchorer: Anchorer, phrase: TimePhrase, today: date | None, config: TimexConfig) -> AnchoredValue:
    try:
        return anchorer.anchor(phrase, today)
    except (ValueError, OverflowError):
        rule = "it lies outside the calendar that dates are counted in"
        return AnchoredValue("XXXX", rule, None, config.no_such_date_confidence)
