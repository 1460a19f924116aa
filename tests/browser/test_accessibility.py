"""axe-core finds no serious barrier on any page, fold and dialog, light and dark; every word of a chart can be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Server, Stocked, settle, start_server
from tests.browser.picks import CARD, open_view, probe
from tests.browser.test_journeys import SEED

VIEWS = ("overview", "timeline", "actors", "quotes", "sentiment", "text", "check")
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
READABLE = 4.5


def barriers(page: Page) -> list[str]:
    """What axe-core finds serious or critical on the page as it stands, and chart words that are too pale."""
    settle(page)
    page.wait_for_timeout(250)  # what fades in has done so
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE)
    found: list[str] = probe(page, "barriers")
    pale: list[str] = probe(page, "pale_chart_words", READABLE)
    return found + [f"chart word {words}" for words in pale]


@pytest.fixture(scope="module", params=["light", "dark"])
def themed(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 900}, color_scheme=request.param)
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose library holds the sample alone."""
    made = start_server(tmp_path_factory.mktemp("fresh"))
    yield made
    made.stop()


def test_every_view_of_both_stories_with_and_without_a_pick(themed: Page, stocked: Stocked) -> None:
    wrong: dict[str, list[str]] = {}
    dark = themed.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    stories = {"court": stocked.court} if dark else {"seed": SEED, "court": stocked.court}

    def look(name: str) -> None:
        if found := barriers(themed):
            wrong[name] = found

    for view in VIEWS:
        for story, article in stories.items():
            bare = view in ("text", "check") or (view, story) == ("sentiment", "court")
            open_view(themed, stocked.address(view, article), charts=not bare)
            if (fold := themed.locator(".st-key-unsure summary")).count():
                fold.click()
                expect(themed.locator(".st-key-unsure-list .row").first).to_be_visible()
            look(f"{view} of the {story}")
        row = themed.locator(".list .row").first
        if row.count():
            row.scroll_into_view_if_needed()
            row.click()
            expect(themed.locator(CARD)).to_have_count(1)
            look(f"{view} with a pick")
    open_view(themed, stocked.address("actors", stocked.court, "&actor=lund"))
    themed.locator(".st-key-actor-fold summary").click()
    look("actors of one person, its form open")
    open_view(themed, stocked.address("timeline", stocked.many))
    look("timeline of 300 events")
    assert wrong == {}


def test_forms_and_dialogs(themed: Page, stocked: Stocked) -> None:
    wrong: dict[str, list[str]] = {}

    def look(name: str, shown: Locator) -> None:
        expect(shown).to_be_visible()
        if found := barriers(themed):
            wrong[name] = found

    open_view(themed, stocked.address("quotes", stocked.court, "&mark=q-took"))
    themed.locator(CARD).get_by_role("button", name="Wrong…").click()
    look("correction", themed.locator(".st-key-drawer"))
    open_view(themed, stocked.address("timeline", stocked.court, "&mark=e-took"))
    themed.locator(CARD).get_by_role("button", name="Wrong…").click()
    look("correction of an event", themed.locator(".st-key-drawer"))
    open_view(themed, stocked.address("text", stocked.court), charts=False)
    themed.locator(".st-key-add-fold summary").click()
    look("what was missed", themed.get_by_label("Its words, as they stand in the text"))
    dialog = themed.get_by_role("dialog")
    for name in ("Details", "Export", "Share"):
        open_view(themed, stocked.address("quotes", stocked.court))
        themed.get_by_role("button", name=name, exact=True).click()
        look(name, dialog)
    themed.goto(stocked.server.url)
    themed.locator(".st-key-shelf article", has_text="Harbour").get_by_role("button").click()
    look("delete", dialog)
    # What readers corrected: made, listed, taken back.
    open_view(themed, stocked.address("timeline", stocked.court, "&mark=e-charged"))
    themed.locator(CARD).get_by_role("button", name="Wrong…").click()
    themed.get_by_role("button", name="No event: remove").click()
    themed.get_by_role("button", name="All corrections").click()
    look("corrections", dialog)
    themed.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    themed.get_by_role("button", name="Undo", exact=True).click()
    expect(themed.locator(".st-key-chronicle .row[data-id=e-charged]")).to_have_count(1)
    assert wrong == {}


def test_library_and_links(themed: Page, stocked: Stocked, fresh: Server) -> None:
    wrong: dict[str, list[str]] = {}
    for name, address in {
        "start": fresh.url, "library": stocked.server.url, "links": f"{stocked.server.url}/share",
        "no article": f"{fresh.url}/timeline", "article that is gone": f"{fresh.url}/text?article=0123456789abcdef",
    }.items():  # fmt: skip
        themed.goto(address)
        expect(themed.locator("h1:visible, .st-key-brand:visible").first).to_be_visible(timeout=60_000)
        if found := barriers(themed):
            wrong[name] = found
    assert wrong == {}


def test_a_barrier_would_be_found(themed: Page, fresh: Server) -> None:
    themed.goto(fresh.url)
    expect(themed.locator("h1").first).to_be_visible(timeout=60_000)
    themed.evaluate("document.body.append(Object.assign(document.createElement('img'), { src: 'data:,' }))")
    assert [line for line in barriers(themed) if line.startswith("image-alt")]
