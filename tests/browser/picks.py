"""What a page lights of a pick, and where the focus is, read out of its components' shadow roots."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import settle

CARD = ".card-box"
PROBES = Path(__file__).parent / "probes"


def probe(page: Page, name: str, value: object = None) -> Any:
    """What a script of probes/ finds on the page; it may use ``deep`` of probes/deep.js."""
    scripts = [(PROBES / f"{one}.js").read_text("utf-8") for one in ("deep", name)]
    return page.evaluate(f"(value) => {{ {scripts[0]}\nreturn (\n{scripts[1]}\n)(value); }}", value)


def open_view(page: Page, address: str, *, charts: bool = True) -> None:
    """Open a view and wait until it stands."""
    page.goto(address)
    expect(page.locator("h1").first).to_be_visible(timeout=60_000)
    expect(page.locator("html.dateline-drawn")).to_be_attached()
    expect(page.locator(".article p").first).to_be_attached()
    if charts:
        expect(page.locator(".js-plotly-plot .main-svg").first).to_be_attached()
    settle(page)


def lights(page: Page) -> dict[str, Any]:
    """``rows``: marks of the picked rows of each list; ``lit``: the words lit in the article; ``rings`` of each chart;
    ``cards``: how many there are; ``mark``: what the address names."""
    found: dict[str, Any] = probe(page, "lights")
    return found


def until_named(page: Page, mark: str | None) -> None:
    """Wait until the address names this pick, or none: the page lights it at once, the server is told after."""
    page.wait_for_function("mark => new URL(location.href).searchParams.get('mark') === mark", arg=mark)


def focused(page: Page) -> dict[str, Any]:
    """The element with the focus: its ``words``, ``tag``, and how wide its ``outline`` is; empty: none has it."""
    return probe(page, "focused") or {}


def click_mark(page: Page, chart: str, nth: int = 0) -> str:
    """Click a chart's point as a hand does; returns the id that it carries."""
    point = page.locator(f".st-key-{chart} .scatterlayer .points path").nth(nth)
    point.scroll_into_view_if_needed()
    box = middle(point)
    page.mouse.move(*box)
    page.wait_for_timeout(250)
    page.mouse.click(*box)
    return str(point.evaluate("p => [p.__data__.data].flat()[0]"))


def middle(one: Locator) -> tuple[float, float]:
    """The middle of an element in the window."""
    box = one.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
