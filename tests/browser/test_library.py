"""The library in a browser: searched, picked from by keyboard, collected, and a collection opened by its link."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
import pytest
from playwright.sync_api import Browser, Page, expect

from components.domain.article import make_article
from components.services.share_links import GONE
from tests.browser.conftest import Server, settle, start_server, store_readings
from tests.browser.far import proxy
from tests.browser.picks import probe
from tests.browser.test_accessibility import barriers
from tests.browser.test_hostile import Listener, listener
from tests.specimen import specimen

pytestmark = pytest.mark.browser
__all__ = ["listener"]
NUMBER = 56


@pytest.fixture(scope="module")
def shelves(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose library has 57 articles, of which 56 are on the ferry."""
    data = tmp_path_factory.mktemp("shelves")
    readings = []
    for n in range(NUMBER):
        text = f"Story {n}. The city council voted on Monday to close the ferry, said nobody."
        article = make_article(text, title=f"Ferry {n:02}", outlet=f"The {'Arden' if n % 2 else 'Borough'} Post")
        nobody = {"actors": (), "quotes": (), "events": (), "tones": (), "relations": (), "loaded": (), "sentences": ()}
        record = msgspec.structs.replace(
            specimen(), id=article.id, text=text, title=article.title, timexes=(), unsure=(), claims=(), **nobody
        )
        readings.append((article, record))
    store_readings(data, *readings)
    made = start_server(data)
    yield made
    made.stop()


def ready(page: Page) -> None:
    page.locator("html.dateline-drawn").wait_for(state="attached")
    settle(page)


def found(page: Page) -> str:
    return page.locator(".shelf .head").inner_text()


def name_it(page: Page, button: str, name: str) -> None:
    """Press a button of the bar by keyboard, write a name into its dialog."""
    page.get_by_role("button", name=button, exact=True).press("Enter")
    expect(page.get_by_role("dialog").get_by_role("combobox")).to_be_focused()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    settle(page)


def test_from_a_search_to_a_collection_that_a_colleague_opens(
    shelves: Server, page: Page, browser: Browser, listener: Listener
) -> None:
    name = f"Ferry ![x]({listener.address}/a.png) <b>$y$</b>"
    page.goto(shelves.url)
    ready(page)
    page.get_by_role("searchbox").fill("“city council” ferry -zebra")
    page.keyboard.press("Enter")
    expect(page.locator(".shelf .head")).to_contain_text("56 articles found, 1 to 50 on this page")
    settle(page)
    assert page.locator(".shelf mark").first.inner_text() == "city council"
    # All with the keyboard: two are picked, one on each page of the list.
    page.get_by_role("checkbox", name=re.compile("Pick Ferry")).first.press("Space")
    page.get_by_role("link", name="Page 2").press("Enter")
    expect(page.locator(".shelf .head")).to_contain_text("51 to 56 on this page")
    settle(page)
    page.get_by_role("checkbox", name=re.compile("Pick Ferry")).first.press("Space")
    expect(page.locator(".shelf .count")).to_have_text("2 picked")
    name_it(page, "Tag", f"![t]({listener.address}/t.png)")
    name_it(page, "Add to a collection", name)
    expect(page.get_by_text("A collection of 2 articles was made.")).to_be_visible()
    page.go_back()
    expect(page.locator(".shelf .head")).to_contain_text("1 to 50 on this page")
    page.get_by_role("list", name="Collections").get_by_role("link", name=name).click()
    expect(page.locator("h1", has_text=name)).to_be_visible()
    settle(page)
    assert found(page) == "2 articles"
    expect(page.locator(".shelf .tag")).to_have_count(2)
    expect(page.locator("img[src^=http], .stMainBlockContainer .katex")).to_have_count(0)
    page.get_by_role("button", name="Share", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Make and copy the link").click()
    code = page.get_by_role("dialog").locator("[data-testid=stCode]").first
    expect(code).to_contain_text("/s/")
    token = code.inner_text().strip().rpartition("/s/")[2]
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.set_default_timeout(30_000)
    far = context.new_page()
    with proxy(int(shelves.url.rpartition(":")[2])) as port:
        far.goto(f"http://127.0.0.1:{port}/s/{token}")
        expect(far.locator("h1", has_text=name)).to_be_visible()
        settle(far)
        assert "/collection?" in far.url and f"share={token}" in far.url
        expect(far.locator(".shelf article")).to_have_count(2)
        expect(far.locator(".shelf :is(input, button)")).to_have_count(0)
        expect(far.get_by_role("button", name=re.compile("Rename|Share|Delete"))).to_have_count(0)
        far.get_by_role("searchbox").fill("story -zebra")
        far.keyboard.press("Enter")
        expect(far.get_by_text("2 articles found")).to_be_visible()
        settle(far)
        assert f"share={token}" in far.url and "q=story" in far.url
        far.locator(".shelf .title").first.click()
        expect(far.locator("h1", has_text="Ferry")).to_be_visible()
        settle(far)
        far.go_back()
        expect(far.locator("h1", has_text=name)).to_be_visible()
        far.goto(f"http://127.0.0.1:{port}/?q=ferry")  # by the cookie that the link left: its articles, no other
        expect(far.locator(".shelf article")).to_have_count(2)
        # Another browser without the link has nothing.
        context.clear_cookies()
        far.goto(f"http://127.0.0.1:{port}/collection?collection=1")
        expect(far.get_by_text(GONE)).to_be_visible()
    context.close()
    assert listener.heard == []


def test_everything_that_was_found_is_deleted_and_brought_back(shelves: Server, page: Page) -> None:
    page.goto(f"{shelves.url}/?outlet=arden")
    ready(page)
    assert found(page) == "28 articles found"
    assert page.get_by_label("Published by").input_value() == "arden", "filters that hold are open"
    page.locator(".shelf .head .pick").check()
    page.locator(".shelf article .pick").first.uncheck()
    expect(page.locator(".shelf .count")).to_have_text("27 picked")
    page.get_by_role("button", name="Pick all 28").click()
    page.locator(".shelf .bar").get_by_role("button", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_text("28 articles were deleted.")).to_be_visible()
    expect(page.get_by_text("No article is like that.")).to_be_visible()
    settle(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".shelf .head")).to_contain_text("28 articles found")
    expect(page.locator(".shelf .bar")).to_be_hidden()


def test_a_link_out_of_the_list_and_back_finds_the_search_again(shelves: Server, page: Page) -> None:
    page.goto(f"{shelves.url}/?q=council&sort=title&page=2")
    ready(page)
    first = page.locator(".shelf .title").first.inner_text()
    assert first == "Ferry 50"
    page.locator(".shelf .title").first.click()
    expect(page.locator("h1", has_text="Ferry 50")).to_be_visible()
    settle(page)
    page.go_back()
    expect(page.locator(".shelf .title").first).to_have_text("Ferry 50")
    assert page.get_by_role("searchbox").input_value() == "council"
    page.get_by_role("button", name="Clear").click()
    expect(page.locator(".shelf .head")).to_contain_text("57 articles, 1 to 50")
    assert page.get_by_role("searchbox").input_value() == ""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1366])
def test_no_barrier_and_nothing_cut(shelves: Server, browser: Browser, theme: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)  # type: ignore[arg-type]
    context.set_default_timeout(30_000)
    page = context.new_page()
    wrong: dict[str, list[str]] = {}

    def look(name: str) -> None:
        bad = [*barriers(page), *probe(page, "beyond")]
        bad += [*map(str, probe(page, "cut_words")), *map(str, probe(page, "overlaps"))]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            bad.append("it is wider than the window")
        if bad:
            wrong[name] = bad

    page.goto(f"{shelves.url}/?q=ferry&outlet=post&kind=news")
    ready(page)
    look("a search with its filters")
    page.locator(".shelf article .pick").first.check()
    look("picked")
    page.get_by_role("button", name="Add to a collection").click()
    expect(page.get_by_role("dialog").get_by_role("combobox")).to_be_visible()
    look("the dialog for a collection")
    page.keyboard.type(f"Looked at {theme} {width}")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    settle(page)
    page.locator(".shelf .set", has_text=f"Looked at {theme} {width}").first.click()
    expect(page.locator("h1", has_text="Looked at")).to_be_visible()
    ready(page)
    look("a collection")
    context.close()
    assert wrong == {}
