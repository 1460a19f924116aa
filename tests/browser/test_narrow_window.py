"""A phone: one tap picks, the article is a sheet that comes up and goes down, and nothing is wider than the window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Stocked, settle
from tests.browser.picks import CARD, lights, middle, open_view, until_named

VIEWS = ("overview", "timeline", "actors", "quotes", "sentiment", "text", "check")
ROWS = ".st-key-chronicle .row"
SHEET = ".st-key-beside"


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def top_of_sheet(page: Page) -> float:
    """Where the sheet begins once it has stopped moving."""
    page.wait_for_timeout(400)
    box = page.locator(SHEET).bounding_box()
    assert box is not None
    return box["y"]


def is_up(page: Page) -> None:
    expect(page.locator("html.dateline-sheet")).to_have_count(1)
    expect(page.locator(CARD)).to_have_count(1)
    settle(page)
    assert top_of_sheet(page) < 844 * 0.5
    expect(page.locator(".article [aria-current=true]").first).to_be_in_viewport()


def is_down(page: Page) -> None:
    expect(page.locator("html.dateline-sheet")).to_have_count(0)
    assert top_of_sheet(page) > 844 * 0.9


def test_one_tap_on_a_row_brings_the_sheet_up_and_close_takes_it_down(phone: Page, stocked: Stocked) -> None:
    open_view(phone, stocked.address("timeline", stocked.court))
    is_down(phone)
    row = phone.locator(f"{ROWS}[data-id=e-took]")
    row.scroll_into_view_if_needed()
    row.tap()
    is_up(phone)
    box = row.bounding_box()
    assert box and box["y"] >= 0 and box["y"] + box["height"] <= top_of_sheet(phone), "the row stays above the sheet"
    phone.locator(CARD).get_by_role("button", name="Close").tap()
    is_down(phone)
    until_named(phone, None)


def test_one_tap_on_a_charts_mark_is_enough(phone: Page, stocked: Stocked) -> None:
    open_view(phone, stocked.address("timeline", stocked.court))
    point = phone.locator(".st-key-timeline-chart .scatterlayer .points path").first
    point.scroll_into_view_if_needed()
    mark = point.evaluate("p => [p.__data__.data].flat()[0]")
    x, y = middle(point)
    phone.touchscreen.tap(x, y + 9)  # a finger is no needle
    is_up(phone)
    until_named(phone, mark)
    assert sum(lights(phone)["rings"]) >= 1


def test_the_handle_opens_the_article_without_a_pick(phone: Page, stocked: Stocked) -> None:
    open_view(phone, stocked.address("timeline", stocked.court))
    phone.locator(".article .handle").tap()
    expect(phone.locator("html.dateline-sheet")).to_have_count(1)
    assert top_of_sheet(phone) < 844 * 0.5 and phone.locator(CARD).count() == 0
    phone.locator(".article .event", has_text="charged").first.tap()
    is_up(phone)
    until_named(phone, "e-charged")
    phone.locator(".article .handle").tap()
    is_down(phone)


def test_a_links_pick_comes_with_the_sheet_up_and_leaves_with_the_view(phone: Page, stocked: Stocked) -> None:
    open_view(phone, stocked.address("timeline", stocked.court, "&mark=e-took"))
    is_up(phone)
    open_view(phone, stocked.address("quotes", stocked.court))
    is_down(phone)


def test_correcting_fits_into_the_sheet(phone: Page, stocked: Stocked) -> None:
    open_view(phone, stocked.address("timeline", stocked.court, "&mark=e-took"))
    is_up(phone)
    phone.locator(CARD).get_by_role("button", name="Wrong…").tap()
    save = phone.get_by_role("button", name="Save", exact=True)
    expect(save).to_be_visible()
    settle(phone)
    save.scroll_into_view_if_needed()
    expect(save).to_be_in_viewport()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    settle(phone)
    phone.locator(".st-key-drawer-close button").tap()
    expect(phone.locator(".st-key-drawer")).to_have_count(0)


def test_the_text_is_the_page_and_its_list_gives_way(phone: Page, stocked: Stocked) -> None:
    open_view(phone, stocked.address("text", stocked.court), charts=False)
    expect(phone.locator(".st-key-text-list")).to_be_hidden()
    phone.locator(".article .actor", has_text="Peter Lund").first.tap()
    expect(phone.locator(CARD)).to_be_visible()


def test_the_first_chart_starts_in_the_upper_half_of_the_first_screen(phone: Page, stocked: Stocked) -> None:
    for article in (stocked.court, stocked.many):
        open_view(phone, stocked.address("timeline", article))
        box = phone.locator(".st-key-timeline-chart .js-plotly-plot").bounding_box()
        assert box is not None and box["y"] <= 0.55 * 844, box


@pytest.mark.parametrize(("width", "size"), [(360, "100%"), (390, "200%"), (1366, "200%")])
def test_no_page_scrolls_sideways(browser: Browser, stocked: Stocked, width: int, size: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 780})
    page = context.new_page()
    page.set_default_timeout(30_000)
    addresses = [f"{stocked.server.url}/", f"{stocked.server.url}/share"]
    addresses += [stocked.address(view, stocked.court) for view in VIEWS]
    addresses.append(stocked.address("timeline", stocked.court, "&mark=e-took&actor=lund"))
    wide = {}
    for address in addresses:
        page.goto(address)
        expect(page.locator("h1").first).to_be_visible(timeout=60_000)
        page.evaluate(f"document.documentElement.style.fontSize = '{size}'")
        settle(page)
        page.wait_for_timeout(300)
        over = page.evaluate(
            "Math.max(...[document.documentElement, document.querySelector('[data-testid=stMain]')]"
            ".map((e) => e.scrollWidth - e.clientWidth))"
        )
        if over > 0:
            wide[address.removeprefix(stocked.server.url)] = over
    assert wide == {}
    context.close()
