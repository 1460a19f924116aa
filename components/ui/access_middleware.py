"""The gate before everything: no request of a stranger reaches a page, a file, an upload or a session.

In this order: a request that another page sent, or for another server's name, is refused before anything looks at it;
the owner's key is taken from the address into a cookie; who comes is decided as in the pages
(``visitor_access.visitor_of``), for each request and each WebSocket; what colleagues use is counted
(``services/usage_limits_by_link.py``).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from urllib.parse import parse_qs, parse_qsl, quote, urlencode

import anyio
import anyio.to_thread
import msgspec
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.domain.errors import DatelineError
from components.domain.permissions import EDITOR, STRANGER, Kind, Visitor
from components.services import owner_key
from components.services import usage_limits_by_link as limits
from components.services.allowed_origins import (
    follows_a_link,
    is_of_another_page,
    is_own_host,
    is_own_origin,
    is_secure,
)
from components.services.proxy_detection import note_forwarder
from components.services.share_links import GONE, count_opening, path_of
from components.services.token_throttle import Throttle
from components.services.visitor_access import COOKIE, cookie_with, is_local, tokens_in, visitor_of
from components.store.share_queries import Share
from components.ui.current_visitor import quota, sign_in_configured
from components.ui.health import answer_health
from components.ui.server_settings import listening, own_hosts, own_origins, owner_needs_key
from components.ui.session_messages import Files, Session, Standing, Turns
from components.ui.shared_analysis_queue import analysis_queue
from components.ui.sign_in import is_signed_in

log = logging.getLogger(__name__)

# The program's own files hold nothing of the library; the health check holds nothing at all.
HEALTH = ("/health", "/_stcore/health")
OPEN = ("/static/", "/_stcore/health", "/favicon")
UPLOADS = "/_stcore/upload_file"  # of a colleague who may correct: a file of corrections
FILES = "/media/"
EDITORS_ONLY = ("/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/message", "/_stcore/agent")
_PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Dateline</title>'
    '<meta name="viewport" content="width=device-width"></head>'
    '<body style="font:18px/1.5 Georgia,serif;max-width:36rem;margin:18vh auto;padding:0 1.5rem;'
    'color:#1d2327;background:#fbfaf7"><h1 style="font-weight:600">Dateline</h1>{words}</body></html>'
)
OWN = "Is this your own Dateline? Open it at the address that it printed when it started."
REFUSAL = _PAGE.format(words=f'<p>{GONE}</p><p style="font-size:.85em;opacity:.75">{OWN}</p>')
FULL = "Too many pages of this link are open at the moment. Close one that you don’t need, or try again in a minute."
BUSY = "Too much was uploaded in a short time. Try again in a minute."
LARGE = f"A file of corrections has at most {limits.UPLOAD_BYTES // 2**20} MB."
throttle = Throttle()
files = Files()


def refusal(status: int = 404) -> Response:
    """The one page that strangers see, whatever they asked for."""
    return HTMLResponse(REFUSAL, status, headers={"Cache-Control": "no-store", "Connection": "close"})


def tokens_of(scope: Scope) -> tuple[list[str], bool]:
    """The tokens that a request carries, and whether there is one in its address, which then alone counts."""
    query = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("share")
    if query:
        return query[:1], True
    return tokens_in(Headers(scope=scope).get("cookie", "")), False


def visitors_of(scope: Scope, tokens: Sequence[str]) -> list[Visitor]:
    """Who sends a request: the owner, or a visitor for each link that is open; none is a stranger.

    Strangers only, but for an owner, where the library can't be asked.
    """
    address = scope["client"][0] if scope.get("client") else None
    headers = dict(Headers(scope=scope).items())
    keyed = owner_needs_key()
    try:
        store = analysis_queue().store
        visitors = [visitor_of(store, address, headers, token, keyed=keyed) for token in (tokens or [""])]
    except DatelineError as error:
        log.warning("the library could not be asked who comes: %s", error)
        # The owner is told on the page what is wrong with the library.
        visitors = [EDITOR if is_owner(address, headers) else STRANGER]
    return [one for one in visitors if one.kind != "stranger"]


def is_owner(address: str | None, headers: Mapping[str, str]) -> bool:
    """Whether a request is the owner's, by where it comes from or by its key; the library isn't asked."""
    return owner_key.proves_owner(headers) if owner_needs_key() else is_local(address, headers)


class Caller(msgspec.Struct, frozen=True):
    """Who sends a request.

    ``counted`` is the name under which what it uses is counted: a link's id, None of an owner, "" of a stranger;
    ``links`` are the ids of all the links that it holds.
    """

    kind: Kind
    counted: str | None
    links: tuple[str, ...] = ()


class AccessMiddleware:
    """ASGI middleware: passes on what the visitor may reach, and refuses the rest."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        # Who comes is asked in threads of their own: files that are sent must not make strangers wait, nor they them.
        self._threads = anyio.CapacityLimiter(8)
        self._turns = Turns.fresh()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        path = str(scope.get("path", ""))
        if is_secure(str(scope.get("scheme", "http")), headers):
            send = _secure(send)
        if wrong := _not_for_us(headers, path):
            await _refuse(scope, receive, send, wrong)
        elif path in HEALTH or path.startswith((*OPEN, "/s/")):
            await self.app(scope, receive, send)
        elif scope["type"] == "http" and (answer := await self._owner_comes(scope)) is not None:
            await answer(scope, receive, send)
        else:
            await self._admit(scope, receive, send, path)

    async def _owner_comes(self, scope: Scope) -> Response | None:
        """The owner's key in the address becomes a cookie; a wrong one is answered like a wrong link."""
        query = _query(scope)
        key = next((v for k, v in query if k == owner_key.QUERY), None)
        if key is None or not owner_needs_key():
            return None
        address = _address(scope)
        await anyio.sleep(throttle.wait(address))
        if not await anyio.to_thread.run_sync(owner_key.is_key, key, limiter=self._threads):
            throttle.wrong(address)
            return refusal()
        headers = Headers(scope=scope)
        rest = _own_address(scope, [(k, v) for k, v in query if k != owner_key.QUERY])
        answer = once_more(rest) if follows_a_link(headers) else RedirectResponse(rest, 303)
        answer.headers["Cache-Control"] = "no-store"
        name, value = owner_key.owner_cookie(headers.get("host", ""))
        answer.headers.append("set-cookie", f"{name}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000")
        return answer

    async def _caller(self, scope: Scope, tokens: Sequence[str]) -> Caller:
        visitors = await anyio.to_thread.run_sync(visitors_of, scope, tokens, limiter=self._threads)
        if any(one.kind == "editor" for one in visitors):
            return Caller("editor", None)
        if not visitors and sign_in_configured():
            # Where the newsroom has a sign-in, its pages tell strangers of it; they hold no article.
            name = f"sign-in {_address(scope)}"
            return Caller("stranger", None if is_signed_in(scope) else name)
        links = tuple(one.share for one in visitors if one.share)
        return Caller(visitors[0].kind, links[0], links) if links else Caller("stranger", "")

    async def _admit(self, scope: Scope, receive: Receive, send: Send, path: str) -> None:
        tokens, told = tokens_of(scope)
        address = _address(scope)
        if tokens:
            await anyio.sleep(throttle.wait(address))
        caller = await self._caller(scope, tokens)
        if caller.counted == "":
            if tokens:
                throttle.wrong(address)
            if scope["type"] == "http" and owner_needs_key() and follows_a_link(Headers(scope=scope)):
                # Whoever follows a link of another page comes without the cookie that proves the owner.
                await once_more(_own_address(scope, _query(scope)))(scope, receive, send)
            else:
                await _refuse(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._session(scope, receive, send, caller)
        elif path.startswith(FILES):
            may = caller.counted is None or files.may(caller.links, path.removeprefix(FILES))
            # What stands between must keep none of it for others.
            await (self.app(scope, receive, _uncached(send)) if may else _refuse(scope, receive, send))
        elif caller.counted is None:
            await self.app(scope, receive, send)
        else:
            await self._count(scope, receive, send, path, caller, tokens[0] if told else None)

    async def _count(
        self, scope: Scope, receive: Receive, send: Send, path: str, caller: Caller, token: str | None
    ) -> None:
        """A request of a visitor who is no owner; ``token`` where it stands in the address."""
        assert caller.counted is not None  # noqa: S101 - an owner never comes here
        if path.startswith(EDITORS_ONLY):
            await _refuse(scope, receive, send)
        elif path.startswith(UPLOADS):
            await self._upload(scope, receive, send, caller)
        elif "/" not in path.strip("/") and quota.is_full(caller.counted):
            answer = HTMLResponse(_PAGE.format(words=f"<p>{escape(FULL)}</p>"), 503, headers={"Retry-After": "30"})
            await answer(scope, receive, send)
        else:
            keeps = token is not None and caller.kind in {"reader", "corrector"}
            cookies = Headers(scope=scope).get("cookie", "")
            await self.app(scope, receive, _with_cookie(send, token or "", cookies) if keeps else send)

    async def _upload(self, scope: Scope, receive: Receive, send: Send, caller: Caller) -> None:
        """A file of corrections: small, few, within seconds; of somebody who may correct."""
        assert caller.counted is not None  # noqa: S101 - an owner never comes here
        if caller.kind != "corrector":
            await _refuse(scope, receive, send)
            return
        if scope["method"] != "PUT":
            await self.app(scope, receive, send)
            return
        size = Headers(scope=scope).get("content-length", "0")
        large = not size.isdigit() or int(size) > limits.UPLOAD_BYTES
        if large or not quota.take(caller.counted, "upload"):
            # A browser hears an answer only when it has sent all: what it sends is let go by, and kept nowhere.
            with anyio.move_on_after(limits.UPLOAD_SECONDS):
                while (await receive()).get("more_body"):
                    pass
            answer = PlainTextResponse(LARGE, 413) if large else PlainTextResponse(BUSY, 429)
            answer.headers["Connection"] = "close"
            await answer(scope, receive, send)
            return
        got = 0

        async def counted() -> Message:
            nonlocal got
            message = await receive()
            got += len(message.get("body", b""))
            # Whatever the head said: more than that is no upload any more.
            return {"type": "http.disconnect"} if got > limits.UPLOAD_BYTES else message

        with anyio.move_on_after(limits.UPLOAD_SECONDS) as waited:
            await self.app(scope, counted, send)
        if waited.cancelled_caught:
            log.info("an upload took too long and was ended")

    async def _session(self, scope: Scope, receive: Receive, send: Send, caller: Caller) -> None:
        async def standing(token: str | None) -> Standing:
            now = await self._caller(scope, [token] if token else tokens_of(scope)[0])
            return Standing(now.kind, now.counted or None)

        session = Session(caller.counted, standing, quota=quota, files=files, turns=self._turns)
        await session.run(self.app, scope, receive, send)


def _not_for_us(headers: Headers, path: str) -> int:
    """The status with which a request is refused that another page sent or that names another server; 0: neither."""
    host, where = headers.get("host", ""), listening()
    note_forwarder(headers, where)
    if not is_own_origin(headers.get("origin"), host, own_origins()):
        return 403
    if is_of_another_page(headers) and not path.startswith(OPEN):
        return 403
    # Whatever watches over the server asks for its health, by whatever name.
    return 0 if path in HEALTH or is_own_host(host, where, own_hosts()) else 404


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int = 404) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
    else:
        await refusal(status)(scope, receive, send)


def _cookie(token: str, cookies: str) -> str:
    return f"{COOKIE}={cookie_with(token, cookies)}; Path=/; HttpOnly; SameSite=Lax"


def _with_cookie(send: Send, token: str, cookies: str) -> Send:
    """Keeps the token of an address for what the page asks for after it: files, and the session itself."""
    kept = (b"set-cookie", _cookie(token, cookies).encode())
    return partial(_sending, send, lambda headers: [*headers, kept])


def _uncached(send: Send) -> Send:
    """An answer that nothing between keeps."""
    return partial(_sending, send, lambda headers: [*headers, (b"cache-control", b"private, no-store")])


def _address(scope: Scope) -> str:
    """The address that a request comes from; "" where the server tells none."""
    return str(scope["client"][0]) if scope.get("client") else ""


def _query(scope: Scope) -> list[tuple[str, str]]:
    return parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)


def _own_address(scope: Scope, query: Sequence[tuple[str, str]]) -> str:
    """An address of this server, and of no other, with that query."""
    path = "/" + str(scope.get("path", "/")).lstrip("/\\")
    return quote(path, safe="/-._~") + (f"?{urlencode(query)}" if query else "")


def once_more(address: str) -> Response:
    """A page that asks for the same again by itself: this time it is this server's own page that asks."""
    body = f'<!doctype html><meta http-equiv="refresh" content="0;url={escape(address, quote=True)}">'
    return HTMLResponse(body, 404, headers={"Cache-Control": "no-store", "Connection": "close"})


def _secure(send: Send) -> Send:
    """Where the browser speaks https no cookie, not Streamlit's either, goes without."""

    def secured(name: bytes, value: bytes) -> bytes:
        is_open = name.lower() == b"set-cookie" and b"secure" not in value.lower().replace(b" ", b"").split(b";")
        return value + b"; Secure" if is_open else value

    return partial(_sending, send, lambda headers: [(k, secured(k, v)) for k, v in headers])


async def _sending(send: Send, change: Callable[[list[tuple[bytes, bytes]]], object], message: Message) -> None:
    """Send a message on, the headers of an answer changed."""
    if message["type"] in {"http.response.start", "websocket.accept"}:
        message = {**message, "headers": change(list(message.get("headers", [])))}
    await send(message)


async def open_link(request: Request) -> Response:
    """``/s/<token>``: leads to the link's view, or to the one refusal."""
    address = request.client.host if request.client else ""
    await anyio.sleep(throttle.wait(address))
    token = request.path_params["token"]
    try:
        link = await anyio.to_thread.run_sync(_opened, token)
    except DatelineError:
        throttle.wrong(address)
        return refusal()
    answer = RedirectResponse(path_of(link, token), status_code=303, headers={"Cache-Control": "no-store"})
    answer.headers.append("set-cookie", _cookie(token, request.headers.get("cookie", "")))
    return answer


def _opened(token: str) -> Share:
    """The link of a token, its opening counted; of one that is opened again and again not each time, as that writes."""
    return count_opening(analysis_queue().store, token, counted=lambda link: quota.take(link, "opening"))


async def _health(request: Request) -> Response:
    address = request.client.host if request.client else None
    owner = is_owner(address, dict(request.headers.items()))
    return await answer_health(owner=owner)


ROUTES = [Route("/health", _health, methods=["GET"]), Route("/s/{token}", open_link, methods=["GET"])]
