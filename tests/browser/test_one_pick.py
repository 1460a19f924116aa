"""One pick, from wherever, is one highlight everywhere: rows, article, charts, card, address."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Stocked, settle
from tests.browser.picks import CARD, click_mark, focused, lights, middle, open_view, probe, until_named

ROWS = ".st-key-chronicle .row"
CHARGED, TOOK = "Former harbour chief Peter Lund was charged on 10 February 2026", "Prosecutor Mara Quist said on 11"


def one_everywhere(page: Page, mark: str, words: str) -> None:
    """The timeline shows this pick alone, once in each place."""
    expect(page.locator(CARD)).to_have_count(1)
    expect(page.locator(f"{ROWS}.picked")).to_have_attribute("data-id", mark)
    expect(page.locator(".st-key-timeline-chart .picked-ring")).to_have_count(1)
    until_named(page, mark)
    settle(page)
    shown = lights(page)
    assert shown["mark"] == mark and shown["cards"] == 1
    assert [rows for rows in shown["rows"] if rows] == [[mark]]
    assert shown["lit"].startswith(words), shown["lit"]


def nothing(page: Page) -> None:
    """Nothing is picked anywhere."""
    expect(page.locator(CARD)).to_have_count(0)
    until_named(page, None)
    settle(page)
    shown = lights(page)
    assert shown["mark"] is None and shown["lit"] == "" and not sum(shown["rings"]) and not any(shown["rows"])


@pytest.fixture
def timeline(page: Page, stocked: Stocked) -> Page:
    """The court story's timeline."""
    open_view(page, stocked.address("timeline", stocked.court))
    return page


def row(page: Page, mark: str) -> str:
    return f"{ROWS}[data-id={mark}]"


def from_chart(page: Page) -> str:
    points = page.locator(".st-key-timeline-chart .scatterlayer .points path")
    ids = points.evaluate_all("all => all.map((p) => [p.__data__.data].flat()[0])")
    return click_mark(page, "timeline-chart", ids.index("e-charged"))


def from_rows_edge(page: Page) -> str:
    one = page.locator(row(page, "e-charged"))
    one.scroll_into_view_if_needed()
    box = one.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] - 4, box["y"] + box["height"] - 4)  # no word stands there
    return "e-charged"


def from_rows_facts(page: Page) -> str:
    page.locator(row(page, "e-charged")).locator(".facts").click()
    return "e-charged"


def from_keys(page: Page) -> str:
    page.locator(ROWS).first.locator("a").focus()
    for _ in range(20):
        if page.evaluate("document.activeElement.shadowRoot.activeElement.closest('.row').dataset.id") == "e-charged":
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    return "e-charged"


def from_article(page: Page) -> str:
    page.locator(".article .event", has_text="charged").first.click()
    return "e-charged"


@pytest.mark.parametrize("pick", [from_chart, from_rows_edge, from_rows_facts, from_keys, from_article])
def test_from_anywhere_it_is_one_pick_everywhere(timeline: Page, pick: Callable[[Page], str]) -> None:
    one_everywhere(timeline, pick(timeline), CHARGED)
    if pick is from_article:
        assert focused(timeline)["current"] == "true", "the focus stays in the passage"
    elif pick is not from_chart:
        assert focused(timeline)["words"] == timeline.locator(row(timeline, "e-charged")).locator("a").inner_text()
    # A second pick moves all of it.
    timeline.locator(row(timeline, "e-took")).click()
    one_everywhere(timeline, "e-took", TOOK)


def test_an_address_lights_it_cold_and_going_back_to_none(page: Page, stocked: Stocked) -> None:
    open_view(page, stocked.address("timeline", stocked.court, "&mark=e-charged"))
    one_everywhere(page, "e-charged", CHARGED)
    expect(page.locator(".article [aria-current=true]").first).to_be_in_viewport()
    page.locator(CARD).get_by_role("button", name="Close").click()
    nothing(page)


def test_previous_and_next_go_through_the_list_and_keep_the_focus(timeline: Page) -> None:
    timeline.locator(ROWS).first.click()
    expect(timeline.locator(CARD)).to_have_count(1)
    settle(timeline)
    order = timeline.locator(ROWS).evaluate_all("rows => rows.map((r) => r.dataset.id)")
    expect(timeline.locator(CARD).get_by_role("button", name="Previous")).to_be_disabled()
    timeline.locator(CARD).get_by_role("button", name="Next").focus()
    for mark in order[1:4]:
        timeline.keyboard.press("Enter")
        expect(timeline.locator(f"{ROWS}.picked")).to_have_attribute("data-id", mark)
        expect(timeline.locator(CARD)).to_contain_text(f"{order.index(mark) + 1} of {len(order)}")
        until_named(timeline, mark)
        settle(timeline)
        assert focused(timeline)["words"] == "Next"
    timeline.locator(row(timeline, order[-1])).click()
    expect(timeline.locator(CARD).get_by_role("button", name="Next")).to_be_disabled()


def test_escape_closes_the_card_and_gives_the_focus_back(timeline: Page) -> None:
    label = timeline.locator(row(timeline, "e-took")).locator("a")
    label.focus()
    timeline.keyboard.press("Enter")
    one_everywhere(timeline, "e-took", TOOK)
    timeline.keyboard.press("Enter")  # on the row that is picked: on to its card
    assert focused(timeline)["words"] == "Right"
    timeline.keyboard.press("Escape")
    nothing(timeline)
    assert focused(timeline)["words"] == label.inner_text()


def test_a_claims_cell_lights_its_passage(page: Page, stocked: Stocked) -> None:
    open_view(page, stocked.address("overview", stocked.court))
    cell = page.locator(".st-key-claims .row a", has_text="Jonas Berg answered").first
    cell.click()
    expect(page.locator(CARD)).to_have_count(1)
    expect(cell).to_have_attribute("aria-current", "true")
    until_named(page, "q-loan")
    shown = lights(page)
    assert "a private loan" in shown["lit"]
    assert page.locator(".st-key-claims a[aria-current=true]").count() == 1


def test_a_click_on_words_of_two_marks_goes_from_one_to_the_other(page: Page, stocked: Stocked) -> None:
    open_view(page, stocked.address("text", stocked.court), charts=False)
    word = page.locator(".article .actor", has_text="Norvik Marine").nth(1)  # within a quote
    word.click()
    expect(page.locator(CARD)).to_contain_text("by name")
    page.locator(".article .actor", has_text="Norvik Marine").nth(1).click()
    expect(page.locator(CARD)).to_contain_text("Paraphrase")


def test_what_a_correction_removes_is_lit_nowhere(timeline: Page) -> None:
    timeline.locator(row(timeline, "e-charged")).click()
    one_everywhere(timeline, "e-charged", CHARGED)
    timeline.locator(CARD).get_by_role("button", name="Wrong…").click()
    timeline.get_by_role("button", name="No event: remove").click()
    expect(timeline.locator(row(timeline, "e-charged"))).to_have_count(0)
    nothing(timeline)
    timeline.get_by_role("button", name="Undo", exact=True).click()
    expect(timeline.locator(row(timeline, "e-charged"))).to_have_count(1)


def test_a_drag_over_a_rows_words_selects_them_and_picks_nothing(timeline: Page) -> None:
    facts = timeline.locator(row(timeline, "e-charged")).locator(".fact").first
    facts.scroll_into_view_if_needed()
    box = facts.bounding_box()
    assert box is not None
    timeline.mouse.move(box["x"] + 1, middle(facts)[1])
    timeline.mouse.down()
    timeline.mouse.move(box["x"] + box["width"] - 1, middle(facts)[1], steps=6)
    timeline.mouse.up()
    timeline.wait_for_timeout(300)
    nothing(timeline)


def told(page: Page) -> list[str]:
    """What the card's component tells the server from now on, in its order: the events that each message holds."""
    events: list[str] = []

    def note(payload: str | bytes) -> None:
        data = payload if isinstance(payload, bytes) else payload.encode()
        events.extend(one.decode() for one in re.findall(rb'"event":"(picked|act)"', data))

    page.on("websocket", lambda socket: socket.on("framesent", note))
    return events


def test_what_is_done_at_once_is_told_one_by_one_and_nothing_is_lost(page: Page, stocked: Stocked) -> None:
    """While the page's program is busy, of two that came together Streamlit would keep the later."""
    events = told(page)
    open_view(page, stocked.address("timeline", stocked.court, "&mark=e-charged"))
    expect(page.locator(CARD).get_by_role("button", name="Right")).to_be_visible()
    probe(page, "at_once", ["e-took", "e-charged", "e-took"])
    one_everywhere(page, "e-took", TOOK)
    assert events == ["act", "picked"], "of the picks that waited the last alone is told"
    page.locator(row(page, "e-charged")).click()
    one_everywhere(page, "e-charged", CHARGED)
    expect(page.locator(CARD)).to_contain_text("Found right")
    page.locator(CARD).get_by_role("button", name="Right").click()  # as it was, for other tests
    expect(page.locator(CARD)).not_to_contain_text("Found right")


def test_a_pick_that_nobody_heard_is_told_once_somebody_listens(timeline: Page) -> None:
    """As while the page is made anew."""
    tell = "window.datelinePicks.state.tell"
    timeline.evaluate(f"window.kept = {tell}; {tell} = null")
    timeline.locator(row(timeline, "e-charged")).click()
    expect(timeline.locator(f"{ROWS}.picked")).to_have_attribute("data-id", "e-charged")
    timeline.wait_for_timeout(500)
    assert "mark=" not in timeline.url
    # The component is drawn again: it listens, and says what the server knows.
    timeline.evaluate(f"{tell} = window.kept; datelinePicks.set('', 0, datelinePicks.state.visit)")
    one_everywhere(timeline, "e-charged", CHARGED)
