"""Articles compared: a pick is lit in every text that has it, stands in the address; by keyboard, on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from components.services.library import seed_articles
from tests.browser.conftest import Server, settle, start_server
from tests.browser.picks import focused, probe, until_named
from tests.browser.test_accessibility import barriers
from tests.browser.test_layout import MOST_SHIFT, WATCH
from tests.court_story import TEXT
from tests.filled_library import fill

pytestmark = pytest.mark.browser
OLD = "delivered on January 13, 2026"
NEW = "delivered on January 14, 2026"
LATER = (
    seed_articles()[0]
    .text.replace(OLD, NEW)
    .replace("several Liberal MPs", "three Liberal MPs")
    .replace("a history of economic coercion", "a history of coercion")
)
PROTEST = (
    "Drivers *protest* in the harbour of Arden\n"
    "Mayor Ida Berg opened the new bridge on Monday. “It will serve our grandchildren,” Ida Berg said.\n"
    "Peter Lund was not there. “Nobody asked us before it was built,” Peter Lund said."
)
PARTS = ("Changes", "At a glance", "Voices", "Quotes", "Who", "What happened")
LIT = """
() => [...document.querySelectorAll('[class*="st-key-compare-text-"]')].map((pane) => {
  const spans = [];
  for (const host of pane.querySelectorAll("*")) {
    if (host.shadowRoot) spans.push(...host.shadowRoot.querySelectorAll("[aria-current]"));
  }
  const room = pane.getBoundingClientRect();
  const seen = spans.length > 0 && spans[0].getBoundingClientRect().top >= room.top - 1
    && spans[0].getBoundingClientRect().top < room.bottom;
  return { words: spans.map((s) => s.textContent).join(""), seen };
})
"""


BEYOND = """
() => {
  const found = [];
  const look = (root) => {
    for (const one of root.querySelectorAll("*")) {
      if (one.shadowRoot) look(one.shadowRoot);
      if (![...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())) continue;
      const room = one.getBoundingClientRect();
      if (room.width > 1 && (room.left < -1 || room.right > innerWidth + 1)) found.push(one.textContent.trim());
    }
  };
  look(document.querySelector(".stMain"));
  return found;
}
"""  # words that stand beyond the window's edges, which only a scroll to the side would bring into sight


class Shelf:
    """A running dashboard with the seed, a later version of it, the court story and another one of Arden."""

    def __init__(self, server: Server, ids: dict[str, str]) -> None:
        self.server, self.ids = server, ids

    def address(self, *names: str, more: str = "") -> str:
        """The comparison of some of them."""
        return f"{self.server.url}/compare?{'&'.join(f'article={self.ids[n]}' for n in names)}{more}"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    data = tmp_path_factory.mktemp("compared")
    ids = fill(data, {"later": LATER, "court": TEXT, "protest": PROTEST})
    server = start_server(data)
    yield Shelf(server, ids)
    server.stop()


def open_compared(page: Page, address: str) -> None:
    """Open a comparison and wait until its texts stand."""
    page.goto(address)
    expect(page.locator("h1").first).to_be_visible(timeout=60_000)
    expect(page.locator("html.dateline-drawn")).to_be_attached()
    expect(page.locator(".article p").nth(1)).to_be_attached()
    settle(page)


def lit(page: Page) -> list[dict[str, Any]]:
    """Of each text the words that are lit, and whether they are in sight."""
    settle(page)
    page.wait_for_timeout(200)
    found: list[dict[str, Any]] = page.evaluate(LIT)
    return found


def test_a_change_that_is_picked_is_lit_in_both_versions_and_in_a_cold_browser(
    page: Page, shelf: Shelf, browser: Browser
) -> None:
    open_compared(page, shelf.address("seed", "later"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Two versions of a story")
    row = page.locator(".compare_lines .row", has_text="changed").first
    expect(row.locator("del")).to_have_text("13,")
    expect(row.locator("ins")).to_have_text("14,")
    row.locator(".body").click()
    expect(row).to_have_class("row picked")
    old, new = lit(page)
    assert OLD in old["words"] and NEW in new["words"] and old["seen"] and new["seen"]
    mark = str(row.get_attribute("data-id"))
    until_named(page, mark)
    fresh = browser.new_context(viewport={"width": 1366, "height": 900})
    other = fresh.new_page()
    open_compared(other, page.url)
    expect(other.locator(f'.compare_lines .row[data-id="{mark}"]')).to_have_class("row picked")
    other.wait_for_timeout(900)
    assert all(one["seen"] for one in lit(other))
    fresh.close()


def test_what_the_changes_did_is_told_in_words(page: Page, shelf: Shelf) -> None:
    open_compared(page, shelf.address("seed", "later"))
    told = page.locator(".st-key-fact-list .row a").all_inner_texts()
    assert "“January 13, 2026” became “January 14, 2026”" in told
    assert "“several Liberal MPs” became “three Liberal MPs”" in told or "“several” became “three”" in told
    page.locator(".st-key-fact-list .row", has_text="January 13, 2026").click()
    assert [one["words"] for one in lit(page)] == ["January 13, 2026", "January 14, 2026"]
    page.keyboard.press("Escape")
    until_named(page, None)
    assert [one["words"] for one in lit(page)] == ["", ""]


def test_it_works_by_keyboard(page: Page, shelf: Shelf) -> None:
    open_compared(page, shelf.address("seed", "later"))
    first = page.locator(".compare_lines .body").first
    first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    second = page.locator(".compare_lines .row").nth(1)
    expect(second).to_have_class("row picked")
    expect(second.locator(".body")).to_have_attribute("aria-pressed", "true")
    assert focused(page)["outline"] >= 2
    until_named(page, str(second.get_attribute("data-id")))


def test_a_passage_that_is_clicked_picks_its_row(page: Page, shelf: Shelf) -> None:
    open_compared(page, shelf.address("seed", "later", more="&part=Quotes"))
    page.locator(".st-key-compare-text-1 .article .pick").first.click()
    expect(page.locator(".st-key-same-quotes .row.picked")).to_have_count(1)
    assert all(one["words"] for one in lit(page))


def test_three_articles_stand_in_a_row_and_the_one_that_has_it_comes_into_sight(page: Page, shelf: Shelf) -> None:
    open_compared(page, shelf.address("seed", "later", "court", more="&part=Who"))
    page.locator(".st-key-actors .day", has_text="Only in").last.locator(".row").first.click()
    page.wait_for_timeout(400)
    third = page.locator(".st-key-compare-text-2").bounding_box()
    assert third is not None and third["x"] + third["width"] <= 1366
    assert lit(page)[2]["seen"]


def test_one_that_is_gone_is_said_and_fewer_than_two_say_what_to_do(page: Page, shelf: Shelf) -> None:
    open_compared(page, shelf.address("seed", "later", more="&article=0123456789abcdef"))
    expect(page.get_by_text("1 article of this comparison is not there")).to_be_visible()
    page.goto(shelf.address("seed", more="&article=0123456789abcdef"))
    expect(page.get_by_text("A comparison needs two articles or more.")).to_be_visible()
    expect(page.get_by_role("link", name="To the library")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barriers(browser: Browser, shelf: Shelf, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 1366, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    wrong: dict[str, list[str]] = {}
    for part in PARTS:
        open_compared(page, shelf.address("seed", "later", more=f"&part={part.replace(' ', '+')}"))
        if found := barriers(page):
            wrong[part] = found
    page.locator(".list .row a").first.click()
    if found := barriers(page):
        wrong["a pick"] = found
    context.close()
    assert wrong == {}


@pytest.mark.parametrize("articles", [("seed", "later"), ("seed", "court", "protest")])
@pytest.mark.parametrize("width", [1366, 390])
def test_nothing_jumps_overlaps_or_is_cut(
    browser: Browser, shelf: Shelf, width: int, articles: tuple[str, ...]
) -> None:  # fmt: skip
    context = browser.new_context(viewport={"width": width, "height": 900 if width > 400 else 844})
    context.add_init_script(WATCH)
    page = context.new_page()
    open_compared(page, shelf.address(*articles))
    wrong: dict[str, Any] = {}
    for part in PARTS if len(articles) == 2 else PARTS[1:]:
        open_compared(page, shelf.address(*articles, more=f"&part={part.replace(' ', '+')}"))
        page.wait_for_timeout(700)
        found = {
            "shift": shift if (shift := page.evaluate("window.shift")) > MOST_SHIFT else 0,
            "cut": probe(page, "cut_words"),
            "over": probe(page, "overlaps"),
            "covered": probe(page, "covered"),
            "wide": page.evaluate("document.documentElement.scrollWidth > innerWidth"),
            "beyond": page.evaluate(BEYOND) if width < 400 else [],
        }
        if any(found.values()):
            wrong[part] = {what: value for what, value in found.items() if value}
    context.close()
    assert wrong == {}


def test_on_a_phone_both_texts_come_up_with_a_pick(browser: Browser, shelf: Shelf) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    open_compared(page, shelf.address("seed", "later"))
    row = page.locator(".compare_lines .row", has_text="changed").first
    row.locator(".body").scroll_into_view_if_needed()
    row.locator(".body").click()
    page.wait_for_timeout(500)
    assert all(one["seen"] for one in lit(page))
    for n in range(2):
        box = page.locator(f".st-key-compare-text-{n}").bounding_box()
        assert box is not None and box["y"] + 60 < 844
    page.get_by_role("button", name="The texts").click()
    page.wait_for_timeout(400)
    box = page.locator(".st-key-compare-text-1").bounding_box()
    assert box is not None and box["y"] > 844
    context.close()
