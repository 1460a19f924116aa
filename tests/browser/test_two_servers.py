"""A newsroom's two servers on one PostgreSQL database: each shows what the other's readers change, nothing is lost."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from components.store.database import Store
from tests.browser.conftest import Server, put_in, settle
from tests.browser.test_correcting import NAME, article_of, rename
from tests.browser.test_correcting import second as second  # a fixture
from tests.browser.test_sharing import make_link
from tests.postgres_server import PostgresServer

pytestmark = pytest.mark.browser

STORY = (
    "Mayor Ida Berg opened the new bridge in Arden on Monday, three years after the old one was shut. “It will serve "
    "us,” she said. Tom Reyes of the Drivers’ Union said the toll would hurt his members. The council votes on Friday."
)


@pytest.fixture
def servers(
    new_server: Callable[..., Server], postgres: PostgresServer, tmp_path: Path
) -> Iterator[tuple[Server, Server, str]]:
    with postgres.database() as url:
        both = [new_server(tmp_path / name, DATELINE_DATABASE_URL=url) for name in ("one", "two")]
        yield both[0], both[1], url
        for server in both:
            server.stop()


def test_two_servers_show_one_library(
    servers: tuple[Server, Server, str], page: Page, second: Page, tmp_path: Path, browser: Browser
) -> None:
    first_server, second_server, url = servers
    article = article_of(first_server, page)
    view = f"actors?article={article}&actor="
    page.goto(f"{first_server.url}/{view}china")
    second.goto(f"{second_server.url}/{view}china")
    for one in (page, second):
        expect(one.locator(NAME)).to_have_text("China")
        settle(one)
    # One reader corrects; the other's open page shows it within seconds, and the other way round.
    rename(page, "The People’s Republic")
    expect(second.locator(NAME)).to_have_text("The People’s Republic", timeout=10_000)
    second.goto(f"{second_server.url}/{view}canada")
    expect(second.locator(NAME)).to_have_text("Canada")
    settle(second)
    rename(second, "The True North")
    expect(second.get_by_text("2 corrections", exact=True)).to_be_visible()
    expect(page.get_by_text("2 corrections", exact=True)).to_be_visible(timeout=10_000)
    # What is added at one is read once and is there at the other, by its words too.
    story = tmp_path / "bridge.txt"
    story.write_text(STORY, "utf-8")
    page.goto(first_server.url)
    put_in(page, story)
    page.get_by_role("button", name="Add to the library").click()
    expect(page.locator(".st-key-added-sum, .js-plotly-plot").first).to_be_visible(timeout=60_000)
    second.goto(f"{second_server.url}/?q=reyes")
    expect(second.locator(".st-key-shelf a")).to_have_count(1)
    second.locator(".st-key-shelf a").first.click()
    expect(second.locator(".js-plotly-plot").first).to_be_visible(timeout=60_000)
    # A link that one gave out opens at the other, as both have the same readers.
    token = make_link(page, first_server).rpartition("/s/")[2]
    guest = browser.new_context().new_page()
    guest.goto(f"{second_server.url}/s/{token}")
    expect(guest.locator(".js-plotly-plot").first).to_be_visible(timeout=60_000)
    guest.context.close()
    # One dies; the other has all of it and goes on.
    first_server.stop(signal.SIGKILL)
    second.goto(f"{second_server.url}/{view}china")
    expect(second.locator(NAME)).to_have_text("The People’s Republic")
    settle(second)
    rename(second, "Beijing")
    expect(second.get_by_text("3 corrections", exact=True)).to_be_visible()
    store = Store(url)
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM edits").scalar_one() == 3
        assert connection.exec_driver_sql("SELECT count(*) FROM articles WHERE failure IS NULL").scalar_one() == 2
    store.close()
