"""What is computed of a whole record is computed once: several parts of a page, or of a report, ask for the same."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from components.domain.record import Record

P = ParamSpec("P")
T = TypeVar("T")
_RESULTS = "results"  # the attribute of a record that holds them: it is in no export and makes no two records differ


class _Results:
    """What was computed of one record. One thread computes at a time, for all who wait for the same article."""

    def __init__(self) -> None:
        self.found: dict[Any, Any] = {}
        self.computing = threading.RLock()  # what is computed may ask for more of it


def once_per_record(compute: Callable[Concatenate[Record, P], T]) -> Callable[Concatenate[Record, P], T]:
    """Keep what a function makes of a record, by its further arguments, for as long as the record is there.

    For pure functions whose result nobody can change, of hashable arguments of which few may come: all that was asked
    for is kept. What readers found right must change nothing of it (``take_results``).
    """

    def computed(record: Record, /, *args: P.args, **kwargs: P.kwargs) -> T:
        results = _results(record)
        key = (compute, args, frozenset(kwargs.items()))
        if key not in results.found:
            with results.computing:
                if key not in results.found:
                    results.found[key] = compute(record, *args, **kwargs)
        found: T = results.found[key]
        return found

    return functools.update_wrapper(computed, compute)


def take_results(record: Record, other: Record) -> None:
    """Let a record share what was, and will be, computed of another one that tells the same."""
    record.__dict__[_RESULTS] = _results(other)


def _results(record: Record) -> _Results:
    results: _Results | None = record.__dict__.get(_RESULTS)
    return results or record.__dict__.setdefault(_RESULTS, _Results())  # of two threads the first one's
