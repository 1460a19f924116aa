"""Back-ups: whole, of one moment, in either kind of database, one closed file; all of it comes back."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.domain.article import make_article
from components.domain.article_search import ArticleSearch
from components.domain.errors import StoreFailed
from components.services import cast_decisions, tags
from components.services.backup import back_up, restore
from components.services.library import Library
from components.services.library_search import found_ids
from components.services.share_links import find_link
from components.store import draft_queries, library_copy, library_file
from components.store.database import Store
from components.store.library_copy import COPIED
from components.store.tables import metadata
from tests import whole_library
from tests.databases import SQLITE_ALONE, sqlite_url
from tests.postgres_server import PostgresServer
from tests.whole_library import BRIDGE, DECIDED, DELETED, asked, filled, rows_at


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library_url: str) -> Path:
    """The data folder of a server whose library is at ``library_url``."""
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DATELINE_DATABASE_URL", library_url)
    return tmp_path / "data"


SEARCHES = [ArticleSearch(words=words) for words in ("toll", "大桥", "Zoë", '"the opera"', "grand*", "nobody")] + [
    ArticleSearch(tag="election 2026"), ArticleSearch(words="bridge", outlet="The Arden Post"),
]  # fmt: skip


@pytest.fixture(params=["into sqlite", "into postgres"])
def other_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of another library, not there yet."""
    if request.param == "into sqlite":
        yield sqlite_url(tmp_path / "other.sqlite3")
        return
    with request.getfixturevalue("postgres").database() as url:
        yield url


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
    assert rows_at(sqlite_url(tmp_path / "b.sqlite3")) == before
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
    before = rows_at(library_url)
    store = Store(library_url)
    told: list[tuple[int, int]] = []

    def write(done: int, of: int) -> None:
        told.append((done, of))
        Library(store).add([make_article(f"Story {len(told)}.")])
        tags.tag_articles(store, f"tag {len(told)}", [BRIDGE.id])

    back_up(tmp_path / "b.sqlite3", tell=write)
    assert rows_at(sqlite_url(tmp_path / "b.sqlite3")) == before
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
    assert DELETED.id not in {row[0] for row in rows_at(sqlite_url(tmp_path / "b.sqlite3"))["articles"]}
    assert b"Nobody reads this" not in (tmp_path / "b.sqlite3").read_bytes()


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
@pytest.mark.parametrize("name", ["library.sqlite3", "same.sqlite3", "hard.sqlite3"])
def test_the_library_itself_is_no_backup(library_url: str, tmp_path: Path, name: str) -> None:
    filled(library_url)
    (tmp_path / "same.sqlite3").symlink_to(tmp_path / "library.sqlite3")
    os.link(tmp_path / "library.sqlite3", tmp_path / "hard.sqlite3")
    before = rows_at(library_url)
    for work in (back_up, restore):
        with pytest.raises(StoreFailed, match="is the library itself"):
            work(tmp_path / name, replace=True)
    assert rows_at(library_url) == before


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
