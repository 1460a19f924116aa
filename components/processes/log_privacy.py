"""What logs hold of an error: its kind and where it happened, never its words, as those may be an article's.

``KeyError: 'Ida Berg'`` names somebody, and what a database or a parser says quotes what it was given.
"""

from __future__ import annotations

import errno
import logging
import sys
import threading
import traceback
from types import TracebackType
from typing import Any

_LINK = "\nwhich came of:\n\n"


def keep_words_out() -> None:
    """Have every logger of this process, and what ends a thread or the process, tell errors so."""
    # For all at once: Streamlit and uvicorn make formatters of their own, some of them anew with each setting.
    setattr(logging.Formatter, "formatException", lambda _, told: errors_shown(told[1]))  # noqa: B010
    threading.excepthook = _end_of_thread
    sys.excepthook = _end_of_process


def errors_shown(error: BaseException | None) -> str:
    """An error and those that it came of, the last first: kinds and places in the code."""
    parts: list[str] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        lines = traceback.format_list(traceback.extract_tb(error.__traceback__))
        parts.append(f"Traceback (most recent call last):\n{''.join(lines)}{_kind(error)}")
        if isinstance(error, BaseExceptionGroup):
            parts += [errors_shown(one) for one in error.exceptions]
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return _LINK.join(parts)


def _kind(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    number = errno.errorcode.get(error.errno or 0) if isinstance(error, OSError) else None
    return f"{name} ({number})" if number else name


def _end_of_thread(told: Any) -> None:
    if told.exc_type is not SystemExit:
        name = told.thread.name if told.thread is not None else "?"
        print(f"The thread {name} ended:\n{errors_shown(told.exc_value)}", file=sys.stderr, flush=True)  # noqa: T201


def _end_of_process(kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
    print(errors_shown(error), file=sys.stderr, flush=True)  # noqa: T201
