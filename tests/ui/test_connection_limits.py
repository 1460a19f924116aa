"""Connections: which are closed, and which make room."""

from __future__ import annotations

import asyncio
import socket
from types import SimpleNamespace
from typing import Any

import pytest
import uvicorn

from components.ui import connection_limits, server_headers_and_lifespan
from components.ui.connection_limits import CLOSING_SECONDS, IDLE_SECONDS, STALLED_SECONDS, Connections


class Transport:
    def __init__(self) -> None:
        self.protocol: Any = None
        self.closing = self.aborted = False
        self.buffered = 0

    def is_closing(self) -> bool:
        return self.closing or self.aborted

    def get_protocol(self) -> Any:
        return self.protocol

    def get_write_buffer_size(self) -> int:
        return self.buffered

    def abort(self) -> None:
        self.aborted = True


class Connection:
    """As uvicorn's protocol: without a request, with one at work, with an answer that waits for its reader."""

    def __init__(self, *, works: bool = False, paused: bool = False) -> None:
        self.transport = Transport()
        self.transport.protocol = self
        self.cycle = SimpleNamespace(response_complete=False) if works or paused else None
        self.flow = SimpleNamespace(write_paused=paused)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(connection_limits.time, "monotonic", lambda: now[0])
    return now


def held_with(*made: Connection) -> Connections:
    held = Connections()
    for one in made:
        held.add(one)
    held.look()
    return held


def test_what_asks_for_nothing_is_closed_after_seconds(clock: list[float]) -> None:
    idle, working, session = Connection(), Connection(works=True), Connection(works=True)
    session.transport.protocol = object()  # it speaks WebSocket by now
    held = held_with(idle, working, session)
    for clock[0] in (IDLE_SECONDS - 1, IDLE_SECONDS + 1, 1_000):
        held.look()
        assert idle.transport.aborted == (clock[0] > IDLE_SECONDS)
    assert not working.transport.aborted and not session.transport.aborted


def test_an_answer_that_nobody_takes_is_closed_and_a_slow_one_is_not(clock: list[float]) -> None:
    stalled, slow = Connection(paused=True), Connection(paused=True)
    held = held_with(stalled, slow)
    while clock[0] < 3 * STALLED_SECONDS:
        clock[0] += STALLED_SECONDS / 3
        held.got_on(slow)
        held.look()
    assert stalled.transport.aborted and not slow.transport.aborted


@pytest.mark.parametrize("paused", [False, True])
def test_a_new_connection_gets_in_whatever_the_others_do(
    clock: list[float], monkeypatch: pytest.MonkeyPatch, paused: bool
) -> None:
    monkeypatch.setattr(connection_limits, "MOST", 5)
    others = [Connection(paused=paused) for _ in range(5)]
    held = Connections()
    for clock[0], one in enumerate(others):
        held.add(one)
    for one in others:
        if one.cycle is not None:
            held._seen[one] = one.cycle
    new = Connection()
    held.add(new)
    assert not new.transport.aborted and [o.transport.aborted for o in others] == [True] + [False] * 4


def test_a_session_whose_last_words_nobody_takes_is_cut_off(clock: list[float]) -> None:
    session = Connection(works=True)
    session.transport.protocol = object()
    held = held_with(session)
    session.transport.closing, session.transport.buffered = True, 100
    held.look()
    clock[0] = CLOSING_SECONDS + 1
    held.look()
    assert session.transport.aborted


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_nothing_that_is_sent_waits_for_an_acknowledgement(address: str) -> None:
    """Uvicorn on a socket that is bound as Streamlit binds its own: without naming the protocol."""
    assert server_headers_and_lifespan._connections is not None  # uvicorn's connections are looked at
    family = socket.AF_INET6 if ":" in address else socket.AF_INET

    async def meet() -> list[int]:
        with socket.socket(family=family) as bound:
            try:
                bound.bind((address, 0))
            except OSError:
                pytest.skip(f"no {address} here")
            bound.listen()
            config = uvicorn.Config(lambda *_: None, lifespan="off", log_config=None)
            config.load()
            server = uvicorn.Server(config)
            server.lifespan = config.lifespan_class(config)
            await server.startup(sockets=[bound])
            _, writer = await asyncio.open_connection(*bound.getsockname()[:2])
            async with asyncio.timeout(20):
                while not server.server_state.connections:
                    await asyncio.sleep(0.01)
            held = [one.transport.get_extra_info("socket") for one in server.server_state.connections]
            found = [int(one.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)) for one in held]
            writer.close()
            await server.shutdown(sockets=[bound])
        return found

    assert [one != 0 for one in asyncio.run(meet())] == [True]
