"""The gate: what of a server each kind of visitor reaches, request by request."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from components.domain.article import make_article
from components.services import sharing
from components.services.desk import Desk
from components.services.throttle import Throttle
from components.store.engine import Store
from components.ui import gate
from tests.services.test_sharing import Silent

ONE = make_article("The council voted on Monday.")
FAR = {"host": "10.0.0.2:8501"}
PATHS = ["/", "/timeline?article=x", "/media/abc.csv", "/_stcore/host-config", "/_stcore/bidi-components/x.js",
         "/_stcore/upload_file/a/b", "/_stcore/metrics", "/component/x/index.html", "/share", "/nothing"]  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    made = Desk(Store(f"sqlite:///{tmp_path / 'x.sqlite3'}"), Silent())  # type: ignore[arg-type]
    made.library.add([ONE])
    monkeypatch.setattr(gate, "desk", lambda: made)
    monkeypatch.setattr(gate, "throttle", Throttle())
    yield made
    made.close()


def client(address: str = "10.0.0.9", **headers: str) -> TestClient:
    async def behind(_: Request) -> PlainTextResponse:
        return PlainTextResponse("reached")

    async def session(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text("reached")
        await socket.close()

    routes = [
        *gate.ROUTES,
        WebSocketRoute("/_stcore/stream", session),
        Route("/{rest:path}", behind, methods=["GET", "PUT"]),
    ]
    app = Starlette(routes=routes, middleware=[Middleware(gate.Gate)])
    return TestClient(app, headers={**FAR, **headers}, client=(address, 5000), follow_redirects=False)


@pytest.mark.parametrize("path", PATHS)
def test_a_stranger_reaches_nothing(desk: Desk, path: str) -> None:
    for wrong in ("", "share=" + "a" * 22):
        answer = client().get(path + ("&" if "?" in path else "?") + wrong)
        assert answer.status_code == 404 and answer.text == gate.REFUSAL


def test_a_stranger_gets_no_session(desk: Desk) -> None:
    with pytest.raises(WebSocketDisconnect), client().websocket_connect("/_stcore/stream"):
        pass


def test_the_programs_own_files_and_health_are_open(desk: Desk) -> None:
    assert client().get("/_stcore/health").text == "reached"
    assert client().get("/static/js/index.js").text == "reached"


@pytest.mark.parametrize("path", PATHS)
def test_this_computer_reaches_all(desk: Desk, path: str) -> None:
    assert client("127.0.0.1", host="127.0.0.1:8501").get(path).text == "reached"


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
def test_a_forwarded_request_is_never_this_computers(desk: Desk, header: str) -> None:
    near = client("127.0.0.1", host="127.0.0.1:8501", **{header: "127.0.0.1"})
    assert near.get("/").status_code == 404
    with pytest.raises(WebSocketDisconnect), near.websocket_connect("/_stcore/stream"):
        pass


def test_a_name_that_was_made_to_lead_here_is_refused(desk: Desk) -> None:
    assert client("127.0.0.1", host="rebound.example").get("/").status_code == 404


def test_a_link_leads_to_its_view_and_lets_in_what_follows(desk: Desk) -> None:
    _, token = sharing.share(desk.store, [ONE.id], view="timeline", query={"mark": "e-1"})
    visitor = client()
    answer = visitor.get(f"/s/{token}")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/timeline?article={ONE.id}&mark=e-1&share={token}"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie
    assert visitor.get("/media/abc.csv").text == "reached"
    with visitor.websocket_connect("/_stcore/stream") as socket:
        assert socket.receive_text() == "reached"
    # Editors' own requests stay closed.
    assert visitor.put("/_stcore/upload_file/a/b").status_code == 404
    assert visitor.get("/_stcore/metrics").status_code == 404
    sharing.revoke_all(desk.store)
    assert visitor.get("/media/abc.csv").status_code == 404
    with pytest.raises(WebSocketDisconnect), visitor.websocket_connect("/_stcore/stream"):
        pass


def test_an_address_with_its_token_opens_cold_and_keeps_it(desk: Desk) -> None:
    _, token = sharing.share(desk.store, [ONE.id])
    visitor = client()
    assert visitor.get(f"/timeline?article={ONE.id}&share={token}").text == "reached"
    assert visitor.get("/media/abc.csv").text == "reached"


def test_a_wrong_token_in_the_address_is_not_helped_by_a_good_cookie(desk: Desk) -> None:
    _, token = sharing.share(desk.store, [ONE.id])
    visitor = client()
    visitor.get(f"/s/{token}")
    assert visitor.get("/timeline?share=" + "a" * 22).status_code == 404


def test_a_thousand_wrong_tokens_are_one_refusal_and_are_slowed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(gate.anyio, "sleep", sleep)
    visitor = client()
    answers = {(a.status_code, a.text) for a in (visitor.get(f"/s/{n:022d}") for n in range(1000))}
    assert answers == {(404, gate.REFUSAL)}
    assert waited[0] == 0 and waited[-1] == 0.25
    _, token = sharing.share(desk.store, [ONE.id])
    assert visitor.get(f"/s/{token}").status_code == 303


def test_a_guess_takes_no_longer_when_it_is_nearly_right(desk: Desk) -> None:
    _, token = sharing.share(desk.store, [ONE.id])
    near = token[:-1] + ("A" if token[-1] != "A" else "B")

    def took(guess: str) -> float:
        began = time.perf_counter()
        for _ in range(20):
            sharing.find(desk.store, guess)
        return time.perf_counter() - began

    # The quickest of several, in turns: what else the machine does slows some of them.
    times = [(took(near), took("z" * 22)) for _ in range(10)]
    assert 0.4 < min(t for t, _ in times) / min(t for _, t in times) < 2.5
