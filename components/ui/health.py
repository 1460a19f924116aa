"""The address ``/health``: whether Dateline is ready, for whatever watches over it.

A stranger may know whether the server is there (docs/security.md), so it hears ``ready`` alone, with 200 or 503; how
many articles wait and which version this is are the owner's.
"""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Callable

import anyio.to_thread
import msgspec
from starlette.responses import Response

from components.analysis.version import VERSION
from components.domain.errors import DatelineError
from components.services.analysis_queue import AnalysisQueue, Condition
from components.ui.shared_analysis_queue import analysis_queue, opened_queue

KEPT = 1.0  # seconds that an answer holds: whoever asks a thousand times a second costs nothing
OPENED_AGAIN = 10.0  # seconds after which a library that could not be opened is tried again
DOWN = Condition(ready=False, queue=0)


class Health:
    """The condition of this server's queue, looked at once a second at most; safe to ask from many threads."""

    def __init__(
        self,
        opened: Callable[[], AnalysisQueue | None] = opened_queue,
        opening: Callable[[], AnalysisQueue] = analysis_queue,
    ) -> None:
        self._opened, self._opening = opened, opening
        self._lock = threading.Lock()
        self._told = DOWN
        self._looked = self._tried = float("-inf")

    @property
    def told(self) -> Condition:
        """What was seen last."""
        return self._told

    def is_old(self) -> bool:
        """Whether it is time to look again, and nobody does so now."""
        return time.monotonic() - self._looked >= KEPT and not self._lock.locked()

    def condition(self) -> Condition:
        """The condition, as of a second ago at most."""
        with self._lock:
            if time.monotonic() - self._looked >= KEPT:
                self._told, self._looked = self._look(), time.monotonic()
            return self._told

    def _look(self) -> Condition:
        try:
            queue = self._opened()
            if queue is None:
                # Where only a server that is ready gets visitors, nobody else would have it tried again.
                if time.monotonic() - self._tried < OPENED_AGAIN:
                    return DOWN
                self._tried = time.monotonic()
                queue = self._opening()
            return queue.condition()
        except DatelineError:
            return DOWN


health = Health()


@functools.cache
def _one_look() -> anyio.CapacityLimiter:
    return anyio.CapacityLimiter(1)


async def answer_health(*, owner: bool) -> Response:
    """200 where it is ready, else 503; JSON."""
    # One thread for all who ask: a library that answers slowly takes none from the pages.
    now = await anyio.to_thread.run_sync(health.condition, limiter=_one_look()) if health.is_old() else health.told
    told: dict[str, object] = {"ready": now.ready}
    if owner:
        told |= {"queue": now.queue, "version": VERSION}
    return Response(
        msgspec.json.encode(told),
        200 if now.ready else 503,
        headers={"Cache-Control": "no-store"},
        media_type="application/json",
    )
