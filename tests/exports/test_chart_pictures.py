"""Pictures: Chrome draws them, and reaches for nothing."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator

import plotly.graph_objects as go
import pytest

from components.exports.chart_pictures import picture
from components.exports.export_formats import export_article
from tests.specimen import specimen


@pytest.fixture
def heard() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine, and what it was asked for."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def test_a_chart_becomes_a_picture() -> None:
    assert export_article(specimen(), "svg").startswith(b"<svg")
    assert export_article(specimen(), "png").startswith(b"\x89PNG")


def test_what_a_chart_names_is_not_loaded(heard: tuple[str, list[str]]) -> None:
    address, asked = heard
    figure = go.Figure(go.Scatter(x=[1], y=[1]))
    figure.add_layout_image(source=f"{address}/a.png", x=0, y=1, sizex=1, sizey=1)
    try:
        picture(figure, "svg", 400, 1)
    except Exception:  # noqa: S110 - that it can't be drawn is fine, that it was asked for isn't
        pass
    assert asked == []
