"""A visitor with a page open, over a WebSocket: opens, presses, fills in, uploads; tells how long each took.

It sends what a browser sends, asks again where the page asks for it (fragments that run every few seconds), and keeps
what the page shows in ``page``.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
import uuid
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

import httpx
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Common_pb2 import FileURLsRequest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.load.page_tree import Node, PageTree
from tests.server.talk import FAR, Talker, talk

WAIT = 60.0  # seconds that a page may take before it counts as failed
_STATES = {
    "text_input": "string_value", "text_area": "string_value", "selectbox": "string_value", "radio": "string_value",
    "checkbox": "bool_value",
}  # fmt: skip
_LISTS = {"multiselect", "date_input", "button_group"}


class PageFailed(AssertionError):
    """A page lacked what was to be pressed, took too long, or showed an error."""


class Visitor(Talker):
    """One session; ``begin`` starts to listen. ``url``, ``headers`` (with cookies) and ``xsrf`` are for uploads."""

    def __init__(self, socket: Any) -> None:
        super().__init__(socket)
        self.page = PageTree()
        self.url, self.headers, self.xsrf = "", {}, ""  # type: str, dict[str, str], str
        self.token = ""  # of the link that it came by; an owner has none
        self._states: dict[str, WidgetState] = {}
        self._busy, self._finished = False, 0
        self._acting = asyncio.Lock()
        self._changed = asyncio.Condition()
        self._awaited: list[tuple[str, asyncio.Future[ForwardMsg]]] = []
        self._again: dict[str, asyncio.Task[None]] = {}
        self._listening: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Start to listen."""
        self._listening = asyncio.create_task(self._listen())

    async def end(self) -> None:
        """Stop listening and asking."""
        for task in [*self._again.values(), *([self._listening] if self._listening else [])]:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await task

    # What it does; each gives the seconds until the page stood again.

    async def open(self, page: str = "", **query: str) -> float:
        """Open a view by its address; one who came by a link keeps that in it."""
        self.texts, self.offered = b"", []
        more = {"share": self.token} if self.token else {}
        asked = ClientState(page_name=page, query_string=str(httpx.QueryParams(query | more)))
        return await self._run(asked)

    async def press(self, key: str) -> float:
        """Press a button (by its key or label); a form's button sends the form."""
        node = self._need(key, "button")
        if node.value.disabled:
            raise PageFailed(f"“{key}” can't be pressed")
        return await self._rerun(node, WidgetState(id=node.id, trigger_value=True))

    async def tell(self, key: str, event: str, value: Any) -> float:
        """What a component of the house tells when something in it is clicked."""
        node = self._need(key, "bidi_component")
        told = json.dumps([{"event": event, "value": value}])
        state = WidgetState(id=f"$$STREAMLIT_INTERNAL_KEY_{node.id}__events", json_trigger_value=told)
        return await self._rerun(node, state)

    def fill(self, key: str, value: Any) -> None:
        """Write into a field, or choose in it (by the words that it shows); sent with the next press."""
        node = self._need(key)
        state = WidgetState(id=node.id)
        if node.kind in _LISTS:
            state.string_array_value.data.extend(value)
        else:
            setattr(state, _STATES[node.kind], value)
        self._states[node.id] = state

    async def choose(self, key: str, value: Any) -> float:
        """Choose in a field that has the page drawn anew at once."""
        self.fill(key, value)
        return await self._rerun(self._need(key))

    async def upload(self, key: str, files: Sequence[tuple[str, bytes]]) -> float:
        """Put files into an uploader."""
        node = self._need(key, "file_uploader")
        began = time.perf_counter()
        request = FileURLsRequest(
            request_id=uuid.uuid4().hex, file_names=[name for name, _ in files], session_id=self.session
        )
        answer = asyncio.ensure_future(self.until("file_urls_response"))
        await asyncio.sleep(0)
        await self.send(file_urls_request=request)
        places = (await answer).file_urls_response.file_urls
        state = WidgetState(id=node.id)
        async with httpx.AsyncClient(base_url=self.url, trust_env=False, timeout=WAIT, verify=False) as web:  # noqa: S501 - plain HTTP
            for place, (name, data) in zip(places, files, strict=True):
                put = await web.put(
                    place.upload_url, headers=self.headers | {"X-Xsrftoken": self.xsrf}, files={"f": (name, data)}
                )
                if put.status_code != 204:
                    raise PageFailed(f"the upload was answered with {put.status_code}")
                one = state.file_uploader_state_value.uploaded_file_info.add(
                    name=name, size=len(data), file_id=place.file_id
                )
                one.file_urls.CopyFrom(place)
        self._states[node.id] = state
        await self._rerun(node)
        return time.perf_counter() - began

    async def ask_again(self) -> float:
        """Have the part of the page run that asks again by itself, now."""
        asked = self._state(next(iter(self._again)))
        asked.is_auto_rerun = True
        return await self._run(asked)

    async def until_shown(self, shown: Callable[[PageTree], Any], seconds: float = WAIT) -> float:
        """Wait until the page, which asks again by itself, shows something."""
        began = time.perf_counter()
        await self._until(lambda: not self._busy and bool(shown(self.page)), seconds, "what it waits for")
        return time.perf_counter() - began

    async def until(self, kind: str, seconds: float = WAIT) -> ForwardMsg:
        """Wait for a message of that kind."""
        found: asyncio.Future[ForwardMsg] = asyncio.get_running_loop().create_future()
        self._awaited.append((kind, found))
        async with asyncio.timeout(seconds):
            return await found

    def check(self) -> None:
        """Raise PageFailed where the page showed an error since the last look."""
        errors, self.page.errors = self.page.errors, []
        if errors:
            raise PageFailed("; ".join(errors))

    # How it is sent and received.

    def _need(self, key: str, kind: str = "") -> Node:
        node = self.page.find(key, kind)
        if node is None:
            raise PageFailed(f"the page has no “{key}”; it says {self.page.words()[:12]}")
        return node

    async def _rerun(self, node: Node, *triggers: WidgetState) -> float:
        """Have what the element belongs to run: its fragment, or the page."""
        return await self._run(self._state(node.fragment, *triggers))

    def _state(self, fragment: str, *triggers: WidgetState) -> ClientState:
        there = self.page.widget_ids()
        self._states = {one: state for one, state in self._states.items() if one in there}
        made = ClientState(query_string=self.page.query, page_script_hash=self.page.script_hash, fragment_id=fragment)
        made.widget_states.widgets.extend([*self._states.values(), *triggers])
        return made

    async def _run(self, asked: ClientState) -> float:
        began = time.perf_counter()
        async with self._acting:
            await self._until(lambda: not self._busy, WAIT, "the page to stand")
            if not asked.page_script_hash:
                self.page.query = asked.query_string
            asked.context_info.url = f"{self.url}/{asked.page_name}"  # what the page makes links from
            before = self._finished
            await self.send(rerun_script=asked)
            await self._until(lambda: self._finished > before and not self._busy, WAIT, "the page's script")
        return time.perf_counter() - began

    async def _until(self, true: Callable[[], bool], seconds: float, what: str) -> None:
        try:
            async with asyncio.timeout(seconds), self._changed:
                while not true():
                    if self._listening is None or self._listening.done():
                        raise ConnectionError("the session has ended")
                    await self._changed.wait()
        except TimeoutError as error:
            raise PageFailed(f"{what} took over {seconds:g} s; the page says {self.page.words()[:12]}") from error

    async def _listen(self) -> None:
        try:
            while True:
                self._take(await self.receive())
                async with self._changed:
                    self._changed.notify_all()
        finally:
            for _, found in self._awaited:
                if not found.done():
                    found.set_exception(ConnectionError("the session has ended"))
            self._awaited.clear()
            asyncio.get_running_loop().call_soon(lambda: asyncio.ensure_future(self._wake()))

    async def _wake(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    def _take(self, message: ForwardMsg) -> None:
        self.page.take(message)
        what = message.WhichOneof("type") or ""
        if what == "new_session":
            self._busy = True
            if not message.metadata.run.fragment_ids:  # a whole page: its parts ask again from now on
                self._stop(list(self._again))
        elif what == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            self._busy, self._finished = False, self._finished + 1
        elif what == "auto_rerun":
            self._stop([message.auto_rerun.fragment_id])
            again = self._ask_again(message.auto_rerun.fragment_id, message.auto_rerun.interval)
            self._again[message.auto_rerun.fragment_id] = asyncio.create_task(again)
        elif what == "stop_auto_rerun":
            self._stop(list(message.stop_auto_rerun.fragment_ids))
        for one in [one for one in self._awaited if one[0] == what]:
            self._awaited.remove(one)
            if not one[1].done():
                one[1].set_result(message)

    def _stop(self, fragments: Sequence[str]) -> None:
        for fragment in fragments:
            if task := self._again.pop(fragment, None):
                task.cancel()

    async def _ask_again(self, fragment: str, seconds: float) -> None:
        while True:
            await asyncio.sleep(seconds)
            if self._busy or self._acting.locked():
                continue
            asked = self._state(fragment)
            asked.is_auto_rerun = True
            self._busy = True
            await self.send(rerun_script=asked)


@contextlib.asynccontextmanager
async def visit(url: str, token: str = "") -> AsyncIterator[Visitor]:
    """A new visitor: the owner at its own computer, or with ``token`` a colleague far away who has that link."""
    head = dict(FAR) if token else {}
    async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=WAIT, verify=False) as web:  # noqa: S501 - plain HTTP
        came = await web.get(f"/s/{token}" if token else "/", headers=head)
        await web.get("/_stcore/health", headers=head)
        if token and came.status_code != 303:
            raise PageFailed(f"the link was answered with {came.status_code}")
        cookies = dict(web.cookies.items())
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    async with talk(url, cookie=cookie, headers=head, kind=Visitor) as visitor:
        visitor.url, visitor.token = url, token
        visitor.xsrf = cookies.get("_streamlit_xsrf", "")
        visitor.headers = head | ({"Cookie": cookie} if cookie else {})
        visitor.begin()
        try:
            yield visitor
        finally:
            await visitor.end()
