"""The claims on the overview in a browser: clicked and keyed through, desk and phone, a court story and the seed."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from playwright.sync_api import Browser, Page, expect

from components.domain.article import make_article
from tests.browser.conftest import Server, settle, start_server, store_readings
from tests.browser.picks import until_named
from tests.browser.test_journeys import lit
from tests.court_story import TEXT, TITLE, court_story

pytestmark = pytest.mark.browser
ROWS = ".st-key-claims .row"
BAD = "<img src=x onerror=window.hurt=1>"


@pytest.fixture(scope="module")
def court(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str]]:
    """A server whose library holds the court story as written by hand; an actor's name in it is hostile."""
    data = tmp_path_factory.mktemp("court")
    article = make_article(TEXT, title=TITLE, date="2026-02-12", date_basis="user")
    record = court_story()
    actors = tuple(msgspec.structs.replace(a, name=BAD) if a.id == "witnesses" else a for a in record.actors)
    # Enough of them that not all are shown at once.
    more = [msgspec.structs.replace(e, id=f"{e.id}-2") for e in record.events if e.id in ("e-took", "e-sold")]
    claims = [
        msgspec.structs.replace(c, event=f"{c.event}-2") for c in record.claims if c.event in ("e-took", "e-sold")
    ]
    many = tuple(q.id for q in record.quotes if q.speaker in ("lund", "berg", "reed", "quist"))
    claims[-1] = msgspec.structs.replace(claims[-1], answers=many)
    record = msgspec.structs.replace(
        record, actors=actors, events=(*record.events, *more), claims=(*record.claims, *claims)
    )
    store_readings(data, (article, record))
    server = start_server(data)
    yield server, article.id
    server.stop()


def opened(browser: Browser, address: str, width: int) -> Page:
    page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    page.goto(address)
    expect(page.locator(ROWS).first).to_be_visible(timeout=60_000)
    settle(page)
    return page


@pytest.mark.parametrize("width", [1366, 390])
def test_a_court_story(browser: Browser, court: tuple[Server, str], width: int) -> None:
    server, article = court
    page = opened(browser, f"{server.url}/overview?article={article}", width)
    expect(page.get_by_text("Not heard in the text: Norvik Marine")).to_be_visible()
    first = page.locator(ROWS).first
    expect(first).to_contain_text("No answer in the text from Norvik Marine")
    # What is claimed, who says it, who answers: each opens its sentence.
    first.locator("a.label").click()
    expect(page.locator(".card-box .heading")).to_have_text("Norvik Marine sent false invoices")
    expect(page.locator(f"{ROWS}.picked")).to_have_count(1)
    until_named(page, "e-invoices")
    settle(page)
    took = page.locator(ROWS, has_text="Lund took 40,000 crowns").first
    for words, mark, sentence in (
        ("Mara Quist", "q-took", "Prosecutor Mara Quist said"), ("11 February 2026", "e-said", "Prosecutor Mara Quist"),
        ("Jonas Berg answered", "q-loan", "a private loan"),
    ):  # fmt: skip
        link = took.locator("a", has_text=words).first
        link.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".card-box")).to_have_count(1)
        until_named(page, mark)
        settle(page)
        assert sentence in lit(page)
        expect(link).to_have_attribute("aria-current", "true")
    if width == 390:  # the picked row stands above the sheet that shows its sentence
        row, sheet = took.bounding_box(), page.locator(".st-key-beside").bounding_box()
        assert row and sheet and row["y"] < sheet["y"]
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    # Many rows: the first eight, then all.
    expect(page.locator(f"{ROWS}:visible")).to_have_count(8)
    page.get_by_role("button", name="Show all 9 claims").press("Enter")
    expect(page.locator(f"{ROWS}:visible")).to_have_count(9)
    # Many answers: the first four, then the rest.
    last = page.locator(ROWS, has_text="He sold his office").last
    expect(last.locator("a.answer:visible")).to_have_count(4)
    last.get_by_role("button", name="more answers").press("Enter")
    expect(last.locator("a.answer:visible")).to_have_count(8)
    # Words from outside stay words.
    expect(page.locator(ROWS, has_text="The complaints were shredded")).to_contain_text(BAD)
    assert page.evaluate("window.hurt") is None
    page.context.close()


def test_a_links_mark_in_a_folded_row_unfolds_it(browser: Browser, court: tuple[Server, str]) -> None:
    server, article = court
    page = opened(browser, f"{server.url}/overview?article={article}&mark=e-shredded", 1366)
    expect(page.locator(f"{ROWS}.picked")).to_contain_text("The complaints were shredded")
    expect(page.locator(f"{ROWS}.picked")).to_be_visible()
    page.context.close()


@pytest.mark.parametrize("width", [1366, 390])
def test_the_seed(browser: Browser, court: tuple[Server, str], width: int) -> None:
    server, _ = court
    page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    page.goto(server.url)
    seed = page.locator(".st-key-shelf a", has_text="China Urges")
    expect(seed).to_be_visible(timeout=60_000)
    href = str(seed.get_attribute("href"))
    page.context.close()
    page = opened(browser, f"{server.url}{href}", width)
    expect(page.get_by_text("Heard, but not on what is claimed of them: China")).to_be_visible()
    expect(page.locator(ROWS, has_text="Analysts")).to_contain_text("No answer in the text from China")
    page.locator(ROWS, has_text="Analysts").locator("a.by").click()
    expect(page.locator(".card-box")).to_have_count(1)
    assert "Analysts suggest Beijing is seeking to exploit" in lit(page)
    page.context.close()
