"""A backup is put back whole, where nothing is lost by it, and from nothing but a sound library."""

from __future__ import annotations

import sqlite3
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from components.domain.article import make_article
from components.domain.article_search import ArticleSearch
from components.domain.errors import NotFound, StoreFailed
from components.services import share_links, tags
from components.services.backup import Copied, back_up, restore
from components.services.library import Library, seed_articles
from components.services.library_search import found_ids
from components.services.share_links import find_link
from components.store import library_copy, postgres_database
from components.store.database import Store
from components.store.library_copy import COPIED
from tests import whole_library
from tests.databases import POSTGRES_ALONE, SQLITE_ALONE, sqlite_url
from tests.whole_library import DELETED, FERRY, OPERA, asked, filled, rows_at


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library_url: str) -> Path:
    """The data folder of a server whose library is at ``library_url``."""
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DATELINE_DATABASE_URL", library_url)
    return tmp_path / "data"


def test_a_library_that_only_began_gives_way_and_any_other_does_not(library_url: str, tmp_path: Path) -> None:
    filled(library_url)
    back_up(tmp_path / "b.sqlite3")
    before = rows_at(library_url)
    changes: list[Callable[[Store], object]] = [
        lambda s: Library(s).add([OPERA]),
        lambda s: tags.tag_articles(s, "x", [seed_articles()[0].id]),
        lambda s: share_links.make_link(s, [seed_articles()[0].id]),
    ]
    for change in changes:
        _empty(library_url)
        asked(library_url, lambda s: Library(s).add(seed_articles()))
        asked(library_url, change)
        there = rows_at(library_url)
        with pytest.raises(StoreFailed, match=r"The library holds \d article.*--replace"):
            restore(tmp_path / "b.sqlite3")
        assert rows_at(library_url) == there
    _empty(library_url)
    asked(library_url, lambda s: Library(s).add(seed_articles()))
    assert restore(tmp_path / "b.sqlite3").before is None
    assert rows_at(library_url) == before


def _empty(url: str) -> None:
    with (store := Store(url)).writing() as connection:
        for table in reversed(COPIED):
            connection.execute(table.delete())
    store.close()


def test_what_it_replaces_is_backed_up_first(library_url: str, tmp_path: Path, data: Path) -> None:
    filled(library_url)
    back_up(tmp_path / "b.sqlite3")
    first = rows_at(library_url)
    asked(library_url, lambda s: (Library(s).add([make_article("Added later.")]), Library(s).delete(OPERA.id)))
    second = rows_at(library_url)
    done = restore(tmp_path / "b.sqlite3", replace=True)
    assert rows_at(library_url) == first
    assert done.before is not None and ".before-restore-2" in done.before.name
    assert done.before.parent == (tmp_path if library_url.startswith("sqlite") else data)
    assert stat.S_IMODE(done.before.stat().st_mode) == 0o600 and rows_at(sqlite_url(done.before)) == second
    restore(done.before, replace=True)
    assert rows_at(library_url) == second


def test_a_link_that_was_taken_back_since_stays_so(library_url: str, tmp_path: Path) -> None:
    tokens = filled(library_url)
    back_up(tmp_path / "b.sqlite3")
    asked(library_url, lambda s: share_links.revoke_one(s, tokens[0]))
    restore(tmp_path / "b.sqlite3", replace=True)
    assert asked(library_url, lambda s: [find_link(s, one) is not None for one in tokens]) == [False, True, False]
    assert rows_at(library_url)["collection_readings"] == [], "what its visitors were shown goes with it"


def test_nothing_is_restored_under_whatever_has_the_library_open(library_url: str, tmp_path: Path) -> None:
    filled(library_url)
    back_up(tmp_path / "b.sqlite3")
    server = Store(library_url)
    Library(server).add([make_article("Added meanwhile.")])
    before = whole_library.rows(server)
    with pytest.raises(StoreFailed, match=r"in use\. Stop Dateline"):
        restore(tmp_path / "b.sqlite3", replace=True)
    Library(server).edit(OPERA.id, title="Still works")
    Library(server).edit(OPERA.id, title="Opera")
    assert whole_library.rows(server) == before
    server.close()
    assert restore(tmp_path / "b.sqlite3", replace=True).contents.articles == 5


@POSTGRES_ALONE
def test_a_slow_disk_ends_no_restore(library_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(library_url)
    back_up(tmp_path / "b.sqlite3")
    monkeypatch.setattr(postgres_database, "WRITING_IDLE", 1)
    slow: dict[int, Iterator[float]] = {1: iter([1.2, 1.2]), 2: iter([1.2, 1.2])}  # the backup of before, the restore
    step = 0

    def pause(done: int, of: int) -> None:
        nonlocal step
        step += not done
        time.sleep(next(slow[step], 0) if done else 0)

    assert restore(tmp_path / "b.sqlite3", replace=True, tell=pause).contents.articles == 5
    assert step == 2


@SQLITE_ALONE
def test_a_full_disk_leaves_the_library_as_it_was(
    library_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(library_url)
    back_up(tmp_path / "b.sqlite3")
    before = rows_at(library_url)
    made = library_copy.copy_library

    def full(source: object, target: object, tell: object = None) -> None:
        target.exec_driver_sql("PRAGMA max_page_count=1")  # type: ignore[attr-defined]
        target.exec_driver_sql("CREATE TABLE filler AS SELECT zeroblob(10000000) AS x")  # type: ignore[attr-defined]
        made(source, target)  # type: ignore[arg-type]

    monkeypatch.setattr("components.services.backup.copy_library", full)
    with pytest.raises(StoreFailed, match="full"):
        restore(tmp_path / "b.sqlite3", replace=True)
    monkeypatch.undo()
    assert rows_at(library_url) == before


def test_a_library_that_could_not_be_replaced_leaves_no_copy_of_it(
    library_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(library_url)
    back_up(tmp_path / "b.sqlite3")
    before, there = rows_at(library_url), files_below(tmp_path)
    made, copies = library_copy.copy_library, []

    def second_fails(source: object, target: object, tell: object = None) -> None:
        copies.append(1)
        if len(copies) == 2:
            raise StoreFailed("The disk is full.")
        made(source, target)  # type: ignore[arg-type]

    monkeypatch.setattr("components.services.backup.copy_library", second_fails)
    with pytest.raises(StoreFailed, match="full"):
        restore(tmp_path / "b.sqlite3", replace=True)
    assert len(copies) == 2 and rows_at(library_url) == before
    assert files_below(tmp_path) == there


def files_below(folder: Path) -> set[Path]:
    """The libraries in a folder, without what SQLite keeps beside them."""
    return set(folder.rglob("*.sqlite3"))


def damaged(file: Path) -> None:
    data = bytearray(file.read_bytes())
    for n in range(4096 * 3, len(data), 4096):
        data[n : n + 60] = b"\xff" * 60
    file.write_bytes(data)


def of_a_newer_version(file: Path) -> None:
    with sqlite3.connect(file) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()


def another_programs(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as raw:
        raw.execute("CREATE TABLE articles (id)")
    raw.close()


@SQLITE_ALONE
@pytest.mark.parametrize(("make", "said"), [
    (damaged, r"is damaged \("),
    (lambda file: file.write_bytes(file.read_bytes()[: 4096 * 5]), r"is damaged \("),
    (of_a_newer_version, "made by a newer Dateline. Update this one"),
    (another_programs, "no Dateline library"),
    (lambda file: file.write_bytes(b"words, no library"), "no Dateline library"),
    (lambda file: file.write_bytes(b""), "no Dateline library"),
    (lambda file: file.unlink(), "There is no file"),
    (lambda file: (file.unlink(), file.mkdir()), "There is no file"),
])  # fmt: skip
def test_what_is_no_sound_library_is_refused(
    library_url: str, tmp_path: Path, make: Callable[[Path], object], said: str
) -> None:
    filled(library_url)
    before = rows_at(library_url)
    back_up(file := tmp_path / "b.sqlite3")
    make(file)
    was = file.read_bytes() if file.is_file() else None
    with pytest.raises(StoreFailed, match=said):
        restore(file, replace=True)
    assert rows_at(library_url) == before and not list(tmp_path.glob("*.before-restore-*"))
    assert was == (file.read_bytes() if file.is_file() else None)


@SQLITE_ALONE
def test_a_damaged_library_is_left_and_once_moved_away_comes_back(library_url: str, tmp_path: Path) -> None:
    filled(library_url)
    before = rows_at(library_url)
    back_up(tmp_path / "b.sqlite3")
    damaged(library := tmp_path / "library.sqlite3")
    was = library.read_bytes()
    for work in (back_up, restore):
        with pytest.raises(StoreFailed, match=r"damaged .*move it away .*restore a backup"):
            work(tmp_path / ("c.sqlite3" if work is back_up else "b.sqlite3"), replace=True)
    assert library.read_bytes() == was and not (tmp_path / "c.sqlite3").exists()
    library.rename(tmp_path / "away.sqlite3")
    restore(tmp_path / "b.sqlite3")
    assert rows_at(library_url) == before


def test_the_file_is_not_changed_be_it_a_library_in_use(library_url: str, tmp_path: Path) -> None:
    file = tmp_path / "elsewhere" / "dateline.sqlite3"
    file.parent.mkdir()
    server = Store(sqlite_url(file))
    whole_library.fill(server)
    before = whole_library.rows(server)
    assert isinstance(restore(file), Copied)  # what stands in its log alone comes along
    assert rows_at(library_url) == before
    server.close()
    was = file.read_bytes()
    file.chmod(0o400)
    restore(file, replace=True)
    assert file.read_bytes() == was and [p.name for p in file.parent.iterdir()] == [file.name]


def test_a_purged_article_stays_gone_after_a_restart(library_url: str, tmp_path: Path) -> None:
    filled(library_url)
    back_up(tmp_path / "b.sqlite3")
    restore(tmp_path / "b.sqlite3", replace=True)
    with (store := Store(library_url)).writing() as connection:
        connection.exec_driver_sql("UPDATE articles SET deleted_at = '2020' WHERE deleted_at IS NOT NULL")
    Library(store)
    with pytest.raises(NotFound):
        Library(store).undelete(DELETED.id)
    assert found_ids(store, ArticleSearch(words="ferry")) == [] and Library(store).article(FERRY.id)
    store.close()
