"""What a journalist does, in a real browser."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psutil
import pytest
from playwright.sync_api import Browser, Page, expect

from components.services.library import seed_articles
from tests.browser.conftest import Server, put_in, settle

SEED = seed_articles()[0].id
TITLE = "China Urges Canada to Break from U.S. Influence"
STORY = (
    "Mayor Opens New Bridge in Arden\n\nBy Tom Ruiz\n3 March 2026\n\n"
    "Mayor Ida Berg opened the new bridge on Monday. “It will serve our grandchildren,” Berg said. "
    "The Drivers’ Union rejected the toll.\n"
)
VIEWS = ("overview", "timeline", "actors", "quotes", "sentiment", "text", "check")
CARD = ".st-key-beside .card-box, .st-key-reading .card-box"


def query(page: Page) -> dict[str, str]:
    return {k: v[0] for k, v in parse_qs(urlsplit(page.evaluate("location.href")).query).items()}


def lit(page: Page) -> str:
    """The words of the passage that is lit in the article."""
    return "".join(page.locator(".article [aria-current=true]").all_inner_texts())


def click_first_mark(page: Page, chart: str) -> None:
    """Click the first marker of a chart as a hand would: move there, then press."""
    mark = page.locator(f".st-key-{chart} .scatterlayer .points path").last
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.wait_for_timeout(250)
    page.mouse.click(x, y)


@pytest.mark.parametrize("view", ["timeline", "text", "check"])
def test_a_deep_link_is_a_new_servers_first_request(new_server: Callable[[], Server], page: Page, view: str) -> None:
    server = new_server()
    page.goto(f"{server.url}/{view}?article={SEED}")
    expect(page.locator("h1", has_text=TITLE)).to_be_visible()
    settle(page)
    picked = query(page).pop("mark", None)  # the review begins with its first item
    assert (picked is not None) is (view == "check")
    assert query(page)["article"] == SEED and urlsplit(page.evaluate("location.href")).path == f"/{view}"
    expect(page.get_by_test_id("stSidebar")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_first_start_open_click_read_reload_and_share(
    new_server: Callable[[], Server], page: Page, browser: Browser
) -> None:
    server = new_server()
    page.goto(server.url)
    page.locator("article a", has_text=TITLE).click()
    expect(page.locator("h1", has_text=TITLE)).to_be_visible()
    settle(page)
    page.get_by_role("link", name="Quotes", exact=True).first.click()
    expect(page.locator("h2", has_text="paraphrases")).to_be_visible()
    settle(page)
    click_first_mark(page, "strip")
    start = time.monotonic()
    card = page.locator(CARD)
    expect(card).to_be_visible()
    spent = time.monotonic() - start
    assert spent < 2.0, "the bar is half a second; a busy test machine gets more"
    expect(card.get_by_text("How sure:")).to_be_visible()
    settle(page)
    mark = query(page)["mark"]
    words = lit(page)
    assert mark.startswith("q-") and len(words) > 30
    page.reload()
    expect(card).to_be_visible()
    settle(page)
    assert lit(page) == words
    card.get_by_role("button", name="Copy link").click()
    expect(card.get_by_role("button", name="Copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{server.url}/quotes?article={SEED}&mark={mark}"
    other = browser.new_context()
    colleague = other.new_page()
    colleague.goto(link)
    expect(colleague.locator(CARD)).to_be_visible()
    assert lit(colleague) == words
    other.close()


def test_upload_a_second_article_correct_its_details_and_delete_it(
    new_server: Callable[[], Server], page: Page, tmp_path: Path
) -> None:
    server = new_server()
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    page.goto(server.url)
    put_in(page, tmp_path / "story.txt")
    expect(page.get_by_label("Title")).to_have_value("Mayor Opens New Bridge in Arden")
    expect(page.get_by_label("Byline")).to_have_value("Tom Ruiz")
    page.get_by_label("Outlet").fill("The Arden Post")
    page.get_by_role("button", name="Add to the library").click()
    expect(page.locator("h1", has_text="Mayor Opens New Bridge in Arden")).to_be_visible()
    settle(page)
    article = query(page)["article"]
    page.get_by_role("button", name="Details").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Outlet")).to_have_value("The Arden Post")
    dialog.get_by_label("Title").fill("Bridge Open at Last")
    dialog.get_by_role("button", name="Save").click()
    expect(page.locator("h1", has_text="Bridge Open at Last")).to_be_visible()
    settle(page)
    page.get_by_role("link", name="Library", exact=True).click()
    row = page.locator(".st-key-shelf article", has_text="Bridge Open at Last")
    expect(row).to_be_visible()
    settle(page)
    row.get_by_role("button").click()
    page.get_by_role("dialog").get_by_role("button", name="Keep it").click()
    settle(page)
    expect(row).to_be_visible()
    row.get_by_role("button").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_text("The article was deleted.")).to_be_visible()
    expect(row).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(row).to_be_visible()
    row.get_by_role("button").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
    expect(row).to_have_count(0)
    page.goto(f"{server.url}/timeline?article={article}")
    expect(page.get_by_text("This article is not in the library")).to_be_visible()


def test_picking_a_chip_narrows_every_view_and_moves_along(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/actors?article={SEED}")
    chip = page.locator(".st-key-chips button", has_text="China").first
    chip.click()
    expect(page.locator(".st-key-chips button[aria-pressed=true]")).to_have_count(1)
    settle(page)
    actor = query(page)["actor"]
    page.get_by_role("link", name="Quotes", exact=True).first.click()
    expect(page.locator(".st-key-chips button[aria-pressed=true]")).to_have_count(1)
    settle(page)
    assert query(page) == {"article": SEED, "actor": actor}
    page.locator(".st-key-chips button[aria-pressed=true]").click()
    expect(page.locator(".st-key-chips button[aria-pressed=true]")).to_have_count(0)
    settle(page)
    assert query(page) == {"article": SEED}


def test_what_is_picked_far_down_the_page_shows_beside_it(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/timeline?article={SEED}")
    expect(page.locator(".st-key-narrative-chart .scatterlayer .points path").last).to_be_visible()
    settle(page)
    page.locator(".st-key-narrative-heading").scroll_into_view_if_needed()
    click_first_mark(page, "narrative-chart")
    expect(page.locator(CARD)).to_be_in_viewport(ratio=0.9)
    expect(page.locator(".article [aria-current=true]").first).to_be_in_viewport()


def test_words_of_the_text_are_picked_and_the_picked_ones_scrolled_to(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/text?article={SEED}")
    expect(page.locator(".article .content").first).to_be_visible()
    settle(page)
    page.locator(".article .content", has_text="clear-eyed view").first.click()
    expect(page.locator(CARD).get_by_text("How sure:")).to_be_visible()
    settle(page)
    mark = query(page)["mark"]
    page.goto(f"{server.url}/text?article={SEED}&mark={mark}")
    expect(page.locator(".article [aria-current=true]").first).to_be_in_viewport()
    page.get_by_role("button", name="Attitudes").click()
    expect(page.locator(".article .tone").first).to_be_attached()


@pytest.mark.parametrize(("width", "theme"), [(1366, "light"), (390, "dark")])
def test_every_page_fits_and_is_quiet(server: Server, browser: Browser, width: int, theme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)  # type: ignore[arg-type]
    page = context.new_page()
    errors: list[str] = []
    outside: list[str] = []
    page.on("pageerror", lambda e: errors.append(str(e)))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" and "404" not in m.text else None)
    page.on("request", lambda r: None if r.url.startswith((server.url, "data:", "blob:")) else outside.append(r.url))
    for address in ("/", *(f"/{view}?article={SEED}" for view in VIEWS)):
        page.goto(server.url + address)
        expect(page.locator("h1").first).to_be_visible()
        settle(page)
        expect(page.get_by_test_id("stException")).to_have_count(0)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{address} is {wide} pixels too wide"
        paper = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
        assert paper == {"light": "rgb(251, 250, 247)", "dark": "rgb(21, 25, 28)"}[theme]
    assert errors == []
    assert outside == []
    context.close()


def test_the_server_answers_with_its_headers_on_this_computer_alone(server: Server, page: Page) -> None:
    response = page.goto(server.url)
    assert response is not None
    headers = response.headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    port = urlsplit(server.url).port
    listening = [
        c.laddr.ip
        for c in psutil.Process(server.process.pid).net_connections()
        if c.laddr.port == port and c.status == "LISTEN"
    ]
    assert listening == ["127.0.0.1"]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_its_server(new_server: Callable[[], Server], page: Page, how: int) -> None:
    server = new_server()
    page.goto(f"{server.url}/overview?article={SEED}")
    expect(page.locator("h1", has_text=TITLE)).to_be_visible()
    workers = psutil.Process(server.process.pid).children(recursive=True)
    assert [w for w in workers if "components.analysis.worker" in " ".join(w.cmdline())]
    os.kill(server.process.pid, how)
    server.process.wait(20)
    gone, alive = psutil.wait_procs(workers, timeout=10)
    assert gone and not alive


def test_a_restart_keeps_the_library_and_its_links(
    new_server: Callable[..., Server], page: Page, tmp_path: Path
) -> None:
    first = new_server(tmp_path / "kept")
    page.goto(f"{first.url}/quotes?article={SEED}")
    expect(page.locator("h2", has_text="paraphrases")).to_be_visible()
    first.stop()
    second = new_server(tmp_path / "kept")
    page.goto(f"{second.url}/quotes?article={SEED}")
    expect(page.locator("h2", has_text=re.compile("paraphrases"))).to_be_visible()
