"""The server around the pages: security headers, the access middleware, and the worker started and stopped with it."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import anyio.to_thread
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config, net_util
from streamlit.logger import set_log_level

from components.domain.errors import DatelineError
from components.processes.log_privacy import keep_words_out
from components.services.server_address import public_url, remember_address
from components.ui.access_middleware import ROUTES, AccessMiddleware
from components.ui.connection_limits import allow_descriptors, watch_connections
from components.ui.page_head import PageHead
from components.ui.page_imports import load_page_imports
from components.ui.server_settings import listening
from components.ui.shared_analysis_queue import analysis_queue, close_analysis_queue
from components.ui.startup_message import announce

log = logging.getLogger(__name__)

MAIN = Path(__file__).parent / "main.py"
# Seconds that a thread keeps the interpreter from those that wait for it (Python's own: 0.005). A page waits for it at
# each query and each message, some hundred times: beside another page that computes for seconds that were seconds.
SWITCH_INTERVAL = 0.001

# The one inline script of Streamlit's own page.
PRERENDER = "'sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA='"
# Everything comes from this server: no outside image, font, script or form can be reached from a page.
# 'unsafe-eval' is what Plotly's WebGL-free bundle and Streamlit's workers need; blob: serves v2 components.
POLICY = "; ".join(
    (
        "default-src 'self'",
        f"script-src 'self' {PRERENDER} 'wasm-unsafe-eval' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class SecurityHeaders:
    """ASGI middleware that adds Dateline's headers to every HTTP response."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                theirs = {k.lower() for k, _ in message["headers"]}
                ours = [
                    (k.lower().encode(), v.encode()) for k, v in HEADERS.items() if k.lower().encode() not in theirs
                ]
                message = {**message, "headers": [*message["headers"], *ours]}
            await send(message)

        await self.app(scope, receive, with_headers)


def _ask_nobody() -> None:
    """Keep Streamlit from asking an outside service for this computer's public address.

    It would at its start, and on the event loop each time a page of another origin speaks to it. There is no option for
    it. Nobody is let in by that address: the access middleware has judged a request's origin by then.
    """
    net_util.get_external_ip = lambda: None
    config.set_option("browser.gatherUsageStats", False)  # whatever the environment says


def _allow_public_origin() -> None:
    """Tell Streamlit the origin of ``DATELINE_PUBLIC_URL``, so that it need not be configured twice."""
    public = public_url()
    if public is not None:
        origins = list(config.get_option("server.corsAllowedOrigins") or [])
        parts = urlsplit(public)
        config.set_option("server.corsAllowedOrigins", [*origins, f"{parts.scheme}://{parts.netloc}"])


def _keep_logs_silent() -> None:
    """Logs hold nothing of what is read or typed, and no token, whatever level is asked for.

    Below INFO Streamlit's own would hold sessions' ids, and websockets' every request with its address and cookies.
    """
    keep_words_out()
    config.set_option("logger.enableRich", False)  # it would write down what an error says, too
    if str(config.get_option("logger.level")).lower() == "debug":
        set_log_level("INFO")
    # asyncio's own handler writes down what an error says, and its message what a callback was given.
    asyncio.get_running_loop().set_exception_handler(
        lambda _, told: log.error("an error outside of any request", exc_info=told.get("exception"))
    )


def _share_the_interpreter() -> None:
    """Let no page hold up the others: threads take turns sooner."""
    sys.setswitchinterval(SWITCH_INTERVAL)


@asynccontextmanager
async def lifespan(_: Any) -> AsyncIterator[dict[str, Any]]:
    """Open the library and begin to load what pages need before the first visitor; stop the worker with the server."""
    if config.get_option("server.baseUrlPath"):
        raise RuntimeError("Dateline has no base path: take server.baseUrlPath out, and give it a name of its own.")
    _keep_logs_silent()
    where = listening()
    allow_descriptors()
    _allow_public_origin()
    remember_address(where)
    # A library that can't be opened is told on the page, which tries again; the server still starts.
    try:
        await anyio.to_thread.run_sync(analysis_queue)
    except DatelineError as error:
        log.warning("the library could not be opened: %s", error)
    except Exception:
        log.exception("the library could not be opened")
    load_page_imports()
    await anyio.to_thread.run_sync(announce, where)
    _share_the_interpreter()
    watching = asyncio.create_task(_connections.watch())
    try:
        yield {}
    finally:
        watching.cancel()
        close_analysis_queue()


_ask_nobody()
_connections = watch_connections()
MIDDLEWARE = [Middleware(SecurityHeaders), Middleware(AccessMiddleware), Middleware(PageHead)]
__all__ = ["MAIN", "MIDDLEWARE", "ROUTES", "lifespan"]
