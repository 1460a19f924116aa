"""Files and pages from outside, as a reporter adds them."""

from __future__ import annotations

import http.server
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, settle
from tests.ingest import made

pytestmark = pytest.mark.browser


@pytest.fixture
def site() -> Iterator[str]:
    """A site on this machine with one article."""

    class Site(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(made.as_html('<meta name="date" content="2026-03-03">'))

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/bridge"
    server.shutdown()
    server.server_close()


def test_a_mixed_batch_is_read_each_with_its_outcome(
    new_server: Callable[..., Server], page: Page, tmp_path: Path
) -> None:
    files = {
        "story.pdf": made.as_pdf(2, 1),
        "bomb.zip": made.as_zip({f"{n}.txt": bytes(2**20) for n in range(60)}),
        "same.docx": made.as_docx(),
        "photo.html": b"\x89PNG\r\n\x1a\n" + bytes(60),
        "week.zip": made.as_zip({"corrected.txt": made.as_text().replace(b"$12 million", b"$13 million")}),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    server = new_server()
    page.goto(server.url)
    page.locator('input[type="file"]:not([webkitdirectory])').set_input_files([tmp_path / name for name in files])
    expect(page.get_by_text("3 files read, 2 not taken, 1 there already.")).to_be_visible()
    settle(page)

    def row(name: str) -> str:
        return page.locator(".outcomes .row", has=page.get_by_text(name, exact=True)).inner_text()

    assert "would unpack to 60 MB" in row("bomb.zip")
    assert "PNG" in row("photo.html")
    assert "the same text as another of these files" in row("same.docx")
    assert "the same text as" in row("week.zip › corrected.txt")
    page.get_by_role("button", name="Look: story.pdf").click()
    expect(page.locator(".cuts .cut").first).to_contain_text("page head or foot")
    settle(page)
    page.locator(".cuts .cut button").first.click()
    expect(page.locator(".cuts .block").first).not_to_have_class("block cut")
    settle(page)
    page.get_by_role("button", name="Done with this one").click()
    settle(page)
    page.get_by_role("button", name="Add 2 articles").click()
    expect(page.locator(".st-key-added-shelf").get_by_text("ready")).to_have_count(2)
    expect(page.locator(".st-key-shelf").get_by_text("a later version of")).to_be_visible()


def test_a_page_is_fetched_from_the_web(new_server: Callable[..., Server], page: Page, site: str) -> None:
    server = new_server(None, DATELINE_FETCH_PRIVATE="1")
    page.goto(server.url)
    page.get_by_role("tab", name="From the web").click()
    page.get_by_label("Link to the article").fill(site)
    page.get_by_role("button", name="Fetch it").click()
    expect(page.get_by_label("Title")).to_have_value(made.TITLE)
    expect(page.get_by_text("date: what the page says of itself")).to_be_visible()


def test_private_addresses_are_refused_unless_allowed(server: Server, page: Page, site: str) -> None:
    page.goto(server.url)
    page.get_by_role("tab", name="From the web").click()
    page.get_by_label("Link to the article").fill(site)
    page.get_by_role("button", name="Fetch it").click()
    expect(page.get_by_text("leads to this computer or a private network")).to_be_visible()


def test_the_app_answers_others_while_a_hostile_file_is_read(server: Server, page: Page, tmp_path: Path) -> None:
    (tmp_path / "deep.html").write_bytes(b"<html><body>" + b"<div>" * 1_000_000 + b"hello there " * 200_000)
    page.goto(server.url)
    page.locator('input[type="file"]:not([webkitdirectory])').set_input_files(tmp_path / "deep.html")
    slowest = 0.0
    for _ in range(20):
        began = time.monotonic()
        urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=5).read()
        slowest = max(slowest, time.monotonic() - began)
        time.sleep(0.1)
    assert slowest < 1.0
