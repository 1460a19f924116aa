"""The gate before everything: no request of a stranger reaches a page, a file, an upload or a session.

The same decision as in the pages (``services.access.who``), taken for each request and each WebSocket.
"""

from __future__ import annotations

import logging
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

import anyio
import anyio.to_thread
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.domain.access import STRANGER, Visitor
from components.domain.errors import DatelineError
from components.services.access import COOKIE, is_local, who
from components.services.sharing import GONE, opened, path_of
from components.services.throttle import Throttle
from components.ui.access import sign_in_configured
from components.ui.desk import desk

log = logging.getLogger(__name__)

# The program's own files hold nothing of the library; the health check holds nothing at all.
OPEN = ("/static/", "/_stcore/health", "/favicon")
UPLOADS = "/_stcore/upload_file"  # of a colleague who may correct: a file of corrections
EDITORS_ONLY = ("/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/message")
REFUSAL = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Dateline</title>'
    '<meta name="viewport" content="width=device-width"></head>'
    '<body style="font:18px/1.5 Georgia,serif;max-width:36rem;margin:18vh auto;padding:0 1.5rem;'
    f'color:#1d2327;background:#fbfaf7"><h1 style="font-weight:600">Dateline</h1><p>{GONE}</p></body></html>'
)
throttle = Throttle()


def refusal() -> Response:
    """The one page that strangers see, whatever they asked for."""
    return HTMLResponse(REFUSAL, status_code=404, headers={"Cache-Control": "no-store"})


def token_of(scope: Scope) -> tuple[str | None, bool]:
    """The token that a request carries, and whether it stands in its address."""
    query = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("share")
    if query:
        return query[0], True
    try:
        kept = SimpleCookie(Headers(scope=scope).get("cookie", "")).get(COOKIE)
    except CookieError:
        kept = None
    return (kept.value if kept is not None else None), False


def visitor_of(scope: Scope) -> Visitor:
    """Who sends a request; a stranger where the library can't be asked."""
    address = scope["client"][0] if scope.get("client") else None
    headers = dict(Headers(scope=scope).items())
    try:
        return who(desk().store, address, headers, token_of(scope)[0])
    except DatelineError:
        log.exception("the library could not be asked who comes")
        # This computer is told on the page what is wrong with the library.
        return Visitor(kind="editor") if is_local(address, headers) else STRANGER


class Gate:
    """ASGI middleware: passes on what the visitor may reach, and refuses the rest."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        path = str(scope.get("path", ""))
        if scope["type"] not in {"http", "websocket"} or path.startswith((*OPEN, "/s/")):
            await self.app(scope, receive, send)
            return
        found = await anyio.to_thread.run_sync(visitor_of, scope)
        # Where the newsroom has a sign-in, its pages tell strangers of it; they hold no article.
        stranger = found.kind == "stranger" and not sign_in_configured()
        # Whom the sign-in knows only the session can tell; Streamlit asks each upload for that session.
        uploads = found.kind == "corrector" or (found.kind == "stranger" and not stranger)
        closed = EDITORS_ONLY if uploads else (*EDITORS_ONLY, UPLOADS)
        if stranger or (found.kind != "editor" and path.startswith(closed)):
            await _refuse(scope, receive, send)
            return
        token, told = token_of(scope)
        keeps = scope["type"] == "http" and told and found.kind in {"reader", "corrector"}
        await self.app(scope, receive, _with_cookie(send, token or "") if keeps else send)


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
    else:
        await refusal()(scope, receive, send)


def _cookie(token: str) -> str:
    return f"{COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax"


def _with_cookie(send: Send, token: str) -> Send:
    """Keeps the token of an address for what the page asks for after it: files, and the session itself."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], (b"set-cookie", _cookie(token).encode())]}
        await send(message)

    return sending


async def open_link(request: Request) -> Response:
    """``/s/<token>``: leads to the link's view, or to the one refusal."""
    address = request.client.host if request.client else ""
    await anyio.sleep(throttle.wait(address))
    token = request.path_params["token"]
    try:
        found = await anyio.to_thread.run_sync(lambda: opened(desk().store, token))
    except DatelineError:
        throttle.wrong(address)
        return refusal()
    answer = RedirectResponse(path_of(found, token), status_code=303, headers={"Cache-Control": "no-store"})
    answer.headers.append("set-cookie", _cookie(token))
    return answer


ROUTES = [Route("/s/{token}", open_link, methods=["GET"])]
