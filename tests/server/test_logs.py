"""What a server writes down, at any level and whatever goes wrong: no text, title, name, file name, token or key."""

from __future__ import annotations

import asyncio
import contextlib
import re
import secrets
import sqlite3
from pathlib import Path

import httpx

from tests.browser.conftest import Server, start_server
from tests.load import reporter
from tests.load.visitor import PageFailed, Visitor, visit
from tests.server.faulty_machine import add_file, add_text, begun_with, pick_and_find_right, stocked
from tests.server.talk import FAR

# Each is a word of its own, so that it tells what was written down.
WORDS = (
    "Textmark", "Quotemark", "Filemark", "Titlemark", "Outletmark", "Searchmark", "Namemark", "Tagmark", "Poisonmark",
    "Brokenmark", "Addressmark", "Keymark", "Pagemark", "Recordmark", "Workermark", "Colleague",
)  # fmt: skip
TEXT = (
    "Mayor Ida Textmark opened the new bridge in Arden on Monday. “It will serve our Quotemark,” she said.\n\n"
    "The union of drivers rejected the toll on Tuesday, and a court is to hear the case in spring.\n\n"
)
# The worker meets what it can't read.
WORKER = """
import sys
if "components.analysis.worker" in " ".join(sys.orig_argv):
    import msgspec
    _real = msgspec.msgpack.decode
    def _decode(data, **kind):
        made = _real(data, **kind)
        if "Workermark" in getattr(made, "text", ""):
            import components.analysis.pipeline as pipeline
            def _fail(self, article):
                raise KeyError(article.text)
            pipeline.ArticleAnalyser.analyse = _fail
        return made
    msgspec.msgpack.decode = _decode
"""


async def _fails(doing: object) -> None:
    with contextlib.suppress(PageFailed):
        await doing  # type: ignore[misc]


async def everything(server: Server, article: str) -> list[str]:
    """Do whatever leaves a mark; what else must not be written down: tokens and sessions."""
    async with visit(server.url) as owner:
        added = await add_file(owner, "Filemark.txt", TEXT.encode())
        assert added is not None
        await reporter.wait_until_read(owner)
        await _details(owner)
        await owner.open("", q="Searchmark", who="Namemark")
        await owner.open("", article="Pagemark")
        await owner.open("overview", article="Pagemark", mark="Pagemark")
        await reporter.tag(owner, added, "Tagmark")
        await reporter.open_article(owner, article)
        quote = next(one for one in reporter.marks(owner) if one.startswith("q-"))
        token = await reporter.share(owner, article, correct=True)
        async with visit(server.url, token) as colleague:
            await reporter.open_article(colleague, article)
            await pick_and_find_right(colleague, quote)
            sessions = [owner.session, colleague.session]
        await _fails(add_text(owner, "Poisonmark " * 6_000))
        await _fetch(owner)
        await _fails(add_text(owner, TEXT + "Workermark."))
        await owner.until_shown(lambda page: page.find("again"))
        await _broken_file(owner)
        wrong = secrets.token_urlsafe(16)
        async with httpx.AsyncClient(base_url=server.url, trust_env=False, headers=FAR) as stranger:
            for address in (f"/s/{wrong}", f"/overview?share={wrong}", "/?key=Keymark", f"/media/{wrong}"):
                await stranger.get(address, headers={"Cookie": f"dateline_share={token}"})
        _break_records(server.data, added)
        await _fails(owner.open("overview", article=added))
        assert any(node.kind == "exception" for node in owner.page.all())
        with contextlib.closing(sqlite3.connect(server.data / "dateline.sqlite3")) as library:
            library.execute("ALTER TABLE tags RENAME TO gone")
        await _fails(reporter.tag(owner, article, "Tagmark, too"))
        assert owner.page.says("The library could not be")
        return [token, wrong, *sessions]


async def _details(owner: Visitor) -> None:
    await owner.press("details")
    owner.fill("Title", "Titlemark")
    owner.fill("Outlet", "Outletmark")
    await owner.press("Save")


async def _fetch(owner: Visitor) -> None:
    await owner.open()
    if owner.page.find("paste-watch") is None:
        await owner.press("adding-more")
    field = next(n.key for n in owner.page.all("text_area") if n.key.startswith("paste-"))
    owner.fill(field, "http://127.0.0.1:1/Addressmark")
    await owner.press("read-paste")
    await owner.until_shown(lambda page: page.says("not taken"))
    await owner.press("discard")


async def _broken_file(owner: Visitor) -> None:
    await owner.open()
    uploader = next(n.key for n in owner.page.all("file_uploader") if n.key.startswith("files-"))
    await owner.upload(
        uploader, [("Filemark.pdf", b"%PDF-1.7\nBrokenmark"), ("Filemark.docx", b"PK\x03\x04Brokenmark")]
    )
    await owner.until_shown(lambda page: page.says("not taken"))


def _break_records(data: Path, article: str) -> None:
    """Have the stored record hold what makes its reader fail, with words of it in the error."""
    with contextlib.closing(sqlite3.connect(data / "dateline.sqlite3")) as library:
        (stored,) = library.execute("SELECT json FROM records WHERE article_id = ?", (article,)).fetchone()
        broken = re.sub(rb'"kind":"\w+"', b'"kind":"Recordmark"', bytes(stored), count=1)
        assert broken != bytes(stored)
        library.execute("UPDATE records SET json = ? WHERE article_id = ?", (broken, article))
        library.commit()


def test_logs_hold_nothing_of_what_is_read_or_typed(tmp_path: Path) -> None:
    article = stocked(tmp_path / "data")
    log = tmp_path / "log"
    path = begun_with(tmp_path / "begun", WORKER)
    server = start_server(tmp_path / "data", "--logger.level", "debug", log=log, PYTHONPATH=path)
    try:
        secret = asyncio.run(everything(server, article))
    finally:
        server.stop()
    written = log.read_text("utf-8", "replace")
    assert "Uncaught app execution" in written and "could not be read" in written  # what went wrong is there
    assert [one for one in (*WORDS, *secret) if one in written] == []
