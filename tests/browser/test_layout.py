"""Nothing jumps while a page loads, nothing lies over anything else, no word is cut; one main heading."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Stocked, settle
from tests.browser.picks import probe
from tests.browser.test_journeys import SEED

VIEWS = ("overview", "timeline", "actors", "quotes", "sentiment", "text", "check")
MOST_SHIFT = 0.1
WATCH = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def addresses(stocked: Stocked, story: str) -> dict[str, str]:
    """Every page by its name, of one story."""
    found = {view: stocked.address(view, story) for view in VIEWS}
    found["timeline with a pick of one person"] = stocked.address(
        "timeline", story, "&mark=e-took&actor=lund" if story == stocked.court else ""
    )
    if story == stocked.court:
        found |= {"library": f"{stocked.server.url}/", "links": f"{stocked.server.url}/share"}
    return found


@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("story", ["seed", "court"])
def test_nothing_jumps_overlaps_or_is_cut(browser: Browser, stocked: Stocked, story: str, width: int) -> None:
    article = SEED if story == "seed" else stocked.court
    context = browser.new_context(viewport={"width": width, "height": 900 if width > 400 else 844})
    context.set_default_timeout(30_000)
    context.add_init_script(WATCH)
    page = context.new_page()
    wrong: dict[str, Any] = {}
    warm(page, stocked.address("overview", article))
    for name, address in addresses(stocked, article).items():
        page.goto(address)
        expect(page.locator("h1").first).to_be_visible(timeout=60_000)
        settle(page)
        page.wait_for_timeout(700)  # what comes late
        found = {
            "shift": shift if (shift := page.evaluate("window.shift")) > MOST_SHIFT else 0,
            "cut": probe(page, "cut_words"),
            "over": probe(page, "overlaps"),
            "covered": probe(page, "covered"),
            "headings": count if (count := page.locator("h1").count()) != 1 else 0,
        }
        if any(found.values()):
            wrong[name] = {what: value for what, value in found.items() if value}
    context.close()
    assert wrong == {}


def warm(page: Page, address: str) -> None:
    """The article is read and the server has drawn a page: what is measured is a page, not a start."""
    page.goto(address)
    expect(page.locator("h1").first).to_be_visible(timeout=60_000)
    settle(page)
