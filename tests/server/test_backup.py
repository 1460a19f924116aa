"""A backup of a running server's library, and none put back under it."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests.server.conftest import Shared
from tests.server.talk import talk


def test_a_running_server_is_backed_up_and_nothing_is_restored_under_it(shared: Shared, tmp_path: Path) -> None:
    token = shared.link()
    file = tmp_path / "b.sqlite3"
    assert "1 article, 0 corrections" in shared.command("backup", str(file))
    with sqlite3.connect(file) as raw:
        assert raw.execute("SELECT id FROM articles").fetchall() == [(shared.article,)]
        assert raw.execute("SELECT count(*) FROM records").fetchone() == (1,)
    raw.close()
    with pytest.raises(subprocess.CalledProcessError) as refused:
        shared.command("restore", str(file), "--replace")
    assert "Stop Dateline" in refused.value.stderr and not list(shared.server.data.glob("*.before-restore-*"))

    async def opened() -> bool:
        async with talk(shared.url) as visitor:
            await visitor.run("overview", article=shared.article, share=token)
            return shared.words[0] in visitor.texts

    assert asyncio.run(opened()), "the server goes on"
