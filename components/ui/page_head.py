"""Puts Dateline's style sheet and name into the page that Streamlit serves, so that they hold from the first paint.

Streamlit has no way to do so: rules that its script sends come after the first elements, which then move.
"""

from __future__ import annotations

from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send

ASSETS = Path(__file__).parent / "assets"
TITLE = (b"<title>Streamlit</title>", b"<title>Dateline</title>")


class PageHead:
    """ASGI middleware that adds the style sheet (assets/page.css) to the head of each HTML page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.sheet = b"<style>" + (ASSETS / "page.css").read_bytes() + b"</style></head>"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection; only what may be a page is touched."""
        if scope["type"] != "http" or scope["method"] != "GET" or not _may_be_page(scope["path"]):
            await self.app(scope, receive, send)
            return
        # A page that came compressed could not be added to.
        plain = {**scope, "headers": [(k, v) for k, v in scope["headers"] if k.lower() != b"accept-encoding"]}
        start: Message | None = None
        body = b""

        async def added(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                if _is_html(message):
                    start = message
                    return
            elif start is not None:
                body += message.get("body", b"")
                if message.get("more_body"):
                    return
                page = body.replace(*TITLE).replace(b"</head>", self.sheet, 1)
                headers = [(k, v) for k, v in start["headers"] if k.lower() != b"content-length"]
                headers.append((b"content-length", str(len(page)).encode()))
                await send({**start, "headers": headers})
                message = {"type": "http.response.body", "body": page}
            await send(message)

        await self.app(plain, receive, added)


def _may_be_page(path: str) -> bool:
    """Views have neither an extension nor a folder; what Streamlit serves besides has."""
    return "." not in path and path.count("/") == 1


def _is_html(message: Message) -> bool:
    headers = {k.lower(): v for k, v in message["headers"]}
    return bool(message["status"] == 200) and bytes(headers.get(b"content-type", b"")).startswith(b"text/html")
