"""One running server for these tests, with an article to share and a link to read it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.browser.conftest import ROOT, Server, start_server
from tests.server.talk import talk


@dataclass
class Shared:
    """A server and one of its articles, which nothing but its links open."""

    server: Server
    article: str
    words: tuple[bytes, ...]  # of the article, that no stranger may see

    @property
    def url(self) -> str:
        """The server's address."""
        return self.server.url

    def link(self, *flags: str) -> str:
        """The token of a new link."""
        return self.command("share", self.article, *flags).rpartition("/s/")[2]

    def command(self, *words: str) -> str:
        """What a command of the owner prints."""
        settings = os.environ | {"DATELINE_DATA": str(self.server.data)}
        made = subprocess.run(
            [sys.executable, "-m", "components", *words],
            cwd=ROOT,
            env=settings,
            capture_output=True,
            text=True,
            check=True,
        )
        return made.stdout.strip()

    def owner_waits(self) -> float:
        """Seconds until the owner's library is drawn in a new session."""

        async def go() -> float:
            began = time.perf_counter()
            async with talk(self.url) as owner:
                await owner.run()
                assert self.words[0] in owner.texts
            return time.perf_counter() - began

        return asyncio.run(go())


@pytest.fixture(scope="package")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    """A server whose seed has been read."""
    server = start_server(tmp_path_factory.mktemp("served"))

    async def first() -> str:
        async with talk(server.url) as owner:
            await owner.run()
            found = re.search(rb"article=([0-9a-f]{16})", owner.texts)
            assert found is not None
            article = found[1].decode()
            for _ in range(60):
                owner.texts = b""
                await owner.run("overview", article=article)
                if b"Champagne" in owner.texts or b"Carney" in owner.texts:
                    return article
                await asyncio.sleep(1)
            raise AssertionError("the seed was not read")

    with contextlib.closing(asyncio.new_event_loop()) as loop:
        article = loop.run_until_complete(first())
    yield Shared(server, article, (b"China Urges", b"Carney"))
    server.stop()
