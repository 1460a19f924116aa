"""The values that edits give where a word doesn't say it, and how much an edit, a file and an article may hold."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from components.domain.record import ActorKind, QuoteKind, SourceType, Status
from components.domain.single_line_text import plain_line
from components.domain.spans import Span

FILE_BYTES = 1024 * 1024  # of a file of corrections
FILE_EDITS = 2_000
ARTICLE_EDITS = 10_000  # that are kept of one article, undone ones too
MOST_ADDED = 500  # quotes, events and actors (splits too) each, by the edits in effect of one article
MOST_ALIASES = 100  # names that an actor is also called by, where edits add some
LONGEST_NAME = 120  # characters of a name or a role
LONGEST_SUMMARY = 300
LONGEST_BY = 80
LONGEST_WHAT = 160
LONGEST_MENTION = 500
MOST_SPANS = 3_000  # in one edit
MOST_IDS = 100  # actors of an event, where edits add some
SIDE_BYTES = 256 * 1024  # of the JSON before or after
FURTHEST = 10_000_000  # characters into a text

# What stands in place of a value that is stored and can't be read; it fits no field.
UNREADABLE = msgspec.Raw(b'{"unreadable":true}')


class Days(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """First and last day of an event as a reader puts them (ISO); null leaves that end open."""

    earliest: str | None = None
    latest: str | None = None

    def __post_init__(self) -> None:
        """Refuse what is no day."""
        _days(self.earliest, self.latest)


class Split(msgspec.Struct, frozen=True):
    """A new actor made of some mentions of another."""

    name: str
    kind: ActorKind
    mentions: tuple[Span, ...]


class AddedActor(msgspec.Struct, frozen=True):
    """An actor that the machine missed, named at these places."""

    name: str
    kind: ActorKind
    mentions: tuple[Span, ...]


class AddedQuote(msgspec.Struct, frozen=True):
    """A quote that the machine missed."""

    content: tuple[Span, ...]
    kind: QuoteKind = "direct"
    speaker: str | None = None
    source_type: SourceType = "unattributed"


class AddedEvent(msgspec.Struct, frozen=True):
    """An event that the machine missed; ``start``/``end`` are the words that tell it."""

    start: int
    end: int
    summary: str
    earliest: str | None = None
    latest: str | None = None
    status: Status = "happened"
    actors: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what is no day."""
        _days(self.earliest, self.latest)


def _days(*days: str | None) -> None:
    for one in days:
        # fromisoformat also reads "20260301" and "2026-W09-7", which nothing else here does.
        if one is not None and dt.date.fromisoformat(one).isoformat() != one:
            raise ValueError(f"{one} is no day: write YYYY-MM-DD")


def plain_value(field: str, value: Any) -> Any:
    """A value with its words on one line and within their lengths; raises ValueError where it could not be given.

    What it asks of a value holds for every text: whether the value fits an article is not asked here.
    """
    if isinstance(value, Split | AddedActor):
        _spans(value.mentions, longest=LONGEST_MENTION)
        return msgspec.structs.replace(value, name=_name(value.name))
    if isinstance(value, AddedQuote):
        _spans(value.content)
        return value
    if isinstance(value, AddedEvent):
        _spans(((value.start, value.end),))
        _ids(value.actors)
        _in_order(value)
        return msgspec.structs.replace(
            value, summary=plain_line(value.summary, LONGEST_SUMMARY), actors=tuple(dict.fromkeys(value.actors))
        )
    if isinstance(value, Days):
        _in_order(value)
    elif field == "name":
        return _name(value)
    elif field == "role":
        return plain_line(value or "", LONGEST_NAME) or None
    elif field == "content":
        _spans(value)
    elif field == "actors":
        _ids(value)
    elif field == "removed" and value is not True:
        raise ValueError("an item is removed, or not corrected so")
    elif field == "checked" and value is not True:
        raise ValueError("an item is found right, or its check is undone")
    return value


def _name(text: str) -> str:
    line = plain_line(text, LONGEST_NAME)
    if not line:
        raise ValueError("an actor needs a name")
    return line


def _spans(spans: tuple[Span, ...], longest: int = FURTHEST) -> None:
    if not 0 < len(spans) <= MOST_SPANS:
        raise ValueError(f"it names no words, or over {MOST_SPANS:,} places")
    if any(not 0 <= s < e <= FURTHEST for s, e in spans):
        raise ValueError("it names places that can't be in a text")
    if any(e - s > longest for s, e in spans):
        raise ValueError(f"an actor is named in {longest:,} characters at most")


def _ids(ids: tuple[str, ...]) -> None:
    if len(ids) > MOST_IDS:
        raise ValueError(f"it names over {MOST_IDS:,} actors")


def _in_order(days: Days | AddedEvent) -> None:
    if days.earliest and days.latest and days.latest < days.earliest:
        raise ValueError("the last day comes before the first")
