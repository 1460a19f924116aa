"""What the pages import is loaded ahead of them, without running one; garbage is collected from then on."""

from __future__ import annotations

import asyncio
import gc
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from components.ui import page_imports, server_headers_and_lifespan, shared_analysis_queue
from components.ui.navigation import ALL
from components.ui.page_imports import imported_by, load_page_imports


class Page:
    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        path.write_text(text, "utf-8")


@pytest.fixture
def garbage(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What was done about garbage, which is off at first, as in app.py."""
    done: list[str] = []
    monkeypatch.setattr(page_imports.gc, "freeze", lambda: done.append("freeze"))
    gc.disable()
    yield done
    gc.enable()


def loaded(monkeypatch: pytest.MonkeyPatch, *pages: Page) -> None:
    monkeypatch.setattr(page_imports, "ALL", pages)
    threads: list[object] = []

    class AtOnce:
        def __init__(self, target: object, **_: object) -> None:
            threads.append(target)

        def start(self) -> None:
            threads[-1]()  # type: ignore[operator]

    monkeypatch.setattr(page_imports, "threading", SimpleNamespace(Thread=AtOnce))
    load_page_imports()
    assert threads


def test_every_import_of_a_page_is_found_and_no_page_is_run(tmp_path: Path) -> None:
    page = Page(tmp_path / "page.py", "import json, wave\nfrom html import escape\nimport os.path\nraise SystemExit\n")
    assert list(imported_by([page])) == ["json", "wave", "html", "os.path"]  # type: ignore[list-item]
    found = set(imported_by(ALL))
    assert {"streamlit", "components.ui.chart", "components.ui.article_pane", "components.charts.timeline"} <= found


def test_they_are_loaded_and_garbage_is_looked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, garbage: list[str]
) -> None:
    sys.modules.pop("wave", None)
    loaded(monkeypatch, Page(tmp_path / "page.py", "import wave\nraise SystemExit\n"))
    assert "wave" in sys.modules
    assert garbage == ["freeze"] and gc.isenabled()


def test_so_it_is_where_one_cannot_be_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, garbage: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    loaded(monkeypatch, Page(tmp_path / "page.py", "import there_is_no_such_module\n"))
    assert gc.isenabled() and "could not be loaded" in caplog.text


def test_the_server_has_garbage_looked_for_once_it_has_started(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[dict[str, object]] = []
    for name in ("_keep_logs_silent", "_allow_public_origin", "allow_descriptors", "announce", "remember_address"):
        monkeypatch.setattr(server_headers_and_lifespan, name, lambda *_: None)
    monkeypatch.setattr(shared_analysis_queue, "AnalysisQueue", lambda **asked: made.append(asked) or Queue())
    monkeypatch.setattr(shared_analysis_queue, "_open", [])
    interval = sys.getswitchinterval()

    async def start() -> bool:
        async with server_headers_and_lifespan.lifespan(None):
            until = time.monotonic() + 60
            while not gc.isenabled() and time.monotonic() < until:
                await asyncio.sleep(0.05)
            return gc.isenabled()

    gc.disable()
    try:
        assert asyncio.run(start())
        assert sys.getswitchinterval() == pytest.approx(server_headers_and_lifespan.SWITCH_INTERVAL)
        assert made == [{"load_after": shared_analysis_queue.LOAD_AFTER}], "the first page has the processors"
    finally:
        gc.enable()
        gc.unfreeze()
        sys.setswitchinterval(interval)


class Queue:
    """A queue that does nothing."""

    def resume(self) -> None:
        """Nothing is to be gone on with."""

    def close(self) -> None:
        """Nothing runs."""
