"""The time of the library's own records; an article's dates never come from here."""

from __future__ import annotations

import datetime as dt
import time


def _running() -> float:
    """Seconds by a clock that nobody sets and that goes on while the computer sleeps."""
    try:
        return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
    except AttributeError:  # Windows, whose monotonic clock does so
        return time.monotonic()


def utc_now() -> dt.datetime:
    """The present, in UTC."""
    return dt.datetime.fromtimestamp(time.time(), dt.UTC)


_BEGAN = (utc_now(), _running())


def now(minus: dt.timedelta = dt.timedelta(0)) -> str:
    """The present in UTC, less ``minus``, as ISO with microseconds: sorts as text."""
    return _iso(utc_now() - minus)


def surely_not_past() -> str:
    """The present, or the time counted since the start where the clock was set back: for what is thrown away later.

    What was deleted while the clock was wrong would else be older than an hour as soon as it is right again.
    """
    return _iso(max(utc_now(), _counted()))


def surely_past(age: dt.timedelta) -> str:
    """The time that surely lies ``age`` back, as ``now`` writes it: what is thrown away for good is older than that.

    A computer's clock may be set forward while Dateline runs; then it counts how long it has run since it started.
    """
    return _iso(min(utc_now(), _counted()) - age)


def _counted() -> dt.datetime:
    began, running = _BEGAN
    return began + dt.timedelta(seconds=_running() - running)


def later_than(before: str | None) -> str:
    """The present, or just after ``before`` where the clock was set back since: what was done last sorts last."""
    present = now()
    if before is None or before < present:
        return present
    try:
        return _iso(dt.datetime.fromisoformat(before) + dt.timedelta(microseconds=1))
    except (ValueError, OverflowError):  # what is stored is no time
        return present


def _iso(at: dt.datetime) -> str:
    return at.isoformat(timespec="microseconds")
