"""A collection in a browser: joined by a reader, what happened with its passages, by a link, taken away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Browser, Page, expect

from components.services import collections, share_links
from components.store.database import Store
from tests.browser.conftest import Server, settle, start_server
from tests.browser.picks import click_mark, middle, probe, until_named
from tests.browser.test_accessibility import barriers
from tests.browser.test_layout import MOST_SHIFT, WATCH
from tests.collection.harbour import keep_bridges, keep_harbour, keep_voices

pytestmark = pytest.mark.browser
CAST, HAPPENED, QUOTED, JUDGED = PARTS = ("Who is in it", "What happened", "Who is quoted", "Who judges whom")


class Harbour:
    """A running dashboard with collections: of five articles, of three, of two that quote much; a link to the first."""

    def __init__(self, server: Server, five: str, three: str, voices: str, token: str) -> None:
        self.server, self.five, self.three, self.voices, self.token = server, five, three, voices, token

    def address(self, part: str, collection: str | None = None) -> str:
        return f"{self.server.url}/collection?collection={collection or self.five}&part={quote_plus(part)}"


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harbour]:
    data = tmp_path_factory.mktemp("harbour")
    store = Store(f"sqlite:///{data / 'dateline.sqlite3'}")
    first = keep_harbour(store)
    ids = [*first, *keep_bridges(store)]
    voices = collections.make_collection(store, "Voices", articles=keep_voices(store)).id
    three = collections.make_collection(store, "Three", articles=first).id
    made = collections.make_collection(store, "Harbour", "Two stories", ids).id
    _, token = share_links.make_link(store, ids, view="collection", query={"collection": made, "part": CAST})
    store.close()
    server = start_server(data)
    yield Harbour(server, made, three, voices, token)
    server.stop()


def opened(page: Page, address: str) -> None:
    """Open a part and wait until the collection is read."""
    page.goto(address)
    expect(page.locator("h1").first).to_be_visible(timeout=60_000)
    expect(page.locator(".st-key-pick-hint, .st-key-card-name, .st-key-card-day, .st-key-card-row")).to_be_visible(
        timeout=60_000
    )
    settle(page)


def row(page: Page, words: str) -> None:
    page.locator(".list .row", has_text=words).first.click()


def test_a_reader_joins_two_and_takes_it_back(harbour: Harbour, page: Page) -> None:
    opened(page, harbour.address(CAST, harbour.three))
    expect(page.locator(".list .row", has_text="Ida Berg").first).to_contain_text("in 2 articles")
    page.get_by_label("Find a name").fill("Berg")
    page.keyboard.press("Enter")
    row(page, "in 1 article")
    expect(page.locator(".st-key-card-perhaps")).to_contain_text("Ida Berg")
    page.get_by_role("button", name="The same: Ida Berg", exact=True).click()
    expect(page.locator(".list .row", has_text="Ida Berg").first).to_contain_text("in 3 articles", timeout=60_000)
    row(page, "Ida Berg")
    expect(page.locator(".st-key-card-decided")).to_contain_text("Said to be the same by the owner")
    settle(page)
    page.reload()
    expect(page.locator(".st-key-card-decided")).to_contain_text("Said to be the same")
    page.locator(".st-key-card-decided").get_by_role("button").click()
    expect(page.locator(".list .row", has_text="Ida Berg").first).to_contain_text("in 2 articles", timeout=60_000)


def test_what_happened_leads_to_its_passages(harbour: Harbour, page: Page) -> None:
    opened(page, harbour.address(HAPPENED))
    mark = click_mark(page, "chronicle")
    until_named(page, mark)
    expect(page.locator(".st-key-card-day")).to_be_visible()
    row(page, "opened the new bridge")
    sources = page.locator(".st-key-card-sources-0 .row")
    expect(sources).to_have_count(2)
    expect(sources.first).to_contain_text("opened the new bridge on Monday")
    sources.first.get_by_role("button").click()
    expect(page.locator(".card-box")).to_be_visible(timeout=60_000)
    assert "/timeline?" in page.url and "mark=" in page.url


def test_rows_are_picked_by_keys(harbour: Harbour, page: Page) -> None:
    opened(page, harbour.address(CAST))
    page.locator(".list .row a[tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("new URL(location.href).searchParams.get('mark')")
    expect(page.locator(".st-key-card-name")).to_be_visible()
    page.keyboard.press("Escape")
    until_named(page, None)
    expect(page.locator(".st-key-pick-hint")).to_be_visible()


def test_tab_lands_on_the_chosen_part_and_arrows_move_between_parts(harbour: Harbour, page: Page) -> None:
    opened(page, harbour.address(HAPPENED))
    page.get_by_role("button", name="Share", exact=True).focus()
    for key, part in (("Tab", HAPPENED), ("ArrowRight", QUOTED), ("ArrowLeft", HAPPENED), ("End", JUDGED)):
        page.keyboard.press(key)
        expect(page.get_by_role("tab", name=part)).to_be_focused()
        expect(page.get_by_role("tab", name=part)).to_have_attribute("aria-selected", "true")
        page.wait_for_function("part => new URL(location.href).searchParams.get('part') === part", arg=part)
        settle(page)
    page.keyboard.press("Home")
    expect(page.locator(".shelf article").first).to_be_visible()
    page.wait_for_function("!new URL(location.href).searchParams.get('part')")


@pytest.mark.parametrize(("part", "charts"), [(HAPPENED, 1), (QUOTED, 3)])
def test_every_mark_of_every_chart_is_a_pick_with_passages(
    harbour: Harbour, page: Page, part: str, charts: int
) -> None:
    opened(page, harbour.address(part, harbour.voices if part == QUOTED else None))
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_attached()
    assert page.locator(".js-plotly-plot").count() == charts
    drawn = page.evaluate(
        """() => [...document.querySelectorAll(".js-plotly-plot")].flatMap((plot) => plot.data)
          .flatMap(({ customdata, orientation, x, y }) => (customdata || [])
            .filter((d, n) => d[0] && (orientation === "h" ? x : y)[n]).map((d) => d[0]))"""
    )
    marks = page.locator(".scatterlayer .points path, .barlayer .point path")
    picked = []
    for n in range(marks.count()):
        mark = marks.nth(n)
        mark.scroll_into_view_if_needed()
        box = mark.bounding_box()
        if box is None or box["width"] < 3 or box["height"] < 3:
            continue
        before = page.evaluate("new URL(location.href).searchParams.get('mark')")
        at = middle(mark)
        page.mouse.move(*at)
        page.wait_for_timeout(100)
        page.mouse.click(*at)
        page.wait_for_function("b => new URL(location.href).searchParams.get('mark') !== b", arg=before)
        picked.append(page.evaluate("new URL(location.href).searchParams.get('mark')"))
        expect(page.locator(".st-key-card-row, .st-key-card-day")).to_be_visible()
        expect(page.locator(".st-key-beside .outcomes .row").first).to_be_visible()
        expect(page.locator(".picked-ring").first).to_be_attached()
    assert sorted(picked) == sorted(drawn) and picked


def test_a_colleague_opens_it_by_its_link_and_changes_nothing(harbour: Harbour, browser: Browser) -> None:
    context = browser.new_context(extra_http_headers={"X-Forwarded-For": "192.0.2.7"})
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto(f"{harbour.server.url}/s/{harbour.token}")
    expect(page.locator("h1").first).to_have_text("Harbour", timeout=60_000)
    expect(page.locator(".list .row").first).to_be_visible(timeout=60_000)
    row(page, "Ida Berg")
    expect(page.locator(".st-key-card-members .row").first).to_be_visible()
    assert page.get_by_role("button", name="Not this one").count() == 0
    page.locator(".st-key-card-members").get_by_role("button").first.click()
    expect(page.locator(".article p").first).to_be_visible(timeout=60_000)
    assert "share=" in page.url
    context.close()


def test_the_report_is_whole_and_calls_nobody(harbour: Harbour, page: Page, browser: Browser, tmp_path: Path) -> None:
    opened(page, harbour.address(HAPPENED))
    page.get_by_role("button", name="Export", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="The report (HTML)").click()
    file = tmp_path / "report.html"
    download.value.save_as(file)
    context = browser.new_context()
    report = context.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    report.on("request", lambda request: asked.append(request.url))
    report.on("pageerror", lambda error: wrong.append(str(error)))
    report.goto(file.as_uri())
    expect(report.locator(".js-plotly-plot .main-svg").first).to_be_attached()
    way = report.locator("#chronicle .row", has_text="opened the new bridge").first
    if way.locator("summary").count():
        way.locator("summary").click()
    way.locator("a").first.click()
    hit = report.locator(".hit:target mark").first
    expect(hit).to_contain_text("opened the new bridge")
    expect(hit).to_be_in_viewport()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == [] and wrong == []
    context.close()


@pytest.mark.parametrize(("theme", "width"), [("light", 1366), ("dark", 390)])
def test_no_barrier_no_jump_nothing_too_wide(harbour: Harbour, browser: Browser, theme: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 860}, color_scheme=theme)  # type: ignore[arg-type]
    context.set_default_timeout(30_000)
    context.add_init_script(WATCH)
    page = context.new_page()
    wrong: dict[str, object] = {}
    page.goto(f"{harbour.server.url}/collection?collection={harbour.five}")
    expect(page.locator(".shelf article").first).to_be_visible(timeout=60_000)
    settle(page)
    if found := probe(page, "beyond"):
        wrong["Articles"] = found
    opened(page, harbour.address(CAST))
    for part in PARTS:
        opened(page, harbour.address(part))
        page.wait_for_timeout(500)
        found = [*barriers(page), *probe(page, "beyond")]
        if (shift := page.evaluate("window.shift")) > MOST_SHIFT:
            found.append(f"shift {shift}")
        if page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
            found.append("wider than the window")
        if page.locator(".list .row").count():
            page.locator(".list .row").first.click()
            page.wait_for_function("new URL(location.href).searchParams.get('mark')")
            found += [f"picked: {one}" for one in [*barriers(page), *probe(page, "beyond")]]
        if found:
            wrong[part] = found
    context.close()
    assert wrong == {}
