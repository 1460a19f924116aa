"""Connections that ask for nothing: closed after seconds, and never so many that nobody else gets in.

Streamlit starts uvicorn without limits of its own, and uvicorn waits for a first request for as long as the connection
lasts: a thousand connections that say nothing take every file descriptor that the process may have. So each connection
is looked at where uvicorn makes it.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

log = logging.getLogger(__name__)

IDLE_SECONDS = 10.0  # without a whole request
LOOK_SECONDS = 2.0
MOST = 400  # connections without a request at work; the oldest gives way to the newest
DESCRIPTORS = 8_192  # files and connections that the process may have open, where the system allows it


class Connections:
    """Every HTTP connection of the server, oldest first, with the request that it was last seen with."""

    def __init__(self) -> None:
        self._held: OrderedDict[Any, tuple[Any, float]] = OrderedDict()

    def add(self, connection: Any) -> None:
        """Note a new connection; where there are too many, the one that has been idle longest is closed."""
        self._held[connection] = (connection.cycle, time.monotonic())
        if len(self._held) > MOST:
            self._forget_gone()
        if len(self._held) > MOST and (oldest := next((c for c in self._held if _is_idle(c)), None)) is not None:
            self._close(oldest)

    async def watch(self) -> None:
        """Close what is idle, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            self._forget_gone()
            now = time.monotonic()
            for connection, (seen, since) in list(self._held.items()):
                if not _is_idle(connection) or connection.cycle is not seen:
                    self._held[connection] = (connection.cycle, now)
                elif now - since > IDLE_SECONDS:
                    self._close(connection)

    def _forget_gone(self) -> None:
        """Those that are closed, or speak WebSocket by now."""
        for connection in list(self._held):
            transport = connection.transport
            if transport.is_closing() or transport.get_protocol() is not connection:
                del self._held[connection]

    def _close(self, connection: Any) -> None:
        self._held.pop(connection, None)
        connection.transport.abort()


def _is_idle(connection: Any) -> bool:
    return connection.cycle is None or bool(connection.cycle.response_complete)


def watch_connections() -> Connections:
    """Look at every connection that uvicorn makes from now on; once a process."""
    held = Connections()
    made = AutoHTTPProtocol.connection_made

    def connection_made(self: Any, transport: Any) -> None:
        made(self, transport)
        held.add(self)

    AutoHTTPProtocol.connection_made = connection_made  # type: ignore[method-assign]
    return held


def allow_descriptors() -> None:
    """Let the process open as many files and connections as the system allows, up to what it can need."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = DESCRIPTORS if hard == resource.RLIM_INFINITY else min(hard, DESCRIPTORS)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        except (OSError, ValueError):
            log.info("the number of open files could not be raised")
