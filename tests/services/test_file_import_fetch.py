"""Pages among the files that are taken in: each with its own outcome, and a stop that ends the fetch that goes on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.ingest.isolated_reader import IsolatedReader
from components.services.file_import import FileImport
from components.services.import_drafts import ImportDrafts
from components.services.library import Library
from components.store.database import Store
from tests.ingest import made
from tests.ingest.hostile_site import HostileSite


@pytest.fixture
def intake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FileImport]:
    monkeypatch.setenv("DATELINE_FETCH_PRIVATE", "1")
    store, reader = Store(f"sqlite:///{tmp_path / 'library.sqlite3'}"), IsolatedReader()
    yield ImportDrafts(store, reader, Library(store)).begin("owner")
    reader.close()
    store.close()


@pytest.fixture
def site() -> Iterator[HostileSite]:
    one = HostileSite()
    yield one
    one.close()


def test_a_page_made_to_do_harm_costs_only_itself(intake: FileImport, site: HostileSite) -> None:
    for kind in ("no-http", "gzip", "packed-0"):
        intake.add_address(f"{site.url}/{kind}")
    intake.wait(60)
    assert [e.state for e in intake.entries()] == ["refused", "read", "refused"]
    content = intake.content(1)
    assert content is not None
    read = content.article
    assert (
        content.original is not None
        and content.original.data
        and read.title == made.TITLE
        and read.url == f"{site.url}/gzip"
    )


def test_a_stop_ends_the_fetch_that_goes_on_and_what_is_added_later_is_read(
    intake: FileImport, site: HostileSite
) -> None:
    intake.add_address(f"{site.url}/silence")
    intake.add_address(f"{site.url}/story")
    time.sleep(1)
    began = time.monotonic()
    intake.cancel()
    intake.wait(60)
    assert time.monotonic() - began < 5  # the site is silent for nine
    assert [(e.state, e.why) for e in intake.entries()] == [("cancelled", "not read: you stopped it")] * 2
    intake.add_address(f"{site.url}/story")
    intake.wait(60)
    assert intake.entries()[2].state == "read"
