"""An article full of Markdown, HTML, maths and icons in every field: nothing is fetched, run or drawn from it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, put_in, settle
from tests.browser.test_journeys import query

VIEWS = ("overview", "timeline", "actors", "quotes", "sentiment", "text", "check")


class Listener:
    """Hears every request that a page makes to it."""

    def __init__(self) -> None:
        heard: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                heard.append(self.path)
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.heard = heard
        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.server.shutdown()


def test_hostile_words_stay_words(server: Server, page: Page, listener: Listener, tmp_path: Path) -> None:
    at = listener.address
    bad = (
        f'![x]({at}/a.png) <img src="{at}/b.png" onerror="window.hurt=1"> <script>window.hurt=1</script> '
        f"$math$ :material/home: :red[red] [link](javascript:window.hurt=1) <style>body{{display:none}}</style>"
    )
    text = (
        f"{bad}\n\nPresident {bad} Smith said on Monday that the talks were “{bad}”, and praised {bad}.\n\n"
        f"“{bad} is a disaster,” said <b>Mary Jones</b>, a spokeswoman for {bad}, on January 13, 2026.\n"
    )
    path = tmp_path / f"![x]({at.replace('/', '_')}) <b>bold<_b> :red[x] $y$.txt"
    path.write_text(text, "utf-8")
    dialogs: list[str] = []
    page.on("dialog", lambda d: (dialogs.append(d.message), d.dismiss()))
    page.goto(server.url)
    put_in(page, path)
    expect(page.get_by_label("Title")).to_be_visible()
    for label in ("Title", "Outlet", "Byline", "Address"):
        page.get_by_label(label).fill(bad)
    page.get_by_role("button", name="Add to the library").click()
    expect(page.locator("h1").first).to_contain_text(":material/home: :red[red]")
    settle(page)
    identity = query(page)["article"]
    for view in VIEWS:
        page.goto(f"{server.url}/{view}?article={identity}")
        expect(page.locator("h1").first).to_contain_text(":material/home: :red[red]")
        settle(page)
        expect(page.get_by_test_id("stException")).to_have_count(0)
        for fold in page.get_by_test_id("stExpander").all():
            fold.locator("summary").click()
        settle(page)
        if page.locator(".article .pick").count():
            page.locator(".article .pick").first.click()
            expect(page.locator(".card-box")).to_be_visible()
            settle(page)
        assert at in page.locator(".article").inner_text()
        drawn = page.locator(".stMainBlockContainer")
        expect(drawn.locator("img[src^=http]")).to_have_count(0)
        expect(drawn.locator("a[href^=javascript]")).to_have_count(0)
        expect(drawn.locator(".katex")).to_have_count(0)
    page.goto(f"{server.url}/overview?article={identity}")
    settle(page)
    page.get_by_role("button", name="Details").click()
    expect(page.get_by_role("dialog").get_by_label("Title")).to_have_value(bad)
    page.goto(server.url)
    settle(page)
    page.locator(".st-key-shelf article", has_text=":material/home:").get_by_role("button").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_text("The article was deleted.")).to_be_visible()
    assert listener.heard == []
    assert dialogs == []
    assert page.evaluate("window.hurt") is None
    assert page.evaluate("getComputedStyle(document.body).display") != "none"
