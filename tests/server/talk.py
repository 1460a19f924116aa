"""Speaks to a running server as browsers do, and as browsers never would: sessions by the hundred."""

from __future__ import annotations

import asyncio
import contextlib
import time
import uuid
from collections.abc import AsyncIterator
from typing import Any, TypeVar
from urllib.parse import urlencode

import websockets
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

FAR = {"X-Forwarded-For": "203.0.113.9"}  # a request that a proxy forwarded: never the owner's


class Talker:
    """One session: what is sent, and what came back."""

    def __init__(self, socket: Any) -> None:
        self.socket = socket
        self.session = ""
        self.texts = b""
        self.offered: list[str] = []  # ids of the files that the page offers to make

    async def send(self, **fields: Any) -> None:
        """Send a message."""
        await self.socket.send(BackMsg(**fields).SerializeToString())

    async def run(self, page: str = "", **query: str) -> float:
        """Have a page drawn; the seconds until its script has finished."""
        began = time.perf_counter()
        await self.send(rerun_script=ClientState(page_name=page, query_string=urlencode(query)))
        await self.until("script_finished")
        return time.perf_counter() - began

    async def until(self, kind: str, seconds: float = 30) -> ForwardMsg:
        """Wait for a message of that kind; all that comes before is kept in ``texts``."""
        async with asyncio.timeout(seconds):
            while (told := await self.receive()).WhichOneof("type") != kind:
                pass
        return told

    async def receive(self) -> ForwardMsg:
        """The next message."""
        data = await self.socket.recv()
        self.texts += data
        told = ForwardMsg()
        told.ParseFromString(data)
        if told.WhichOneof("type") == "new_session":
            self.session = told.new_session.initialize.session_id
        if file := told.delta.new_element.download_button.deferred_file_id:
            self.offered.append(file)
        return told

    async def export(self, file_id: str) -> ForwardMsg:
        """Ask for a deferred file; the answer."""
        request = BackendOperationRequest(
            request_id=uuid.uuid4().hex, session_id=self.session, deferred_file={"file_id": file_id}
        )
        await self.send(backend_operation_request=request)
        return await self.until("backend_operation_response")


T = TypeVar("T", bound=Talker)


@contextlib.asynccontextmanager
async def talk(
    url: str,
    *,
    cookie: str = "",
    headers: dict[str, str] | None = None,
    session: str = "",
    kind: type[T] = Talker,  # type: ignore[assignment]
) -> AsyncIterator[T]:
    """Open a session; ``headers`` {} is the owner on its own computer, ``FAR`` somebody else.

    ``session`` takes an earlier one up again, as a browser does that lost its connection. ``kind`` is what speaks.
    """
    address = url.replace("http://", "ws://") + "/_stcore/stream"
    more = {**(headers or {}), **({"Cookie": cookie} if cookie else {})}
    spoken = ["streamlit", *(["x", session] if session else [])]
    async with websockets.connect(
        address, additional_headers=more, subprotocols=spoken, max_size=2**26, proxy=None, origin=url
    ) as socket:
        yield kind(socket)
