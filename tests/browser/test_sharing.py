"""The owner makes a link, a colleague on another computer opens it: that view, and nothing else."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from components.services.share_links import GONE
from tests.browser.conftest import BROWSERS, FLAGS, ROOT, Server, put_in, settle
from tests.browser.far import HERE, proxy, second_host
from tests.browser.test_journeys import query
from tests.ingest import made

pytestmark = pytest.mark.browser


@pytest.fixture
def colleague(browser: Browser) -> Iterator[Page]:
    """A fresh browser, without anything from before."""
    context: BrowserContext = browser.new_context(viewport={"width": 1366, "height": 900})
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def make_link(page: Page, server: Server, *, correct: bool = False) -> str:
    """Open the seed's quotes, pick one and share that; returns the link."""
    page.goto(server.url)
    page.locator(".st-key-shelf a").last.click()
    tab = page.locator(".st-key-to-quotes a")
    expect(tab).to_be_visible()
    settle(page)
    tab.click()
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    settle(page)
    page.get_by_role("button", name="Share", exact=True).first.click()
    dialog = page.get_by_role("dialog")
    if correct:
        dialog.get_by_text("To correct").click()
        settle(page)
    dialog.get_by_role("button", name="Make and copy the link").click()
    code = dialog.locator("[data-testid=stCode]").first
    expect(code).to_contain_text("/s/")
    link = code.inner_text().strip()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/s/[\w-]{22}", link)
    expect(dialog.get_by_text("Only this computer can open it now")).to_be_visible()
    expect(dialog.get_by_text("--server.address 0.0.0.0")).to_be_visible()
    page.keyboard.press("Escape")
    return link


def test_a_stranger_sees_that_view_and_nothing_else(
    new_server: Callable[..., Server], page: Page, colleague: Page, tmp_path: Path
) -> None:
    server = new_server()
    (tmp_path / "secret.txt").write_bytes(made.as_text())
    page.goto(server.url)
    put_in(page, tmp_path / "secret.txt")
    page.get_by_role("button", name="Add to the library").click()
    expect(page.locator("h1", has_text=made.TITLE)).to_be_visible()
    settle(page)
    secret = query(page)["article"]
    token = make_link(page, server).rpartition("/s/")[2]
    port = int(server.url.rpartition(":")[2])
    with proxy(port) as far:
        base = f"http://127.0.0.1:{far}"
        for path in ("/", f"/text?article={secret}", "/share", "/s/" + "a" * 22):
            colleague.goto(base + path)
            expect(colleague.get_by_text(GONE)).to_be_visible()
        colleague.goto(f"{base}/s/{token}")
        expect(colleague.locator(".js-plotly-plot").first).to_be_visible()
        settle(colleague)
        assert "/quotes?" in colleague.url
        for name in ("Details", "Share", "Delete"):
            expect(colleague.get_by_role("button", name=name, exact=True)).to_have_count(0)
        expect(colleague.get_by_role("link", name="Library", exact=True)).to_have_count(0)
        expect(colleague.get_by_role("link", name="Links", exact=True)).to_have_count(0)
        # Moves between the views of what was shared.
        colleague.locator(".st-key-to-timeline a").click()
        expect(colleague.locator(".js-plotly-plot").first).to_be_visible()
        settle(colleague)
        assert f"share={token}" in colleague.url
        with colleague.expect_download() as download:
            colleague.get_by_role("button", name="Table (CSV)").click()
        assert b"China" in Path(download.value.path()).read_bytes()
        colleague.locator(".st-key-chips button, .chips button").first.click()
        settle(colleague)
        # By address, another article is as if it were not there.
        for view in ("text", "overview"):
            colleague.goto(f"{base}/{view}?article={secret}&share={token}")
            expect(colleague.get_by_text("This article is not in the library")).to_be_visible()
            expect(colleague.get_by_text("Arden")).to_have_count(0)
        colleague.goto(f"{base}/?share={token}")
        expect(colleague.get_by_text("Shared with you").first).to_be_visible()
        settle(colleague)
        expect(colleague.locator(".shelf article")).to_have_count(1)
        expect(colleague.locator("input[type=file]")).to_have_count(0)
        colleague.locator(".shelf a").click()
        expect(colleague.locator("h1", has_text="China Urges Canada")).to_be_visible()
        settle(colleague)
        # Taken back while it is open.
        page.goto(f"{server.url}/share")
        expect(page.get_by_text("1 link can be opened now.")).to_be_visible()
        settle(page)
        page.get_by_role("button", name=re.compile("^Take back")).first.click()
        expect(page.get_by_text("0 links can be opened now.")).to_be_visible()
        expect(colleague.get_by_text(GONE)).to_be_visible(timeout=15_000)
        expect(colleague.get_by_text("China Urges Canada")).to_have_count(0)
        colleague.goto(f"{base}/s/{token}")
        expect(colleague.get_by_text(GONE)).to_be_visible()


def test_a_link_works_after_a_restart_and_dies_with_its_article(
    new_server: Callable[..., Server], page: Page, colleague: Page
) -> None:
    server = new_server()
    token = make_link(page, server).rpartition("/s/")[2]
    server.stop()
    again = new_server(server.data)
    with proxy(int(again.url.rpartition(":")[2])) as far:
        colleague.goto(f"http://127.0.0.1:{far}/s/{token}")
        expect(colleague.locator(".js-plotly-plot").first).to_be_visible()
        page.goto(again.url)
        page.locator(".st-key-shelf article").get_by_role("button").click()
        page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
        expect(page.get_by_text("The article was deleted.")).to_be_visible()
        colleague.goto(f"http://127.0.0.1:{far}/s/{token}")
        expect(colleague.get_by_text(GONE)).to_be_visible()


def test_the_commands_make_list_and_revoke_links(new_server: Callable[..., Server], page: Page) -> None:
    server = new_server()
    page.goto(server.url)
    href = str(page.locator(".st-key-shelf a").first.get_attribute("href"))
    article = href.partition("article=")[2]

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        import os

        return subprocess.run(
            [sys.executable, "-m", "components", *words], cwd=ROOT, capture_output=True, text=True,
            env=os.environ | {"DATELINE_DATA": str(server.data)}, check=False,
        )  # fmt: skip

    made_ = run("share", article, "--days", "2")
    link = made_.stdout.strip()
    assert link.startswith(f"{server.url}/s/") and "Only this computer" in made_.stderr
    page.goto(link)
    expect(page.locator("h1", has_text="China Urges Canada")).to_be_visible()
    listed = run("links").stdout
    assert "\topen\tread\t" in listed and "opened 1" in listed and link.rpartition("/")[2] not in listed
    assert run("revoke", link).returncode == 0
    assert "\tclosed\t" in run("links").stdout
    assert run("share", "0" * 16).returncode == 1
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(link)


def test_no_token_leaves_in_a_header_or_a_log(new_server: Callable[..., Server], page: Page) -> None:
    server = new_server()
    heard: list[str] = []
    page.on("request", lambda r: heard.append(r.url + str(r.headers)))
    link = make_link(page, server)
    token = link.rpartition("/s/")[2]
    page.goto(link)
    settle(page)
    time.sleep(0.5)
    assert all(f"referer': 'http://127.0.0.1:{server.url.rpartition(':')[2]}/s/" not in h for h in heard)
    assert {h.split("/")[2] for h in heard if h.startswith("http")} == {server.url.rpartition("/")[2]}
    for file in server.data.rglob("*"):
        assert not file.is_file() or token.encode() not in file.read_bytes()


def test_a_real_second_host(new_server: Callable[..., Server], browser: Browser, tmp_path: Path) -> None:
    """Where this system lets a test make one: another computer, over the network, with no proxy between.

    It stands last: its network goes again when it ends, and a browser of another test would lose what it loads then.
    """
    found = next(p for name in BROWSERS if (p := shutil.which(name)))
    with second_host(tmp_path, found) as starter:
        if starter is None:
            pytest.skip("this system doesn't let a test make a network namespace")
        server = new_server(None, "--server.address", "0.0.0.0")
        port = server.url.rpartition(":")[2]
        near = browser.browser_type.launch(executable_path=found, args=FLAGS)
        page = near.new_page(viewport={"width": 1366, "height": 900})
        # Where others can reach the server, this computer's address is no proof: its key is, once.
        page.goto(server.url)
        expect(page.get_by_text(GONE)).to_be_visible()
        page.goto(f"{server.url}/?key={(server.data / 'owner.key').read_text().strip()}")
        assert "key=" not in page.url
        page.locator(".st-key-shelf a").last.click()
        expect(page.locator(".st-key-to-timeline a")).to_be_visible(timeout=30_000)
        settle(page)
        page.get_by_role("button", name="Share", exact=True).first.click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("button", name="Make and copy the link").click()
        expect(dialog.locator("[data-testid=stCode]").first).to_contain_text("/s/")
        link = dialog.locator("[data-testid=stCode]").first.inner_text().strip()
        assert "localhost" not in link and "127.0.0.1" not in link and "0.0.0.0" not in link
        expect(dialog.get_by_text("Whoever has the link can open it")).to_be_visible()
        expect(dialog.locator("img")).to_be_visible()
        far = browser.browser_type.launch(executable_path=str(starter), args=FLAGS)
        there = far.new_page()
        there.goto(f"http://{HERE}:{port}/")
        expect(there.get_by_text(GONE)).to_be_visible()
        there.goto(f"http://{HERE}:{port}/s/{link.rpartition('/s/')[2]}")
        expect(there.locator("h1", has_text="China Urges Canada")).to_be_visible(timeout=30_000)
        expect(there.get_by_role("button", name="Details")).to_have_count(0)
        far.close()
        near.close()
