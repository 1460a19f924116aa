"""Notes who uses what a cached function computed once: the lines within it run for the first caller alone.

In place of ``functools.lru_cache`` while lines are recorded, in the tests' process and in the programs they start.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Protocol


class Notes(Protocol):
    """Who is told of cached functions."""

    def used(self, name: str) -> None:
        """What runs now uses this function's result."""

    def enter(self, name: str) -> Any:
        """The function computes: what runs from now on runs for it. Returns what ``leave`` takes."""

    def leave(self, before: Any) -> None:
        """It has computed."""


def note_caches(package: str, notes: Notes) -> None:
    """From now on every cached function of the package tells ``notes``."""
    plain = functools.lru_cache

    def noting(function: Callable[..., Any], **options: Any) -> Callable[..., Any]:
        if not str(getattr(function, "__module__", "")).startswith(package):
            return plain(**options)(function)
        name = f"cache {function.__module__}.{function.__qualname__}"

        @functools.wraps(function)
        def computed(*args: Any, **keywords: Any) -> Any:
            before = notes.enter(name)
            try:
                return function(*args, **keywords)
            finally:
                notes.leave(before)

        cached = plain(**options)(computed)

        @functools.wraps(function)
        def called(*args: Any, **keywords: Any) -> Any:
            notes.used(name)
            return cached(*args, **keywords)

        called.cache_clear = cached.cache_clear  # type: ignore[attr-defined]
        called.cache_info = cached.cache_info  # type: ignore[attr-defined]
        return called

    def lru_cache(maxsize: Any = 128, typed: bool = False) -> Any:
        if callable(maxsize):
            return noting(maxsize, maxsize=128, typed=typed)
        return lambda function: noting(function, maxsize=maxsize, typed=typed)

    functools.lru_cache = lru_cache  # type: ignore[assignment]
    functools.cache = lambda function: noting(function, maxsize=None)  # type: ignore[assignment]
