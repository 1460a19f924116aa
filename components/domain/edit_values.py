"""The values that edits give where a word doesn't say it: days, a split, what was added."""

from __future__ import annotations

import datetime as dt

import msgspec

from components.domain.record import ActorKind, QuoteKind, SourceType, Status
from components.domain.spans import Span


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


def _days(*given: str | None) -> None:
    for one in given:
        if one is not None:
            dt.date.fromisoformat(one)
