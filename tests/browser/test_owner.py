"""Who is the owner where something stands between: a tunnel, a page of another port, a key."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from components.services.share_links import GONE
from tests.browser.conftest import Server
from tests.browser.far import proxy

pytestmark = pytest.mark.browser

SPY = """<!doctype html><title>spy</title><script>
const sockets = [];
async function knock(port) {
  const tries = ["localhost", "127.0.0.1"].map(host => new Promise(done => {
    const socket = new WebSocket(`ws://${host}:${port}/_stcore/stream`, ["streamlit"]);
    socket.onopen = () => done("open");
    socket.onerror = () => done("refused");
  }));
  const read = await fetch(`http://127.0.0.1:${port}/_stcore/host-config`).then(() => "read", () => "refused");
  return [...await Promise.all(tries), read];
}
</script>"""


@pytest.fixture
def other_port(tmp_path: Path) -> Iterator[str]:
    """Another web server of this very computer, with a page that speaks to Dateline."""
    (tmp_path / "index.html").write_text(SPY)

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    served = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=served.serve_forever, daemon=True).start()
    yield f"http://localhost:{served.server_address[1]}/"
    served.shutdown()


def test_a_page_of_another_port_is_nobody_and_holds_nobody_up(server: Server, page: Page, other_port: str) -> None:
    page.goto(other_port)
    began = time.monotonic()
    port = server.url.rpartition(":")[2]
    assert page.evaluate(f"Promise.all([...Array(6)].map(() => knock({port})))") == [["refused"] * 3] * 6
    assert httpx.get(f"{server.url}/_stcore/health", trust_env=False, timeout=1).status_code == 200
    assert time.monotonic() - began < 5  # a look-up of this computer's public address took 20 seconds each


def test_through_a_tunnel_the_key_is_what_counts(new_server: Callable[..., Server], page: Page) -> None:
    server = new_server(None, DATELINE_OWNER="key")
    key = (server.data / "owner.key").read_text().strip()
    with proxy(int(server.url.rpartition(":")[2]), tells=False) as tunnel:
        for host in ("127.0.0.1", "localhost"):
            page.goto(f"http://{host}:{tunnel}/")
            expect(page.get_by_text(GONE)).to_be_visible()
        page.goto(f"http://localhost:{tunnel}/?key={key}")
        expect(page.locator(".st-key-shelf a").first).to_be_visible(timeout=30_000)
        assert key not in page.url
    # What holds for one host and port holds for no other.
    page.goto(server.url)
    expect(page.get_by_text(GONE)).to_be_visible()
    page.goto(f"{server.url}/?key={key}")
    expect(page.locator(".st-key-shelf a").first).to_be_visible(timeout=30_000)
    page.reload()
    expect(page.locator(".st-key-shelf a").first).to_be_visible(timeout=30_000)


def test_the_owner_comes_by_a_link_in_another_page(
    new_server: Callable[..., Server], page: Page, other_port: str, tmp_path: Path
) -> None:
    """From mail or a chat in the browser: a Strict cookie isn't sent with that, so the page asks once more."""
    server = new_server(None, DATELINE_OWNER="key")
    key = (server.data / "owner.key").read_text().strip()
    links = f'<a id="key" href="{server.url}/?key={key}">key</a><a id="later" href="{server.url}/share">links</a>'
    (tmp_path / "mail.html").write_text(f"<!doctype html>{links}")
    page.goto(f"{other_port}mail.html")
    page.locator("#key").click()
    expect(page.locator(".st-key-shelf a").first).to_be_visible(timeout=30_000)
    assert key not in page.url
    page.goto(f"{other_port}mail.html")
    page.locator("#later").click()
    expect(page.get_by_text("No link was given out yet")).to_be_visible(timeout=30_000)


def test_on_this_computer_alone_a_tunnel_is_told_of(new_server: Callable[..., Server], page: Page) -> None:
    server = new_server()
    page.goto(server.url)
    expect(page.locator(".st-key-shelf a").first).to_be_visible(timeout=30_000)
    expect(page.get_by_text("through a proxy or tunnel")).to_have_count(0)
    with proxy(int(server.url.rpartition(":")[2])) as far:
        assert httpx.get(f"http://127.0.0.1:{far}/", trust_env=False).status_code == 404
    page.reload()
    expect(page.get_by_text(re.compile("through a proxy or tunnel.*DATELINE_OWNER=key"))).to_be_visible(timeout=30_000)
