"""A library in PostgreSQL that several servers share: no change lost, faults told plainly, every word found."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import psycopg
import pytest

from components.domain.article import make_article
from components.domain.article_search import ArticleSearch
from components.domain.errors import StoreFailed
from components.store import article_queries, database, postgres_database
from components.store.database import Store
from components.store.postgres_full_text import tsvector
from components.store.search_queries import find_articles, matching_ids
from tests.postgres_server import PostgresServer

NOW = "2026-03-03T10:00:00.000000+00:00"


@pytest.fixture
def url(postgres: PostgresServer) -> Iterator[str]:
    with postgres.database() as address:
        yield address


@pytest.fixture
def two(url: str) -> Iterator[tuple[Store, Store]]:
    stores = Store(url), Store(url)
    yield stores
    for one in stores:
        one.close()


def at_once(*work: Callable[[], object]) -> None:
    threads = [threading.Thread(target=one) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads)


def test_two_servers_that_start_at_once_make_one_library(url: str) -> None:
    made: list[Store] = []
    at_once(*[lambda: made.append(Store(url)) for _ in range(4)])
    assert sorted(store.fresh for store in made) == [False, False, False, True]
    for store in made:
        store.close()


def test_what_both_write_at_once_is_kept_of_both(two: tuple[Store, Store]) -> None:
    def add(store: Store, name: str) -> Callable[[], None]:
        def work() -> None:
            for n in range(20):
                with store.writing() as c:
                    article_queries.add_article(c, make_article(f"{name} {n}"), NOW)

        return work

    at_once(add(two[0], "a"), add(two[1], "b"), add(two[0], "c"), add(two[1], "d"))
    with two[0].reading() as c:
        rows = c.exec_driver_sql("SELECT count(*), count(DISTINCT number), max(number) FROM articles").one()
    assert tuple(rows) == (80, 80, 80)


def test_a_reader_sees_one_state_and_can_change_nothing(two: tuple[Store, Store]) -> None:
    with two[0].reading() as c:
        assert article_queries.list_articles(c) == []
        with two[1].writing() as other:
            article_queries.add_article(other, make_article("Bridge."), NOW)
        assert article_queries.list_articles(c) == []
    with two[0].reading() as c:
        assert len(article_queries.list_articles(c)) == 1
    with pytest.raises(StoreFailed), two[0].reading() as c:
        c.exec_driver_sql("DELETE FROM articles")


def test_one_server_has_a_claim_until_it_leaves_it_or_is_gone(two: tuple[Store, Store], url: str) -> None:
    first, second = two
    with first.claim("x") as mine:
        assert mine is True
        with second.claim("x") as other, second.claim("y") as free:
            assert (other, free) == (False, True)
            assert first.claimed(["x", "y", "z"]) == {"x", "y"}
        assert second.claimed(["x", "y"]) == {"x"}
        with psycopg.connect(url, autocommit=True) as admin:  # as if the server had died
            admin.execute(
                "SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_database d ON d.oid = l.database "
                "WHERE l.locktype = 'advisory' AND d.datname = current_database()"
            )

        def free() -> bool:
            with second.claim("x") as again:
                return again

        ends = time.monotonic() + 10
        while not free():
            assert time.monotonic() < ends
    assert first.claimed(["x"]) == set()


def test_one_that_stands_still_while_it_writes_gives_way(
    two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_database, "WRITING_IDLE", 1)
    with pytest.raises(StoreFailed), two[0].writing() as stuck:
        article_queries.add_article(stuck, make_article("Half."), NOW)
        with two[1].writing() as c:  # waits a second for the other, which is cut off
            article_queries.add_article(c, make_article("Whole."), NOW)
        article_queries.add_article(stuck, make_article("Late."), NOW)
    with two[1].reading() as c:
        assert [text for _, text in article_queries.article_texts(c)] == ["Whole."]


def test_whoever_waits_too_long_for_others_of_its_server_is_told(
    two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "LONGEST_WAIT", 0.1)
    with two[0].writing(), pytest.raises(StoreFailed, match="very busy"), two[0].writing():
        pass


def test_another_program_that_keeps_the_database_is_told(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres_database, "_OPTIONS", "-c lock_timeout=50")
    one, other = Store(url), Store(url)
    busy = "could not be written: another program is at work in it. Nothing was changed"
    with one.writing(), pytest.raises(StoreFailed, match=busy), other.writing():
        pass
    with other.writing():
        pass


def test_a_connection_that_is_lost_is_noticed_within_two_minutes(two: tuple[Store, Store]) -> None:
    with two[0].reading() as c:
        asked = {n: c.exec_driver_sql(f"SHOW tcp_keepalives_{n}").scalar_one() for n in ("idle", "interval", "count")}
    assert int(asked["idle"]) + int(asked["interval"]) * int(asked["count"]) <= 120


def test_what_the_address_asks_of_the_server_holds(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute("CREATE SCHEMA desk")
    store = Store(f"{url}?options=-csearch_path%3Ddesk")
    with store.reading() as c:
        assert c.exec_driver_sql("SELECT schemaname FROM pg_tables WHERE tablename = 'articles'").scalar_one() == "desk"
        assert c.exec_driver_sql("SHOW random_page_cost").scalar_one() == "1.1"
    store.close()


def test_a_server_that_was_started_anew_in_between_costs_nothing(two: tuple[Store, Store], url: str) -> None:
    with two[0].writing() as c:
        article_queries.add_article(c, make_article("Bridge."), NOW)
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    with two[0].reading() as c:
        assert len(article_queries.list_articles(c)) == 1


@pytest.mark.parametrize(("address", "said"), [
    ("postgresql://dateline@127.0.0.1:1/x", "could not be opened: .*Check that the PostgreSQL server"),
    ("mysql://root@127.0.0.1/x", "in SQLite or in PostgreSQL, not in “mysql”"),
    ("no address", "no address of a database"),
])  # fmt: skip
def test_what_can_be_no_library_is_told(address: str, said: str) -> None:
    with pytest.raises(StoreFailed, match=said):
        Store(address)


def test_a_password_is_never_told(postgres: PostgresServer) -> None:
    with pytest.raises(StoreFailed) as caught:
        Store(f"postgresql://dateline:geheim@127.0.0.1:{postgres.port}/nowhere")
    assert "nowhere" in str(caught.value) and "geheim" not in str(caught.value)


def test_a_database_that_cant_hold_every_character_is_refused(postgres: PostgresServer) -> None:
    with postgres.database("SQL_ASCII") as url, pytest.raises(StoreFailed, match=r"SQL_ASCII.*Make one with ENCODING"):
        Store(url)


def test_a_text_with_a_nul_keeps_its_places(two: tuple[Store, Store]) -> None:
    article = make_article("Bridge\x00toll.")
    with two[0].writing() as c:
        article_queries.add_article(c, article, NOW)
    with two[1].reading() as c:
        kept = article_queries.get_article(c, article.id)
    assert kept is not None and kept.text == "Bridge�toll."


def test_words_side_by_side_are_found_anywhere_in_a_long_text(two: tuple[Store, Store]) -> None:
    filler = " ".join(f"w{n % 700} x{n}" for n in range(15_000))
    text = f"The council met. {filler} Then the city council left Arden. Arden city was quiet."
    with two[0].writing() as c:
        article_queries.add_article(c, make_article(text), NOW)
    with two[0].reading() as c:
        found = {q: len(matching_ids(c, ArticleSearch(words=q))) for q in (
            '"city council"', '"council city"', '"Arden city"', '"city counc"*', "quie*", "quiet council", "x14999",
        )}  # fmt: skip
        assert found == {'"city council"': 1, '"council city"': 0, '"Arden city"': 1, '"city counc"*': 1, "quie*": 1,
                         "quiet council": 1, "x14999": 1}  # fmt: skip
        (hit,) = find_articles(c, ArticleSearch(words="met")).hits
        assert [w for w, lit in hit.snippet if lit] == ["met"]


def test_no_text_is_too_rich_in_words_or_too_long_a_word(two: tuple[Store, Store]) -> None:
    hard = [" ".join(f"{n:x}ünïqüe{n * 7919:x}" for n in range(120_000)), "z" * 300_000, "it's 'x' \\ : & | ! <-> *"]
    for text in hard:
        with two[0].writing() as c:
            article_queries.add_article(c, make_article(text), NOW)
    assert len(tsvector([("D", hard[0].split())]).encode()) < 2 * 1_048_575
    with two[0].reading() as c:
        assert len(matching_ids(c, ArticleSearch(words="5unique9aab"))) == 1
        assert len(matching_ids(c, ArticleSearch(words="z" * 400))) == 1
