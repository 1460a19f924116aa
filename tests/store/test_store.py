"""The store: migrations, one article one row, deletion and return, records by version, faults told plainly."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import inspect

from components.domain.article import make_article
from components.domain.errors import StoreFailed
from components.store import article_queries
from components.store.database import Store
from components.store.tables import metadata
from tests.databases import SQLITE_ALONE
from tests.specimen import TEXT, specimen

NOW = "2026-03-03T10:00:00.000000+00:00"
ARTICLE = make_article(TEXT, title="Bridge")


@pytest.fixture
def store(library_url: str) -> Store:
    return Store(library_url)


def test_migrations_make_the_tables_that_the_queries_use(store: Store) -> None:
    found = inspect(store.engine)
    for table in metadata.tables.values():
        assert {c["name"] for c in found.get_columns(table.name)} == {c.name for c in table.columns}


def test_a_new_library_is_fresh_once(library_url: str) -> None:
    assert Store(library_url).fresh is True
    assert Store(library_url).fresh is False


@SQLITE_ALONE
def test_sqlite_is_set_for_safety(store: Store) -> None:
    with store.reading() as connection:
        asked = {p: connection.exec_driver_sql(f"PRAGMA {p}").scalar() for p in ("journal_mode", "synchronous")}
        keys = connection.exec_driver_sql("PRAGMA foreign_keys").scalar()
    assert asked == {"journal_mode": "wal", "synchronous": 2} and keys == 1


def test_the_same_text_twice_is_one_article(store: Store) -> None:
    with store.writing() as c:
        assert article_queries.add_article(c, ARTICLE, NOW) is True
        assert article_queries.add_article(c, ARTICLE, NOW) is False
    with store.reading() as c:
        assert [a.title for a in article_queries.list_articles(c)] == ["Bridge"]


def test_deleted_comes_back_until_it_is_purged(store: Store) -> None:
    with store.writing() as c:
        article_queries.add_article(c, ARTICLE, NOW)
        article_queries.put_record(c, specimen(), "v1", NOW)
        assert article_queries.mark_deleted(c, ARTICLE.id, NOW)
        assert article_queries.get_article(c, ARTICLE.id) is None and article_queries.list_articles(c) == []
        assert article_queries.purge_deleted(c, NOW) == 0
        assert article_queries.mark_deleted(c, ARTICLE.id, None)
        assert article_queries.get_article(c, ARTICLE.id) == ARTICLE
        article_queries.mark_deleted(c, ARTICLE.id, NOW)
        assert article_queries.purge_deleted(c, NOW + "z") == 1
        assert article_queries.get_record(c, ARTICLE.id) is None, "its record goes with it"


def test_a_record_is_reused_only_for_its_version(store: Store) -> None:
    record = specimen()
    with store.writing() as c:
        article_queries.add_article(c, ARTICLE, NOW)
        assert article_queries.put_record(c, record, "v1", NOW)
        assert article_queries.get_record(c, record.id, "v1") == record
        assert article_queries.get_record(c, record.id, "v2") is None
        assert article_queries.get_record(c, record.id) == record


def test_a_record_without_its_article_is_not_kept(store: Store) -> None:
    with store.writing() as c:
        assert article_queries.put_record(c, specimen(), "v1", NOW) is False


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), store.writing() as c:
        article_queries.add_article(c, ARTICLE, NOW)
        raise RuntimeError
    with store.reading() as c:
        assert c.exec_driver_sql("SELECT count(*) FROM articles").scalar_one() == 0


def test_many_writers_lose_nothing(store: Store) -> None:
    def add(n: int) -> None:
        for i in range(10):
            with store.writing() as c:
                article_queries.add_article(c, make_article(f"Text {n} {i}"), NOW)

    threads = [threading.Thread(target=add, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reading() as c:
        assert c.exec_driver_sql("SELECT count(*) FROM articles").scalar_one() == 60


def test_a_damaged_file_is_told_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    path.write_bytes(b"this is no database" * 100)
    before = path.read_bytes()
    with pytest.raises(StoreFailed, match=r"is damaged .*restore a backup"):
        Store(f"sqlite:///{path}")
    assert path.read_bytes() == before


@SQLITE_ALONE
def test_a_full_disk_is_told_and_nothing_is_half_kept(store: Store) -> None:
    with store.reading() as c:
        pages = int(c.exec_driver_sql("PRAGMA page_count").scalar_one())
    with pytest.raises(StoreFailed, match="Nothing was changed"), store.writing() as c:
        c.exec_driver_sql(f"PRAGMA max_page_count={pages + 1}")
        article_queries.add_article(c, make_article("long " * 50_000), NOW)
    with store.reading() as c:
        assert c.exec_driver_sql("SELECT count(*) FROM articles").scalar_one() == 0


@SQLITE_ALONE
def test_deleted_text_is_not_left_in_the_file(store: Store, tmp_path: Path) -> None:
    secret = "Zanzibar" * 400
    with store.writing() as c:
        article_queries.add_article(c, make_article(secret), NOW)
    with store.writing() as c:
        article_queries.mark_deleted(c, make_article(secret).id, NOW)
        article_queries.purge_deleted(c, NOW + "z")
    store.close()
    with sqlite3.connect(tmp_path / "library.sqlite3") as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"Zanzibar" not in (tmp_path / "library.sqlite3").read_bytes()
