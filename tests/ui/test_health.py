"""The address /health: ready or not for everybody, queue and version for the owner alone; asking costs nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from components.analysis.version import VERSION
from components.domain.errors import StoreFailed
from components.services.analysis_queue import Condition
from components.ui import access_middleware, health
from components.ui.access_middleware import ROUTES, AccessMiddleware
from components.ui.health import DOWN, Health

FAR = {"x-forwarded-for": "203.0.113.9"}


class Queue:
    """As much of a queue as is asked."""

    def __init__(self, condition: Condition | None) -> None:
        self.asked, self._condition = 0, condition

    def condition(self) -> Condition:
        self.asked += 1
        if self._condition is None:
            raise StoreFailed("The library could not be read.")
        return self._condition


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[TestClient]:
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path))
    app = Starlette(routes=ROUTES, middleware=[Middleware(AccessMiddleware)])
    with TestClient(app, base_url="http://127.0.0.1:8501", client=("127.0.0.1", 50000)) as client:
        yield client


def told_by(monkeypatch: pytest.MonkeyPatch, condition: Condition | None) -> Queue:
    queue = Queue(condition)
    monkeypatch.setattr(health, "health", Health(lambda: queue))  # type: ignore[arg-type, return-value]
    return queue


@pytest.mark.parametrize(("condition", "status", "ready", "waiting"), [
    (Condition(ready=True, queue=3), 200, True, 3),
    (Condition(ready=False, queue=1), 503, False, 1),
    (None, 503, False, 0),
])  # fmt: skip
def test_the_owner_is_told_all_a_stranger_whether_it_is_ready(
    site: TestClient,
    monkeypatch: pytest.MonkeyPatch,
    condition: Condition | None,
    status: int,
    ready: bool,
    waiting: int,
) -> None:
    told_by(monkeypatch, condition)
    near, far = site.get("/health"), site.get("/health", headers=FAR)
    assert (near.status_code, near.json()) == (status, {"ready": ready, "queue": waiting, "version": VERSION})
    assert (far.status_code, far.json()) == (status, {"ready": ready})
    assert near.headers["cache-control"] == far.headers["cache-control"] == "no-store"


def test_where_the_owner_has_a_key_being_near_proves_nothing(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_OWNER", "key")
    told_by(monkeypatch, Condition(ready=True, queue=3))
    assert site.get("/health").json() == {"ready": True}
    name, value = access_middleware.owner_key.owner_cookie("127.0.0.1:8501")
    assert site.get("/health", headers={"cookie": f"{name}={value}"}).json()["queue"] == 3


def test_whatever_watches_asks_by_any_name_but_no_other_page_does(
    site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    told_by(monkeypatch, Condition(ready=True, queue=3))
    assert site.get("/health", headers={"host": "10.0.0.7:8501"}).status_code == 200
    assert site.get("/health", headers={"host": "dashboard.internal"}).json() == {"ready": True}
    assert site.get("/health", headers={"origin": "https://elsewhere.example"}).status_code == 403
    assert site.post("/health").status_code == 405
    assert site.get("/healthy", headers=FAR).status_code == 404


def test_a_thousand_questions_are_one_look() -> None:
    queue = Queue(Condition(ready=True, queue=0))
    asked = Health(lambda: queue)  # type: ignore[arg-type, return-value]
    assert {asked.condition().ready for _ in range(1000)} == {True}
    assert queue.asked == 1


def test_who_asks_while_somebody_looks_is_told_what_was_seen_last(
    site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking, seen = threading.Event(), threading.Event()

    class Slow(Queue):
        def condition(self) -> Condition:
            looking.set()
            assert seen.wait(30)
            return Condition(ready=True, queue=0)

    monkeypatch.setattr(health, "health", Health(lambda: Slow(None)))  # type: ignore[arg-type, return-value]
    first = threading.Thread(target=site.get, args=("/health",))
    first.start()
    assert looking.wait(30)
    assert [site.get("/health").status_code for _ in range(100)] == [503] * 100, "nobody waits for the one who looks"
    seen.set()
    first.join(30)
    assert site.get("/health").status_code == 200


def test_a_library_that_cant_be_opened_is_tried_again_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr("components.ui.health.time.monotonic", lambda: clock[0])
    tries = []

    def opening() -> Queue:
        tries.append(clock[0])
        raise StoreFailed("no")

    asked = Health(lambda: None, opening)  # type: ignore[arg-type]
    for _ in range(60):
        assert asked.condition() == DOWN
        clock[0] += 0.5
    assert 3 <= len(tries) <= 4
