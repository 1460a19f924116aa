"""The server around the pages: security headers, the gate, and the worker started and stopped with it."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio.to_thread
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.services.where import remember
from components.ui.desk import close_desk, desk
from components.ui.gate import ROUTES, Gate
from components.ui.server_facts import listening

log = logging.getLogger(__name__)

MAIN = Path(__file__).parent / "main.py"

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
        "connect-src 'self' ws: wss:",
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


@asynccontextmanager
async def lifespan(_: Any) -> AsyncIterator[dict[str, Any]]:
    """Open the library and load the model before the first visitor; stop the worker with the server."""
    # A library that can't be opened is told on the page, which tries again; the server still starts.
    remember(listening())
    try:
        await anyio.to_thread.run_sync(desk)
    except Exception:
        log.exception("the library could not be opened")
    try:
        yield {}
    finally:
        close_desk()


MIDDLEWARE = [Middleware(SecurityHeaders), Middleware(Gate)]
__all__ = ["MAIN", "MIDDLEWARE", "ROUTES", "lifespan"]
