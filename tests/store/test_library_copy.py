"""Copying a library: every table that there is, few rows at once where they are large, the fault of whose it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import inspect

from components.domain.article import make_article
from components.domain.errors import StoreFailed
from components.domain.original_file import Original
from components.store import article_queries, library_copy
from components.store.database import Store
from components.store.library_copy import copy_library
from components.store.library_file import new_library_file
from components.store.original_queries import get_data, put_original
from components.store.tables import metadata
from tests.databases import POSTGRES_ALONE, SQLITE_ALONE, sqlite_url
from tests.postgres_server import PostgresServer

NOW = "2026-03-03T10:00:00.000000+00:00"
MANY = [make_article(f"Story {n}.") for n in range(12)]


def add(store: Store, size: int) -> None:
    with store.writing() as c:
        for one in MANY:
            article_queries.add_article(c, one, NOW)
            put_original(c, one.id, Original(name="a.pdf", kind="pdf", data=one.text.encode() * (size // 8)))


def test_no_table_is_in_a_library_that_copying_does_not_know_of(library_url: str) -> None:
    store = Store(library_url)
    found = {n for n in inspect(store.engine).get_table_names() if not n.startswith("article_words")}
    assert found == set(metadata.tables) | {"alembic_version"}
    store.close()


def test_large_rows_are_held_a_few_at_a_time(library_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library_copy, "_MOST_BYTES", 250_000)
    add(store := Store(library_url), 100_000)
    told: list[int] = []
    with store.reading() as source, new_library_file(tmp_path / "b.sqlite3") as target:
        copy_library(source, target, lambda done, of: told.append(done))
    store.close()
    # The articles at once, the files by twos.
    assert told == [0, 12, *range(14, 25, 2)]
    copied = Store(sqlite_url(tmp_path / "b.sqlite3"))
    with copied.reading() as c:
        assert [get_data(c, one.id) for one in MANY] == [one.text.encode() * 12_500 for one in MANY]
    copied.close()


def test_a_row_larger_than_what_is_held_at_once_is_copied_alone(
    library_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_copy, "_MOST_BYTES", 1)
    add(store := Store(library_url), 80)
    with store.reading() as source, new_library_file(tmp_path / "b.sqlite3") as target:
        copy_library(source, target)
        assert len(article_queries.article_texts(target)) == 12
    store.close()


@SQLITE_ALONE
def test_a_character_that_postgresql_cant_hold_costs_nothing_but_itself(
    library_url: str, postgres: PostgresServer
) -> None:
    article = make_article("A bridge\x00toll.")
    store = Store(library_url)
    with store.writing() as c:
        article_queries.add_article(c, article, NOW)
    with postgres.database() as url:
        other = Store(url)
        with store.reading() as source, other.writing() as target:
            copy_library(source, target)
        with other.reading() as c:
            kept = article_queries.get_article(c, article.id)
        other.close()
    store.close()
    assert kept is not None and kept.text == "A bridge\ufffdtoll."


@POSTGRES_ALONE
def test_a_library_that_goes_away_meanwhile_is_told_as_such(library_url: str, tmp_path: Path) -> None:
    add(store := Store(library_url), 80)

    def go_away(done: int, of: int) -> None:
        if done == 12:
            with Store(library_url).reading() as c:
                c.exec_driver_sql(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )

    with (
        pytest.raises(StoreFailed, match=r"The library that is copied could not be read: .*Nothing was changed"),
        store.reading() as source,
        new_library_file(tmp_path / "b.sqlite3") as target,
    ):
        copy_library(source, target, go_away)
    assert list(tmp_path.iterdir()) == []
