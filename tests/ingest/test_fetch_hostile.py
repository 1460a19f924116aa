"""Pages made to do harm: each costs the process that fetches it, and a sentence, never the server's memory or time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator

import psutil
import pytest

from components.domain.errors import NotFetched
from components.ingest.fetch import client as module
from components.ingest.fetch.client import Fetch, fetch
from components.processes.worker_process import ROOT
from tests.ingest import hostile_site
from tests.ingest.hostile_site import KINDS, STORY, HostileSite
from tests.pace import work

SECONDS = 2  # that a site has in these tests
GROWTH = 20 * 2**20  # bytes: a page may have 10 MB, the site of the test works in the same process
CHILD = 160 * 2**20  # bytes of memory of the fetching process

SLOW = "took over 2 seconds"
LARGE = "over 10 MB"
PACKED = "packed .* times over"
UNKNOWN = "packed in a way that Dateline doesn't know"
REACHED = "could not be reached"
BROKE_OFF = "broke off"
DAMAGED = "damaged"
REFUSED: dict[str, str] = {
    **{name: PACKED for name in KINDS if name.startswith("nested-")},
    "gzip-bomb": LARGE, "x-gzip-bomb": LARGE, "deflate-bomb": LARGE, "bare-deflate-bomb": LARGE,
    **{name: UNKNOWN for name in KINDS if name.startswith("packed-")},
    "damaged-gzip": DAMAGED, "damaged-deflate": DAMAGED, "cut-gzip": BROKE_OFF, "cut-deflate": BROKE_OFF,
    "empty-blocks": LARGE, "after-the-end": LARGE, "endless": LARGE, "endless-chunks": LARGE,
    "a-gigabyte": LARGE, "long-length": f"{LARGE}|{REACHED}",
    "drip-body": SLOW, "drip-gzip": SLOW, "drip-head": SLOW, "early-hints": SLOW, "silence": SLOW, "slow-loop": SLOW,
    "slow-trailers": SLOW, "tiny-chunks": f"{SLOW}|{LARGE}",
    "early-flood": "before the page itself", "continue-flood": "before the page itself",
    **dict.fromkeys(("long-head", "many-heads", "endless-line"), f"{REACHED}|before the page itself"),
    "trailers": REACHED, "chunk-extension": REACHED, "short": REACHED, "two-lengths": REACHED,
    "no-http": REACHED, "nothing": REACHED, "redirect-to-far": f"{REACHED}|web address", "redirect-nowhere": REACHED,
    "loop": "led on", "switching": REACHED,
}  # fmt: skip
READ = ["story", "on", "gzip", "x-gzip", "deflate", "bare-deflate", "identity", "gzip-and-identity", "fat-redirect",
        "more-than-said"]  # fmt: skip


def fetchers(of: int | None = None, program: str = module.PROGRAM) -> list[psutil.Process]:
    """The fetching processes that a process has started, this one where none is named."""
    found = []
    for one in psutil.Process(of).children():
        try:
            if program in one.cmdline():
                found.append(one)
        except psutil.Error:
            pass
    return found


class Watch:
    """The most memory of this process, and of those it started, while something was done; the seconds it took."""

    def __enter__(self) -> Watch:
        self._me = psutil.Process()
        self._before = self.mine = self._me.memory_info().rss
        self.theirs = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()
        self._began = time.monotonic()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds = time.monotonic() - self._began
        self._over.set()
        self._thread.join()
        self.growth = self.mine - self._before
        # Starting and ending a process has two seconds, more where other work slows this machine down.
        self.allowed = SECONDS + 2 * max(1.0, work() / 0.03)

    def _look(self) -> None:
        while not self._over.wait(0.01):
            self.mine = max(self.mine, self._me.memory_info().rss)
            for one in fetchers():  # not one that is only being started, and still counted with this one's memory
                try:
                    self.theirs = max(self.theirs, one.memory_info().rss)
                except psutil.Error:
                    pass


def eventually(holds: Callable[[], object], seconds: float = 5) -> bool:
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


@pytest.fixture(scope="module")
def site() -> Iterator[HostileSite]:
    for kind in ("gzip", "deflate", "bare deflate"):
        hostile_site.bomb(kind)
    for times in range(2, 6):
        hostile_site.nested(times)
    one = HostileSite()
    yield one
    one.close()


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_FETCH_PRIVATE", "1")
    monkeypatch.setattr(module, "FETCH_SECONDS", SECONDS)


def test_every_kind_of_harm_is_tested() -> None:
    assert set(REFUSED) | set(READ) == set(KINDS)


@pytest.mark.parametrize("kind", list(REFUSED))
def test_a_page_made_to_do_harm_costs_a_sentence(site: HostileSite, kind: str) -> None:
    with Watch() as watch, pytest.raises(NotFetched, match=REFUSED[kind]) as refused:
        fetch(f"{site.url}/{kind}")
    assert watch.seconds < watch.allowed and watch.growth < GROWTH and watch.theirs < CHILD
    assert str(refused.value).endswith(".") and "<" not in str(refused.value)
    assert not fetchers()


@pytest.mark.parametrize("kind", READ)
def test_a_page_is_read_however_it_is_packed_and_whatever_comes_round_it(site: HostileSite, kind: str) -> None:
    with Watch() as watch:
        page = fetch(f"{site.url}/{kind}")
    assert page.data == STORY and page.declared == "utf-8" and watch.growth < GROWTH


def test_a_site_that_never_shakes_hands_is_given_up(site: HostileSite) -> None:
    with Watch() as watch, pytest.raises(NotFetched, match=SLOW):
        fetch(f"https://{site.host}/story")
    assert SECONDS - 0.5 < watch.seconds < watch.allowed


ROGUE = {
    "killed": "broke down", "half an answer": "broke down", "half a length": "broke down",
    "4 GB announced": "broke down", "4 GB sent": "broke down", "no msgpack": "broke down",
    "another type": "broke down", "deep": "broke down", "neither page nor reason": "broke down",
    "page over the limit": "broke down", "script as address": "broke down", "long encoding": "broke down",
    "long reason": "broke down", "lines in the log": "broke down", "silence": SLOW,
}  # fmt: skip


@pytest.mark.parametrize("kind", list(ROGUE))
def test_what_a_fetching_process_says_is_not_believed(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(module, "PROGRAM", "tests.ingest.rogue")
    with Watch() as watch, pytest.raises(NotFetched, match=ROGUE[kind]):
        fetch(kind)
    assert watch.seconds < watch.allowed and watch.growth < GROWTH
    assert not fetchers(program="tests.ingest.rogue")


def test_no_secret_is_in_the_fetching_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_PASSWORD", "secret")
    monkeypatch.setenv("HTTPS_PROXY", "http://u:secret@127.0.0.1:9")
    monkeypatch.setattr(module, "PROGRAM", "tests.ingest.rogue")
    with pytest.raises(NotFetched) as told:
        fetch("environment")
    names = str(told.value).split()
    assert "PATH" in names and not [n for n in names if "DATELINE" in n or "PROXY" in n]


@pytest.mark.parametrize("program", ["tests.ingest.nowhere", "tests.ingest"])
def test_a_fetching_process_that_does_not_start_costs_a_sentence(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(module, "PROGRAM", program)
    with pytest.raises(NotFetched, match="could not be started"):
        fetch("http://x.example/")


def test_a_fetching_process_that_is_killed_costs_a_sentence(site: HostileSite) -> None:
    caught: list[BaseException] = []

    def go() -> None:
        try:
            fetch(f"{site.url}/silence")
        except BaseException as error:
            caught.append(error)

    thread = threading.Thread(target=go)
    thread.start()
    assert eventually(lambda: [one for one in fetchers() if one.net_connections()])
    for one in fetchers():
        one.kill()
    thread.join(SECONDS + 2)
    assert [type(one) for one in caught] == [NotFetched] and "broke down" in str(caught[0])


def test_a_fetch_that_is_stopped_ends_at_once(site: HostileSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FETCH_SECONDS", 8)
    one = Fetch(f"{site.url}/silence")
    threading.Timer(0.5, one.stop).start()
    with Watch() as watch, pytest.raises(NotFetched, match="you stopped it"):
        one.page()
    assert watch.seconds < 3 and not fetchers()
    before = Fetch(f"{site.url}/story")
    before.stop()
    with pytest.raises(NotFetched, match="you stopped it"):
        before.page()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_fetching_process_ends_with_the_server(site: HostileSite, how: signal.Signals) -> None:
    script = f"from components.ingest.fetch.client import fetch; fetch('{site.url}/drip-body')"
    server = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, env=os.environ)
    try:
        assert eventually(lambda: [one for one in fetchers(server.pid) if one.net_connections()])
        (child,) = fetchers(server.pid)
    finally:
        server.send_signal(how)
        server.wait()
    assert eventually(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE, 2)


def run(script: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_the_fetching_process_may_connect_where_it_is_let_and_do_nothing_else(site: HostileSite) -> None:
    port = site.host.rpartition(":")[2]
    script = f"""
from components.processes.confinement import confine
confine(2**28, may_connect=lambda address: address == "127.0.0.1")
import os, socket, subprocess
def told(action):
    try: action()
    except (PermissionError, MemoryError) as error: return type(error).__name__
    except Exception as error: return repr(error)
    return "done"
udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for action in [
    lambda: socket.create_connection(("127.0.0.1", {port})),
    lambda: socket.getaddrinfo("localhost", 80),
    lambda: socket.create_connection(("127.0.0.2", {port})),
    lambda: socket.socket(socket.AF_UNIX).connect("/run/x"),
    lambda: udp.sendto(b"x", ("127.0.0.1", 9)),
    lambda: udp.sendmsg([b"x"], [], 0, ("127.0.0.1", 9)),
    lambda: socket.socket().bind(("127.0.0.1", 0)),
    lambda: open("x.tmp", "w"),
    lambda: os.open("x.tmp", os.O_CREAT | os.O_RDWR),
    lambda: os.remove("README.md"),
    lambda: os.rename("README.md", "x.tmp"),
    lambda: os.system("true"),
    lambda: subprocess.run(["true"]),
    lambda: os.execv("/bin/true", ["true"]),
    lambda: os.fork() or os._exit(0),
    lambda: os.kill(os.getppid(), 0),
    lambda: bytearray(2**29),
]: print(told(action))
"""
    assert run(script) == ["done"] * 2 + ["PermissionError"] * 14 + ["MemoryError"]


def test_a_connection_to_a_private_address_is_refused_once_more_by_the_process(site: HostileSite) -> None:
    # As if the check before it had let the address through.
    script = f"""
from components.ingest.fetch import safe_http as web
from components.processes.confinement import confine
confine(2**28, may_connect=web.is_public)
try: web.get("{site.url}/story", seconds=5, private=True)
except web.NotFetched as error: print(type(error.__cause__).__name__)
"""
    assert run(script) == ["ConnectError"]


def test_a_fetching_process_loads_what_it_needs_alone() -> None:
    heavy = "{'streamlit', 'spacy', 'pandas', 'plotly', 'numpy', 'sqlalchemy', 'lxml', 'trafilatura'}"
    fetching = "components.ingest.fetch.worker, components.ingest.fetch.safe_http"
    script = f"import sys, {fetching}; print(*{heavy} & set(sys.modules))"
    assert run(script) == []
    # Nor does the server load what talks to the web.
    script = (
        "import sys, components.ingest.fetch.client; print(*{'httpx', 'httpcore', 'h11', 'ssl'} & set(sys.modules))"
    )
    assert run(script) == []
