"""The one analysis queue of this server; pages reach it through ``current_visitor.visitor_library`` alone.

It is held here and not by Streamlit's cache, which any session's message can empty: each time that would be another
store, another writer and another worker.
"""

from __future__ import annotations

import threading

from components.domain.decoded_types import prepare_types
from components.services.analysis_queue import AnalysisQueue

LOAD_AFTER = 4.0  # seconds in which the first page is drawn: loading the model would take the cores from it

_lock = threading.Lock()
_open: list[AnalysisQueue] = []


def analysis_queue() -> AnalysisQueue:
    """The queue, opened with its library and its worker at the first call; raises StoreFailed."""
    if _open:
        return _open[0]
    with _lock:
        if not _open:
            prepare_types()  # before the queue's own threads and the visitors' decode
            queue = AnalysisQueue(load_after=LOAD_AFTER)
            try:
                queue.resume()
            except BaseException:
                queue.close()
                raise
            _open.append(queue)
        return _open[0]


def opened_queue() -> AnalysisQueue | None:
    """The queue where it is open; nothing is opened for it."""
    return _open[0] if _open else None


def close_analysis_queue() -> None:
    """Stop the worker and close the library; the next call of ``analysis_queue`` opens it again."""
    with _lock:
        while _open:
            _open.pop().close()
