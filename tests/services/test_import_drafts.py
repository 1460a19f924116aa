"""What was read and isn't added yet: there after a reload and a restart, gone once added, discarded or too old."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.ingest.isolated_reader import IsolatedReader
from components.services import file_import, import_drafts
from components.services.clock import now
from components.services.import_drafts import ImportDrafts
from components.services.import_entry import ReadersChoices, articles_to_add, chosen_article
from components.services.library import Library
from components.store.database import Store
from tests.ingest import made

FILES = {"story.pdf": made.as_pdf(2, 1), "bad.pdf": b"%PDF-1.7 oops", "same.docx": made.as_docx()}


@pytest.fixture(scope="module")
def reader() -> Iterator[IsolatedReader]:
    one = IsolatedReader()
    yield one
    one.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    one = Store(f"sqlite:///{tmp_path / 'library.sqlite3'}")
    yield one
    one.close()


@pytest.fixture
def drafts(store: Store, reader: IsolatedReader) -> ImportDrafts:
    return ImportDrafts(store, reader, Library(store))


def after_a_restart(store: Store, reader: IsolatedReader) -> ImportDrafts:
    return ImportDrafts(store, reader, Library(store))


def test_a_batch_is_there_after_a_restart_as_its_reader_left_it(
    drafts: ImportDrafts, store: Store, reader: IsolatedReader
) -> None:
    batch = drafts.begin("owner")
    batch.add_files(FILES.items())
    batch.add_text(made.as_text().decode())
    batch.wait(60)
    choices = ReadersChoices(changed=(1,), details={"title": "Ours", "date": "2026-03-04"}, as_version=False)
    batch.choose(0, choices)
    before = batch.entries()
    assert [(e.name, e.state) for e in before] == [
        ("story.pdf", "read"),
        ("bad.pdf", "refused"),
        ("same.docx", "read"),
        ("The pasted text", "read"),
    ]
    again = after_a_restart(store, reader).unfinished("owner")
    assert again is not None and again.entries() == before
    assert again.entries()[0].original is not None and again.entries()[0].original.data == FILES["story.pdf"]
    assert again.entries()[0].choices == choices
    assert chosen_article(again.entries()[0]).title == "Ours"


def test_what_is_added_later_goes_on_after_what_was_kept(
    drafts: ImportDrafts, store: Store, reader: IsolatedReader
) -> None:
    drafts.begin("owner").add_files([("bad.pdf", FILES["bad.pdf"])])
    drafts.begin("owner").wait(60)
    later = after_a_restart(store, reader)
    batch = later.begin("owner")
    batch.add_files([("a.txt", made.as_text())])
    batch.wait(60)
    third = after_a_restart(store, reader).unfinished("owner")
    assert third is not None
    assert [(e.number, e.name, e.state) for e in third.entries()] == [(0, "bad.pdf", "refused"), (1, "a.txt", "read")]


def test_one_visitors_files_are_not_anothers(drafts: ImportDrafts) -> None:
    drafts.begin("owner").add_files([("a.txt", made.as_text())])
    assert drafts.unfinished("a colleague") is None
    drafts.discard("a colleague")
    assert drafts.unfinished("owner") is not None


def test_what_was_waiting_when_the_server_stopped_is_named(
    drafts: ImportDrafts, store: Store, reader: IsolatedReader
) -> None:
    batch = drafts.begin("owner")
    batch._start = lambda: None  # type: ignore[method-assign]
    batch.add_files([("a.txt", made.as_text())])
    again = after_a_restart(store, reader).unfinished("owner")
    assert again is not None
    (one,) = again.entries()
    assert (one.name, one.state) == ("a.txt", "cancelled") and "Add it again" in one.why


def test_a_discarded_batch_leaves_nothing_even_when_its_reading_ends_later(
    drafts: ImportDrafts, store: Store, reader: IsolatedReader, tmp_path: Path
) -> None:
    batch = drafts.begin("owner")
    batch.add_files([(f"{n}.txt", b"Zebrafish %d. " % n + made.as_text()) for n in range(4)])
    drafts.discard("owner")
    batch.wait(60)
    assert drafts.unfinished("owner") is None and after_a_restart(store, reader).unfinished("owner") is None
    store.close()
    assert b"Zebrafish" not in (tmp_path / "library.sqlite3").read_bytes()


def test_a_file_that_was_left_out_is_gone_and_stays_out(
    drafts: ImportDrafts, store: Store, reader: IsolatedReader
) -> None:
    batch = drafts.begin("owner")
    batch.add_files(FILES.items())
    batch.wait(60)
    batch.leave_out(0)
    batch.leave_out(1)
    again = after_a_restart(store, reader).unfinished("owner")
    assert again is not None and [e.name for e in batch.entries()] == [e.name for e in again.entries()] == ["same.docx"]
    # It was the same text as the file that was left out: now it is the one to add.
    assert len(articles_to_add(again.entries(), set())) == 1
    batch.leave_out(2)
    assert drafts.unfinished("owner") is None


def test_old_drafts_are_forgotten(
    drafts: ImportDrafts, store: Store, reader: IsolatedReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = drafts.begin("owner")
    batch.add_files([("a.txt", made.as_text())])
    batch.wait(60)
    assert drafts.unfinished("owner") is batch
    monkeypatch.setattr(import_drafts, "KEPT_FOR", dt.timedelta(seconds=-1))
    assert drafts.unfinished("owner") is None
    monkeypatch.undo()
    assert drafts.unfinished("owner") is None and after_a_restart(store, reader).unfinished("owner") is None


def test_files_arent_kept_where_that_is_switched_off(
    drafts: ImportDrafts, store: Store, reader: IsolatedReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_ORIGINALS", "off")
    batch = drafts.begin("owner")
    batch.add_files([("story.pdf", FILES["story.pdf"])])
    batch.wait(60)
    again = after_a_restart(store, reader).unfinished("owner")
    assert again is not None
    (one,) = again.entries()
    assert one.article is not None and one.original is not None and one.original.data is None


def test_drafts_of_another_version_are_left_alone_and_replaced(
    drafts: ImportDrafts, store: Store, reader: IsolatedReader, tmp_path: Path
) -> None:
    batch = drafts.begin("owner")
    batch.add_files([("a.txt", made.as_text())])
    batch.wait(60)
    with sqlite3.connect(tmp_path / "library.sqlite3") as raw:
        raw.execute("UPDATE import_drafts SET entry = ?", (b'{"number": "none"}',))
    later = after_a_restart(store, reader)
    assert later.unfinished("owner") is None
    later.begin("owner").add_files([("b.txt", made.as_text())])
    later.begin("owner").wait(60)
    again = after_a_restart(store, reader).unfinished("owner")
    assert again is not None and [e.name for e in again.entries()] == ["b.txt"]


def test_a_batch_that_is_too_large_says_so_of_what_came_last(
    drafts: ImportDrafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = made.as_text()
    monkeypatch.setattr(file_import, "BATCH_BYTES", 2 * len(text))
    batch = drafts.begin("owner")
    batch.add_files([(f"{n}.txt", text) for n in range(3)])
    batch.wait(60)
    assert [e.state for e in batch.entries()] == ["read", "read", "refused"]
    assert "too many files at once" in batch.entries()[2].why
    batch.leave_out(0)
    batch.add_files([("later.txt", text)])
    batch.wait(60)
    assert batch.entries()[-1].state == "read"
    monkeypatch.setattr(file_import, "BATCH_FILES", 4)
    batch.add_files([("last.txt", b"")])
    assert batch.entries()[-1].state == "refused"


def test_a_kept_draft_has_a_time(drafts: ImportDrafts, tmp_path: Path) -> None:
    drafts.begin("owner").add_files([("a.txt", made.as_text())])
    with sqlite3.connect(tmp_path / "library.sqlite3") as raw:
        (at,) = raw.execute("SELECT kept_at FROM import_drafts").fetchone()
    assert at <= now()
