"""What was read and isn't added yet: there after a reload and a restart, gone once added, discarded or too old."""

from __future__ import annotations

import datetime as dt
import json
import re
import sqlite3
import threading
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import alembic.command
import alembic.config
import msgspec
import pytest
import sqlalchemy
from sqlalchemy import event

from components.ingest.isolated_reader import IsolatedReader
from components.services import file_import, import_drafts
from components.services.clock import now
from components.services.file_import import FileImport
from components.services.import_adding import add_batch
from components.services.import_drafts import ImportDrafts
from components.services.import_entry import ReadersChoices, articles_to_add, chosen_article
from components.services.library import Library
from components.store import draft_queries
from components.store.database import Store
from components.store.revisions import MIGRATIONS
from tests.databases import SQLITE_ALONE
from tests.ingest import made

FILES = {"story.pdf": made.as_pdf(2, 1), "bad.pdf": b"%PDF-1.7 oops", "same.docx": made.as_docx()}


@pytest.fixture
def store(library_url: str) -> Iterator[Store]:
    one = Store(library_url)
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
    batch.choose({0: choices})
    before = batch.entries()
    assert [(e.name, e.state) for e in before] == [
        ("story.pdf", "read"),
        ("bad.pdf", "refused"),
        ("same.docx", "read"),
        ("The pasted text", "read"),
    ]
    again = after_a_restart(store, reader).unfinished("owner")
    assert again is not None and again.entries() == before
    content = again.content(0)
    assert content is not None and content.original is not None and content.original.data == FILES["story.pdf"]
    assert again.entries()[0].choices == choices
    assert chosen_article(content, choices).title == "Ours"


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


def test_what_was_waiting_when_the_server_stopped_is_read_after_its_next_start(
    drafts: ImportDrafts, store: Store, reader: IsolatedReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FileImport, "go_on", lambda self: None)
    batch = drafts.begin("owner")
    batch.add_files([("a.txt", made.as_text()), ("b.txt", b"Another. " + made.as_text())])
    batch.add_text("The council voted on Monday.")
    batch.cancel()
    batch.add_files([("c.txt", b"A third. " + made.as_text())])
    batch.add_text("The mayor resigned on Friday.")
    monkeypatch.undo()
    later = after_a_restart(store, reader)
    later.resume()
    again = later.begin("owner")
    again.wait(60)
    assert [(e.name, e.state) for e in again.entries()] == [
        ("a.txt", "cancelled"),
        ("b.txt", "cancelled"),
        ("The pasted text", "cancelled"),
        ("c.txt", "read"),
        ("The pasted text", "read"),
    ]
    content = again.content(4)
    assert content is not None and content.article.text == "The mayor resigned on Friday."


def test_a_stop_of_the_server_refuses_no_file(drafts: ImportDrafts, store: Store, reader: IsolatedReader) -> None:
    batch = drafts.begin("owner")
    batch.add_files([(f"{n}.txt", b"Story %d. " % n + made.as_text()) for n in range(12)])
    drafts.close()
    batch.wait(60)
    later = after_a_restart(store, reader)
    again = later.begin("owner")
    again.wait(60)
    assert [e.state for e in again.entries()] == ["read"] * 12


def test_files_wait_in_the_store_and_not_in_memory(drafts: ImportDrafts, reader: IsolatedReader) -> None:
    batch = drafts.begin("owner")
    held = b"x" * 2**20

    def files() -> Iterator[tuple[str, bytes]]:
        for n in range(80):
            yield f"{n}.bin", b"%%PDF-1.7 %d " % n + held

    tracemalloc.start()
    batch.add_files(files())
    batch.wait(120)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 60 * 2**20  # one transaction's worth, and what copies of it SQLite and the messages need
    assert {e.state for e in batch.entries()} == {"refused"}


@SQLITE_ALONE
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
    assert len(list(articles_to_add(again.entries(), set(), again.content))) == 1
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
    content = again.content(0)
    assert content is not None and content.original is not None and content.original.data is None
    with store.reading() as connection:
        assert draft_queries.draft_file(connection, "owner", 0) is None


def blobs_read(store: Store) -> list[str]:
    """The statements, from now on, that take files out of the store."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        columns = re.split(r"\bFROM\b", statement)[0]
        if statement.startswith("SELECT") and re.search(r"import_drafts\.data|\*", columns):
            seen.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    return seen


@SQLITE_ALONE
@pytest.mark.parametrize(
    ("change", "value"),
    [
        ("entry = ?", b'{"number": "none"}'),
        ("entry = ?", b"\xff no JSON"),
        ("choices = ?", b'{"changed": "all"}'),
        ("number = ?", 7),
    ],
    ids=["other fields", "no JSON", "other choices", "a number is missing"],
)
def test_what_an_older_version_left_goes_at_once_and_is_told_once(
    drafts: ImportDrafts,
    store: Store,
    reader: IsolatedReader,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    change: str,
    value: bytes | int,
) -> None:
    batch = drafts.begin("owner")
    batch.add_files([("story.pdf", FILES["story.pdf"])])
    batch.wait(60)
    with sqlite3.connect(tmp_path / "library.sqlite3") as raw:
        raw.execute(f"UPDATE import_drafts SET {change}", (value,))  # noqa: S608 - constants of this test
    later = after_a_restart(store, reader)
    seen = blobs_read(store)
    assert not later.tell_lost("owner")
    assert [later.unfinished("owner") for _ in range(3)] == [None, None, None]
    assert seen == [] and len([r for r in caplog.records if "older version" in r.message]) == 1
    with sqlite3.connect(tmp_path / "library.sqlite3") as raw:
        assert raw.execute("SELECT count(*) FROM import_drafts").fetchone() == (0,)
    assert not later.tell_lost("a colleague")
    assert [later.tell_lost("owner"), later.tell_lost("owner")] == [True, False]
    later.begin("owner").add_files([("b.txt", made.as_text())])
    later.begin("owner").wait(60)
    again = after_a_restart(store, reader).unfinished("owner")
    assert again is not None and [e.name for e in again.entries()] == ["b.txt"]


def test_a_batch_is_listed_without_its_files(drafts: ImportDrafts, store: Store, reader: IsolatedReader) -> None:
    batch = drafts.begin("owner")
    batch.add_files([("story.pdf", FILES["story.pdf"])])
    batch.wait(60)
    seen = blobs_read(store)
    later = after_a_restart(store, reader)
    for _ in range(3):
        assert later.unfinished("owner") is not None and later.unfinished("a colleague") is None
    assert seen == []


def test_two_pages_that_add_at_once_add_to_one_batch(
    drafts: ImportDrafts, store: Store, reader: IsolatedReader
) -> None:
    first, second = drafts.begin("owner"), drafts.begin("owner")
    first.add_files([("a.txt", made.as_text())])
    second.add_files([("b.txt", b"Another. " + made.as_text())])
    second.wait(60)
    for found in (drafts, after_a_restart(store, reader)):
        batch = found.unfinished("owner")
        assert batch is not None
        assert [(e.name, e.state) for e in batch.entries()] == [("a.txt", "read"), ("b.txt", "read")]


@pytest.mark.parametrize("before", ["nothing", "all left out"])
def test_many_threads_that_add_at_once_lose_nothing(
    drafts: ImportDrafts, store: Store, reader: IsolatedReader, before: str
) -> None:
    if before == "all left out":
        batch = drafts.begin("owner")
        batch.add_files([("bad.pdf", FILES["bad.pdf"])])
        batch.wait(60)
        batch.leave_out(batch.entries()[0].number)
    together = threading.Barrier(8)

    def add(n: int) -> None:
        together.wait(10)
        found = drafts.begin("owner")
        time.sleep(0.01 * n)  # a page that reads its upload before it adds it
        found.add_files([(f"{n}.txt", b"Story %d. " % n + made.as_text())])

    threads = [threading.Thread(target=add, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    drafts.begin("owner").wait(60)
    names = {f"{n}.txt" for n in range(8)}
    for found in (drafts, after_a_restart(store, reader)):
        kept = found.unfinished("owner")
        assert kept is not None and {e.name for e in kept.entries()} == names


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
    batch.leave_out(1)
    batch.add_files([("third.txt", b"x"), ("fourth.txt", b"x"), ("last.txt", b"y")])
    batch.wait(60)
    assert ["too many" in e.why for e in batch.entries()[1:]] == [False, False, False, True]


@SQLITE_ALONE
def test_a_kept_draft_has_a_time(drafts: ImportDrafts, tmp_path: Path) -> None:
    drafts.begin("owner").add_files([("a.txt", made.as_text())])
    with sqlite3.connect(tmp_path / "library.sqlite3") as raw:
        (at,) = raw.execute("SELECT kept_at FROM import_drafts").fetchone()
    assert at <= now()


def test_what_is_added_to_the_batch_while_it_is_kept_stays_in_it(
    drafts: ImportDrafts, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch, library = drafts.begin("owner"), Library(store)
    batch.add_files([("a.txt", made.as_text()), ("bad.pdf", FILES["bad.pdf"])])
    batch.wait(60)
    add = Library.add

    def and_another_tab(self: Library, *args: Any) -> Any:
        drafts.begin("owner").add_files([("late.txt", b"Another. " + made.as_text())])
        return add(self, *args)

    monkeypatch.setattr(Library, "add", and_another_tab)
    added = add_batch(batch, library)
    batch.wait(60)
    assert len(added) == 1 and added[0][0].new
    left = drafts.unfinished("owner")
    assert left is not None and [(e.name, e.state) for e in left.entries()] == [("late.txt", "read")]


@SQLITE_ALONE  # of what the database does, every other test here asks both
def test_a_folder_of_a_thousand_files_is_read_and_added(drafts: ImportDrafts, store: Store) -> None:
    batch, library = drafts.begin("owner"), Library(store)
    batch.add_files((f"{n}.txt", b"Story %d of many. The council voted on Monday." % n) for n in range(1000))
    batch.wait(300)
    now = batch.progress()
    assert (now.done, now.of, now.refused) == (1000, 1000, 0)
    assert len(add_batch(batch, library)) == 1000 and drafts.unfinished("owner") is None
    assert len(library.are_there([a.id for a in library.listing()])) == 1001


def test_what_version_0_12_read_and_kept_is_there_after_the_update(tmp_path: Path, reader: IsolatedReader) -> None:
    path = tmp_path / "library.sqlite3"
    store = Store(f"sqlite:///{path}")
    batch = ImportDrafts(store, reader, Library(store)).begin("owner")
    batch.add_files([("story.pdf", FILES["story.pdf"])])
    batch.wait(60)
    content = batch.content(0)
    assert content is not None and content.original is not None
    store.close()
    # As it stood in one field then.
    old = {"number": 0, "name": "story.pdf", "inner": False, "state": "read", "why": "", "like": None, "pages": None}
    old |= {n: msgspec.to_builtins(getattr(content, n)) for n in ("reading", "article", "original")}
    old["original"]["data"] = None
    rows = [old, {"number": 1, "name": "bad.pdf", "state": "refused", "why": "The PDF is damaged."}]
    rows += [{"number": 2, "name": "gone.txt", "state": "left out"}, {"number": 3, "name": "c.txt", "state": "waiting"}]
    config = alembic.config.Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = sqlalchemy.create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        alembic.command.downgrade(config, "0008")
        connection.commit()
    engine.dispose()
    with sqlite3.connect(path) as raw:
        for n, entry in enumerate(rows):
            data = FILES["story.pdf"] if n == 0 else None
            raw.execute(
                "INSERT INTO import_drafts VALUES ('owner', ?, ?, ?, '{}', ?)", (n, now(), json.dumps(entry), data)
            )
    later = Store(f"sqlite:///{path}")
    again = ImportDrafts(later, reader, Library(later)).unfinished("owner")
    assert again is not None
    assert [(e.name, e.state) for e in again.entries()] == [
        ("story.pdf", "read"), ("bad.pdf", "refused"), ("c.txt", "cancelled")
    ]  # fmt: skip
    assert again.content(0) == content
    added = add_batch(again, Library(later))
    assert [title for _, title in added] == [content.article.title]
    later.close()


def test_whoever_sees_that_a_file_is_read_finds_what_was_read(drafts: ImportDrafts) -> None:
    batch = drafts.begin("owner")
    batch.add_files([(f"{n}.txt", b"Story %d. " % n + made.as_text()) for n in range(30)])
    seen: set[int] = set()
    while len(seen) < 30:
        for one in batch.entries():
            if one.state == "read" and one.number not in seen:
                assert batch.content(one.number) is not None
                seen.add(one.number)


@SQLITE_ALONE
def test_what_cannot_be_kept_is_refused_with_the_reason(drafts: ImportDrafts, store: Store) -> None:
    with store.reading() as connection:
        pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
    with store.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}")
    batch = drafts.begin("owner")
    batch.add_files([("large.txt", b"x" * 400_000)])
    (one,) = batch.entries()
    assert one.state == "refused" and "Check that the disk has space" in one.why
    assert not batch.running
