"""Connections that ask for nothing, or don't take what they asked for: closed after seconds, and never too many.

Streamlit starts uvicorn without limits of its own, and uvicorn waits for a first request, and for an answer to be
taken, for as long as the connection lasts: a thousand such connections take every file descriptor that the process may
have. So each connection is looked at where uvicorn makes it, and there told to send at once.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import time
from contextlib import suppress
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

log = logging.getLogger(__name__)

IDLE_SECONDS = 10.0  # without a whole request
STALLED_SECONDS = 15.0  # in which an answer must get on by some ten kilobytes
CLOSING_SECONDS = 10.0  # that a session's last words may take
LOOK_SECONDS = 2.0
MOST = 400  # connections at work or idle, from which on one that does nothing gives way to a new one
DESCRIPTORS = 8_192  # files and connections that the process may have open, where the system allows it


class Connections:
    """Every connection of the server, oldest first, with the time at which it last got on."""

    def __init__(self) -> None:
        self._http: dict[Any, float] = {}  # uvicorn's protocol -> when it last got on
        self._seen: dict[Any, Any] = {}  # uvicorn's protocol -> the request that it was last seen with
        self._closing: dict[Any, float] = {}  # transports of sessions -> since when they close

    def add(self, connection: Any) -> None:
        """Note a new connection; where there are too many, one that does nothing is closed for it."""
        if len(self._http) >= MOST:
            self._forget_gone()
        if len(self._http) >= MOST:
            self._make_room()
        self._http[connection] = time.monotonic()

    def got_on(self, connection: Any) -> None:
        """Note that a connection took what was sent."""
        if connection in self._http:
            self._http[connection] = time.monotonic()

    async def watch(self) -> None:
        """Close what is idle or stalled, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            self.look()

    def look(self) -> None:
        """Close what has been idle or stalled for too long."""
        self._forget_gone()
        now = time.monotonic()
        for connection, since in list(self._http.items()):
            if connection.cycle is not self._seen.get(connection):
                self._seen[connection] = connection.cycle
                self._http[connection] = now
            elif _is_idle(connection):
                if now - since > IDLE_SECONDS:
                    self._close(connection)
            elif not _is_stalled(connection):
                self._http[connection] = now
            elif now - since > STALLED_SECONDS:
                self._close(connection)
        for transport, since in list(self._closing.items()):
            if transport.get_write_buffer_size() == 0 or now - since > CLOSING_SECONDS:
                del self._closing[transport]
                if transport.get_write_buffer_size():
                    transport.abort()

    def _make_room(self) -> None:
        """Close the connection that has done nothing for longest; none where all are at work."""
        idle = [c for c in self._http if _is_idle(c)] or [c for c in self._http if _is_stalled(c)]
        if idle:
            self._close(min(idle, key=self._http.__getitem__))

    def _forget_gone(self) -> None:
        """Those that are closed; those that speak WebSocket by now are looked at when they close."""
        for connection in list(self._http):
            transport = connection.transport
            if transport.is_closing():
                self._forget(connection)
                if transport.get_write_buffer_size():
                    self._closing.setdefault(transport, time.monotonic())

    def _forget(self, connection: Any) -> None:
        self._http.pop(connection, None)
        self._seen.pop(connection, None)

    def _close(self, connection: Any) -> None:
        self._forget(connection)
        connection.transport.abort()


def _is_session(connection: Any) -> bool:
    return connection.transport.get_protocol() is not connection


def _is_idle(connection: Any) -> bool:
    """Without a request at work; a session of its own is none of these."""
    return not _is_session(connection) and (connection.cycle is None or bool(connection.cycle.response_complete))


def _is_stalled(connection: Any) -> bool:
    """Whether an answer waits for its reader."""
    return not _is_session(connection) and bool(connection.flow.write_paused)


def _send_at_once(transport: asyncio.BaseTransport) -> None:
    """Switch Nagle's algorithm off, which holds an answer's body back until its head is acknowledged: by 40 ms.

    asyncio does so itself, but not for a socket that was bound without naming its protocol, as Streamlit's is.
    """
    held = transport.get_extra_info("socket")
    if held is not None and held.family in {socket.AF_INET, socket.AF_INET6}:
        held.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def watch_connections() -> Connections:
    """Look at every connection that uvicorn makes from now on; once a process."""
    connections = Connections()
    made, resumed = AutoHTTPProtocol.connection_made, AutoHTTPProtocol.resume_writing

    def connection_made(self: Any, transport: Any) -> None:
        made(self, transport)
        connections.add(self)
        with suppress(OSError):  # it was closed at once
            _send_at_once(transport)

    def resume_writing(self: Any) -> None:
        connections.got_on(self)
        resumed(self)

    AutoHTTPProtocol.connection_made = connection_made  # type: ignore[method-assign]
    AutoHTTPProtocol.resume_writing = resume_writing  # type: ignore[method-assign]
    return connections


def allow_descriptors() -> None:
    """Let the process open as many files and connections as the system allows, up to what it can need."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    limit = DESCRIPTORS if hard == resource.RLIM_INFINITY else min(hard, DESCRIPTORS)
    if soft != resource.RLIM_INFINITY and soft < limit:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (limit, hard))
        except (OSError, ValueError):
            log.info("the number of open files could not be raised")
