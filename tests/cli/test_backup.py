"""``backup`` and ``restore`` on a terminal: what they say, what they leave, how they end."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from components.cli import main
from components.domain.article import make_article
from components.services.library import Library
from components.store.database import Store
from tests import whole_library
from tests.databases import sqlite_url


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder, with a library that has something of everything."""
    folder = tmp_path / "data"
    monkeypatch.setenv("DATELINE_DATA", str(folder))
    monkeypatch.delenv("DATELINE_DATABASE_URL", raising=False)
    store = Store()
    whole_library.fill(store)
    store.close()
    return folder


def said(capfd: pytest.CaptureFixture[str], status: int, *words: str) -> tuple[str, str]:
    assert main(list(words)) == status
    out, err = capfd.readouterr()
    return out, err


def test_they_say_what_was_done_and_where_the_library_of_before_is(
    tmp_path: Path, data: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "b.sqlite3")
    has = "5 articles, 2 corrections, 3 links, 1 collection, 1 original file: "
    out, err = said(capfd, 0, "backup", file)
    assert out.startswith(f"backed up {has}0.") and out.endswith(" s\n") and err == ""
    out, err = said(capfd, 1, "backup", file)
    assert out == "" and err == f"dateline: {file} is there already. Name another file, or replace it with --force.\n"
    assert said(capfd, 0, "backup", file, "--force")[0].startswith("backed up 5 articles")
    out, err = said(capfd, 1, "restore", file)
    assert out == "" and "The library holds 5 articles, 2 corrections and 3 links already." in err
    out, err = said(capfd, 0, "restore", file, "--replace")
    first, second = out.splitlines()
    (before,) = data.glob("dateline.before-restore-*.sqlite3")
    assert first == f"what was there before is in {before}" and second.startswith(f"restored {has}") and err == ""


def test_a_backup_is_a_library_that_opens_by_its_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["backup", str(tmp_path / "b.sqlite3")]) == 0
    before = whole_library.rows(store := Store())
    store.close()
    monkeypatch.setenv("DATELINE_DATABASE_URL", sqlite_url(tmp_path / "b.sqlite3"))
    store = Store()
    assert whole_library.rows(store) == before
    Library(store).add([make_article("Another.")])
    store.close()


@pytest.mark.parametrize("what", ["backup", "restore"])
def test_a_command_that_is_told_to_stop_leaves_everything_as_it_was(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    (folder := tmp_path / "kept").mkdir()
    assert main(["backup", str(folder / "b.sqlite3")]) == 0
    kept, before = (folder / "b.sqlite3").read_bytes(), whole_library.rows(store := Store())
    store.close()
    steps = iter([False] * (5 if what == "backup" else 25))  # a restore backs up what is there first

    def stop(bar: object, done: int) -> None:
        if next(steps, True):
            signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr("components.cli.progress.tqdm.update", stop)
    assert main([what, str(folder / "b.sqlite3"), "--force" if what == "backup" else "--replace"]) == 143
    assert [p.name for p in folder.iterdir()] == ["b.sqlite3"] and (folder / "b.sqlite3").read_bytes() == kept
    store = Store()
    assert whole_library.rows(store) == before
    store.close()
