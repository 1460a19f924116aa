"""The chronicle of a collection: its days by importance, what happened on each, and who tells it."""

from __future__ import annotations

from typing import Literal

import msgspec

DifferenceKind = Literal["date", "number", "name"]


class EventSource(msgspec.Struct, frozen=True):
    """Where one article tells an event: the ids of the record and its event, and the bounds of the sentence.

    ``event`` is empty where a reader's record names the day in the sentence without an event on it.
    """

    article: str
    event: str
    start: int
    end: int
    outlet: str | None = None


class ToldValue(msgspec.Struct, frozen=True):
    """One answer to what articles differ on, as it is told ("14", "Graeme Pacitti", "2009-05-01"), and by whom."""

    value: str
    articles: tuple[str, ...]
    outlets: tuple[str, ...] = ()


class Difference(msgspec.Struct, frozen=True):
    """What articles tell differently of one event; ``of`` says of what ("dead", "percent", a person's family name).

    ``values`` are in order of how many articles tell them, at least two.
    """

    kind: DifferenceKind
    of: str
    values: tuple[ToldValue, ...]


class ChronicleEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One event of a collection, told by one or more articles.

    ``label`` is the best sentence of all that tell it, in its article's words (without the place and agency that open
    it); the first of ``sources`` is that sentence's. ``alone``: the label can be understood without its article.
    ``weight`` is at most 1 and comparable among the entries of one chronicle. ``articles`` and ``outlets`` are counts.
    """

    id: str
    day: str
    label: str
    weight: float
    articles: int
    outlets: int
    sources: tuple[EventSource, ...]
    actors: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    alone: bool = True


class ChronicleDay(msgspec.Struct, frozen=True, kw_only=True):
    """A day (ISO) with its events, most told first, and the sentences that sum it up, best first.

    ``weight`` is relative: that of the most important day is 1. ``articles`` count who tells of the day or was
    published on it, ``outlets`` theirs.
    """

    day: str
    weight: float
    articles: int
    outlets: int
    summary: tuple[str, ...]
    entries: tuple[ChronicleEntry, ...]


class Chronicle(msgspec.Struct, frozen=True):
    """The days of a collection, most important first."""

    days: tuple[ChronicleDay, ...] = ()

    @property
    def entries(self) -> tuple[ChronicleEntry, ...]:
        """Every event, most important first."""
        return tuple(sorted((e for d in self.days for e in d.entries), key=lambda e: (-e.weight, e.day, e.id)))
