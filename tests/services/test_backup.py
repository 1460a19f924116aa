"""Back-ups: whole, of one moment, in either kind of database; put back so that nothing is half or lost."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from components.domain.article import make_article
from components.domain.article_search import ArticleSearch
from components.domain.errors import NotFound, StoreFailed
from components.services import cast_decisions, share_links, tags
from components.services.backup import Copied, back_up, restore
from components.services.library import Library, seed_articles
from components.services.library_search import found_ids
from components.services.share_links import find_link
from components.store import draft_queries, library_copy, library_file, postgres_database
from components.store.database import Store
from components.store.library_copy import COPIED
from components.store.tables import metadata
from tests import whole_library
from tests.databases import POSTGRES_ALONE, SQLITE_ALONE, sqlite_url
from tests.postgres_server import PostgresServer
from tests.whole_library import BRIDGE, DECIDED, DELETED, FERRY, OPERA

T = TypeVar("T")
SEARCHES = [ArticleSearch(words=words) for words in ("toll", "大桥", "Zoë", '"the opera"', "grand*", "nobody")] + [
    ArticleSearch(tag="election 2026"), ArticleSearch(words="bridge", outlet="The Arden Post"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library_url: str) -> Path:
    """The data folder of a server whose library is at ``library_url``."""
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DATELINE_DATABASE_URL", library_url)
    return tmp_path / "data"


@pytest.fixture(params=["into sqlite", "into postgres"])
def other_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of another library, not there yet."""
    if request.param == "into sqlite":
        yield sqlite_url(tmp_path / "other.sqlite3")
        return
    with request.getfixturevalue("postgres").database() as url:
        yield url


def filled(url: str) -> list[str]:
    store = Store(url)
    tokens = whole_library.fill(store)
    store.close()
    return tokens


def asked(url: str, ask: Callable[[Store], T]) -> T:
    store = Store(url)
    try:
        return ask(store)
    finally:
        store.close()


def rows(url: str) -> dict[str, list[tuple[Any, ...]]]:
    return asked(url, whole_library.rows)


@SQLITE_ALONE
def test_every_table_is_filled_and_copied() -> None:
    """A table that is made later is copied, or left out by name; and these tests have something in it."""
    assert set(COPIED) | library_copy.LEFT_OUT == set(metadata.tables.values())
    assert {t.name for t in library_copy.LEFT_OUT} == {"import_drafts", "import_contents"}


def test_all_of_it_comes_back_in_any_kind_of_database(
    library_url: str, other_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tokens = filled(library_url)
    before = whole_library.rows(store := Store(library_url))
    found = [found_ids(store, one) for one in SEARCHES]
    store.close()
    assert all(before.values()) and sum(map(len, found)) > 8
    done = back_up(tmp_path / "b.sqlite3")
    has = done.contents
    assert (has.articles, has.corrections, has.links, has.files, has.collections) == (5, 2, 3, 1, 1)
    assert done.size == (tmp_path / "b.sqlite3").stat().st_size
    assert rows(sqlite_url(tmp_path / "b.sqlite3")) == before
    monkeypatch.setenv("DATELINE_DATABASE_URL", other_url)
    assert restore(tmp_path / "b.sqlite3").contents == has
    store = Store(other_url)
    assert store.fresh is False and whole_library.rows(store) == before
    assert [found_ids(store, one) for one in SEARCHES] == found
    assert [find_link(store, one) is not None for one in tokens] == [True, True, False]
    library = Library(store)
    library.undelete(DELETED.id)
    library.add([new := make_article("A new ferry.")])
    assert found_ids(store, ArticleSearch(words="ferry")) == [new.id]
    assert tags.tag_articles(store, "new", [new.id]) == 1
    assert cast_decisions.decide(store, *DECIDED, same=True, by="Ann") == 3
    store.close()


def test_what_it_writes_is_one_closed_file_for_its_owner_alone(tmp_path: Path, library_url: str) -> None:
    filled(library_url)
    (folder := tmp_path / "kept % #?").mkdir()
    back_up(folder / "b c.sqlite3")
    assert [p.name for p in folder.iterdir()] == ["b c.sqlite3"]
    assert stat.S_IMODE((folder / "b c.sqlite3").stat().st_mode) == 0o600
    with sqlite3.connect(folder / "b c.sqlite3") as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    raw.close()


def test_it_is_of_the_moment_at_which_it_began_and_hinders_no_writer(library_url: str, tmp_path: Path) -> None:
    filled(library_url)
    before = rows(library_url)
    store = Store(library_url)
    told: list[tuple[int, int]] = []

    def write(done: int, of: int) -> None:
        told.append((done, of))
        Library(store).add([make_article(f"Story {len(told)}.")])
        tags.tag_articles(store, f"tag {len(told)}", [BRIDGE.id])

    back_up(tmp_path / "b.sqlite3", tell=write)
    assert rows(sqlite_url(tmp_path / "b.sqlite3")) == before
    assert len(Library(store).listing()) == 5 + len(told)
    store.close()
    assert told[0][0] == 0 and told[-1][0] == told[-1][1] == told[0][1]


def test_what_is_not_added_yet_stays_where_it_is(library_url: str, tmp_path: Path) -> None:
    filled(library_url)
    back_up(tmp_path / "b.sqlite3")

    def owners(store: Store) -> list[str]:
        with store.reading() as connection:
            return draft_queries.draft_owners(connection)

    assert asked(sqlite_url(tmp_path / "b.sqlite3"), owners) == []
    restore(tmp_path / "b.sqlite3", replace=True)
    assert asked(library_url, owners) == ["editor"]


def test_what_is_gone_for_good_is_in_no_backup(library_url: str, tmp_path: Path) -> None:
    filled(library_url)
    with (store := Store(library_url)).writing() as connection:
        connection.exec_driver_sql(f"UPDATE articles SET deleted_at = '2020' WHERE id = '{DELETED.id}'")  # noqa: S608
    store.close()
    back_up(tmp_path / "b.sqlite3")
    assert DELETED.id not in {row[0] for row in rows(sqlite_url(tmp_path / "b.sqlite3"))["articles"]}
    assert b"Nobody reads this" not in (tmp_path / "b.sqlite3").read_bytes()


def test_a_library_that_only_began_gives_way_and_any_other_does_not(library_url: str, tmp_path: Path) -> None:
    filled(library_url)
    back_up(tmp_path / "b.sqlite3")
    before = rows(library_url)
    changes: list[Callable[[Store], object]] = [
        lambda s: Library(s).add([OPERA]),
        lambda s: tags.tag_articles(s, "x", [seed_articles()[0].id]),
        lambda s: share_links.make_link(s, [seed_articles()[0].id]),
    ]
    for change in changes:
        _empty(library_url)
        asked(library_url, lambda s: Library(s).add(seed_articles()))
        asked(library_url, change)
        there = rows(library_url)
        with pytest.raises(StoreFailed, match=r"The library holds \d article.*--replace"):
            restore(tmp_path / "b.sqlite3")
        assert rows(library_url) == there
    _empty(library_url)
    asked(library_url, lambda s: Library(s).add(seed_articles()))
    assert restore(tmp_path / "b.sqlite3").before is None
    assert rows(library_url) == before


def _empty(url: str) -> None:
    with (store := Store(url)).writing() as connection:
        for table in reversed(COPIED):
            connection.execute(table.delete())
    store.close()


def test_what_it_replaces_is_backed_up_first(library_url: str, tmp_path: Path, data: Path) -> None:
    filled(library_url)
    back_up(tmp_path / "b.sqlite3")
    first = rows(library_url)
    asked(library_url, lambda s: (Library(s).add([make_article("Added later.")]), Library(s).delete(OPERA.id)))
    second = rows(library_url)
    done = restore(tmp_path / "b.sqlite3", replace=True)
    assert rows(library_url) == first
    assert done.before is not None and ".before-restore-2" in done.before.name
    assert done.before.parent == (tmp_path if library_url.startswith("sqlite") else data)
    assert stat.S_IMODE(done.before.stat().st_mode) == 0o600 and rows(sqlite_url(done.before)) == second
    restore(done.before, replace=True)
    assert rows(library_url) == second


def test_a_link_that_was_taken_back_since_stays_so(library_url: str, tmp_path: Path) -> None:
    tokens = filled(library_url)
    back_up(tmp_path / "b.sqlite3")
    asked(library_url, lambda s: share_links.revoke_one(s, tokens[0]))
    restore(tmp_path / "b.sqlite3", replace=True)
    assert asked(library_url, lambda s: [find_link(s, one) is not None for one in tokens]) == [False, True, False]
    assert rows(library_url)["collection_readings"] == [], "what its visitors were shown goes with it"


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


STOPPED = """
import os, signal, sys
from pathlib import Path
from components.services import backup
steps = []
def tell(done, of):
    steps.extend([0] * (not done))
    if len(steps) == int(sys.argv[4]) and done >= of * float(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
{"backup": backup.back_up, "restore": backup.restore}[sys.argv[1]](Path(sys.argv[2]), replace=True, tell=tell)
"""


def killed(what: str, file: Path, after: float, step: int = 1) -> None:
    words = [what, str(file), str(after), str(step)]
    done = subprocess.run([sys.executable, "-c", STOPPED, *words], check=False, timeout=60)
    assert done.returncode == -9


@pytest.mark.parametrize("after", [0.3, 1.0])
def test_a_killed_restore_leaves_the_library_as_it_was(library_url: str, tmp_path: Path, after: float) -> None:
    filled(library_url)
    back_up(tmp_path / "b.sqlite3")
    asked(library_url, lambda s: Library(s).delete(BRIDGE.id))
    before = rows(library_url)
    killed("restore", tmp_path / "b.sqlite3", after, step=2)  # the first one backs up what is there
    assert rows(library_url) == before
    assert asked(library_url, lambda s: found_ids(s, ArticleSearch(words="opera"))) == [OPERA.id]
    assert restore(tmp_path / "b.sqlite3", replace=True).contents.articles == 5


@SQLITE_ALONE  # as in PostgreSQL: it is the file that matters
def test_a_killed_backup_leaves_the_one_of_before_and_no_part_for_good(library_url: str, tmp_path: Path) -> None:
    filled(library_url)
    (folder := tmp_path / "kept").mkdir()
    killed("backup", folder / "b.sqlite3", 0.5)
    (part,) = folder.iterdir()
    assert part.name.startswith(".b.sqlite3.") and part.name.endswith(".part")
    assert stat.S_IMODE(part.stat().st_mode) == 0o600
    back_up(folder / "b.sqlite3")
    assert part.exists(), "another backup might be writing it"
    os.utime(part, (0, 0))
    kept = (folder / "b.sqlite3").read_bytes()
    killed("backup", folder / "b.sqlite3", 0.5)
    assert (folder / "b.sqlite3").read_bytes() == kept and not part.exists()


def test_a_failed_backup_leaves_nothing(library_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(library_url)
    (folder := tmp_path / "kept").mkdir()
    pages = back_up(tmp_path / "whole.sqlite3").size // 4096

    def stop(done: int, of: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        back_up(folder / "b.sqlite3", tell=stop)
    monkeypatch.setattr(library_file, "_SETTINGS", (*library_file._SETTINGS, f"max_page_count={pages - 3}"))
    with pytest.raises(StoreFailed, match="could not be written: database or disk is full"):
        back_up(folder / "b.sqlite3")
    assert list(folder.iterdir()) == []


@SQLITE_ALONE
def test_a_full_disk_leaves_the_library_as_it_was(
    library_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(library_url)
    back_up(tmp_path / "b.sqlite3")
    before = rows(library_url)
    made = library_copy.copy_library

    def full(source: object, target: object, tell: object = None) -> None:
        target.exec_driver_sql("PRAGMA max_page_count=1")  # type: ignore[attr-defined]
        target.exec_driver_sql("CREATE TABLE filler AS SELECT zeroblob(10000000) AS x")  # type: ignore[attr-defined]
        made(source, target)  # type: ignore[arg-type]

    monkeypatch.setattr("components.services.backup.copy_library", full)
    with pytest.raises(StoreFailed, match="full"):
        restore(tmp_path / "b.sqlite3", replace=True)
    monkeypatch.undo()
    assert rows(library_url) == before


@SQLITE_ALONE
@pytest.mark.parametrize("name", ["library.sqlite3", "same.sqlite3", "hard.sqlite3"])
def test_the_library_itself_is_no_backup(library_url: str, tmp_path: Path, name: str) -> None:
    filled(library_url)
    (tmp_path / "same.sqlite3").symlink_to(tmp_path / "library.sqlite3")
    os.link(tmp_path / "library.sqlite3", tmp_path / "hard.sqlite3")
    before = rows(library_url)
    for work in (back_up, restore):
        with pytest.raises(StoreFailed, match="is the library itself"):
            work(tmp_path / name, replace=True)
    assert rows(library_url) == before


@SQLITE_ALONE
def test_a_backup_goes_where_nothing_is_lost(library_url: str, tmp_path: Path) -> None:
    filled(library_url)
    back_up(tmp_path / "b.sqlite3")
    other = Store(sqlite_url(tmp_path / "other.sqlite3"))  # a library in use: its log lies beside it
    for file, replace, said in [
        (tmp_path / "b.sqlite3", False, r"is there already.*--force"),
        (tmp_path / "none" / "b.sqlite3", False, r"There is no folder .*none\. Make it"),
        (tmp_path, True, "no plain file"),
        (tmp_path / "other.sqlite3", True, "a library in use"),
    ]:
        with pytest.raises(StoreFailed, match=said):
            back_up(file, replace=replace)
    other.close()
    (tmp_path / "b.sqlite3").write_bytes(b"an older one")
    assert back_up(tmp_path / "b.sqlite3", replace=True).contents.articles == 5


@SQLITE_ALONE
def test_a_file_that_came_meanwhile_is_not_replaced(library_url: str, tmp_path: Path) -> None:
    filled(library_url)
    (folder := tmp_path / "kept").mkdir()
    with pytest.raises(StoreFailed, match="is there already"):
        back_up(folder / "b.sqlite3", tell=lambda done, of: (folder / "b.sqlite3").write_text("mine") and None)
    assert (folder / "b.sqlite3").read_text() == "mine" and len(list(folder.iterdir())) == 1


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


def test_where_no_library_is_nothing_is_made(
    tmp_path: Path, data: Path, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATELINE_DATABASE_URL")
    with pytest.raises(StoreFailed, match=r"There is no library in .*data\. Name its folder in DATELINE_DATA"):
        back_up(tmp_path / "b.sqlite3")
    assert not data.exists()
    with postgres.database() as url:
        monkeypatch.setenv("DATELINE_DATABASE_URL", url)
        with pytest.raises(StoreFailed, match="no library at the address"):
            back_up(tmp_path / "b.sqlite3")
    assert not (tmp_path / "b.sqlite3").exists()


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
    before = rows(library_url)
    back_up(file := tmp_path / "b.sqlite3")
    make(file)
    was = file.read_bytes() if file.is_file() else None
    with pytest.raises(StoreFailed, match=said):
        restore(file, replace=True)
    assert rows(library_url) == before and not list(tmp_path.glob("*.before-restore-*"))
    assert was == (file.read_bytes() if file.is_file() else None)


@SQLITE_ALONE
def test_a_damaged_library_is_left_and_once_moved_away_comes_back(library_url: str, tmp_path: Path) -> None:
    filled(library_url)
    before = rows(library_url)
    back_up(tmp_path / "b.sqlite3")
    damaged(library := tmp_path / "library.sqlite3")
    was = library.read_bytes()
    for work in (back_up, restore):
        with pytest.raises(StoreFailed, match=r"damaged .*move it away .*restore a backup"):
            work(tmp_path / ("c.sqlite3" if work is back_up else "b.sqlite3"), replace=True)
    assert library.read_bytes() == was and not (tmp_path / "c.sqlite3").exists()
    library.rename(tmp_path / "away.sqlite3")
    restore(tmp_path / "b.sqlite3")
    assert rows(library_url) == before


def test_the_file_is_not_changed_be_it_a_library_in_use(library_url: str, tmp_path: Path) -> None:
    file = tmp_path / "elsewhere" / "dateline.sqlite3"
    file.parent.mkdir()
    server = Store(sqlite_url(file))
    whole_library.fill(server)
    before = whole_library.rows(server)
    assert isinstance(restore(file), Copied)  # what stands in its log alone comes along
    assert rows(library_url) == before
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
