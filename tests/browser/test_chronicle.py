"""The timeline's strip and list in a browser: on a desk and a phone, by keyboard, in print, on the clipboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Stocked, settle
from tests.browser.picks import until_named
from tests.browser.test_journeys import query

ROWS = ".st-key-chronicle .row"


def opened(context: BrowserContext, stocked: Stocked, more: str = "") -> Page:
    page = context.new_page()
    page.goto(stocked.address("timeline", stocked.many, more))
    expect(page.locator(ROWS).first).to_be_visible()
    expect(page.locator(".st-key-timeline-chart .scatterlayer .points path").first).to_be_visible()
    settle(page)
    return page


@pytest.mark.parametrize(("width", "tallest"), [(1366, 360), (390, 290)])
def test_strip_and_list_fit_the_screen_and_one_pick_is_one_highlight(
    browser: Browser, stocked: Stocked, width: int, tallest: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = opened(context, stocked)
    page.wait_for_timeout(600)
    settle(page)
    strip = page.locator(".st-key-timeline-chart .js-plotly-plot")
    box = strip.bounding_box()
    assert box and box["height"] <= tallest and box["width"] <= width
    part = 60 if width > 640 else 15
    expect(page.locator(ROWS)).to_have_count(part)
    page.get_by_role("button", name=f"Show {part} more of 300").click()
    expect(page.locator(ROWS)).to_have_count(2 * part)
    assert "2026" in page.locator(".st-key-timeline-chart .xaxislayer-above").text_content()
    marks = page.locator(".st-key-timeline-chart .scatterlayer .points path")
    mark = marks.nth(40)
    mark.scroll_into_view_if_needed()
    spot = mark.bounding_box()
    assert spot
    page.mouse.move(spot["x"] + spot["width"] / 2, spot["y"] + spot["height"] / 2)
    page.wait_for_timeout(250)
    page.mouse.click(spot["x"] + spot["width"] / 2, spot["y"] + spot["height"] / 2)
    expect(page.locator(".card-box")).to_be_visible()
    expect(page.locator(f"{ROWS}.picked")).to_have_count(1)
    settle(page)
    picked = page.locator(f"{ROWS}.picked")
    assert query(page)["mark"] == picked.get_attribute("data-id")
    expect(page.locator(".st-key-timeline-chart .picked-ring")).to_have_count(1)
    if width > 1100:
        room = page.locator(".st-key-chronicle .days").bounding_box()
        row = picked.bounding_box()
        assert room and row and room["y"] - 1 <= row["y"] and row["y"] + row["height"] <= room["y"] + room["height"] + 1
    else:
        page.locator(".card-box").get_by_role("button", name="Close").click()
        expect(page.locator(".card-box")).to_have_count(0)
    # Another pick, from the list: the ring and the row move along.
    other = page.locator(ROWS).nth(55)
    other.scroll_into_view_if_needed()
    other.locator("a").click()
    expect(page.locator(f"{ROWS}.picked")).to_have_attribute("data-id", other.get_attribute("data-id") or "")
    until_named(page, other.get_attribute("data-id"))
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    context.close()


def test_a_link_to_an_event_shows_its_row_and_its_zoom(context: BrowserContext, stocked: Stocked) -> None:
    page = opened(context, stocked, "&mark=e-120&zoom=All")
    expect(page.locator(f"{ROWS}.picked")).to_have_attribute("data-id", "e-120")
    expect(page.locator(f"{ROWS}.picked")).to_be_visible()
    page.wait_for_timeout(1200)
    around, row = (page.locator(f).bounding_box() for f in (".st-key-chronicle .days", f"{ROWS}.picked"))
    assert around and row
    assert around["y"] - 1 <= row["y"] and row["y"] + row["height"] <= around["y"] + around["height"] + 1
    assert "1960" in (page.locator(".st-key-timeline-chart .xaxislayer-above").text_content() or "")
    assert query(page)["zoom"] == "All"


def test_the_arrow_at_the_edge_shows_all(context: BrowserContext, stocked: Stocked) -> None:
    page = opened(context, stocked)
    expect(page.locator(".st-key-timeline-chart")).to_contain_text("48 before 2026")
    box = page.evaluate(
        "(() => { const arrow = [...document.querySelectorAll('.st-key-timeline-chart .scatterlayer .points path')]"
        ".find((p) => p.__data__.data[0] === 'to-before').getBoundingClientRect();"
        " return { x: arrow.x, y: arrow.y, width: arrow.width, height: arrow.height }; })()"
    )
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(250)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    settle(page)
    expect(page.locator(".st-key-timeline-chart .js-plotly-plot")).to_contain_text("1960")
    assert query(page)["zoom"] == "All" and "mark" not in query(page)


def test_the_list_works_by_keyboard(context: BrowserContext, stocked: Stocked) -> None:
    page = opened(context, stocked)
    focused = "(() => { let a = document.activeElement; while (a.shadowRoot && a.shadowRoot.activeElement)"
    focused += " a = a.shadowRoot.activeElement; return a; })()"
    first, second = (page.locator(ROWS).nth(n) for n in (0, 1))
    first.locator("a").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate(f"{focused}.textContent") == second.locator("a").text_content()
    page.keyboard.press("End")
    assert page.evaluate(f"{focused}.textContent") == page.locator(ROWS).last.locator("a").text_content()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowUp")  # there is none above
    assert page.evaluate(f"{focused}.textContent") == first.locator("a").text_content()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(f"{ROWS}.picked")).to_have_attribute("data-id", second.get_attribute("data-id") or "")
    until_named(page, second.get_attribute("data-id"))
    expect(second.locator("a")).to_have_attribute("aria-current", "true")
    assert page.evaluate(f"{focused}.textContent") == second.locator("a").text_content(), "the focus stays"
    assert page.locator(f"{ROWS} a[tabindex='0']").count() == 1, "one stop of the tab key for the whole list"


def test_the_list_is_searched(context: BrowserContext, stocked: Stocked) -> None:
    page = opened(context, stocked)
    field = page.locator(".st-key-chronicle .search")
    words = (page.locator(ROWS).nth(7).locator("a").text_content() or "").split()
    field.fill(" ".join(words[::-1]).upper())
    assert 0 < page.locator(ROWS).count() < 60
    for row in page.locator(ROWS).all():
        assert set(words) <= set((row.text_content() or "").replace("–", " ").split()) or words[0] in row.inner_text()
    field.fill("no such words")
    expect(page.get_by_text("Nothing here has these words.")).to_be_visible()
    field.fill("")
    expect(page.locator(ROWS)).to_have_count(60)


def test_it_is_copied_as_lines(context: BrowserContext, stocked: Stocked) -> None:
    page = opened(context, stocked)
    page.get_by_role("button", name="Copy as text").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    lines = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert len(lines) == 300 and all(" – Berg " in line and line.endswith(")") for line in lines)
    page.evaluate("navigator.clipboard.writeText('')")
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 700)")
    page.wait_for_timeout(300)
    start, end = (page.locator(ROWS).nth(n).locator(".fact").first.bounding_box() for n in (1, 3))
    assert start and end
    page.mouse.move(start["x"] + 2, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(end["x"] + 30, end["y"] + 8, steps=8)
    page.mouse.up()
    page.keyboard.press("Control+C")
    assert page.evaluate("navigator.clipboard.readText()").split("\n") == lines[1:4]


def test_in_print_the_whole_list_stands_without_controls(context: BrowserContext, stocked: Stocked) -> None:
    page = opened(context, stocked)
    page.emulate_media(media="print")
    days = page.locator(".st-key-chronicle .days")
    assert days.evaluate("e => e.scrollHeight - e.clientHeight") <= 1 and days.evaluate("e => e.clientHeight") > 1500
    for hidden in (
        ".st-key-chronicle .ways",
        ".st-key-filters",
        ".st-key-views",
        ".st-key-zoom-row",
        ".st-key-take-ways",
    ):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator(ROWS).last).to_be_visible()
    clipped = page.evaluate(
        "(() => { for (let e = document.querySelector('.st-key-chronicle'); e; e = e.parentElement)"
        " if (e !== document.documentElement && e !== document.body && e.scrollHeight > e.clientHeight + 4"
        " && getComputedStyle(e).overflowY !== 'visible') return e.className; return ''; })()"
    )
    assert clipped == ""
