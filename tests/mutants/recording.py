"""Has all tests run once, by ``recorder.py``; what it saw is kept while the code is the same."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from tests.mutants.copies import Copy
from tests.mutants.covered import Covered
from tests.mutants.runs import HERE, Server


def known_packages(copy: Copy, arguments: list[str]) -> dict[str, Any]:
    """What the tests import from elsewhere."""
    out = copy.path.parent / "packages.json"
    out.unlink(missing_ok=True)
    done = subprocess.run(
        [sys.executable, str(HERE / "packages.py"), str(out), *arguments], cwd=copy.path, capture_output=True, text=True
    )
    if not out.exists() or done.returncode:
        raise RuntimeError(f"The tests can't be collected:\n{done.stdout}{done.stderr}")
    known: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return known


def recorded(
    copy: Copy, digest: str, arguments: list[str], say: Callable[[str], object]
) -> tuple[Covered, dict[str, Any]]:
    """Which tests run which lines: as recorded before, while the code is the same, or by running them all."""
    folder, mark = copy.path.parent / "lines", json.dumps([digest, arguments])
    marked, packages = folder / "of.json", folder / "packages.json"
    if not marked.exists() or marked.read_text() != mark:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        known = known_packages(copy, arguments)
        say("Running all tests once, to see which lines each runs. This is kept while the code is the same.")
        since = time.monotonic()
        server = Server(copy, known)
        answer = server.ask({"record": str(folder), "arguments": arguments, "limits": {}, "start": 4 * 3600})
        server.close()
        if answer["code"] not in {0, 1}:
            raise RuntimeError(f"The tests could not be run. See {copy.path}.log.")
        packages.write_text(json.dumps(known), encoding="utf-8")
        marked.write_text(mark)
        say(f"That took {time.monotonic() - since:.0f} seconds.")
    return Covered(folder, copy.path), json.loads(packages.read_text(encoding="utf-8"))
