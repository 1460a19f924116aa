"""A reporter's session on a machine without a way out (``alone``): prints what tried to leave, and what was done.

``python -m tests.browser.session whole FOLDER [FLAG…]``: the dashboard in a browser, every form of export and every
command. ``… quiet FOLDER [FLAG…]``: the dashboard opened and left alone. ``… control FOLDER``: two attempts to leave.
FLAGs are the dashboard's.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect, sync_playwright

from components.exports.export_formats import FORMS
from tests.browser.alone import machine, sent
from tests.browser.conftest import BROWSERS, FLAGS, ROOT, Server, put_in, settle, start_server
from tests.browser.test_correcting import NAME, article_of, rename
from tests.browser.test_sharing import make_link
from tests.ingest import made

WATCHED = 16.0  # seconds after the analyst is ready: what a package reports, it reported after ten


# What a reporter's browser does by itself (updates and the like) is no part of Dateline: this one looks up no name.
# What pages ask it for is heard from the browser.
NO_NAMES = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


@contextlib.contextmanager
def _browser() -> Iterator[Browser]:
    path = next(found for name in BROWSERS if (found := shutil.which(name)))
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=path, args=[*FLAGS, NO_NAMES])
        yield one
        one.close()


def _page(browser: Browser, asked: list[str]) -> Page:
    context = browser.new_context(viewport={"width": 1366, "height": 900}, permissions=["clipboard-write"])
    page = context.new_page()
    page.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)

    def note(address: str) -> None:
        if urlsplit(address).scheme in {"http", "https", "ws", "wss"} and urlsplit(address).hostname != "127.0.0.1":
            asked.append(f"a page asks for {address}")

    context.on("request", lambda r: note(r.url))
    page.on("websocket", lambda w: note(w.url))
    return page


def command(data: Path, *words: str) -> str:
    """What ``python -m components`` prints; raises where it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "components", *words],
        cwd=ROOT, env=os.environ | {"DATELINE_DATA": str(data)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise AssertionError(f"{words} failed:\n{done.stdout[-500:]}\n{done.stderr[-3000:]}")
    return done.stdout


def own_commands(folder: Path) -> list[str]:
    """The commands that need no library; returns their names."""
    (folder / "read").mkdir()
    (folder / "read" / "story.pdf").write_bytes(made.as_pdf(1, 1))
    (folder / "read" / "story.docx").write_bytes(made.as_docx())
    rows = folder / "rows.jsonl"
    rows.write_text(
        json.dumps({"text": "Moe praised Carney.", "holder": [0, 3], "target": [12, 18], "id": "one"}), "utf-8"
    )
    records = command(folder, "analyse", str(folder / "read"))
    assert "dateline.article/1" in records
    (folder / "records.jsonl").write_text(records.splitlines()[0] + "\n", "utf-8")  # both files are one text
    assert '"members"' in command(folder, "cast", "--records", str(folder / "records.jsonl"))
    assert '"ranked"' in command(folder, "chronicle", "--records", str(folder / "records.jsonl"))
    assert command(folder, "attitude", "--jsonl", str(rows))
    assert command(folder, "schema")
    return ["analyse", "cast", "chronicle", "attitude", "schema"]


def exports(data: Path, article: str, folder: Path) -> list[str]:
    """Every form of export by the command; returns their names."""
    for form in [*FORMS, "corrections"]:
        out = folder / f"taken.{form}"
        command(data, "export", article, "--format", form, "--out", str(out))
        assert out.stat().st_size > 100, form
    return ["export"]


def library_commands(data: Path, article: str, folder: Path) -> list[str]:
    """The commands on the library, its links and corrections; returns their names."""
    link = command(data, "share", article).strip()
    assert "\topen\t" in command(data, "links")
    command(data, "revoke", link)
    assert "actors name" in command(data, "score-corrections")
    assert "http://127.0.0.1:" in command(data, "owner")
    assert "backed up 2 articles" in command(data, "backup", str(folder / "backup.sqlite3"))
    assert "restored 2 articles" in command(folder / "another", "restore", str(folder / "backup.sqlite3"))
    return ["share", "links", "revoke", "score-corrections", "owner", "backup", "restore"]


def desk(server: Server, page: Page, folder: Path) -> str:
    """Add an article, open every view, correct, share, take the report away; returns the seed's id."""
    page.goto(server.url)
    (folder / "added.txt").write_bytes(made.as_text())
    put_in(page, folder / "added.txt")
    page.get_by_role("button", name="Add to the library").click()
    expect(page.locator("h1", has_text=made.TITLE)).to_be_visible(timeout=60_000)
    article = article_of(server, page)
    for view in ("timeline", "quotes", "sentiment", "text", "check", "share", "actors"):
        which = "&actor=china" if view == "actors" else ""
        page.goto(f"{server.url}/{view}?article={article}{which}")
        expect(page.locator("h1, h2").first).to_be_visible()
        settle(page)
    rename(page, "The People’s Republic")
    expect(page.locator(NAME)).to_have_text("The People’s Republic")
    make_link(page, server)
    page.get_by_role("button", name="Export", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Report (HTML)").click()
    report = folder / "report.html"
    download.value.save_as(report)
    page.goto(report.as_uri())
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    return article


def whole(heard: list[str], folder: Path, *flags: str) -> list[str]:
    """All of it; returns the names of the commands that were run."""
    server = start_server(folder / "data", *flags)
    with ThreadPoolExecutor(1) as pool, _browser() as browser:
        later: list[Future[list[str]]] = [pool.submit(own_commands, folder)]
        article = desk(server, _page(browser, heard), folder)
        ready = time.monotonic()
        later.append(pool.submit(exports, server.data, article, folder))
        later.append(pool.submit(library_commands, server.data, article, folder))
        done = [name for one in later for name in one.result()]
        time.sleep(max(0.0, ready + WATCHED - time.monotonic()))
        server.stop()
    return done


def quiet(heard: list[str], folder: Path, *flags: str) -> list[str]:
    """The dashboard opened, an article read, a while without anybody."""
    server = start_server(folder / "data", *flags)
    with _browser() as browser:
        page = _page(browser, heard)
        if (key := server.data / "owner.key").exists():  # where others can reach the server the owner proves to be one
            page.goto(f"{server.url}/?key={key.read_text().strip()}")
            settle(page)
        article_of(server, page)
        time.sleep(WATCHED)
        server.stop()
    return []


def control(heard: list[str], _: Path) -> list[str]:
    """A name that is asked for, a connection that is tried: both must be heard."""
    with contextlib.suppress(OSError):
        socket.getaddrinfo("telemetry.example", 443)
    with contextlib.suppress(OSError):
        socket.create_connection(("192.0.2.7", 443), timeout=0.3)
    return []


def main(what: str, folder: str, *flags: str) -> None:
    """See the module."""
    kinds: dict[str, Callable[..., list[str]]] = {"whole": whole, "quiet": quiet, "control": control}
    with machine() as heard:
        done = kinds[what](heard, Path(folder), *flags)
        time.sleep(0.5)
        count = sent()
    print(json.dumps({"heard": heard, "sent": count, "commands": done}))  # noqa: T201 - this is its answer


if __name__ == "__main__":
    main(*sys.argv[1:])
