"""The gate: what of a server each kind of visitor reaches, request by request."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path

import anyio
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components.domain.article import make_article
from components.services import owner_key, share_links
from components.services.analysis_queue import AnalysisQueue
from components.services.proxy_detection import forget_forwarder, forwarder_seen
from components.services.server_address import ServerAddress
from components.services.token_throttle import Throttle
from components.services.usage_limits_by_link import SESSIONS_A_LINK, UPLOAD_BYTES, VisitorQuota
from components.services.visitor_access import TOKENS, tokens_in
from components.store.database import Store
from components.ui import access_middleware
from components.ui.session_messages import Files
from tests.services.test_share_links import Silent

ONE = make_article("The council voted on Monday.")
FAR = {"host": "10.0.0.2:8501"}
PATHS = ["/", "/timeline?article=x", "/media/abc.csv", "/_stcore/host-config", "/_stcore/bidi-components/x.js",
         "/_stcore/upload_file/a/b", "/_stcore/metrics", "/component/x/index.html", "/share", "/nothing"]  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AnalysisQueue]:
    made = AnalysisQueue(Store(f"sqlite:///{tmp_path / 'x.sqlite3'}"), Silent())  # type: ignore[arg-type]
    made.library.add([ONE])
    monkeypatch.setattr(access_middleware, "analysis_queue", lambda: made)
    monkeypatch.setattr(access_middleware, "throttle", Throttle())
    monkeypatch.setattr(access_middleware, "quota", VisitorQuota())
    monkeypatch.setattr(access_middleware, "files", Files())
    forget_forwarder()
    yield made
    made.close()


def client(address: str = "10.0.0.9", **headers: str) -> TestClient:
    async def behind(_: Request) -> PlainTextResponse:
        return PlainTextResponse("reached")

    async def session(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text("reached")
        with contextlib.suppress(WebSocketDisconnect):
            while True:
                asked = BackMsg()
                asked.ParseFromString(await socket.receive_bytes())
                shown = ForwardMsg()
                shown.delta.new_element.imgs.imgs.add().url = asked.rerun_script.query_string.partition("file=")[2]
                await socket.send_bytes(shown.SerializeToString())

    routes = [
        *access_middleware.ROUTES,
        WebSocketRoute("/_stcore/stream", session),
        Route("/{rest:path}", behind, methods=["GET", "PUT"]),
    ]
    app = Starlette(routes=routes, middleware=[Middleware(access_middleware.AccessMiddleware)])
    return TestClient(app, headers={**FAR, **headers}, client=(address, 5000), follow_redirects=False)


@pytest.mark.parametrize("path", PATHS)
def test_a_stranger_reaches_nothing(desk: AnalysisQueue, path: str) -> None:
    for wrong in ("", "share=" + "a" * 22):
        answer = client().get(path + ("&" if "?" in path else "?") + wrong)
        assert answer.status_code == 404 and answer.text == access_middleware.REFUSAL


def test_a_stranger_gets_no_session(desk: AnalysisQueue) -> None:
    with pytest.raises(WebSocketDisconnect), client().websocket_connect("/_stcore/stream"):
        pass


def test_the_programs_own_files_and_health_are_open(desk: AnalysisQueue) -> None:
    assert client().get("/_stcore/health").text == "reached"
    assert client().get("/static/js/index.js").text == "reached"


@pytest.mark.parametrize("path", PATHS)
def test_this_computer_reaches_all(desk: AnalysisQueue, path: str) -> None:
    assert client("127.0.0.1", host="127.0.0.1:8501").get(path).text == "reached"


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
def test_a_forwarded_request_is_never_this_computers(desk: AnalysisQueue, header: str) -> None:
    near = client("127.0.0.1", host="127.0.0.1:8501", **{header: "127.0.0.1"})
    assert near.get("/").status_code == 404
    with pytest.raises(WebSocketDisconnect), near.websocket_connect("/_stcore/stream"):
        pass


def test_a_name_that_was_made_to_lead_here_is_refused(desk: AnalysisQueue) -> None:
    assert client("127.0.0.1", host="rebound.example").get("/").status_code == 404


def test_a_link_leads_to_its_view_and_lets_in_what_follows(desk: AnalysisQueue) -> None:
    _, token = share_links.make_link(desk.store, [ONE.id], view="timeline", query={"mark": "e-1"})
    visitor = client()
    answer = visitor.get(f"/s/{token}")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/timeline?article={ONE.id}&mark=e-1&share={token}"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie
    assert visitor.get("/_stcore/host-config").text == "reached"
    with visitor.websocket_connect("/_stcore/stream") as socket:
        assert socket.receive_text() == "reached"
    # Editors' own requests stay closed.
    assert visitor.put("/_stcore/upload_file/a/b").status_code == 404
    assert visitor.get("/_stcore/metrics").status_code == 404
    share_links.revoke_all(desk.store)
    assert visitor.get("/_stcore/host-config").status_code == 404
    with pytest.raises(WebSocketDisconnect), visitor.websocket_connect("/_stcore/stream"):
        pass


def test_an_address_with_its_token_opens_cold_and_keeps_it(desk: AnalysisQueue) -> None:
    _, token = share_links.make_link(desk.store, [ONE.id])
    visitor = client()
    assert visitor.get(f"/timeline?article={ONE.id}&share={token}").text == "reached"
    assert visitor.get("/_stcore/host-config").text == "reached"


def test_a_wrong_token_in_the_address_is_not_helped_by_a_good_cookie(desk: AnalysisQueue) -> None:
    _, token = share_links.make_link(desk.store, [ONE.id])
    visitor = client()
    visitor.get(f"/s/{token}")
    assert visitor.get("/timeline?share=" + "a" * 22).status_code == 404


def test_a_thousand_wrong_tokens_are_one_refusal_and_are_slowed(
    desk: AnalysisQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(access_middleware.anyio, "sleep", sleep)
    visitor = client()
    answers = {(a.status_code, a.text) for a in (visitor.get(f"/s/{n:022d}") for n in range(1000))}
    assert answers == {(404, access_middleware.REFUSAL)}
    assert waited[0] == 0 and waited[-1] == 0.25
    _, token = share_links.make_link(desk.store, [ONE.id])
    assert visitor.get(f"/s/{token}").status_code == 303


def test_a_guess_takes_no_longer_when_it_is_nearly_right(desk: AnalysisQueue) -> None:
    _, token = share_links.make_link(desk.store, [ONE.id])
    near = token[:-1] + ("A" if token[-1] != "A" else "B")

    def took(guess: str) -> float:
        began = time.perf_counter()
        for _ in range(20):
            share_links.find_link(desk.store, guess)
        return time.perf_counter() - began

    # The quickest of several, in turns: what else the machine does slows some of them.
    times = [(took(near), took("z" * 22)) for _ in range(10)]
    assert 0.4 < min(t for t, _ in times) / min(t for _, t in times) < 2.5


# Whom a request names and what page sent it


OWN = "http://127.0.0.1:8501"
FOREIGN = ["http://evil.example", "https://127.0.0.1:8501.evil.example", "null", "http://localhost:9557",
           "http://127.0.0.1:9557", "http://127.0.0.1", "file://", "http://[", "chrome-extension://abc",
           "http://127.0.0.1:8501@evil.example"]  # fmt: skip


def near(**headers: str) -> TestClient:
    return client("127.0.0.1", **({"host": "127.0.0.1:8501"} | headers))


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_foreign_page_is_refused_whoever_opened_it(
    desk: AnalysisQueue, origin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(access_middleware, "visitors_of", lambda scope, tokens: asked.append(scope["path"]))
    visitor = near(origin=origin)
    for path in ("/", "/_stcore/health", "/static/js/index.js", "/media/abc.csv"):
        assert visitor.get(path).status_code == 403
    assert visitor.put("/_stcore/upload_file/a/b").status_code == 403
    with pytest.raises(WebSocketDisconnect), visitor.websocket_connect("/_stcore/stream"):
        pass
    assert not asked  # before anything looks anything up


def test_this_servers_own_page_speaks_to_it(desk: AnalysisQueue) -> None:
    for host in ("127.0.0.1:8501", "localhost:8501", "[::1]:8501"):
        visitor = near(host=host, origin=f"http://{host}")
        assert visitor.put("/_stcore/upload_file/a/b").text == "reached"
        with visitor.websocket_connect("/_stcore/stream") as socket:
            assert socket.receive_text() == "reached"


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_another_page_asks_in_the_background_is_refused_a_link_that_is_followed_is_not(
    desk: AnalysisQueue, site: str
) -> None:
    assert near(**{"sec-fetch-site": site, "sec-fetch-mode": "no-cors"}).get("/media/a.csv").status_code == 403
    assert near(**{"sec-fetch-site": site, "sec-fetch-mode": "navigate"}).get("/").text == "reached"
    assert near(**{"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors"}).get("/media/a.csv").text == "reached"


@pytest.mark.parametrize("configured", ["https://dateline.times.example", '["https://dateline.times.example"]'])
def test_the_public_origin_passes(desk: AnalysisQueue, configured: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if configured.startswith("["):
        monkeypatch.setattr(access_middleware, "own_origins", lambda: [configured])
        monkeypatch.setattr(access_middleware, "own_hosts", lambda: ["dateline.times.example"])
    else:
        monkeypatch.setenv("DATELINE_PUBLIC_URL", configured)
    _, token = share_links.make_link(desk.store, [ONE.id])
    # A proxy that keeps the name that was asked for, and one that puts its own in.
    for host in ("dateline.times.example", "127.0.0.1:8501"):
        headers = {"host": host, "origin": "https://dateline.times.example", "cookie": f"dateline_share={token}"}
        with client("127.0.0.1", **headers, **{"x-forwarded-for": "203.0.113.9"}).websocket_connect(
            "/_stcore/stream"
        ) as socket:
            assert socket.receive_text() == "reached"


@pytest.mark.parametrize("host", ["rebound.example", "127.0.0.1.rebound.example", "", "a b", "localhost.evil.example"])
def test_another_servers_name_is_refused_for_everybody(
    desk: AnalysisQueue, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access_middleware, "listening", lambda: ServerAddress("0.0.0.0", 8501))
    _, token = share_links.make_link(desk.store, [ONE.id])
    assert client("127.0.0.1", host=host).get(f"/?share={token}").status_code == 404


# The owner's key


@pytest.fixture(params=["all addresses", "public address", "asked for"])
def keyed(request: pytest.FixtureRequest, desk: AnalysisQueue, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A server that others can reach, in each of the ways; its owner's key."""
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "kept"))
    if request.param == "all addresses":
        monkeypatch.setattr(
            access_middleware, "owner_needs_key", lambda: owner_key.needs_key(ServerAddress("0.0.0.0", 8501))
        )
    elif request.param == "public address":
        monkeypatch.setenv("DATELINE_PUBLIC_URL", "https://dateline.times.example")
    else:
        monkeypatch.setenv("DATELINE_OWNER", "key")
    return owner_key.owner_key()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost", "[::1]:8501"])
def test_without_the_key_this_computer_is_a_stranger_too(keyed: str, path: str, host: str) -> None:
    assert near(host=host).get(path).status_code == 404
    wrong = keyed[:-1] + ("A" if keyed[-1] != "A" else "B")
    assert near(host=host).get("/", params={"key": wrong}).status_code == 404
    with pytest.raises(WebSocketDisconnect), near(host=host).websocket_connect("/_stcore/stream"):
        pass


def test_the_key_opens_once_and_a_cookie_keeps_it(keyed: str) -> None:
    visitor = near()
    answer = visitor.get("/timeline", params={"article": "x", "key": keyed})
    assert (answer.status_code, answer.headers["location"]) == (303, "/timeline?article=x")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and keyed not in cookie
    assert answer.headers["cache-control"] == "no-store"
    for path in PATHS:
        assert visitor.get(path).text == "reached"
    with visitor.websocket_connect("/_stcore/stream") as socket:
        assert socket.receive_text() == "reached"
    # It holds for the host and port that it was made for, and for no other.
    held = {"cookie": cookie.partition(";")[0]}
    assert client("127.0.0.1", **held, host="127.0.0.1:8502").get("/").status_code == 404
    assert client("127.0.0.1", **held, host="localhost:8501").get("/").status_code == 404
    assert client("10.0.0.9", **held, host="127.0.0.1:8501").get("/").text == "reached"


@pytest.mark.parametrize("path", ["//evil.example/x", "/\\evil.example/x", "///evil.example"])
def test_the_key_leads_to_no_other_server(keyed: str, path: str) -> None:
    sent: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b""}

    async def send(message: object) -> None:
        sent.append(message)  # type: ignore[arg-type]

    scope = {
        "type": "http", "method": "GET", "path": path, "query_string": f"key={keyed}".encode(), "scheme": "http",
        "headers": [(b"host", b"127.0.0.1:8501")], "client": ("127.0.0.1", 5000),
    }  # fmt: skip
    anyio.run(access_middleware.AccessMiddleware(PlainTextResponse("reached")), scope, receive, send)
    location = dict(sent[0]["headers"])[b"location"].decode()  # type: ignore[call-overload]
    assert sent[0]["status"] == 303 and location.startswith("/") and location[1] not in "/\\"


def test_the_key_is_kept_for_its_owner_alone(keyed: str, tmp_path: Path) -> None:
    kept = tmp_path / "kept" / "owner.key"
    assert kept.read_text().strip() == keyed and len(keyed) >= 43
    assert kept.stat().st_mode & 0o777 == 0o600 and kept.parent.stat().st_mode & 0o777 == 0o700
    assert owner_key.owner_key() == keyed


def test_wrong_keys_are_slowed_down(keyed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(access_middleware.anyio, "sleep", sleep)
    for n in range(60):
        assert near().get("/", params={"key": f"{n:043d}"}).status_code == 404
    assert waited[0] == 0 and waited[-1] == 0.25


@pytest.mark.parametrize(
    "headers", [{"x-forwarded-for": "203.0.113.9"}, {"via": "1.1 x"}, {"host": "dateline.lan"}, {"host": "10.0.0.2"}]
)
def test_a_forwarder_is_noticed_where_an_address_is_trusted(desk: AnalysisQueue, headers: dict[str, str]) -> None:
    near().get("/")
    assert forwarder_seen() is None
    near(**headers).get("/")
    assert forwarder_seen()


# What a link may use


def test_cookies_are_secure_behind_https_and_there_alone(desk: AnalysisQueue, monkeypatch: pytest.MonkeyPatch) -> None:
    _, token = share_links.make_link(desk.store, [ONE.id])
    plain = client().get(f"/s/{token}").headers["set-cookie"]
    behind = client(**{"x-forwarded-proto": "https"}).get(f"/s/{token}").headers["set-cookie"]
    assert "Secure" not in plain and behind.endswith("; Secure")
    monkeypatch.setenv("DATELINE_PUBLIC_URL", "https://dateline.times.example")
    public = client(host="dateline.times.example").get(f"/s/{token}").headers["set-cookie"]
    assert public.endswith("; Secure")


def show_file(socket: WebSocketTestSession, token: str, name: str) -> None:
    """Have a session's page, drawn by that link, show a file."""
    told = BackMsg(rerun_script=ClientState(query_string=f"share={token}&file=/media/{name}"))
    socket.send_bytes(told.SerializeToString())
    socket.receive_bytes()


def test_a_file_is_its_links_alone(desk: AnalysisQueue) -> None:
    """A file that was made in a session of one link can't be fetched with another, by whoever knows its address."""
    tokens = [share_links.make_link(desk.store, [ONE.id])[1] for _ in range(2)]
    one, other = (client(cookie=f"dateline_share={token}") for token in tokens)
    name = "f" * 32 + ".html"
    with one.websocket_connect("/_stcore/stream") as socket:
        socket.receive_text()
        show_file(socket, tokens[0], name)
        answer = one.get(f"/media/{name}")
        assert answer.text == "reached" and answer.headers["cache-control"] == "private, no-store"
        assert other.get(f"/media/{name}").status_code == 404
        assert one.get("/media/" + "e" * 32 + ".html").status_code == 404


def test_a_browser_with_two_links_has_the_files_of_both(desk: AnalysisQueue) -> None:
    tokens = [share_links.make_link(desk.store, [ONE.id])[1] for _ in range(2)]
    both = client()
    for token in tokens:
        both.get(f"/s/{token}")
    names = ["a" * 32 + ".json", "b" * 32 + ".json"]
    with both.websocket_connect("/_stcore/stream") as first, both.websocket_connect("/_stcore/stream") as second:
        for socket, token, name in zip((first, second), tokens, names, strict=True):
            socket.receive_text()
            show_file(socket, token, name)
        assert [both.get(f"/media/{name}").text for name in names] == ["reached", "reached"]
    only = client(cookie=f"dateline_share={tokens[1]}")
    assert [only.get(f"/media/{name}").status_code for name in names] == [404, 200]
    # The cookie keeps a few, the last one first.
    for _ in range(8):
        both.get(f"/s/{share_links.make_link(desk.store, [ONE.id])[1]}")
    assert len(tokens_in("; ".join(f"{k}={v}" for k, v in both.cookies.items()))) == TOKENS


def test_a_cookie_that_another_program_set_hides_none(keyed: str, desk: AnalysisQueue) -> None:
    name, value = owner_key.owner_cookie("127.0.0.1:8501")
    assert near(cookie=f"{name}=junk; x; =; {name}={value}").get("/").text == "reached"
    _, token = share_links.make_link(desk.store, [ONE.id])
    assert client(cookie=f"dateline_share=junk; dateline_share={token}").get("/text").text == "reached"


def test_the_owner_who_follows_another_sites_link_asks_once_more(keyed: str) -> None:
    """A Strict cookie isn't sent then: the page that comes instead asks again, as this server's own."""
    follows = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    answer = near(**follows).get("/timeline", params={"article": 'x"><script>'})
    assert 'http-equiv="refresh"' in answer.text and "<script>" not in answer.text
    assert 'content="0;url=/timeline?article=x%22%3E%3Cscript%3E"' in answer.text
    with_key = near(**follows).get("/", params={"key": keyed})
    assert "set-cookie" in with_key.headers and 'content="0;url=/"' in with_key.text and keyed not in with_key.text
    assert (
        near(**{"sec-fetch-site": "same-origin", "sec-fetch-mode": "navigate"}).get("/").text
        == access_middleware.REFUSAL
    )


def test_a_link_opens_so_many_pages_and_says_so(desk: AnalysisQueue) -> None:
    _, token = share_links.make_link(desk.store, [ONE.id])
    visitor = client(cookie=f"dateline_share={token}")
    with contextlib.ExitStack() as stack:
        for _ in range(SESSIONS_A_LINK):
            stack.enter_context(visitor.websocket_connect("/_stcore/stream"))
        full = visitor.get(f"/timeline?article={ONE.id}")
        assert full.status_code == 503 and access_middleware.FULL.split("’")[0] in full.text
        with pytest.raises(WebSocketDisconnect), visitor.websocket_connect("/_stcore/stream"):
            pass
        # Another link, and the owner, are not kept out by it.
        _, other = share_links.make_link(desk.store, [ONE.id])
        assert client(cookie=f"dateline_share={other}").get(f"/timeline?article={ONE.id}").text == "reached"
        assert near().get("/").text == "reached"
        with near().websocket_connect("/_stcore/stream") as socket:
            assert socket.receive_text() == "reached"
    assert visitor.get(f"/timeline?article={ONE.id}").text == "reached"


def test_uploads_of_a_colleague_are_small_and_few(desk: AnalysisQueue) -> None:
    _, token = share_links.make_link(desk.store, [ONE.id], correct=True)
    visitor = client(cookie=f"dateline_share={token}")
    put = "/_stcore/upload_file/a/b"
    assert visitor.put(put, content=b"x" * (UPLOAD_BYTES + 1)).status_code == 413

    answers = [visitor.put(put, content=b"{}").status_code for _ in range(8)]
    assert answers[0] == 200 and answers[-1] == 429
    assert near().put(put, content=b"x" * (UPLOAD_BYTES + 1)).text == "reached"
