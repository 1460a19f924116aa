"""What a session may send and receive: Streamlit's own messages, each let through, made to wait or refused.

Every session speaks over one WebSocket (``/_stcore/stream``, protobuf). Streamlit does whatever a message asks, whoever
sends it: empty the server's caches, write files of its own into the project. Let through is what the pages need, and of
what colleagues send no more than the server can do beside its owner's work (``services/quota.py``).
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import NamedTuple

import anyio
from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components.domain.access import Kind
from components.services import quota as limits
from components.services.quota import Quota

log = logging.getLogger(__name__)

# What any session may send; a message that is not named is dropped.
MESSAGES = frozenset(("rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "backend_operation_request"))
OPERATIONS = frozenset(("deferred_file", "dataframe_chunk"))
MAY_UPLOAD: frozenset[Kind] = frozenset(("editor", "corrector"))
BUSY = "Too many files are being made at the moment. Try again in a few seconds."
# Streamlit names a file by a hash of 32 digits; what follows in a message may look like more of the name.
_FILE = re.compile(rb"/media/([0-9a-f]{32})")
_NAME = 32
_FILES_KEPT = 2_000  # addresses of files, of one link


class Files:
    """Which files (``/media/…``) were told to sessions of which link: nobody else may fetch them."""

    def __init__(self) -> None:
        self._told: OrderedDict[str, OrderedDict[str, None]] = OrderedDict()

    def tell(self, link: str, data: bytes) -> None:
        """Note the files that a message to a session of the link names."""
        for found in _FILE.finditer(data):
            told = self._told.setdefault(link, OrderedDict())
            told[found[1].decode("latin-1")] = None
            while len(told) > _FILES_KEPT:
                told.popitem(last=False)
            self._told.move_to_end(link)
            while len(self._told) > limits.KEPT:
                self._told.popitem(last=False)

    def may(self, link: str, name: str) -> bool:
        """Whether a session of the link was told of the file."""
        return name[:_NAME] in self._told.get(link, ())


class Turn:
    """A turn at something that few may do at a time; given back once, at the latest after some seconds."""

    def __init__(self, turns: anyio.Semaphore, seconds: float) -> None:
        self._turns: anyio.Semaphore | None = turns
        self._ends = asyncio.get_running_loop().call_later(seconds, self.end)

    def end(self) -> None:
        """Give it back."""
        self._ends.cancel()
        if self._turns is not None:
            self._turns.release()
            self._turns = None


class Turns(NamedTuple):
    """What all sessions of visitors share: turns at having a page drawn, and at having a file made."""

    runs: anyio.Semaphore
    exports: anyio.Semaphore

    @classmethod
    def fresh(cls) -> Turns:
        """Every turn is free."""
        return cls(anyio.Semaphore(limits.RUNS_AT_A_TIME), anyio.Semaphore(limits.EXPORTS_AT_A_TIME))


class Session:
    """One WebSocket of a visitor; ``link`` is None for an owner, who is not counted.

    ``kind`` tells what the visitor is at this moment: a link may be taken back while its session is open.
    """

    def __init__(
        self,
        link: str | None,
        kind: Callable[[], Awaitable[Kind]],
        *,
        quota: Quota,
        files: Files,
        turns: Turns,
    ) -> None:
        self._link, self._kind, self._quota, self._files, self._turns = link, kind, quota, files, turns
        self._held: dict[str, Turn] = {}  # turns of this session: at its run (""), at exports by their request's id

    async def run(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the session on to Streamlit until it ends."""

        async def receiving() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                code = await self._judge(message, send)
                if code == 0:
                    return message
                if code > 0:
                    await send({"type": "websocket.close", "code": code})
                    return {"type": "websocket.disconnect", "code": code}

        async def sending(message: Message) -> None:
            data = message.get("bytes") if message["type"] == "websocket.send" else None
            if data and self._link is not None:
                self._files.tell(self._link, data)
                if self._held:
                    self._done(data)
            await send(message)

        try:
            await app(scope, receiving, sending)
        finally:
            while self._held:
                self._held.popitem()[1].end()

    async def _judge(self, message: Message, send: Send) -> int:
        """What becomes of a message: 0 it is passed on, -1 it is dropped, else the code that ends the session."""
        data = message.get("bytes")
        if data is None:
            return 1003  # Streamlit speaks in bytes
        if self._link is not None and len(data) > limits.MESSAGE_BYTES:
            return 1009
        asked = BackMsg()
        try:
            asked.ParseFromString(data)
        except DecodeError:
            return 1002
        what = asked.WhichOneof("type")
        operation = asked.backend_operation_request
        if what not in MESSAGES or (
            what == "backend_operation_request" and operation.WhichOneof("payload") not in OPERATIONS
        ):
            log.info("a session's message was dropped: %s", what)
            return -1
        if self._link is None:
            return 0
        kind = await self._kind()
        if what == "rerun_script":
            # Also whose link was taken back: the page says so.
            own = asked.rerun_script.is_auto_rerun and asked.rerun_script.fragment_id
            return await self._wait("watch") if own else await self._run()
        if kind == "stranger" or (what == "file_urls_request" and kind not in MAY_UPLOAD):
            return -1
        if what == "backend_operation_request":
            if operation.WhichOneof("payload") == "deferred_file":
                return await self._export(operation, send)
            return await self._wait("watch")
        return 0

    async def _wait(self, use: limits.Use) -> int:
        assert self._link is not None  # noqa: S101 - an owner never waits
        seconds = self._quota.turn(self._link, use)
        if seconds > limits.PATIENCE:
            self._quota.give_back(self._link, use)
            return 1013
        if seconds:
            await anyio.sleep(seconds)
        return 0

    async def _run(self) -> int:
        """A page to be drawn: when it is its turn, and while few others of visitors are."""
        code = await self._wait("run")
        # While this session's page is drawn, a further message changes that run and starts no second one.
        if code == 0 and "" not in self._held:
            await self._turns.runs.acquire()
            self._held[""] = Turn(self._turns.runs, limits.RUN_SECONDS)
        return code

    async def _export(self, asked: BackendOperationRequest, send: Send) -> int:
        """A file to be made: few at a time and not too many, or a sentence that says so."""
        assert self._link is not None  # noqa: S101 - an owner is never counted
        ready = self._quota.take(self._link, "export")
        if ready:
            with anyio.move_on_after(limits.EXPORT_WAIT) as waited:
                await self._turns.exports.acquire()
            ready = not waited.cancelled_caught
        if not ready:
            answer = ForwardMsg()
            answer.backend_operation_response.request_id = asked.request_id
            answer.backend_operation_response.error_msg = BUSY
            await send({"type": "websocket.send", "bytes": answer.SerializeToString()})
            return -1
        turn = Turn(self._turns.exports, limits.EXPORT_SECONDS)
        if await self._kind() == "stranger" or asked.request_id in {"", *self._held}:
            turn.end()
            return -1
        self._held[asked.request_id] = turn
        return 0

    def _done(self, data: bytes) -> None:
        """Give back the turn that a message to the visitor ends."""
        told = ForwardMsg()
        try:
            told.ParseFromString(data)
        except DecodeError:
            return
        what = told.WhichOneof("type")
        if what == "script_finished":
            done = ""
        elif what == "backend_operation_response":
            done = told.backend_operation_response.request_id
        else:
            return
        if (turn := self._held.pop(done, None)) is not None:
            turn.end()
