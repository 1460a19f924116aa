"""``make gallery``: every page as it looks, in docs/gallery/: three texts, a collection, three widths, light and dark.

Each picture is named PAGE-TEXT-WIDTH-SCHEME.webp, of many articles PAGE-PART-WIDTH-SCHEME.webp.
Those that the README shows are kept with the code, no others.
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

from components.services import collections
from components.store.database import Store
from tests.browser.conftest import FLAGS, ROOT, browser_path, settle, start_server
from tests.collection.harbour import keep_bridges, keep_harbour, keep_voices
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
    "collection-who": "cast",
    "collection-happened": "chronicle-list",
    "collection-quoted": "quoted",
    "collection-judged": "judged-list",
}
PARTS = {
    "who": "Who is in it", "happened": "What happened", "quoted": "Who is quoted", "judged": "Who judges whom",
}  # fmt: skip
CARDS = ".card-box, .st-key-card-name, .st-key-card-day, .st-key-card-row"


def main() -> int:
    """Write the pictures; those named on the command line alone, by a part of their name."""
    wanted = sys.argv[1:]
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        ids = fill(Path(folder), {"court": COURT, "long": long_story()})
        many, compared = _keep_many(Path(folder))
        server = start_server(Path(folder))
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        try:
            pictures = [*_pictures(server.url, ids), *_pictures_of_many(server.url, many, compared)]
            for name, address, view, size, scheme in pictures:
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


def _keep_many(data: Path) -> tuple[str, list[str]]:
    """A collection of seven articles in a library, and two of it to be compared."""
    store = Store(f"sqlite:///{data / 'dateline.sqlite3'}")
    bridges = keep_bridges(store)
    ids = [*keep_harbour(store), *bridges, *keep_voices(store)]
    made = collections.make_collection(store, "The harbour", "For Monday’s page.", ids).id
    store.close()
    return made, bridges


def _pictures_of_many(
    url: str, many: str, compared: list[str]
) -> Iterator[tuple[str, str, str, tuple[int, int], Scheme]]:
    """The same of a search, of each part of a collection and of a comparison."""
    pages = {
        "library-search": f"{url}/?{urlencode({'q': 'harbour OR bridge', 'sort': 'date'})}",
        "collection-articles": f"{url}/collection?{urlencode({'collection': many})}",
        **{
            f"collection-{name}": f"{url}/collection?{urlencode({'collection': many, 'part': part})}"
            for name, part in PARTS.items()
        },
        "compare-two": f"{url}/compare?{urlencode([('article', one) for one in compared])}",
    }
    for size in SIZES:
        for scheme in SCHEMES:
            for name, address in pages.items():
                yield f"{name}-{size[0]}-{scheme}", address, name, size, scheme


def _take(browser: Browser, out: Path, address: str, view: str, size: tuple[int, int], scheme: Scheme) -> None:
    """A picture of the first screen; the first item of the view's list is picked."""
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    page = context.new_page()
    page.goto(address)
    page.locator("html.dateline-drawn").wait_for(state="attached", timeout=60_000)
    settle(page)
    if view in LISTS and view.startswith("collection"):  # it is read as a whole first
        page.locator(".st-key-pick-hint").wait_for(timeout=60_000)
        settle(page)
    row = page.locator(f".st-key-{LISTS.get(view, 'none')} .row").first
    if width > NARROW and row.count():
        row.locator("a").focus()
        page.keyboard.press("Enter")
        page.locator(CARDS).first.wait_for()
        settle(page)
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.save(out, "WEBP", quality=82, method=6)
    context.close()


if __name__ == "__main__":
    sys.exit(main())
