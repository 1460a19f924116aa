"""The headers that every answer carries, and how far articles that were just added are."""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from types import SimpleNamespace
from typing import Any

import pytest

from components.domain.errors import NotFound, StoreFailed
from components.domain.reading_progress import ReadingProgress
from components.ui import analysis_progress, import_batch, server_headers_and_lifespan
from components.ui.server_headers_and_lifespan import HEADERS, SecurityHeaders


def answer(scope: dict[str, Any], headers: list[tuple[bytes, bytes]]) -> list[dict[str, Any]]:
    """What a visitor gets of an application that answers with these headers."""
    sent: list[dict[str, Any]] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        assert await receive() == "asked"
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"x"})

    async def receive() -> Any:
        return "asked"

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(SecurityHeaders(app)(scope, receive, send))
    return sent


def test_every_answer_over_http_has_the_headers_once() -> None:
    start, body = answer({"type": "http"}, [(b"Content-Type", b"text/html"), (b"X-Frame-Options", b"SAMEORIGIN")])
    names = [name.lower() for name, _ in start["headers"]]
    assert len(names) == len(set(names)) == len(HEADERS) + 1
    assert (b"X-Frame-Options", b"SAMEORIGIN") in start["headers"]
    assert (b"referrer-policy", b"no-referrer") in start["headers"] and start["status"] == 200
    assert body == {"type": "http.response.body", "body": b"x"}


def test_what_is_no_http_passes_as_it_is() -> None:
    start, _ = answer({"type": "websocket"}, [(b"a", b"b")])
    assert start["headers"] == [(b"a", b"b")]


def turns(waits: int = 60) -> float:
    """The seconds that a thread takes that gives the interpreter away so often, beside one that computes."""
    done = threading.Event()

    def compute() -> None:
        while not done.is_set():
            sum(range(50))

    beside = threading.Thread(target=compute)
    beside.start()
    began = time.perf_counter()
    for _ in range(waits):
        time.sleep(0)
    took = time.perf_counter() - began
    done.set()
    beside.join()
    return took


def test_a_page_that_computes_lets_others_in_sooner_than_python_does_by_itself() -> None:
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.005)
    try:
        as_it_was = turns()
        server_headers_and_lifespan._share_the_interpreter()
        assert turns() < as_it_was / 2
    finally:
        sys.setswitchinterval(before)


def test_the_public_address_is_told_to_streamlit_once(monkeypatch: pytest.MonkeyPatch) -> None:
    options = {"server.corsAllowedOrigins": ["https://other.example"]}
    monkeypatch.setattr(server_headers_and_lifespan.config, "get_option", options.get)
    monkeypatch.setattr(server_headers_and_lifespan.config, "set_option", options.__setitem__)
    monkeypatch.delenv("DATELINE_PUBLIC_URL", raising=False)
    server_headers_and_lifespan._allow_public_origin()
    assert options["server.corsAllowedOrigins"] == ["https://other.example"]
    monkeypatch.setenv("DATELINE_PUBLIC_URL", "https://news.example/app")
    server_headers_and_lifespan._allow_public_origin()
    assert options["server.corsAllowedOrigins"] == ["https://other.example", "https://news.example"]


class Library:
    """A library whose articles are as far as their names say."""

    def open(self, article_id: str) -> Any:
        if article_id == "gone":
            raise NotFound("It is gone.")
        if article_id == "broken":
            raise StoreFailed("The library could not be read.")
        far = ReadingProgress(0.4) if article_id == "long" else None
        job = SimpleNamespace(progress=far) if article_id in {"waiting", "reading", "long"} else None
        return SimpleNamespace(
            job=job, failure="The reader stopped." if article_id == "failed" else None, id=article_id
        )

    def articles_ahead(self, job: object) -> int:
        return self.ahead

    ahead = 0


@pytest.mark.parametrize(("article", "ahead", "words", "failed", "waiting"), [
    ("ready", 0, "ready", False, False), ("waiting", 2, "waiting, 2 before it", False, True),
    ("reading", 0, "being read…", False, True), ("long", 0, "being read, 40%", False, True),
    ("failed", 0, "The reader stopped.", True, False), ("broken", 0, "The library could not be read.", True, False),
])  # fmt: skip
def test_how_far_an_added_article_is(
    article: str, ahead: int, words: str, failed: bool, waiting: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library()
    library.ahead = ahead
    monkeypatch.setattr(analysis_progress, "visitor_library", lambda: library)
    ((row, waits),) = analysis_progress._states([("gone", "Gone"), (article, "Title")])
    assert (row.id, row.title, row.facts, row.failed, waits) == (article, "Title", words, failed, waiting)
    assert row.href == f"/overview?article={article}"


@pytest.mark.parametrize(("installed", "pressed", "asked"), [(True, True, [2]), (True, False, []), (False, True, [])])
def test_a_pdf_whose_words_look_damaged_can_be_read_as_pictures(
    installed: bool, pressed: bool, asked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    recognised: list[int] = []
    monkeypatch.setattr(import_batch, "ocr_installed", lambda: installed)
    monkeypatch.setattr(import_batch, "draw_text", lambda words, *_, **__: said.append(words))
    monkeypatch.setattr(import_batch.st, "button", lambda *_, **__: pressed)
    monkeypatch.setattr(import_batch.st, "rerun", lambda: None)
    entries = [
        SimpleNamespace(number=1, name="sound.pdf", damaged=False),
        SimpleNamespace(number=2, name="torn.pdf", damaged=True),
    ]
    batch = SimpleNamespace(recognise=recognised.extend)
    import_batch._offer_recognition(batch, entries)  # type: ignore[arg-type]
    assert recognised == asked
    assert len(said) == 1 and said[0].startswith("torn.pdf: its words look damaged.")
    assert (import_batch.INSTALL in said[0]) is not installed
