"""The report in a browser without a network: one pick lights row, passage, ring, card; keys, phone, paper, themes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import msgspec
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from components.domain.record import Actor, Event, Record
from components.exports.html_report import report
from tests.browser.conftest import Server, settle
from tests.browser.test_correcting import article_of
from tests.court_story import court_story

HOSTILE = "</script><script>window.hurt=1</script><img src=x onerror=window.hurt=1>{{7*7}}"
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
READABLE = 4.5
BARRIERS = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
  .filter((one) => ["serious", "critical"].includes(one.impact)).map((one) => one.id + ": " + one.nodes[0].html)"""
# Every word of a chart against the paper: what is under READABLE, with its ratio.
PALE = """least => {
  const rgb = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (c) => c.slice(0, 3).map((v) => v / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const paper = rgb(getComputedStyle(document.body).backgroundColor);
  const found = [];
  for (const text of document.querySelectorAll(".js-plotly-plot text")) {
    if (!text.textContent.trim() || !text.getBoundingClientRect().width) continue;
    const fill = rgb(getComputedStyle(text).fill);
    let share = Number(getComputedStyle(text).fillOpacity) * (fill[3] ?? 1);
    for (let at = text; at && at.nodeType === 1; at = at.parentNode) share *= Number(getComputedStyle(at).opacity);
    const seen = light(fill.slice(0, 3).map((v, i) => v * share + paper[i] * (1 - share)));
    const ratio = (Math.max(seen, light(paper)) + 0.05) / (Math.min(seen, light(paper)) + 0.05);
    if (ratio < least) found.push([text.textContent, ratio]);
  }
  return found;
}"""


class Opened:
    """A report that is open in a browser, what it asked for, what went wrong in it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.wrong: list[str] = []
        page.on("request", lambda r: self.asked.append(r.url))
        page.on("pageerror", lambda e: self.wrong.append(str(e)))
        page.on("console", lambda m: self.wrong.append(m.text) if m.type in ("error", "warning") else None)

    @property
    def left(self) -> list[str]:
        """What it asked of anybody else."""
        return [u for u in self.asked if not u.startswith(("file:", "blob:", "data:"))]

    def row(self, name: str, mark: str) -> Locator:
        return self.page.locator(f'[data-list="{name}"] .row[data-id="{mark}"]')

    def point(self, chart: str, mark: str) -> tuple[float, float]:
        """The middle of a mark on a chart, in the window's pixels."""
        self.page.locator(f'[data-chart="{chart}"]').scroll_into_view_if_needed()
        at: Any = self.page.evaluate(
            """([chart, mark]) => {
              for (const path of document.querySelectorAll(`[data-chart="${chart}"] .scatterlayer .points path`)) {
                const data = path.__data__ && path.__data__.data;
                if (!Array.isArray(data) || data[0] !== mark) continue;
                const box = path.getBoundingClientRect();
                return [box.x + box.width / 2, box.y + box.height / 2];
              }
            }""",
            [chart, mark],
        )
        return at[0], at[1]

    def lit(self) -> str:
        """The words in the article that are lit."""
        parts = self.page.locator(".article [aria-current]").all_text_contents()
        return " ".join("".join(parts).split())


@pytest.fixture(scope="module")
def opened(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Opened]]:
    """Opens a record's report without a network; the options are the browser's."""
    contexts: list[BrowserContext] = []
    tmp_path = tmp_path_factory.mktemp("reports")

    def open_report(record: Record | None = None, at: str = "", **options: Any) -> Opened:
        file = tmp_path / f"report{len(contexts)}.html"
        file.write_bytes(report(record or court_story()))
        context = browser.new_context(**{"offline": True, "viewport": {"width": 1366, "height": 900}, **options})
        context.set_default_timeout(30_000)
        contexts.append(context)
        made = Opened(context.new_page())
        made.page.goto(file.as_uri() + at)
        if options.get("java_script_enabled", True):
            expect(made.page.locator("[data-chart]").last.locator(".main-svg").first).to_be_attached(timeout=30_000)
            made.page.wait_for_timeout(200)  # what is picked by then is ringed in the next frame
        return made

    yield open_report
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def court_report(opened: Callable[..., Opened]) -> Opened:
    """The court story's report on a desk's screen, opened once."""
    return opened()


@pytest.fixture
def one(court_report: Opened) -> Opened:
    """It again, with nothing picked and at its top; no test but those that take it may change it otherwise."""
    court_report.page.evaluate("datelinePicks.pick(''); scrollTo(0, 0); document.activeElement.blur()")
    court_report.page.wait_for_timeout(60)
    return court_report


def expect_pick(one: Opened, mark: str, kind: str, lit: str) -> None:
    """One pick everywhere: rows, rings, passage, card, address."""
    page = one.page
    card = page.locator(".article .card-box")
    expect(card).to_have_count(1)
    expect(card.locator(".kind")).to_contain_text(kind)
    assert lit in one.lit()
    picked = page.locator("[data-list] .row.picked")
    assert set(picked.evaluate_all("rows => rows.map((row) => row.dataset.id)")) <= {mark}
    assert page.evaluate("location.hash") == f"#m-{mark}"
    charts = page.locator("[data-chart]:has(.picked-ring)")
    for chart in charts.all():
        expect(chart.locator(".picked-ring")).not_to_have_count(0)


def test_a_row_lights_passage_rings_and_card(one: Opened) -> None:
    row = one.row("chronicle", "e-won")
    row.locator(".facts").click()
    expect_pick(one, "e-won", "Event · Happened", "Norvik Marine won the contract in August 2023")
    expect(row).to_have_class("row picked")
    expect(one.page.locator('[data-chart="narrative"] .picked-ring')).not_to_have_count(0)
    expect(row.locator("a")).to_be_focused()
    other = one.row("chronicle", "e-searched")
    other.click()
    expect_pick(one, "e-searched", "Event · Happened", "Police searched the offices")
    expect(row).to_have_class("row")
    assert (one.left, one.wrong) == ([], [])


def test_a_mark_on_a_chart_lights_the_same(one: Opened) -> None:
    x, y = one.point("narrative", "e-won")
    one.page.mouse.move(x, y)
    one.page.wait_for_timeout(250)  # Plotly takes a click on what it knows to be pointed at
    one.page.mouse.click(x, y)
    expect_pick(one, "e-won", "Event · Happened", "Norvik Marine won the contract")
    expect(one.row("chronicle", "e-won")).to_have_class("row picked")


def test_words_in_the_article_and_cells_of_claims_light_the_same(one: Opened) -> None:
    one.page.locator(".article .pick", has_text="won").first.click()
    expect_pick(one, "e-won", "Event · Happened", "Norvik Marine won the contract")
    cell = one.page.locator('#claims a[data-mark="q-loan"]').first
    cell.click()
    expect_pick(one, "q-loan", "Paraphrase", "the 40,000 crowns were a private loan")
    expect(cell).to_have_attribute("aria-current", "true")
    expect(one.row("ledger", "q-loan")).to_have_class("row picked")


def test_keys_alone_pick_step_and_close(one: Opened) -> None:
    rows = one.page.locator('[data-list="chronicle"] .row')
    rows.first.locator("a").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "Enter"):
        one.page.keyboard.press(key)
    second = rows.nth(1)
    expect(second).to_have_class("row picked")
    expect(one.page.locator(".card-box")).to_be_visible()
    expect(second.locator("a")).to_be_focused()
    one.page.keyboard.press("Enter")
    expect(one.page.locator(".card-box button").first).to_be_focused()
    one.page.get_by_role("button", name="Next").press("Enter")
    expect(rows.nth(2)).to_have_class("row picked")
    one.page.keyboard.press("Escape")
    expect(one.page.locator(".card-box")).to_have_count(0)
    expect(one.page.locator(".picked, .picked-ring, .article [aria-current]")).to_have_count(0)
    expect(second.locator("a")).to_be_focused()
    assert one.page.evaluate("location.hash") == ""


def test_the_address_holds_the_pick(opened: Callable[..., Opened]) -> None:
    one = opened(at="#m-q-never")
    expect_pick(one, "q-never", "Full quote · Jonas Berg", "“My client never touched the contract,” Berg said.")
    expect(one.page.locator('[data-chart="strip"] .picked-ring')).not_to_have_count(0)
    one.page.keyboard.press("Escape")
    for bad in ("#m-nothing", "#m-%E0%A4", "#m-constructor", "#timeline"):
        one.page.evaluate("hash => (location.hash = hash)", bad)
        one.page.wait_for_timeout(60)
        assert one.page.locator(".card-box").count() == 0 and one.wrong == [], bad


def test_the_article_shows_the_marks_of_the_view_that_is_read(one: Opened) -> None:
    for view, own, others in [("timeline", ".event", ".actor"), ("actors", ".actor", ".event"),
                              ("quotes", ".content", ".actor")]:  # fmt: skip
        one.page.locator(f'nav a[href="#{view}"]').click()
        expect(one.page.locator(f'nav a[href="#{view}"]')).to_have_attribute("aria-current", "true")
        expect(one.page.locator(f".article {own}")).not_to_have_count(0)
        expect(one.page.locator(f".article {others}")).to_have_count(0)


def test_the_article_stands_beside_and_stays(one: Opened) -> None:
    boxes = {"main": one.page.locator("main").bounding_box(), "aside": one.page.locator("aside").bounding_box()}
    main, aside = boxes["main"], boxes["aside"]
    assert main and aside and main["x"] + main["width"] <= aside["x"]
    assert 0.55 <= main["width"] / (main["width"] + aside["width"]) <= 0.65
    one.page.locator("#sentiment").scroll_into_view_if_needed()
    one.page.evaluate("document.getElementById('sentiment').scrollIntoView()")
    one.page.wait_for_timeout(150)
    now = one.page.locator("aside").bounding_box()
    assert now and 0 <= now["y"] < 60 and now["height"] > 800


@pytest.mark.parametrize("width", [360, 390])
def test_on_a_phone_one_tap_brings_the_passage_up(opened: Callable[..., Opened], width: int) -> None:
    one = opened(viewport={"width": width, "height": 844}, has_touch=True, is_mobile=True)
    assert one.page.evaluate("document.documentElement.scrollWidth") <= width
    sheet = one.page.locator("aside")
    down = sheet.bounding_box()
    assert down and down["y"] > 760, "it is down"
    row = one.row("chronicle", "e-won")
    row.tap()
    expect(one.page.locator(".card-box")).to_be_in_viewport()
    one.page.wait_for_timeout(400)
    up, box = sheet.bounding_box(), row.bounding_box()
    assert up and box and up["y"] < 400 and box["y"] + box["height"] <= up["y"] + 1, "the row stays above the sheet"
    one.page.get_by_role("button", name="Close").tap()
    one.page.wait_for_timeout(400)
    again = sheet.bounding_box()
    assert again and again["y"] > 760
    x, y = one.point("narrative", "e-won")
    one.page.touchscreen.tap(x, y)
    expect(one.page.locator(".card-box .kind")).to_contain_text("Event")
    assert one.wrong == []


def test_large_words_scroll_nowhere_sideways(opened: Callable[..., Opened]) -> None:
    one = opened(viewport={"width": 720, "height": 900})
    one.page.add_style_tag(content="html { font-size: 200% }")
    one.page.wait_for_timeout(200)
    assert one.page.evaluate("document.documentElement.scrollWidth") <= 720


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_can_be_read_and_nothing_is_a_barrier_in_both_themes(opened: Callable[..., Opened], theme: Any) -> None:
    one = opened(color_scheme=theme, bypass_csp=True)  # so that axe-core may look at it
    one.row("chronicle", "e-won").click()
    one.page.evaluate(AXE)
    assert one.page.evaluate(BARRIERS) == []
    one.page.set_viewport_size({"width": 390, "height": 844})
    one.page.wait_for_timeout(500)
    assert one.page.evaluate(BARRIERS) == []
    assert one.page.locator(".js-plotly-plot text").count() > 30
    assert one.page.evaluate(PALE, READABLE) == []
    one.page.emulate_media(color_scheme="dark" if theme == "light" else "light")
    one.page.wait_for_timeout(600)
    assert one.page.evaluate(PALE, READABLE) == [], "and when the theme changes"


def test_its_own_fonts_are_used(one: Opened) -> None:
    loaded = one.page.evaluate("[...document.fonts].filter((f) => f.status === 'loaded').map((f) => f.family)")
    assert sorted(name.strip('"') for name in loaded) == ["Source Sans", "Source Serif"]


def test_nothing_moves_while_it_opens(one: Opened) -> None:
    moved = one.page.evaluate("""() => new Promise((done) => {
      let sum = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((e) => (sum += e.hadRecentInput ? 0 : e.value)))
        .observe({ type: "layout-shift", buffered: true });
      setTimeout(() => done(sum), 300);
    })""")
    assert moved <= 0.1


def test_hostile_words_stay_words_whatever_is_picked(opened: Callable[..., Opened]) -> None:
    story = court_story()

    def actor(one: Actor) -> Actor:
        return msgspec.structs.replace(one, name=HOSTILE, role=HOSTILE)

    def event(one: Event) -> Event:
        return msgspec.structs.replace(one, summary=HOSTILE)

    bad = msgspec.structs.replace(
        story, title=HOSTILE, actors=tuple(map(actor, story.actors)), events=tuple(map(event, story.events))
    )
    one = opened(bad)
    for name in ("brief", "chronicle", "actors", "mentions", "ledger"):
        one.page.locator(f'[data-list="{name}"] .row').first.click()
        expect(one.page.locator(".card-box")).to_be_visible()
    x, y = one.point("narrative", "e-won")
    one.page.mouse.move(x, y)
    one.page.wait_for_timeout(250)
    one.page.mouse.click(x, y)
    expect(one.page.locator(".card-box .heading")).to_have_text(HOSTILE)
    assert one.page.evaluate("window.hurt") is None and one.page.locator("img").count() == 0
    assert one.left == [] and one.wrong == []


def test_without_scripts_it_can_be_read_and_its_links_lead_to_the_words(opened: Callable[..., Opened]) -> None:
    one = opened(java_script_enabled=False)
    expect(one.page.locator("[data-chart]").first).not_to_be_visible()
    expect(one.page.locator("noscript p")).to_be_visible()
    row = one.page.locator('[data-list="chronicle"] .row', has_text="won the contract")
    expect(row.locator("blockquote")).to_have_text(
        "Norvik Marine won the contract in August 2023 and dredged the harbour for two years."
    )
    row.locator("a").click()
    assert one.page.url.endswith("#m-e-won")
    expect(one.page.locator(".article :target + .s")).to_have_text("won")
    expect(one.page.locator(".article :target + .s")).to_be_in_viewport()


def test_on_paper_all_of_it_stands(opened: Callable[..., Opened]) -> None:
    one = opened(color_scheme="dark")
    one.page.locator('[data-list="mentions"] .search').fill("no such words")
    one.page.emulate_media(media="print", color_scheme="dark")
    one.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(one.page.locator("nav")).not_to_be_visible()
    expect(one.page.locator('[data-list="chronicle"] blockquote').first).to_be_visible()
    tall = one.page.locator("aside").evaluate("a => a.scrollHeight - a.clientHeight")
    assert tall <= 1, "the article is not cut"
    assert one.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(one.page.locator(".article .actor")).not_to_have_count(0)
    expect(one.page.locator(".article .event")).not_to_have_count(0)
    one.page.evaluate("dispatchEvent(new Event('afterprint'))")
    one.page.emulate_media(media="screen")
    expect(one.page.locator("nav")).to_be_visible()


def test_long_lists_are_on_paper_whole(opened: Callable[..., Opened]) -> None:
    story = court_story()
    first = story.events[0]
    many = tuple(msgspec.structs.replace(first, id=f"e-{n}", summary=f"Number {n} came") for n in range(130))
    one = opened(msgspec.structs.replace(story, events=many, claims=()))
    rows = one.page.locator('[data-list="chronicle"] .row')
    assert rows.count() == 60
    one.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert rows.count() == 130


def test_what_the_timeline_leaves_out_is_shown_at_a_press(opened: Callable[..., Opened]) -> None:
    story = court_story()
    dated = next(e for e in story.events if e.id == "e-searched")
    days = [msgspec.structs.replace(dated, id=f"e-{n}", earliest=f"2026-02-{n:02}", latest=f"2026-02-{n:02}",
                                    summary=f"Day {n} came") for n in range(1, 9)]  # fmt: skip
    old = msgspec.structs.replace(dated, id="e-old", earliest="1950-01-01", latest="1950-01-01", summary="Long ago")
    one = opened(msgspec.structs.replace(story, events=(old, *days), claims=()))
    strip = one.page.locator('[data-chart="timeline"]')
    expect(strip).not_to_contain_text("1950")
    one.page.get_by_role("button", name="Show all dates").click()
    expect(strip.locator(".xaxislayer-above")).to_contain_text("1960")
    one.row("chronicle", "e-old").click()
    expect(strip.locator(".picked-ring")).to_have_count(1)
    one.page.get_by_role("button", name="Show the dates where most stands").click()
    expect(strip.locator(".picked-ring")).to_have_count(0)


def test_the_dashboards_report_works_with_the_network_cut(
    server: Server, page: Page, browser: Browser, tmp_path: Path
) -> None:
    article_of(server, page)
    settle(page)
    page.get_by_role("button", name="Export", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Report (HTML)").click()
    file = tmp_path / "taken.html"
    download.value.save_as(file)
    assert file.stat().st_size < 8_000_000
    context = browser.new_context(offline=True)
    one = Opened(context.new_page())
    one.page.goto(file.as_uri())
    charts = one.page.locator("[data-chart]").count()
    expect(one.page.locator(".js-plotly-plot")).to_have_count(charts, timeout=30_000)
    assert charts >= 8
    one.page.locator('[data-list="chronicle"] .row').first.click()
    expect(one.page.locator(".card-box .kind")).to_contain_text("Event")
    assert one.left == [] and one.wrong == []
    context.close()
