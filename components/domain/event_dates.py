"""The days of an event as moments: its bounds, and where it stands on a calendar."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

DAY = dt.timedelta(days=1)


class Dated(Protocol):
    """Whatever has a first and a last day, either of which may be unknown."""

    @property
    def earliest(self) -> str | None:
        """The first day, ISO."""
        ...

    @property
    def latest(self) -> str | None:
        """The last day, ISO."""
        ...


def day(iso: str | None) -> dt.datetime | None:
    """An ISO day as the moment it begins; None for none, or for one no calendar holds."""
    if not iso:
        return None
    try:
        return dt.datetime.combine(dt.date.fromisoformat(iso[:10]), dt.time())
    except ValueError:
        return None


def bounds(event: Dated) -> tuple[dt.datetime | None, dt.datetime | None]:
    """First moment and end (exclusive) of an event's days; None where the text gives no bound."""
    first, last = day(event.earliest), day(event.latest)
    return first, (last + DAY if last is not None and last.year < 9999 else last)


def middle(event: Dated) -> dt.datetime | None:
    """Where an event's marker stands: the middle of its days, or its one known end."""
    first, end = bounds(event)
    if first is not None and end is not None:
        return first + (end - first) / 2
    return first or end
