"""Correcting and taking away, as reporters do it: alone, two at once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT, Server, settle

pytestmark = pytest.mark.browser


# While a page is drawn anew what was there stays for a moment beside what comes.
NAME = ".st-key-card-name:not([data-stale=true])"


@pytest.fixture
def second(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 900})
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def article_of(server: Server, page: Page) -> str:
    page.goto(server.url)
    href = str(page.locator(".st-key-shelf a").last.get_attribute("href"))
    page.goto(f"{server.url}{href}")
    expect(page.locator(".js-plotly-plot").first).to_be_visible(timeout=60_000)
    settle(page)
    return href.partition("article=")[2]


def rename(page: Page, name: str) -> None:
    page.locator(".st-key-actor-fold summary").click()
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_role("button", name="Save", exact=True).click()
    settle(page)


def test_two_browsers_correct_at_once(new_server: Callable[..., Server], page: Page, second: Page) -> None:
    server = new_server()
    article = article_of(server, page)
    address = f"{server.url}/actors?article={article}&actor=china"
    for one in (page, second):
        one.goto(address)
        expect(one.locator(NAME)).to_have_text("China")
        settle(one)
    # Both open the form; one saves, the other sees it within seconds.
    rename(page, "The People’s Republic")
    expect(page.locator(NAME)).to_have_text("The People’s Republic")
    expect(second.locator(NAME)).to_have_text("The People’s Republic", timeout=10_000)
    expect(second.get_by_text("1 correction", exact=True)).to_be_visible()
    # On every view, in the charts too.
    second.goto(f"{server.url}/actors?article={article}")
    expect(second.locator(".js-plotly-plot").first).to_contain_text("The People’s")  # a long name has two lines
    # Undone by the other, it is China again for both; done again it is not.
    settle(second)
    second.get_by_role("button", name="Undo", exact=True).click()
    expect(second.locator(".js-plotly-plot").first).not_to_contain_text("The People’s")
    expect(page.locator(NAME)).to_have_text("China", timeout=10_000)
    settle(page)
    page.get_by_role("button", name="Redo", exact=True).click()
    expect(page.locator(NAME)).to_have_text("The People’s Republic")
    # The machine's own reading is one click away, and back.
    page.get_by_role("button", name="Show the machine's own reading").click()
    expect(page.locator(NAME)).to_have_text("China")
    expect(page.locator(".st-key-actor-fold")).to_have_count(0)
    settle(page)
    page.get_by_role("button", name="Show it corrected").click()
    expect(page.locator(NAME)).to_have_text("The People’s Republic")
    # The list names who, what, before and after.
    settle(page)
    page.get_by_role("button", name="All corrections").click()
    expect(page.get_by_role("dialog").get_by_text("China → The People’s Republic · owner")).to_be_visible()


def test_a_missed_quote_is_added_by_selecting_it(new_server: Callable[..., Server], page: Page) -> None:
    server = new_server()
    article = article_of(server, page)
    page.goto(f"{server.url}/text?article={article}")
    paragraph = page.locator(".article p").nth(1)
    expect(paragraph).to_be_visible()
    settle(page)
    paragraph.click(click_count=3)  # selects the paragraph
    page.get_by_role("button", name="Add what was missed here").click()
    field = page.get_by_label("Its words, as they stand in the text").first
    expect(field).to_be_visible()
    expect(field).not_to_have_value("")
    words = field.input_value().strip()
    assert words and words in " ".join(page.locator(".article").inner_text().split())
    settle(page)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("added by a reader").first).to_be_visible()
    expect(page.locator(".card-box .kind")).to_contain_text("corrected by a reader")
    expect(page.locator(".st-key-adding")).to_have_count(0)


def test_a_missed_actor_is_added_by_its_words_and_speaks(new_server: Callable[..., Server], page: Page) -> None:
    server = new_server()
    article = article_of(server, page)
    page.goto(f"{server.url}/text?article={article}")
    expect(page.locator(".article p").nth(1)).to_be_visible()
    settle(page)
    page.locator(".st-key-add-fold summary").click()
    page.get_by_text("An actor", exact=True).click()
    settle(page)
    page.get_by_label("Its words, as they stand in the text").fill("middle powers")
    page.get_by_label("Name (empty: the words themselves)").fill("Middle powers")
    settle(page)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".chips button", has_text="Middle powers")).to_be_visible()
    settle(page)
    page.goto(f"{server.url}/quotes?article={article}")
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    settle(page)
    page.locator(".st-key-to-text a").click()
    expect(page.locator(".article .actor", has_text="middle powers")).to_be_visible()


def test_charts_are_saved_as_pictures_and_the_command_gives_the_same_files(
    new_server: Callable[..., Server], page: Page, tmp_path: Path
) -> None:
    server = new_server()
    article = article_of(server, page)
    page.goto(f"{server.url}/quotes?article={article}")
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    settle(page)
    page.get_by_role("button", name="Export", exact=True).click()
    for kind, begins in (("SVG", b"<svg"), ("PNG", b"\x89PNG")):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Whose words as {kind}").click()
        assert Path(download.value.path()).read_bytes().startswith(begins)
    with page.expect_download() as download:
        page.get_by_role("button", name="Workbook (Excel)").click()
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    picture = tmp_path / "x.svg"
    words = ("export", article, "--format", "svg", "--view", "network", "--out", str(picture))
    subprocess.run([sys.executable, "-m", "components", *words], cwd=ROOT, check=True,
                   env=os.environ | {"DATELINE_DATA": str(server.data)})  # fmt: skip
    assert b"<svg" in picture.read_bytes()[:200] and b"China" in picture.read_bytes()
    for form in ("json", "csv"):
        label = {"json": "Everything (JSON)", "csv": "Table (CSV)"}[form]
        with page.expect_download() as download:
            page.get_by_role("button", name=label).click()
        out = tmp_path / f"x.{form}"
        subprocess.run(
            [sys.executable, "-m", "components", "export", article, "--format", form, "--view", "quotes",
             "--out", str(out)],
            cwd=ROOT, env=os.environ | {"DATELINE_DATA": str(server.data)}, check=True,
        )  # fmt: skip
        assert out.read_bytes() == Path(download.value.path()).read_bytes()
