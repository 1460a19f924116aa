"""What Dateline writes is for its owner alone, and what was deleted is left in no file."""

from __future__ import annotations

import logging
import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import alembic.command
import alembic.config
import pytest

from components.domain.article import make_article
from components.services.library import Library
from components.services.server_address import ServerAddress, remember_address
from components.store import article_queries
from components.store.database import Store
from components.store.private_files import make_private, private_folder, write_private
from components.store.revisions import MIGRATIONS
from tests.specimen import specimen

fcntl = pytest.importorskip("fcntl", reason="permissions of this kind are POSIX's")

NOW, LATER = "2026-03-03T10:00:00.000000+00:00", "2026-03-03T10:00:01.000000+00:00"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder, as a system makes it by default: open to all."""
    folder = tmp_path / "data"
    monkeypatch.setenv("DATELINE_DATA", str(folder))
    monkeypatch.delenv("DATELINE_DATABASE_URL", raising=False)
    before = os.umask(0o022)
    yield folder
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    return {p.name: stat.S_IMODE(p.stat().st_mode) for p in (folder, *folder.iterdir())}


def test_all_that_is_written_is_private(data: Path) -> None:
    remember_address(ServerAddress("127.0.0.1", 8501))
    store = Store()
    with store.writing() as c:
        article_queries.add_article(c, make_article("One."), NOW)
    found = modes(data)
    assert {"dateline.sqlite3", "dateline.sqlite3-wal", "dateline.sqlite3-shm", "server.json"} <= set(found)
    assert found.pop("data") == 0o700 and set(found.values()) == {0o600}
    store.close()


def _old(folder: Path) -> None:
    """A library as an older version left it, at the first migration."""
    folder.mkdir()
    config = alembic.config.Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    store = Store()
    with store.engine.begin() as connection:
        config.attributes["connection"] = connection
        alembic.command.downgrade(config, "0004")
    store.close()
    (folder / "dateline.before-0003.sqlite3").write_bytes(b"")
    (folder / "server.json").write_bytes(b"{}")
    for path in (folder, *folder.iterdir()):
        path.chmod(0o755 if path.is_dir() else 0o644)


def test_what_an_older_version_left_open_is_closed_to_others_backups_too(data: Path) -> None:
    _old(data)
    store = Store()
    remember_address(ServerAddress("127.0.0.1", 8501))
    store.close()
    found = modes(data)
    assert {"dateline.before-0003.sqlite3", "dateline.before-0004.sqlite3"} <= set(found)
    assert found.pop("data") == 0o700 and set(found.values()) == {0o600}
    with sqlite3.connect(data / "dateline.before-0004.sqlite3") as raw:
        assert raw.execute("SELECT count(*) FROM articles").fetchone() == (0,)
    raw.close()


def test_a_folder_of_anothers_is_left_and_told_of(
    data: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    data.mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    with caplog.at_level(logging.WARNING):
        Store().close()
    assert modes(data)["data"] == 0o755 and "belongs to another user" in caplog.text


def test_a_folder_that_others_keep_files_in_is_left(data: Path, caplog: pytest.LogCaptureFixture) -> None:
    data.mkdir()
    data.chmod(0o1777)
    with caplog.at_level(logging.WARNING):
        Store().close()
    assert modes(data) == {"data": 0o1777, "dateline.sqlite3": 0o600} and "others share" in caplog.text


def test_where_permissions_cannot_be_set_nothing_fails(
    data: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def never(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    data.mkdir()
    monkeypatch.setattr(Path, "chmod", never)
    with caplog.at_level(logging.WARNING):
        Store().close()
    assert "Operation not permitted" in caplog.text


def test_a_folder_named_for_the_database_alone_keeps_its_permissions(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    Store(f"sqlite:///{shared / 'library.sqlite3'}").close()
    assert modes(shared) == {"shared": 0o755, "library.sqlite3": 0o600}
    Store(f"sqlite:///{tmp_path / 'new' / 'library.sqlite3'}").close()
    assert modes(tmp_path / "new") == {"new": 0o700, "library.sqlite3": 0o600}


def test_a_file_that_is_there_is_not_opened_as_that_would_end_its_locks(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"kept")
    with path.open("r+b") as file:
        fcntl.lockf(file, fcntl.LOCK_EX)
        make_private(path)
        script = "import fcntl, sys; fcntl.lockf(open(sys.argv[1], 'r+b'), fcntl.LOCK_EX | fcntl.LOCK_NB)"
        words = [sys.executable, "-c", script, str(path)]
        asked = subprocess.run(words, capture_output=True, text=True, check=False)
    assert "BlockingIOError" in asked.stderr and path.read_bytes() == b"kept"
    assert modes(tmp_path)["file"] == 0o600


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "kept"
    path.write_bytes(b"before")
    path.chmod(0o644)
    write_private(path, b"after")
    assert path.read_bytes() == b"after" and modes(tmp_path)["kept"] == 0o600

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_private(path, b"half")
    assert path.read_bytes() == b"after" and [p.name for p in tmp_path.iterdir()] == ["kept"]


def test_a_folder_that_is_there_is_closed_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True, mode=0o775)
    private_folder(folder)
    assert modes(folder) == {"b": 0o700}


WORDS = b"Zanzibar"


def left(folder: Path) -> list[str]:
    """The files that hold words of the deleted article."""
    return [p.name for p in folder.rglob("*") if p.is_file() and WORDS.lower() in p.read_bytes().lower()]


def _fill(library: Library, store: Store) -> str:
    """Articles, records and edits, one of them the one to be deleted; returns its id."""
    secret = make_article("Zanzibar opened a bridge. " * 900, title="Zanzibar")
    others = [make_article(f"Article {n} about a bridge. " * (50 + 40 * n)) for n in range(8)]
    library.add([*others[:4], secret, *others[4:]])
    record = specimen()
    for _ in range(3):  # read again, so that old copies lie in pages that were freed
        with store.writing() as c:
            made = type(record)(**{f: getattr(record, f) for f in record.__struct_fields__} | {
                "id": secret.id, "text": secret.text, "title": secret.title})  # fmt: skip
            article_queries.put_record(c, made, "v1", NOW)
    return secret.id


@pytest.mark.parametrize("again", ["the next deletion", "the next start"])
def test_after_a_purge_no_file_holds_the_words(data: Path, again: str) -> None:
    store = Store()
    library = Library(store)
    gone = _fill(library, store)
    library.delete(gone)
    assert left(data), "it can be brought back for an hour"
    with store.writing() as c:
        article_queries.mark_deleted(c, gone, "2020-01-01T00:00:00.000000+00:00")
    if again == "the next start":
        Library(store)
    else:
        library.delete(library.listing()[0].id)
    assert left(data) == [], "the server goes on running"
    store.close()
    assert left(data) == []


def test_closing_empties_the_log_though_another_program_has_it_open(data: Path) -> None:
    store = Store()
    gone = _fill(Library(store), store)
    other = sqlite3.connect(data / "dateline.sqlite3")
    other.execute("SELECT count(*) FROM articles").fetchone()
    with store.writing() as c:
        article_queries.mark_deleted(c, gone, "2020-01-01T00:00:00.000000+00:00")
        article_queries.purge_deleted(c, LATER)
    store.close()
    assert left(data) == [] and (data / "dateline.sqlite3-wal").stat().st_size == 0
    other.close()


def test_a_reader_in_the_middle_of_reading_costs_a_line_in_the_log(
    data: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("components.store.sqlite_database.BUSY", 50)
    store = Store()
    with store.writing() as c:
        article_queries.add_article(c, make_article("One."), NOW)
    held, done = threading.Event(), threading.Event()

    def read() -> None:
        with store.reading() as c:
            article_queries.list_articles(c)
            held.set()
            done.wait(20)

    reading = threading.Thread(target=read)
    reading.start()
    held.wait(20)
    with store.writing() as c:
        article_queries.add_article(c, make_article("Two."), NOW)
    with caplog.at_level(logging.WARNING):
        store.empty_log()
    assert "another program is reading" in caplog.text or "locked" in caplog.text
    done.set()
    reading.join()
    store.close()
