"""What a session may send and receive: Streamlit's own messages, each let through, made to wait or refused.

Every session speaks over one WebSocket (``/_stcore/stream``, protobuf). Streamlit does whatever a message asks, whoever
sends it: empty the server's caches, write files of its own into the project. Let through is what the pages need, and of
what colleagues send no more than the server can do beside its owner's work (``services/usage_limits_by_link.py``).
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable
from typing import NamedTuple
from urllib.parse import parse_qs

import anyio
from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components.domain.permissions import Kind
from components.services import usage_limits_by_link as limits
from components.services.usage_limits_by_link import VisitorQuota

log = logging.getLogger(__name__)

# What any session may send; a message that is not named is dropped.
MESSAGES = frozenset(("rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "backend_operation_request"))
OPERATIONS = frozenset(("deferred_file", "dataframe_chunk"))
MAY_UPLOAD: frozenset[Kind] = frozenset(("editor", "corrector"))
BUSY = "Too many files are being made at the moment. Try again in a few seconds."
DROPPED = 5  # messages that the pages never send, after which a visitor's session is ended
_REQUEST_ID = re.compile(r"^[\w-]{1,64}$")
_FILE = re.compile(r"^/media/([0-9a-f]{32})")  # Streamlit names a file by a hash
_NAME = 32
_FILES_KEPT = 2_000  # addresses of files, of one link

# A message is passed on (0), dropped (-1), or ends the session with a code of its own (RFC 6455, 7.4).
_PASS, _DROP = 0, -1


class Files:
    """Which files (``/media/…``) were told to sessions of which link: nobody else may fetch them."""

    def __init__(self) -> None:
        self._named: OrderedDict[str, OrderedDict[str, None]] = OrderedDict()

    def tell(self, link: str, message: ForwardMsg) -> None:
        """Note the files that a message to a session of the link names in its own fields, not in words it shows."""
        for url in _addresses(message):
            if (match := _FILE.match(url)) is None:
                continue
            names = self._named.setdefault(link, OrderedDict())
            names[match[1]] = None
            while len(names) > _FILES_KEPT:
                names.popitem(last=False)
            self._named.move_to_end(link)
            while len(self._named) > limits.KEPT:
                self._named.popitem(last=False)

    def may(self, links: Iterable[str], name: str) -> bool:
        """Whether a session of one of the links was told of the file."""
        return any(name[:_NAME] in self._named.get(link, ()) for link in links)


def _addresses(message: ForwardMsg) -> list[str]:
    """The addresses of files in a message's fields."""
    what = message.WhichOneof("type")
    if what == "page_config_changed":
        return [message.page_config_changed.favicon]
    if what == "backend_operation_response":
        return [message.backend_operation_response.deferred_file.url]
    if what == "delta":
        element = message.delta.new_element
        return [element.download_button.url, *(one.url for one in element.imgs.imgs)]
    return []


class Turn:
    """A turn at something that few may do at a time; given back once, at the latest after some seconds."""

    def __init__(self, turns: anyio.Semaphore, seconds: float, ended: Callable[[], object]) -> None:
        self._turns: anyio.Semaphore | None = turns
        self._ended = ended
        self.over = asyncio.Event()
        self._timer = asyncio.get_running_loop().call_later(seconds, self.end)

    def end(self) -> None:
        """Give it back."""
        self._timer.cancel()
        if self._turns is not None:
            self._turns.release()
            self._turns = None
            self.over.set()
            self._ended()


class Turns(NamedTuple):
    """What all sessions of visitors share: turns at having a page drawn, and at having a file made."""

    runs: anyio.Semaphore
    exports: anyio.Semaphore

    @classmethod
    def fresh(cls) -> Turns:
        """Every turn is free."""
        return cls(anyio.Semaphore(limits.RUNS_AT_A_TIME), anyio.Semaphore(limits.EXPORTS_AT_A_TIME))


class Standing(NamedTuple):
    """What a visitor is at this moment, and the link that what it uses is counted by (None: not counted)."""

    kind: Kind
    link: str | None


class Session:
    """One WebSocket of a visitor; ``link`` is None for an owner, who is not counted.

    ``standing`` tells what the visitor is now, by the token that its page's address holds (None: by its cookie): a link
    may be taken back while its session is open.
    """

    def __init__(
        self,
        link: str | None,
        standing: Callable[[str | None], Awaitable[Standing]],
        *,
        quota: VisitorQuota,
        files: Files,
        turns: Turns,
    ) -> None:
        self._link, self._standing, self._quota, self._files, self._turns = link, standing, quota, files, turns
        self._token: str | None = None
        self._asked = False  # whether a page was asked for: from then on the session stays with its link
        self._dropped = 0
        self._held: dict[str, Turn] = {}  # turns of this session: at its run (""), at exports by their request's id
        self._life = anyio.CancelScope()

    async def run(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the session on to Streamlit until it ends; at once where there is no room for it."""
        if self._link is not None and not self._quota.enter(self._link):
            await send({"type": "websocket.close", "code": 1013})
            return

        async def receiving() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                message, code = await self._judge(message, send)
                if code == _PASS:
                    return message
                if code > 0:
                    await send({"type": "websocket.close", "code": code})
                    return {"type": "websocket.disconnect", "code": code}
                await asyncio.sleep(0)  # messages that wait already must not keep others from theirs

        async def sending(message: Message) -> None:
            if self._link is None:
                await send(message)
                return
            # Who doesn't read what was asked for must not keep a turn.
            with anyio.move_on_after(limits.SEND_SECONDS) as waited:
                await send(self._look(message))
            if waited.cancelled_caught:
                log.info("a session of a link was ended: it doesn't read")
                self._life.cancel()

        try:
            with self._life:
                await app(scope, receiving, sending)
        finally:
            for turn in list(self._held.values()):
                turn.end()
            if self._link is not None:
                self._quota.leave(self._link)

    async def _judge(self, message: Message, send: Send) -> tuple[Message, int]:
        """What becomes of a message, and the message as it is passed on."""
        data = message.get("bytes")
        if data is None:
            return message, 1003  # Streamlit speaks in bytes
        if self._link is not None:
            if len(data) > limits.MESSAGE_BYTES:
                return message, 1009
            if not self._quota.take(self._link, "message"):
                return message, 1008
        request = BackMsg()
        try:
            request.ParseFromString(data)
        except DecodeError:
            return message, 1002
        what = request.WhichOneof("type")
        operation = request.backend_operation_request
        if what not in MESSAGES or (
            what == "backend_operation_request" and operation.WhichOneof("payload") not in OPERATIONS
        ):
            self._dropped += 1
            return message, 1008 if self._link is not None and self._dropped > DROPPED else _DROP
        if self._link is None:
            return message, _PASS
        if what == "rerun_script":
            code = await self._rerun(request)
            return {**message, "bytes": request.SerializeToString()}, code
        kind = (await self._standing(self._token)).kind
        if kind == "stranger" or (what == "file_urls_request" and kind not in MAY_UPLOAD):
            return message, _DROP
        if what == "backend_operation_request":
            if operation.WhichOneof("payload") == "deferred_file":
                return message, await self._export(operation, send)
            return message, await self._wait("watch")
        return message, _PASS

    async def _rerun(self, request: BackMsg) -> int:
        """A page to be drawn: when it is its turn, while few others of visitors are, and by the link of its address."""
        rerun = request.rerun_script
        shares = parse_qs(rerun.query_string).get("share", [])
        if len(shares) > 1:
            return 1008  # the page would take one of them, and this the other
        self._token = shares[0] if shares else None
        now = await self._standing(self._token)
        if now.kind == "stranger":
            # Its page says that the link opens nothing; a part of it alone would say nothing.
            rerun.fragment_id, rerun.is_auto_rerun = "", False
        elif now.link is not None and now.link != self._link:
            if self._asked:
                return 1008
            assert self._link is not None  # noqa: S101 - an owner's reruns aren't looked at
            if not self._quota.enter(now.link):
                return 1013
            self._quota.leave(self._link)
            self._link = now.link
        self._asked = True
        # Streamlit throws an answer away that waits to be sent when a page begins to be drawn: files first, then pages.
        await self._ended(exports=True)
        if rerun.is_auto_rerun and rerun.fragment_id:
            return await self._wait("watch")
        code = await self._wait("run")
        # While this session's page is drawn, a further message changes that run and starts no second one.
        if code == _PASS and "" not in self._held:
            if not await _turn(self._turns.runs, limits.PATIENCE):
                return 1013
            self._hold("", self._turns.runs, limits.RUN_SECONDS)
        return code

    async def _wait(self, use: limits.Use) -> int:
        assert self._link is not None  # noqa: S101 - an owner never waits
        seconds = self._quota.turn(self._link, use)
        if seconds > limits.PATIENCE:
            self._quota.give_back(self._link, use)
            return 1013
        if seconds:
            await anyio.sleep(seconds)
        return _PASS

    async def _export(self, request: BackendOperationRequest, send: Send) -> int:
        """A file to be made: few at a time and not too many, or a sentence that says so."""
        assert self._link is not None  # noqa: S101 - an owner is never counted
        # Streamlit answers with the id that was sent.
        if not _REQUEST_ID.match(request.request_id) or request.request_id in self._held:
            return _DROP
        await self._ended(exports=False)
        ready = self._quota.take(self._link, "export") and await _turn(self._turns.exports, limits.EXPORT_WAIT)
        if not ready:
            answer = ForwardMsg()
            answer.backend_operation_response.request_id = request.request_id
            answer.backend_operation_response.error_msg = BUSY
            await send({"type": "websocket.send", "bytes": answer.SerializeToString()})
            return _DROP
        self._hold(request.request_id, self._turns.exports, limits.EXPORT_SECONDS)
        if (await self._standing(self._token)).kind == "stranger":
            self._held[request.request_id].end()
            return _DROP
        return _PASS

    async def _ended(self, *, exports: bool) -> None:
        """Wait until this session's exports, or its run, have given their turns back."""
        for turn in [turn for name, turn in self._held.items() if bool(name) is exports]:
            await turn.over.wait()

    def _hold(self, name: str, turns: anyio.Semaphore, seconds: float) -> None:
        self._held[name] = Turn(turns, seconds, lambda: self._held.pop(name, None))

    def _look(self, message: Message) -> Message:
        """Note what a message to the visitor tells: files that it may fetch, a turn that is over."""
        data = message.get("bytes") if message["type"] == "websocket.send" else None
        seen = ForwardMsg()
        try:
            seen.ParseFromString(data or b"")
        except DecodeError:
            return message
        what = seen.WhichOneof("type")
        assert self._link is not None  # noqa: S101 - what is sent to an owner isn't looked at
        self._files.tell(self._link, seen)
        if what == "new_session":
            # Where the program lies on its owner's computer is nobody else's business.
            path = seen.new_session.main_script_path.replace("\\", "/")
            seen.new_session.main_script_path = path.rpartition("/")[2]
            return {**message, "bytes": seen.SerializeToString()}
        done = None
        if what == "script_finished" and seen.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            done = ""
        elif what == "backend_operation_response":
            done = seen.backend_operation_response.request_id
        if done is not None and (turn := self._held.get(done)) is not None:
            turn.end()
        return message


async def _turn(turns: anyio.Semaphore, seconds: float) -> bool:
    """Wait for a turn; whether it came in time."""
    with anyio.move_on_after(seconds) as waited:
        await turns.acquire()
    return not waited.cancelled_caught
