"""Whether the day on which an article was written is sure enough to count "today" and "on Friday" from it."""

from __future__ import annotations

import re

from components.collection.chronicle.sure_days import iso_day
from components.domain.record import Record, Timex

_STAMPED = re.compile(
    r"(?:Added|Updated|Published|Posted|Modified|time|GMT|BST|E[DS]T)(?: on| at)?[:,]? "
    r"(?:\d\d?[:.] ?\d\d ?(?:[ap]\. ?m\.)?,? )?$",
    re.I,
)
_STAMP_WORDS = 14  # a line with more tells a story; its date is what the story is about


def is_surely_dated(record: Record) -> bool:
    """Whether the article is of one day: its date, where that was given or stands in a line of its own.

    A diary, a page of comments and one that was written on are of several. A date that was inferred from amid the text
    may be that of what is told.
    """
    published = iso_day(record.date)
    if published is None:
        return False
    stamped = {iso_day(t.earliest) for t in record.timexes if t.anchor is None and _is_stamp(record, t)}
    if stamped - {None, published}:
        return False
    return record.date_basis != "inferred" or any(
        t.anchor is None and iso_day(t.earliest) == published and _is_of_a_short_line(record, t) for t in record.timexes
    )


def _is_stamp(record: Record, timex: Timex) -> bool:
    if timex.earliest != timex.latest or not re.search(r"\d{4}", record.text[timex.start : timex.end]):
        return False
    return _STAMPED.search(record.text[max(0, timex.start - 40) : timex.start]) is not None


def _is_of_a_short_line(record: Record, timex: Timex) -> bool:
    lines = (s for s in record.sentences if s.start <= timex.start < s.end)
    return any(len(record.text[s.start : s.end].split()) <= _STAMP_WORDS for s in lines)
