"""Watches a server while it is under load: its memory, whom it speaks to, what strangers get, what a link may use."""

from __future__ import annotations

import asyncio
import contextlib
import random
import re
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import httpx
import psutil
import websockets

from components.services.usage_limits_by_link import SESSIONS_A_LINK
from components.ui.session_messages import BUSY
from tests.browser.conftest import Server
from tests.load.reporter import open_article
from tests.load.visitor import PageFailed, Visitor, visit
from tests.server.talk import FAR

HERE = ("127.", "::1", "::ffff:127.")
EVERY = 0.2  # seconds between two looks


@dataclass
class Watched:
    """What was seen: megabytes by process (the most), addresses that are not this machine's."""

    most: Counter[str] = field(default_factory=Counter)
    outside: set[str] = field(default_factory=set)
    looks: int = 0


def processes(server: Server) -> list[psutil.Process]:
    """The server and its workers."""
    own = psutil.Process(server.process.pid)
    return [own, *own.children(recursive=True)]


def memory(server: Server) -> dict[str, float]:
    """Resident megabytes of the server and of each kind of worker."""
    out: Counter[str] = Counter()
    for process in processes(server):
        with contextlib.suppress(psutil.NoSuchProcess):
            found = re.search(r"components\.([\w.]+)", " ".join(process.cmdline()))
            name = found[1] if found and process.pid != server.process.pid else "server"
            out[name] += process.memory_info().rss / 2**20
    return dict(out)


@contextlib.contextmanager
def watching(server: Server) -> Iterator[Watched]:
    """Look again and again, in a thread of its own, until the block is left."""
    seen, done = Watched(), threading.Event()

    def look() -> None:
        while not done.wait(EVERY):
            seen.looks += 1
            for name, megabytes in memory(server).items():
                seen.most[name] = max(seen.most[name], round(megabytes))
            for process in processes(server):
                with contextlib.suppress(psutil.Error):
                    for one in process.net_connections("inet"):
                        if one.raddr and not one.raddr.ip.startswith(HERE):
                            seen.outside.add(f"{one.raddr.ip}:{one.raddr.port}")

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield seen
    finally:
        done.set()
        thread.join()


async def strangers(url: str, articles: Sequence[str], words: Sequence[str], seconds: float, seed: int) -> list[str]:
    """Ask as people without a link do, and with links that are none; what they got of the words."""
    chance = random.Random(seed)  # noqa: S311
    got, until = [], asyncio.get_running_loop().time() + seconds
    async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=30, verify=False) as web:  # noqa: S501 - plain HTTP
        while asyncio.get_running_loop().time() < until:
            token = f"{chance.getrandbits(128):032x}"[:22]
            path = chance.choice(
                ["/", f"/overview?article={chance.choice(articles)}", f"/s/{token}", f"/text?share={token}",
                 f"/media/{token * 3}.html", "/_stcore/metrics", "/_stcore/host-config"]
            )  # fmt: skip
            head = FAR | chance.choice([{}, {"Cookie": f"dateline_share={token}"}])
            answer = await web.get(path, headers=head)
            got += [f"{path} tells “{one}”" for one in words if one in answer.text]
            try:
                async with websockets.connect(
                    url.replace("http", "ws") + "/_stcore/stream", additional_headers=head, origin=url, proxy=None
                ):
                    got.append("a session")
            except websockets.InvalidStatus:
                pass
            await asyncio.sleep(1)
    return got


async def over_the_limits(url: str, article: str, token: str) -> list[str]:
    """Open more pages of a link than it may have, and have more files made; what of it was not refused."""
    wrong = []
    async with contextlib.AsyncExitStack() as stack:
        opened = 0
        for _ in range(SESSIONS_A_LINK + 4):
            with contextlib.suppress(PageFailed, ConnectionError, websockets.WebSocketException):
                visitor = await stack.enter_async_context(visit(url, token))
                await open_article(visitor, article)
                opened += 1
        if opened > SESSIONS_A_LINK:
            wrong.append(f"{opened} pages of one link were open at once")
    async with contextlib.AsyncExitStack() as stack:
        visitor = await _opened_again(stack, url, token)
        await open_article(visitor, article, "timeline")
        answers = [(await visitor.export(visitor.offered[0])).backend_operation_response for _ in range(8)]
        if not any(one.error_msg == BUSY for one in answers):
            wrong.append("eight files at once were made for one link")
    return wrong


async def _opened_again(stack: contextlib.AsyncExitStack, url: str, token: str) -> Visitor:
    """A page of a link that was opened too often: it may be again some seconds later."""
    async with asyncio.timeout(60):
        while True:
            try:
                return await stack.enter_async_context(visit(url, token))
            except websockets.InvalidStatus:
                await asyncio.sleep(1)
