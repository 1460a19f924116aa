"""What a reporter does, by the keyboard alone: the focus is seen at every stop, and nothing moves for who asks so."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server, Stocked, settle
from tests.browser.picks import CARD, focused, lights, open_view, until_named

MOST = 80  # stops of the tab key


@pytest.fixture
def keys(browser: Browser) -> Iterator[Page]:
    """A tab of somebody who asked their system for less motion."""
    context = browser.new_context(viewport={"width": 1366, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def go_to(page: Page, words: str, *, back: bool = False) -> None:
    """Press the tab key until what has the focus begins with these words; each stop on the way is seen."""
    unseen = []
    for _ in range(MOST):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        at = focused(page)
        if at and at["outline"] <= 0:
            unseen.append((at["tag"], at["name"], at["words"][:40]))
        if at and at["words"].startswith(words):
            break
    else:
        raise AssertionError(f"the tab key never comes to “{words}”")
    assert not unseen, f"stops of the tab key that can't be seen: {unseen}"


def picked(page: Page) -> None:
    expect(page.locator(CARD)).to_have_count(1)
    settle(page)


def test_the_sample_is_opened_from_the_start(new_server: Callable[..., Server], keys: Page) -> None:
    server = new_server()
    keys.goto(server.url)
    expect(keys.locator("h1")).to_be_visible()
    settle(keys)
    go_to(keys, "See what Dateline makes of it")
    keys.keyboard.press("Enter")
    expect(keys.locator("h1", has_text="China Urges Canada")).to_be_visible()


def test_who_was_quoted_on_something(keys: Page, stocked: Stocked) -> None:
    open_view(keys, stocked.address("quotes", stocked.court))
    go_to(keys, "Search: Quotes")
    keys.keyboard.type("never touched")
    expect(keys.locator(".st-key-ledger .row")).to_have_count(1)
    go_to(keys, "“My client never touched the contract,”")
    keys.keyboard.press("Enter")
    picked(keys)
    until_named(keys, "q-never")
    expect(keys.locator(CARD)).to_contain_text("Full quote · Jonas Berg")


def test_the_date_of_an_event_and_its_passage(keys: Page, stocked: Stocked) -> None:
    open_view(keys, stocked.address("timeline", stocked.court))
    go_to(keys, keys.locator(".st-key-chronicle .row a").first.inner_text())
    for _ in range(20):
        if focused(keys)["words"].startswith("Former harbour chief"):
            break
        keys.keyboard.press("ArrowDown")
    keys.keyboard.press("Enter")
    picked(keys)
    expect(keys.locator(CARD)).to_contain_text("10 February 2026")
    assert lights(keys)["lit"].startswith("Former harbour chief Peter Lund was charged on 10 February 2026")


def test_a_speaker_is_corrected(keys: Page, stocked: Stocked) -> None:
    open_view(keys, stocked.address("quotes", stocked.court))
    first = keys.locator(".st-key-ledger .row a").first.inner_text()
    go_to(keys, first[:30])
    keys.keyboard.press("Enter")
    picked(keys)
    keys.keyboard.press("Enter")
    assert focused(keys)["words"] == "Right"
    keys.keyboard.press("Tab")
    assert focused(keys)["words"] == "Wrong…"
    keys.keyboard.press("Enter")
    expect(keys.locator(".st-key-drawer")).to_be_visible()
    settle(keys)
    speaker = keys.locator(".st-key-drawer input").first
    for _ in range(MOST):
        keys.keyboard.press("Tab")
        if speaker.evaluate("e => e === document.activeElement"):
            break
    keys.keyboard.type("Mara")
    keys.keyboard.press("Enter")
    go_to(keys, "Save")
    keys.keyboard.press("Enter")
    expect(keys.locator(".st-key-ledger .row").first).to_contain_text("Mara Quist")
    expect(keys.locator(CARD)).to_contain_text("corrected by a reader")
    settle(keys)
    keys.get_by_role("button", name="Undo", exact=True).click()
    expect(keys.locator(".st-key-ledger .row").first).to_contain_text("nobody named")


def test_a_claim_without_an_answer_is_found(keys: Page, stocked: Stocked) -> None:
    open_view(keys, stocked.address("overview", stocked.court))
    expect(keys.get_by_text("Not heard in the text: Norvik Marine")).to_be_visible()
    go_to(keys, "Norvik Marine sent false invoices")
    keys.keyboard.press("Enter")
    picked(keys)
    until_named(keys, "e-invoices")
    expect(keys.locator(".st-key-claims .row", has_text="Norvik Marine sent false invoices")).to_contain_text(
        "No answer in the text from Norvik Marine"
    )


def test_a_link_to_share_is_made(keys: Page, stocked: Stocked) -> None:
    open_view(keys, stocked.address("quotes", stocked.court))
    go_to(keys, "Share")
    keys.keyboard.press("Enter")
    dialog = keys.get_by_role("dialog")
    expect(dialog).to_be_visible()
    settle(keys)
    go_to(keys, "Make and copy the link")
    keys.keyboard.press("Enter")
    expect(dialog.locator("[data-testid=stCode]").first).to_contain_text("/s/")
    keys.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_the_review_is_worked_off_by_its_keys(keys: Page, stocked: Stocked) -> None:
    open_view(keys, stocked.address("check", stocked.court), charts=False)
    picked(keys)
    first = lights(keys)["mark"]
    keys.keyboard.press("ArrowRight")
    expect(keys.locator(CARD)).to_contain_text("2 of ")
    settle(keys)
    keys.keyboard.press("ArrowLeft")
    expect(keys.locator(CARD)).to_contain_text("1 of ")
    until_named(keys, first)
    settle(keys)
    keys.keyboard.press("l")
    expect(keys.locator(".st-key-queue .row").last).to_have_attribute("data-id", first)
    settle(keys)
    second = lights(keys)["mark"]
    keys.keyboard.press("r")
    expect(keys.locator(f".st-key-queue .row[data-id='{second}']")).to_have_count(0)
    settle(keys)
    keys.keyboard.press("w")
    expect(keys.locator(".st-key-drawer")).to_be_visible()
    settle(keys)
    # Right again takes it back.
    open_view(keys, stocked.address("check", stocked.court, f"&mark={second}"), charts=False)
    expect(keys.locator(CARD)).to_contain_text("Found right by")
    keys.keyboard.press("r")
    expect(keys.locator(f".st-key-queue .row[data-id='{second}']")).to_have_count(1)


def test_nothing_moves_for_who_asks_so(keys: Page, stocked: Stocked) -> None:
    keys.set_viewport_size({"width": 390, "height": 844})
    open_view(keys, stocked.address("timeline", stocked.court))
    keys.locator(".st-key-chronicle .row").first.click()
    moving = keys.evaluate(
        "document.getAnimations().filter((a) => a.effect.getComputedTiming().duration > 1)"
        ".map((a) => a.effect.target.className)"
    )
    assert moving == []
    assert keys.locator(".st-key-beside").evaluate("e => getComputedStyle(e).transitionDuration") == "0s"


def test_the_article_is_one_stop_and_arrows_go_from_mark_to_mark(keys: Page, stocked: Stocked) -> None:
    open_view(keys, stocked.address("text", stocked.court), charts=False)
    marks = keys.locator(".article [data-begins]")
    marks.first.focus()
    for n in range(1, 4):
        keys.keyboard.press("ArrowDown")
        assert marks.nth(n).evaluate("e => e === e.getRootNode().activeElement")
    keys.keyboard.press("Enter")
    picked(keys)
    assert keys.locator(".article .pick[tabindex='0']").count() == 1
    keys.keyboard.press("ArrowUp")
    keys.keyboard.press("Space")
    picked(keys)
