"""Copies of the working tree: faults are put there, never into the tree itself."""

from __future__ import annotations

import hashlib
import itertools
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.mutants.making import Mutant

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "mutants"
# What the tests' outcome hangs on. The rest is copied too, as some tests read it.
_CODE = ("components/", "pages/", "tests/", "app.py", "pyproject.toml", "requirements")
_TOOL = "tests/mutants/"
# Two texts of a file within one second and of one size are one to Python's cache: no two of ours have the same time.
_TIMES = itertools.count(1)


class Copy:
    """One copy, in which at most one file has a fault."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def holding(self, mutant: Mutant) -> Iterator[None]:
        """Put a fault in, and take it out again."""
        file = self.path / mutant.file
        right, status = file.read_bytes(), file.stat()
        later = status.st_mtime_ns + next(_TIMES) * 10**9
        try:
            file.write_text(mutant.text, encoding="utf-8")
            os.utime(file, ns=(later, later))
            yield
        finally:
            file.write_bytes(right)
            os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def files() -> list[str]:
    """The working tree's files, but for what git ignores and this tool."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    names = {name for name in listed.stdout.decode().split("\0") if name and not name.startswith(_TOOL)}
    return sorted(name for name in names if (ROOT / name).is_file())


def digest(tree: Path, names: list[str]) -> str:
    """A hash of what the tests' outcome hangs on."""
    whole = hashlib.sha256()
    for name in names:
        if name.startswith(_CODE):
            whole.update(name.encode() + b"\0" + hashlib.sha256((tree / name).read_bytes()).digest())
    return whole.hexdigest()


def first_copy(build: Path = BUILD) -> tuple[Copy, str]:
    """The tree's copy and its digest; one that is there and the same is used again."""
    path, marked, names = build / "tree-1", build / "tree-1.digest", files()
    now = digest(ROOT, names)
    if not path.exists() or not marked.exists() or marked.read_text() != now or digest(path, names) != now:
        marked.unlink(missing_ok=True)
        shutil.rmtree(path, ignore_errors=True)
        for name in names:
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, path / name)
        now = digest(path, names)  # others may have written meanwhile
        marked.write_text(now)
    return Copy(path), now


def further_copy(first: Copy, number: int) -> Copy:
    """Another one, for a process beside the first."""
    path = first.path.parent / f"tree-{number}"
    shutil.rmtree(path, ignore_errors=True)
    shutil.copytree(first.path, path)
    return Copy(path)
