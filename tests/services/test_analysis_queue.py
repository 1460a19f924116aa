"""The desk: analysed once, reused after; the worker's faults harm its article alone."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import psutil
import pytest

from components.analysis.client import AnalysisClient, Job
from components.domain.article import make_article
from components.domain.errors import AnalysisFailed, AnalysisTimeout, NotFound
from components.services.analysis_queue import AnalysisQueue, Condition
from components.services.library import seed_articles
from components.store import article_queries
from components.store.database import Store
from tests.long_story import long_story
from tests.services.test_share_links import Silent

SHORT = "Mayor Ida Berg opened the new bridge on Monday. “It will serve us,” she said."


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnalysisQueue]:
    made = AnalysisQueue(Store(f"sqlite:///{tmp_path_factory.mktemp('desk') / 'library.sqlite3'}"))
    yield made
    made.close()


def test_a_fresh_library_holds_the_seed_and_a_second_start_does_not_bring_it_back(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'library.sqlite3'}"
    first = AnalysisQueue(Store(url))
    seeds = first.library.listing()
    assert [a.title for a in seeds] == ["China Urges Canada to Break from U.S. Influence"]
    first.library.delete(seeds[0].id)
    first.close()
    second = AnalysisQueue(Store(url))
    assert second.library.listing() == []
    second.library.undelete(seeds[0].id)
    assert len(second.library.listing()) == 1
    second.close()


def test_an_article_is_read_once_and_then_reused(desk: AnalysisQueue) -> None:
    seed = seed_articles()[0]
    desk.take_in([seed])
    opened = desk.open(seed.id)
    record = opened.record or (opened.job.wait(60) if opened.job else None)
    assert record is not None and record.title == "China Urges Canada to Break from U.S. Influence"
    again = desk.open(seed.id)
    assert again.job is None and again.record == record


def test_another_date_makes_the_record_anew(desk: AnalysisQueue) -> None:
    added = desk.take_in([make_article(SHORT, title="Bridge")])[0]
    job = desk.open(added.id).job
    assert job is None or job.wait(60)
    assert desk.library.edit(added.id, date="2026-03-03").date_basis == "user"
    job = desk.open(added.id).job
    assert job is not None
    record = job.wait(60)
    assert record is not None and (record.date, record.date_basis) == ("2026-03-03", "user")


def test_another_pipeline_version_makes_the_record_anew(desk: AnalysisQueue, monkeypatch: pytest.MonkeyPatch) -> None:
    added = desk.take_in([make_article(SHORT + " Version.")])[0]
    job = desk.open(added.id).job
    assert job is None or job.wait(60)
    assert desk.open(added.id).record is not None
    monkeypatch.setattr("components.analysis.version.VERSION", "next")
    assert desk.open(added.id).record is None


def test_two_visitors_join_one_job(desk: AnalysisQueue) -> None:
    article = make_article(SHORT + " Joined.")
    jobs = {id(desk.client.submit(article)) for _ in range(5)}
    assert len(jobs) == 1


def test_first_come_first_served_with_its_place_shown(desk: AnalysisQueue) -> None:
    long = " ".join(SHORT for _ in range(100))
    jobs = [desk.client.submit(make_article(f"{long} {i}")) for i in range(3)]
    places = [desk.articles_ahead(j) for j in jobs]
    assert places == sorted(places) and places[2] >= 1
    done: list[int] = []
    while len(done) < 3:
        done += [i for i, j in enumerate(jobs) if j.finished.is_set() and i not in done]
        time.sleep(0.01)
    assert done == [0, 1, 2]


def test_a_long_text_tells_how_far_its_reading_is_and_first_who_is_in_its_beginning(desk: AnalysisQueue) -> None:
    job = desk.client.submit(make_article(long_story(4_500), date="2026-03-02", date_basis="user"))
    told: dict[float, float] = {}  # when each share was seen first
    first = None
    while not job.finished.wait(0.01):
        if job.progress is not None:
            told.setdefault(job.progress.share, time.monotonic())
            first = job.progress.first
            assert first is not None and first.who and first.quotes, "kept while the rest is read"
    assert job.started_at is not None and job.record is not None and first is not None
    whole = time.monotonic() - job.started_at
    assert list(told) == sorted(told) and len(told) >= 3, "not only one step"
    assert min(told.values()) - job.started_at < whole / 2  # a ninth, as a rule; others may use this computer
    assert {who.partition(",")[0] for who in first.who} & {a.name for a in job.record.actors}


def worker_pid(starter: int | None = None) -> int | None:
    """The process that reads for a program (this one), as the system knows it."""
    words = "components.analysis.worker"
    running = (c for c in psutil.Process(starter).children() if c.status() != psutil.STATUS_ZOMBIE)
    return next((c.pid for c in running if words in c.cmdline()), None)


def test_a_killed_worker_is_replaced_at_the_next_article(desk: AnalysisQueue) -> None:
    assert desk.client.submit(make_article(SHORT + " First.")).wait(60)
    pid = worker_pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    with contextlib.suppress(psutil.NoSuchProcess):
        while psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
            time.sleep(0.05)
    assert desk.client.submit(make_article(SHORT + " Second.")).wait(60)
    assert worker_pid() not in {None, pid}


def test_a_worker_killed_while_it_reads_fails_that_article_and_not_the_next(desk: AnalysisQueue) -> None:
    added = desk.take_in([make_article(" ".join(SHORT for _ in range(2500)))])[0]
    job = desk.open(added.id).job
    assert job is not None
    while job.started_at is None:
        time.sleep(0.01)
    time.sleep(0.3)
    pid = worker_pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    with pytest.raises(AnalysisFailed, match="Try again"):
        job.wait(30)
    assert "Try again" in (desk.open(added.id).failure or "")
    assert desk.client.submit(make_article(SHORT + " After.")).wait(60)
    desk.library.delete(added.id)


def test_a_text_that_takes_too_long_is_stopped_and_told() -> None:
    kept: list[Job] = []
    analyst = AnalysisClient(time_limit=0.15, on_done=kept.append)
    try:
        with pytest.raises(AnalysisTimeout, match="stopped"):
            analyst.submit(make_article(seed_articles()[0].text * 5)).wait(60)
        assert [type(j.error) for j in kept] == [AnalysisTimeout]
        analyst.time_limit = 60
        assert analyst.submit(make_article(SHORT)).wait(60)
    finally:
        analyst.close()


def test_what_is_deleted_while_it_is_read_does_not_come_back(desk: AnalysisQueue) -> None:
    added = desk.take_in([make_article(SHORT + " Gone.")])[0]
    job = desk.open(added.id).job
    desk.library.delete(added.id)
    assert job is None or job.wait(60)
    with pytest.raises(NotFound):
        desk.open(added.id)


def test_edits_are_checked(desk: AnalysisQueue) -> None:
    added = desk.take_in([make_article(SHORT + " Edited.", date="2026-01-01", date_basis="stated")])[0]
    with pytest.raises(ValueError, match="editable"):
        desk.library.edit(added.id, text="other")
    with pytest.raises(ValueError, match="isoformat"):
        desk.library.edit(added.id, date="soon")
    same = desk.library.edit(added.id, outlet=" The Post ", date="2026-01-01")
    assert (same.outlet, same.date_basis) == ("The Post", "stated")
    with desk.store.reading() as connection:
        assert article_queries.get_article(connection, added.id) == same


def test_the_worker_ends_with_the_program_that_started_it(tmp_path: Path) -> None:
    program = (
        "import sys, time\n"
        "from components.analysis.client import AnalysisClient\n"
        "from components.domain.article import make_article\n"
        "a = AnalysisClient(); a.submit(make_article('A short text.')).wait(60)\n"
        "print('read', flush=True); time.sleep(60)\n"
    )
    server = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    assert server.stdout.readline() == "read\n"
    pid = worker_pid(server.pid)
    assert pid is not None
    os.kill(server.pid, signal.SIGKILL)
    server.wait()
    for _ in range(100):
        if not _running(pid):
            return
        time.sleep(0.1)
    pytest.fail("the worker outlived its server")


def _running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not (state.exists() and state.read_text().split()[2] == "Z")


def test_worker_messages_read_back() -> None:
    article = make_article(SHORT, title="A\nB \u2028 “c”")
    assert msgspec.json.decode(msgspec.json.encode(article), type=type(article)) == article


def test_a_model_that_is_missing_is_no_fault_of_an_article_and_is_found_when_it_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_MODEL", "en_core_web_sm_gone")
    monkeypatch.setattr("components.analysis.client.LOOKED_AGAIN", 0.2)
    monkeypatch.setattr("components.analysis.client.ASKED_AGAIN", 0.2)
    desk = AnalysisQueue(Store(f"sqlite:///{tmp_path / 'library.sqlite3'}"))
    (added, other) = desk.take_in([make_article(SHORT, title="Bridge"), make_article(f"{SHORT} Twice.", title="Two")])
    until = time.monotonic() + 60
    while (opened := desk.open(added.id)).failure is None and time.monotonic() < until:
        assert opened.job is not None
        opened.job.finished.wait(60)
    assert opened.failure == (
        "The English model “en_core_web_sm_gone” isn't installed. "
        "Install it with: python -m pip install en_core_web_sm_gone"
    )
    assert desk.condition() == Condition(ready=False, queue=3)  # both and the sample
    assert [one.failure for one in desk.library.listing()] == [None] * 3
    desk.background.begin()  # as when many are added: it finds no model and ends
    monkeypatch.delenv("DATELINE_MODEL")
    while not desk.condition().ready and time.monotonic() < until:  # nobody asks for an article
        time.sleep(0.1)
    job = desk.open(added.id).job
    assert job is None or job.wait(60)
    while desk.condition().queue and time.monotonic() < until:  # and nobody opens the other one
        time.sleep(0.1)
    assert desk.open(other.id).record is not None
    desk.close()


def test_an_article_that_closing_interrupts_has_not_failed(tmp_path: Path) -> None:
    file = f"sqlite:///{tmp_path / 'x.sqlite3'}"
    first = AnalysisQueue(Store(file))
    added = first.take_in([make_article(" ".join(SHORT for _ in range(2500)))])[0]
    job = first.open(added.id).job
    assert job is not None
    while job.started_at is None:
        time.sleep(0.01)
    first.close()
    with pytest.raises(AnalysisFailed):
        job.wait(10)
    again = AnalysisQueue(Store(file), Silent())  # type: ignore[arg-type]
    opened = again.open(added.id)
    assert opened.failure is None and opened.job is not None
    again.close()


def test_a_worker_that_cannot_be_started_fails_its_articles_and_the_next_try_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(*_: object, **__: object) -> None:
        raise OSError(12, "Cannot allocate memory")

    with monkeypatch.context() as patch:
        patch.setattr("components.analysis.client.WorkerProcess", never)
        client = AnalysisClient()
        try:
            with pytest.raises(AnalysisFailed, match="could not be started"):
                client.submit(make_article(SHORT)).wait(20)
            patch.undo()
            assert client.submit(make_article(SHORT)).wait(60)
        finally:
            client.close()


def test_half_a_character_fails_its_article_alone(desk: AnalysisQueue) -> None:
    with pytest.raises(AnalysisFailed, match="signs that are no characters"):
        desk.client.submit(make_article("Half: \ud83d")).wait(20)
    assert desk.client.submit(make_article(SHORT + " Whole.")).wait(60)


def test_the_model_is_loaded_later_where_that_is_asked_and_at_once_for_an_article(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    started: list[float] = []

    def never(*_: object, **__: object) -> None:
        started.append(time.monotonic())
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr("components.analysis.client.WorkerProcess", never)
    began = time.monotonic()
    later = AnalysisClient(load_after=0.4)
    while not started and time.monotonic() - began < 20:
        time.sleep(0.02)
    later.close()
    assert started and started[0] - began >= 0.4
    started.clear()
    began = time.monotonic()
    waiting = AnalysisClient(load_after=600.0)
    time.sleep(0.3)
    assert not started
    with pytest.raises(AnalysisFailed):
        waiting.submit(make_article(SHORT)).wait(20)
    assert started
    waiting.close()
    caplog.clear()
    AnalysisClient(load_after=600.0).close()
    assert time.monotonic() - began < 20 and not caplog.text
