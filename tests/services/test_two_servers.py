"""Two servers on one PostgreSQL database: an article is read once, no correction is lost, imports stay apart."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import psycopg
import pytest

from components.analysis.client import AnalysisClient, Job
from components.domain.article import make_article
from components.domain.errors import AnalysisFailed, StoreFailed
from components.domain.record import Record
from components.services import corrections, server_identity
from components.services.analysis_queue import AnalysisQueue
from components.store.correction_queries import list_edits
from components.store.database import Store
from tests.postgres_server import PostgresServer
from tests.specimen import TEXT, specimen

ONE = make_article(TEXT, title="Bridge")
MANY = [make_article(f"Story {n} of a bridge.", title=f"Story {n}") for n in range(30)]
WHAT = "actors/ida-berg/name"


class Reader(AnalysisClient):
    """Makes records without a worker, and counts; waits in the middle while ``hold`` is set."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.hold = threading.Event()
        self.at = threading.Event()
        self.fails = False

    def begin(self, queue: AnalysisQueue) -> None:
        AnalysisClient.__init__(self, on_done=queue._keep, claims=queue.claims)

    def _prepare(self) -> None:
        pass

    def _read(self, job: Job) -> Record:
        self.read.append(job.article.id)
        self.at.set()
        time.sleep(0.02)
        while self.hold.is_set():
            time.sleep(0.01)
        if self.fails:
            raise AnalysisFailed("The reader stopped on this text (ValueError).")
        return msgspec.structs.replace(specimen(), id=job.article.id, text=job.article.text)


class Server:
    """One server: its queue, what reads for it, its own data folder."""

    def __init__(self, url: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DATELINE_DATA", str(folder))
        self.reader = Reader()
        self.queue = AnalysisQueue(Store(url), self.reader)
        self.reader.begin(self.queue)


@pytest.fixture
def url(postgres: PostgresServer) -> Iterator[str]:
    with postgres.database() as address:
        yield address


@pytest.fixture
def servers(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Server, Server]]:
    monkeypatch.setattr("components.services.library.seed_articles", lambda: [])
    both = Server(url, tmp_path / "a", monkeypatch), Server(url, tmp_path / "b", monkeypatch)
    yield both
    for server in both:
        server.reader.hold.clear()
        server.queue.close()


def until(met: Callable[[], object], seconds: float = 20) -> None:
    ends = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < ends
        time.sleep(0.01)


def test_an_article_that_both_open_is_read_by_one_and_there_for_both(servers: tuple[Server, Server]) -> None:
    a, b = servers
    a.queue.library.add([ONE])
    a.reader.hold.set()
    jobs = [a.queue.open(ONE.id).job, b.queue.open(ONE.id).job]
    until(a.reader.at.is_set)
    time.sleep(0.6)
    assert b.reader.read == []
    a.reader.hold.clear()
    records = [job.wait(10) for job in jobs if job]
    assert len(records) == 2 and records[0] == records[1]
    assert len(a.reader.read) + len(b.reader.read) == 1
    assert b.queue.open(ONE.id).record is not None


def test_while_another_reads_one_article_the_next_is_read(servers: tuple[Server, Server]) -> None:
    a, b = servers
    a.queue.library.add([ONE, MANY[0]])
    a.reader.hold.set()
    a.queue.open(ONE.id)
    until(a.reader.at.is_set)
    waiting, free = b.queue.open(ONE.id).job, b.queue.open(MANY[0].id).job
    assert free is not None and free.wait(10) is not None and waiting is not None and not waiting.finished.is_set()
    a.reader.hold.clear()
    assert waiting.wait(10) is not None and b.reader.read == [MANY[0].id]


def test_why_another_server_could_not_read_it_is_told_here(servers: tuple[Server, Server]) -> None:
    a, b = servers
    a.queue.library.add([ONE])
    a.reader.fails = True
    a.reader.hold.set()
    a.queue.open(ONE.id)
    until(a.reader.at.is_set)
    job = b.queue.open(ONE.id).job
    a.reader.hold.clear()
    assert job is not None
    with pytest.raises(AnalysisFailed, match="ValueError"):
        job.wait(10)
    assert b.reader.read == [] and b.queue.open(ONE.id).failure is not None


def test_many_are_shared_out_and_each_is_read_once(servers: tuple[Server, Server]) -> None:
    a, b = servers
    a.queue.library.add(MANY)
    a.queue.resume()
    b.queue.resume()
    until(lambda: a.queue.background.progress() is None and b.queue.background.progress() is None)
    assert sorted(a.reader.read + b.reader.read) == sorted(one.id for one in MANY)
    assert a.reader.read and b.reader.read, "both took part"


def test_what_a_server_that_died_was_reading_the_other_reads(servers: tuple[Server, Server], url: str) -> None:
    a, b = servers
    a.queue.library.add([ONE])
    a.reader.hold.set()
    a.queue.open(ONE.id)
    until(a.reader.at.is_set)
    b.queue.resume()
    time.sleep(0.7)
    assert b.reader.read == []
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_database d ON d.oid = l.database "
            "WHERE l.locktype = 'advisory' AND d.datname = current_database()"
        )
    until(lambda: b.reader.read == [ONE.id] and b.queue.open(ONE.id).record is not None)


def test_corrections_that_both_make_at_once_are_all_kept(servers: tuple[Server, Server]) -> None:
    a, b = servers
    a.queue.library.add([ONE])
    job = a.queue.open(ONE.id).job
    assert job is not None and job.wait(10)
    actors = [actor.id for actor in specimen().actors][:2]
    failed: list[Exception] = []

    def rename(store: Store, actor: str) -> None:
        try:
            for n in range(12):
                corrections.correct(store, ONE.id, f"actors/{actor}/name", f"Name {n}", by="Ann", sure=True)
        except Exception as error:
            failed.append(error)

    threads = [
        threading.Thread(target=rename, args=(s.queue.store, actor)) for s, actor in zip(servers, actors, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with b.queue.store.reading() as connection:
        stored = list_edits(connection, ONE.id)
    assert [one.seq for one in stored] == list(range(1, 25))
    for server in servers:
        record = server.queue.open(ONE.id).record
        assert record is not None and {x.name for x in record.actors if x.id in actors} == {"Name 11"}


def test_details_that_both_change_at_once_are_all_kept(servers: tuple[Server, Server]) -> None:
    a, b = servers
    for n in range(15):
        a.queue.library.add([MANY[n]])
        threads = [
            threading.Thread(target=s.queue.library.edit, args=(MANY[n].id,), kwargs={field: f"{field} {n}"})
            for s, field in ((a, "title"), (b, "outlet"))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        kept = a.queue.library.article(MANY[n].id)
        assert (kept.title, kept.outlet) == (f"title {n}", f"outlet {n}")


def test_a_database_that_was_away_for_a_moment_ends_no_reading(
    servers: tuple[Server, Server], url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("components.services.background_reading._AWAY", 0.2)
    a, _ = servers
    a.queue.library.add(MANY)
    a.queue.resume()
    for _ in range(8):
        until(lambda: a.reader.at.is_set() or a.queue.background.progress() is None)
        with psycopg.connect(url, autocommit=True) as admin:
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        a.reader.at.clear()
    until(lambda: {one.id for one in MANY} <= set(a.reader.read) and a.queue.background.progress() is None)
    with a.queue.store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM records").scalar_one() == len(MANY)


def test_a_data_folder_is_one_servers(
    servers: tuple[Server, Server], url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_identity, "WAIT", 0.5)
    with pytest.raises(StoreFailed, match="same data folder"):
        Server(url, tmp_path / "a", monkeypatch)
    servers[0].queue.close()
    Server(url, tmp_path / "a", monkeypatch).queue.close()


def test_unfinished_imports_stay_with_their_server(
    servers: tuple[Server, Server], url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = servers
    batch = a.queue.drafts.begin("editor")
    batch.add_files([("story.txt", TEXT.encode())])
    until(lambda: batch.entries() and all(entry.done for entry in batch.entries()))
    assert b.queue.drafts.unfinished("editor") is None
    b.queue.drafts.resume()
    assert b.queue.drafts.unfinished("editor") is None
    a.queue.close()
    server_identity._ID._known.clear()
    again = Server(url, tmp_path / "a", monkeypatch)
    found = again.queue.drafts.unfinished("editor")
    assert found is not None and [entry.name for entry in found.entries()] == ["story.txt"]
    again.queue.close()
