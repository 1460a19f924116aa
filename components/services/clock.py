"""The time of the library's own records; an article's dates never come from here."""

from __future__ import annotations

import datetime as dt


def now(minus: dt.timedelta = dt.timedelta(0)) -> str:
    """The present in UTC, less ``minus``, as ISO with microseconds: sorts as text."""
    return (dt.datetime.now(dt.UTC) - minus).isoformat(timespec="microseconds")
