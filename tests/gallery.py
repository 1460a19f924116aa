"""``make gallery``: every page as it looks, in docs/gallery/: three texts, three widths, light and dark.

Each picture is named PAGE-TEXT-WIDTH-SCHEME.webp. Those that the README shows are kept with the code, no others.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import FLAGS, ROOT, browser_path, settle, start_server
from tests.court_story import TEXT as COURT
from tests.filled_library import fill
from tests.long_story import long_story

Scheme = Literal["light", "dark"]
OUT = ROOT / "docs" / "gallery"
SIZES = ((1366, 900), (1920, 1080), (390, 844))
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
NARROW = 1100  # pixels of width from which on the article has a column of its own
VIEWS = ("overview", "timeline", "actors", "quotes", "sentiment", "text", "check")
# What is picked in a picture: the first row of the view's first list.
LISTS = {
    "timeline": "chronicle",
    "actors": "actors-list",
    "quotes": "ledger",
    "sentiment": "attitudes",
    "text": "marks",
}


def main() -> int:
    """Write the pictures; those named on the command line alone, by a part of their name."""
    wanted = sys.argv[1:]
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        ids = fill(Path(folder), {"court": COURT, "long": long_story()})
        server = start_server(Path(folder))
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        try:
            for name, address, view, size, scheme in _pictures(server.url, ids):
                if not wanted or any(part in name for part in wanted):
                    _take(browser, OUT / f"{name}.webp", address, view, size, scheme)
        finally:
            browser.close()
            server.stop()
    return 0


def _pictures(url: str, ids: dict[str, str]) -> Iterator[tuple[str, str, str, tuple[int, int], Scheme]]:
    """Name, address, view, size and scheme of every picture."""
    for size in SIZES:
        for scheme in SCHEMES:
            yield f"library-{size[0]}-{scheme}", url, "library", size, scheme
            for text, article in ids.items():
                for view in VIEWS:
                    address = f"{url}/{view}?{urlencode({'article': article})}"
                    yield f"{view}-{text}-{size[0]}-{scheme}", address, view, size, scheme


def _take(browser: Browser, out: Path, address: str, view: str, size: tuple[int, int], scheme: Scheme) -> None:
    """A picture of the first screen; the first item of the view's list is picked."""
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    page = context.new_page()
    page.goto(address)
    page.locator("html.dateline-drawn").wait_for(state="attached", timeout=60_000)
    settle(page)
    row = page.locator(f".st-key-{LISTS.get(view, 'none')} .row").first
    if width > NARROW and row.count():
        row.locator("a").focus()
        page.keyboard.press("Enter")
        page.locator(".card-box").wait_for()
        settle(page)
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.save(out, "WEBP", quality=82, method=6)
    context.close()


if __name__ == "__main__":
    sys.exit(main())
