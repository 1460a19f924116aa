"""A real server and a real browser: the system's Chromium, and nothing that leaves this machine."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from components.domain.article import Article, make_article
from components.domain.record import Record
from components.services.analysis_queue import made_with
from components.services.clock import now
from components.services.library import Library
from components.store import article_queries
from components.store.database import Store
from tests import court_story as court_story_text
from tests.many_events import many_events

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START = 60.0  # seconds a server may take to answer


@dataclass
class Server:
    """A running dashboard."""

    url: str
    data: Path
    process: subprocess.Popen[bytes]

    def stop(self, how: int = signal.SIGTERM) -> None:
        """End it and wait."""
        if self.process.poll() is None:
            self.process.send_signal(how)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(15)
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def launch(data: Path, *flags: str, own_group: bool = False, **settings: str) -> Server:
    """Start the dashboard as a reporter does, on a free port; ``settings``: environment.

    ``own_group``: in a process group of its own, so that it and all its workers can be killed at once.
    """
    port = free_port()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            "app.py",
            "--server.port",
            str(port),
            "--server.headless",
            "true",
            *flags,
        ],
        cwd=ROOT,
        env=os.environ | {"DATELINE_DATA": str(data)} | settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=own_group,
    )
    return Server(f"http://127.0.0.1:{port}", data, process)


def start_server(data: Path, *flags: str, own_group: bool = False, **settings: str) -> Server:
    """Launch the dashboard and wait until it answers."""
    server = launch(data, *flags, own_group=own_group, **settings)
    until = time.monotonic() + START
    while time.monotonic() < until and server.process.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=2):
            return server
        time.sleep(0.1)
    server.stop()
    raise RuntimeError("the server did not start")


@pytest.fixture
def new_server(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Starts servers of a test's own; all are stopped at its end."""
    started: list[Server] = []

    def start(data: Path | None = None, *flags: str, **settings: str) -> Server:
        started.append(start_server(data or tmp_path / "data", *flags, **settings))
        return started[-1]

    yield start
    for server in started:
        server.stop()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for the tests that leave it as it was."""
    made = start_server(tmp_path_factory.mktemp("served"))
    yield made
    made.stop()


@dataclass
class Stocked:
    """A running dashboard with readings of its own: ids of the court story and of a made text of 300 events."""

    server: Server
    court: str
    many: str

    def address(self, view: str, article: str, more: str = "") -> str:
        """A view of one of them."""
        return f"{self.server.url}/{view}?article={article}{more}"


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stocked]:
    """One such server for the tests that leave it as it was."""
    data = tmp_path_factory.mktemp("stocked")
    court = make_article(court_story_text.TEXT, title=court_story_text.TITLE, date="2026-02-12", date_basis="user")
    many, events = many_events(300)
    store_readings(data, (court, court_story_text.court_story()), (many, events))
    made = start_server(data)
    yield Stocked(made, court.id, many.id)
    made.stop()


def store_readings(data: Path, *readings: tuple[Article, Record]) -> None:
    """Put articles with their readings, as they were made by hand, into a new library."""
    data.mkdir(exist_ok=True)
    store = Store(f"sqlite:///{data / 'dateline.sqlite3'}")
    Library(store).add([article for article, _ in readings])
    with store.writing() as connection:
        for article, record in readings:
            article_queries.put_record(connection, record, made_with(article), now())
    store.close()


def browser_path() -> str | None:
    """Where the system's Chromium is, None without one."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium; without one the tests fail, as they prove what nothing else does."""
    path = browser_path()
    if path is None:
        pytest.fail("No Chromium is installed: install your system's chromium package (.ci/run does).")
    expect.set_options(timeout=20_000)  # a new server's first page takes 6 seconds on a slow machine
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield made
        made.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh browser, without anything from before."""
    made = browser.new_context(
        viewport={"width": 1366, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    made.set_default_timeout(30_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A tab."""
    return context.new_page()


def settle(page: Page) -> None:
    """Wait until the page's script has run and what it made is drawn."""
    page.wait_for_selector('[data-test-script-state="notRunning"]', state="attached")
    page.wait_for_timeout(250)
    page.wait_for_selector('[data-test-script-state="notRunning"]', state="attached")


def put_in(page: Page, files: Path | list[Path]) -> None:
    """Put files into the adding area once the page stands: what is put in before its first run is over is lost."""
    page.locator("html.dateline-drawn").wait_for(state="attached")
    settle(page)
    page.locator('input[type="file"]:not([webkitdirectory])').first.set_input_files(files)
