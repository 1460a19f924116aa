"""What strangers, and colleagues with a link, can do to a running server: nothing to anybody else."""

from __future__ import annotations

import asyncio
import contextlib
import random
import re
import socket
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator

import httpx
import psutil
import pytest
import websockets
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

from components.services.usage_limits_by_link import PATIENCE, SESSIONS_A_LINK
from components.ui.session_messages import BUSY
from tests.server.conftest import Shared
from tests.server.talk import FAR, Talker, talk

WAIT = 1.5  # seconds that the owner's page may take meanwhile, on a machine that has nothing else to do
TIMES = 15  # as many times its idle answer may it take on one that has


def patience(shared: Shared) -> float:
    """Seconds that the owner's page may take while strangers press, by what it takes now without them."""
    return max(WAIT, TIMES * statistics.median(shared.owner_waits() for _ in range(5)))


@contextlib.contextmanager
def meanwhile(shared: Shared) -> Iterator[Callable[[], list[float]]]:
    """How long the owner's page takes, again and again, in a process's other thread."""
    import threading

    took: list[float] = []
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            took.append(shared.owner_waits())
            done.wait(0.3)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield lambda: took
    finally:
        done.set()
        thread.join()


def workers(shared: Shared) -> list[int]:
    running = psutil.Process(shared.server.process.pid).children(recursive=True)
    return sorted(p.pid for p in running if "components.analysis.worker" in p.cmdline())


def with_link(shared: Shared, token: str) -> contextlib.AbstractAsyncContextManager[Talker]:
    return talk(shared.url, cookie=f"dateline_share={token}", headers=FAR)


def test_ten_thousand_requests_of_a_stranger_reach_nothing(shared: Shared) -> None:
    """Of all kinds: addresses, files, uploads, sockets, hosts, origins, cookies, encodings, methods, broken ones."""
    chance = random.Random(7)  # noqa: S311 - the same requests each time
    token = "a" * 22
    port = shared.url.rpartition(":")[2]
    paths = ["/", "/timeline", f"/overview?article={shared.article}", f"/text?article={shared.article}&share={token}",
             f"/?share={token}", f"/?key={'k' * 43}", f"/s/{token}", "/media/" + "f" * 56 + ".html", "/_stcore/stream",
             "/_stcore/upload_file/a/b", "/_stcore/metrics", "/_stcore/host-config", "/_stcore/agent/interact",
             "/_stcore/agent/openapi.json", "/_stcore/script-health-check", "/component/x/../../app.py", "//etc/passwd",
             "/static/../../../data/dateline.sqlite3", "/%2e%2e/data/owner.key", "/app/static/x", "/auth/login",
             "/oauth2callback?code=x", "/\u0130", "/" + "x" * 3000, "/?" + "a=b&" * 500]  # fmt: skip
    hosts = [
        f"127.0.0.1:{port}",
        f"localhost:{port}",
        "evil.example",
        "10.0.0.2",
        "[::1]",
        "127.0.0.1.evil.example",
        "x y",
    ]
    heads = [{}, {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": f"http://localhost:{int(port) + 1}"},
             {"Cookie": f"dateline_share={token}"}, {"Cookie": "dateline_owner_8501=" + "0" * 64},
             {"Cookie": "=;;dateline_share"}, {"Accept-Encoding": "gzip, br"}, {"Content-Encoding": "gzip, gzip"},
             {"Range": "bytes=0-5,9-"}, {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
             {"X-Forwarded-Proto": "https"}, {"X-Original-Host": "localhost"},
             {"Transfer-Encoding": "chunked"}]  # fmt: skip
    methods = ["GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"]
    seen: Counter[int] = Counter()

    def judge(answer: httpx.Response) -> None:
        seen[answer.status_code] += 1
        for words in (*shared.words, shared.article.encode() if answer.request.method == "GET" else b"\x00never"):
            assert words not in answer.content, answer.request.url

    async def ask(many: httpx.AsyncClient, count: int) -> None:
        for _ in range(count):
            head = FAR | chance.choice(heads) | {"Host": chance.choice(hosts)}
            body = chance.choice([None, b"{}", b"x" * 10_000])
            try:
                judge(
                    await many.request(
                        chance.choice(methods), shared.url + chance.choice(paths), headers=head, content=body
                    )
                )
            except (httpx.HTTPError, UnicodeError):
                seen[0] += 1

    async def knock(count: int) -> None:
        for n in range(count):
            head = FAR | {"Cookie": f"dateline_share={n:022d}"}
            origin = chance.choice([shared.url, "http://evil.example", None])
            try:
                async with websockets.connect(
                    shared.url.replace("http", "ws") + "/_stcore/stream",
                    additional_headers=head, origin=origin, proxy=None,
                ):  # fmt: skip
                    raise AssertionError("a stranger got a session")
            except websockets.InvalidStatus as refused:
                seen[refused.response.status_code] += 1

    async def rough(count: int) -> None:
        for n in range(count):
            reader, writer = await asyncio.open_connection("127.0.0.1", int(port))
            writer.write([b"\x16\x03\x01\x02\x00", b"GET / HTTP/9.9\r\n\r\n", b"GET " + b"a" * 70_000, b"\r\n" * 50,
                          b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"][n % 5])  # fmt: skip
            with contextlib.suppress(TimeoutError, OSError):
                async with asyncio.timeout(0.5):
                    assert shared.words[0] not in await reader.read(100_000)
            writer.close()
            seen[1] += 1

    async def all_of_them() -> None:
        async with httpx.AsyncClient(timeout=60, trust_env=False) as many:
            await asyncio.gather(*(ask(many, 930) for _ in range(10)), *(knock(100) for _ in range(5)), rough(200))

    most = patience(shared)
    with meanwhile(shared) as took:
        asyncio.run(all_of_them())
    assert seen.total() == 10_000 and seen[404] > 3000 and seen[403] > 1000
    assert set(seen) <= {0, 1, 200, 303, 400, 403, 404, 405, 501}, seen
    assert len(took()) > 3 and max(took()) <= most, (most, took())


def test_connections_that_say_nothing_keep_nobody_out(shared: Shared) -> None:
    port = int(shared.url.rpartition(":")[2])
    with contextlib.ExitStack() as stack:
        idle = []
        for n in range(1_100):
            one = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            if n % 3 == 0:
                one.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
            idle.append(one)
        began = time.monotonic()
        assert shared.owner_waits() <= WAIT
        assert httpx.get(f"{shared.url}/_stcore/health", trust_env=False, timeout=WAIT).status_code == 200
        # They are closed after seconds.
        left = set(idle)
        while left and time.monotonic() - began < 25:
            for one in list(left):
                one.setblocking(False)
                with contextlib.suppress(BlockingIOError):
                    try:
                        gone = one.recv(100) == b""
                    except ConnectionError:
                        gone = True
                    if gone:
                        left.discard(one)
            time.sleep(0.5)
        assert not left


def test_answers_that_nobody_reads_keep_nobody_out(shared: Shared) -> None:
    port = int(shared.url.rpartition(":")[2])
    page = httpx.get(f"{shared.url}/", trust_env=False).text
    large = max(re.findall(r"static/js/[\w.-]+\.js", page), key=len)
    with contextlib.ExitStack() as stack:
        for _ in range(500):
            one = stack.enter_context(socket.socket())
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            one.connect(("127.0.0.1", port))
            one.sendall(f"GET /{large} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        for _ in range(3):
            assert shared.owner_waits() <= WAIT
            assert httpx.get(f"{shared.url}/", trust_env=False, timeout=WAIT).status_code == 200
            time.sleep(1)


def test_a_flood_of_messages_ends_its_session_and_holds_nobody_up(shared: Shared) -> None:
    token = shared.link()
    sent = BackMsg(clear_cache=True).SerializeToString()

    async def flood(until: float) -> None:
        while time.monotonic() < until:
            with contextlib.suppress(websockets.WebSocketException, OSError):
                async with with_link(shared, token) as reader:
                    while time.monotonic() < until:
                        await reader.socket.send(sent)
            await asyncio.sleep(0.05)

    most = patience(shared)
    with meanwhile(shared) as took:
        asyncio.run(flood(time.monotonic() + 6))
    assert max(took()) <= most, (most, took())


def test_who_does_not_read_keeps_no_turn_from_others(shared: Shared) -> None:
    """A reader that asks for pages and files and takes none; a colleague of another link gets its own."""
    token, other = shared.link(), shared.link()

    async def go() -> float:
        async with with_link(shared, token) as deaf, with_link(shared, other) as colleague:
            await deaf.run("timeline", article=shared.article, share=token)
            file = deaf.offered[0]
            deaf.socket.transport.pause_reading()
            page = ClientState(page_name="text", query_string=f"article={shared.article}&share={token}")
            for n in range(60):
                made = BackendOperationRequest(
                    request_id=f"r{n}", session_id=deaf.session, deferred_file={"file_id": file}
                )
                with contextlib.suppress(websockets.ConnectionClosed):
                    await (deaf.send(rerun_script=page) if n % 4 else deaf.send(backend_operation_request=made))
                await asyncio.sleep(0.1)
            began = time.monotonic()
            await colleague.run("timeline", article=shared.article, share=other)
            answer = (await colleague.export(colleague.offered[0])).backend_operation_response
            assert answer.deferred_file.url or answer.error_msg == BUSY
            return time.monotonic() - began

    # A page is drawn for 10 seconds at most before others have their turn; who waits 20 is sent away.
    assert asyncio.run(go()) < PATIENCE


def test_who_asks_for_a_file_and_turns_the_page_gets_both(shared: Shared) -> None:
    """A page that begins to be drawn takes no answer away, and a lost one would keep the turn from all others."""
    token = shared.link()

    async def go() -> list[float]:
        took = []
        async with with_link(shared, token) as reader:
            for _ in range(3):
                await reader.run("timeline", article=shared.article, share=token)
                began = time.monotonic()
                asked = asyncio.create_task(reader.export(reader.offered[-1]))
                await asyncio.sleep(0)
                query = f"article={shared.article}&share={token}"
                await reader.send(rerun_script=ClientState(page_name="text", query_string=query))
                assert (await asked).backend_operation_response.deferred_file.url
                await reader.until("script_finished")
                took.append(time.monotonic() - began)
        return took

    assert max(asyncio.run(go())) <= patience(shared)


def test_a_file_is_made_by_the_link_that_its_page_was_drawn_with(shared: Shared) -> None:
    """Another link in the cookie doesn't help one that was taken back."""
    token, other = shared.link(), shared.link()

    async def go() -> None:
        async with talk(shared.url, cookie=f"dateline_share={other}", headers=FAR) as reader:
            await reader.run("timeline", article=shared.article, share=token)
            file = reader.offered[0]
            assert (await reader.export(file)).backend_operation_response.deferred_file.url
            shared.command("revoke", token)
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(3):
                    await reader.export(file)
        # The session taken up again with the other link's cookie: the file is still the first link's.
        async with talk(shared.url, cookie=f"dateline_share={other}", headers=FAR, session=reader.session) as again:
            await again.run("timeline", article=shared.article, share=other)
            again.session = reader.session
            assert not (await again.export(file)).backend_operation_response.deferred_file.url

    asyncio.run(go())


def test_what_a_reader_sends_starts_no_second_worker(shared: Shared) -> None:
    token = shared.link()
    before = workers(shared)
    assert len(before) == 1

    async def go() -> None:
        async with with_link(shared, token) as reader:
            await reader.run("overview", article=shared.article, share=token)
            for _ in range(5):
                await reader.send(clear_cache=True)
                await reader.run("overview", article=shared.article, share=token)

    asyncio.run(go())
    assert workers(shared) == before


@pytest.mark.parametrize("sessions", [20, 200])
def test_sessions_of_one_link_slow_nobody(shared: Shared, sessions: int) -> None:
    token = shared.link()

    async def rerun(until: float, count: Counter[str]) -> None:
        try:
            async with with_link(shared, token) as one:
                count["in"] += 1
                while time.monotonic() < until:
                    await one.run("timeline", article=shared.article, share=token)
                    count["runs"] += 1
        except (websockets.InvalidStatus, websockets.ConnectionClosed):
            count["out"] += 1

    async def go() -> Counter[str]:
        count: Counter[str] = Counter()
        until = time.monotonic() + 6
        await asyncio.gather(*(rerun(until, count) for _ in range(sessions)))
        return count

    most = patience(shared)
    with meanwhile(shared) as took:
        count = asyncio.run(go())
    assert count["in"] <= SESSIONS_A_LINK and count["runs"] >= 8
    assert max(took()) <= most, (most, took())


def test_a_report_is_made_for_who_may_have_it_and_not_sixty_at_once(shared: Shared) -> None:
    token, other = shared.link("--days", "1"), shared.link()
    answers: list[str] = []

    async def go() -> str:
        async with with_link(shared, token) as reader:
            await reader.run("timeline", article=shared.article, share=token)
            file = reader.offered[0]
            first = (await reader.export(file)).backend_operation_response
            url = first.deferred_file.url
            assert url.startswith("/media/"), first
            async with httpx.AsyncClient(base_url=shared.url, trust_env=False) as web:
                mine = await web.get(url, headers=FAR | {"Cookie": f"dateline_share={token}"})
                theirs = await web.get(url, headers=FAR | {"Cookie": f"dateline_share={other}"})
                nobodys = await web.get(url, headers=FAR)
            assert (mine.status_code, theirs.status_code, nobodys.status_code) == (200, 404, 404)
            for _ in range(60):
                answers.append((await reader.export(file)).backend_operation_response.error_msg)
            # Taken back while the session is open: nothing more is made.
            shared.command("revoke", token)
            await asyncio.sleep(6)
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(3):
                    await reader.export(file)
            return url

    most = patience(shared)
    with meanwhile(shared) as took:
        asyncio.run(go())
    assert answers.count(BUSY) > 50 and max(took()) <= most


def test_uploads_of_a_corrector_leave_nothing_behind(shared: Shared) -> None:
    token = shared.link("--correct")
    server = psutil.Process(shared.server.process.pid)

    async def go() -> Counter[int]:
        seen: Counter[int] = Counter()
        async with with_link(shared, token) as reader:
            await reader.run("overview", article=shared.article, share=token)
            async with httpx.AsyncClient(base_url=shared.url, trust_env=False, timeout=60) as web:
                page = await web.get("/_stcore/health")
                xsrf = page.cookies.get("_streamlit_xsrf") or ""
                head = FAR | {"Cookie": f"dateline_share={token}; _streamlit_xsrf={xsrf}", "X-Xsrftoken": xsrf}
                for n in range(40):
                    file = {"f": ("c.json", b"x" * 19 * 2**20)}
                    try:
                        put = await web.put(f"/_stcore/upload_file/{reader.session}/f{n}", headers=head, files=file)
                        seen[put.status_code] += 1
                    except httpx.HTTPError:
                        seen[0] += 1
        return seen

    before = server.memory_info().rss
    seen = asyncio.run(go())
    assert seen == {413: 40}
    assert server.memory_info().rss - before < 100 * 2**20


def test_a_message_that_is_none_ends_its_session_alone(shared: Shared) -> None:
    token = shared.link()

    async def go(data: bytes | str) -> None:
        async with with_link(shared, token) as reader:
            await reader.socket.send(data)
            with pytest.raises(websockets.ConnectionClosed):
                await reader.until("script_finished", 5)

    for data in (b"\xff" * 10, "text", BackMsg(clear_cache=True).SerializeToString() + b"\x0a" + b"\xff" * 4):
        asyncio.run(go(data))
    assert shared.owner_waits() <= WAIT
