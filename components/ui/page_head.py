"""Puts Dateline's style sheet and name into the page that Streamlit serves, so that they hold from the first paint.

Streamlit has no way to do so: rules that its script sends come after the first elements, which then move. A view
with charts names Plotly's script, too (4.7 MB), which Streamlit asks for only when the first chart has come.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

from components.ui.navigation import ALL, LIBRARY, LINKS

ASSETS = Path(__file__).parent / "assets"
# What asks for a page only if it changed, or for a part of it, and what such questions go by: the file that they speak
# of is Streamlit's, which stays the same when the style sheet changes.
CONDITIONS = {b"if-none-match", b"if-modified-since", b"if-match", b"if-unmodified-since", b"if-range", b"range"}
STAMPS = {b"etag", b"last-modified", b"cache-control", b"accept-ranges"}
CHARTS = {view.name for view in ALL} - {LIBRARY.name, LINKS.name, "text", "check"}  # views that may draw one
TITLE = (b"<title>Streamlit</title>", b"<title>Dateline</title>")


class PageHead:
    """ASGI middleware that adds the style sheet, and a view's scripts to come, to the head of each HTML page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.sheet = b"<style>" + (ASSETS / "page.css").read_bytes() + b"</style></head>"
        self.charts = b"".join(
            b'<link rel="modulepreload" crossorigin fetchpriority="low" href="./static/js/%s">' % script.name.encode()
            for script in Path(file_util.get_static_dir(), "static", "js").glob("PlotlyChart.*.js")
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection; only what may be a page is touched."""
        if scope["type"] != "http" or scope["method"] != "GET" or not _may_be_page(scope["path"]):
            await self.app(scope, receive, send)
            return
        # A page that came compressed, in part or not at all could not be added to.
        plain = {**scope, "headers": _without(scope["headers"], CONDITIONS | {b"accept-encoding"})}
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
                ahead = self.charts if _may_have_charts(scope["path"]) else b""
                page = body.replace(*TITLE).replace(b"</head>", ahead + self.sheet, 1)
                headers = _without(start["headers"], STAMPS | {b"content-length"})
                headers += [(b"content-length", str(len(page)).encode()), (b"cache-control", b"no-cache")]
                await send({**start, "headers": headers})
                message = {"type": "http.response.body", "body": page}
            await send(message)

        await self.app(plain, receive, added)


def _may_be_page(path: str) -> bool:
    """Views have neither an extension nor a folder; what Streamlit serves besides has."""
    return "." not in path and path.count("/") == 1


def _may_have_charts(path: str) -> bool:
    return path.strip("/") in CHARTS


def _without(headers: Iterable[tuple[bytes, bytes]], names: Collection[bytes]) -> list[tuple[bytes, bytes]]:
    """The headers but those of these lower-case names."""
    return [(k, v) for k, v in headers if k.lower() not in names]


def _is_html(message: Message) -> bool:
    headers = {k.lower(): v for k, v in message["headers"]}
    return bool(message["status"] == 200) and bytes(headers.get(b"content-type", b"")).startswith(b"text/html")
