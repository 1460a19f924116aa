"""Runs in the tests' process, once: which test executes which line, and how long each takes.

A line may run for one test and count for more: what fixtures of a wider scope do, and what cached functions compute, is
recorded under their own names, with who used them. Programs that tests start tell their lines through a pipe
(``workers/sitecustomize.py``).
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import importlib.util
import json
import os
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import coverage
import pytest
from caches import note_caches

WORKERS = Path(__file__).resolve().parent / "workers"


class Recorder:
    """A pytest plugin; ``save`` writes what it saw."""

    def __init__(self, folder: Path, tree: Path) -> None:
        self._folder, self._tree = folder, tree
        self._package = f"{tree / 'components'}{os.sep}"
        self._coverage = coverage.Coverage(
            data_file=str(folder / "lines.sqlite"), include=[f"{self._package}*"], config_file=False, messages=False
        )
        self._context = ""
        self._uses: defaultdict[str, set[str]] = defaultdict(set)
        self._told: defaultdict[str, defaultdict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        self._seconds: dict[str, float] = defaultdict(float)
        self._fixtures: dict[str, float] = {}  # seconds of those of a wider scope
        self._within = 0.0  # seconds of such fixtures within the test that runs
        self._outcomes: dict[str, str] = {}
        self._lock = threading.RLock()

    def start(self) -> None:
        """Before anything of the package is imported."""
        os.mkfifo(self._folder / "pipe")
        (self._folder / "package").write_text(self._package, encoding="utf-8")
        self._now = (self._folder / "now").open("wb", buffering=0)
        self._now.truncate(4096)
        self._number = 0
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self._end = os.open(self._folder / "pipe", os.O_WRONLY)
        os.environ["PYTHONPATH"] = os.pathsep.join([str(WORKERS), str(self._folder)])
        note_caches("components", self)
        self._coverage.start()

    def enter(self, name: str) -> str:
        """What runs from now on runs for ``name``; returns for whom it ran before."""
        with self._lock:
            before, self._context = self._context, name
            self._coverage.switch_context(name)
            told = name.encode()[:4000]
            self._number += 1
            # The number last: whoever sees it sees the name.
            os.pwrite(self._now.fileno(), len(told).to_bytes(4, "big") + told, 4)
            os.pwrite(self._now.fileno(), self._number.to_bytes(4, "big"), 0)
            return before

    def leave(self, before: str) -> None:
        """It runs again for whom it ran before."""
        self.enter(before)

    def used(self, name: str) -> None:
        """What runs now uses what ``name`` made."""
        self._uses[self._context].add(name)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """What modules do when they are imported is no test's, wherever the import stands."""
        for name in sorted(_imported(self._tree)):
            with contextlib.suppress(Exception):  # what isn't installed here
                if importlib.util.find_spec(name) is not None:
                    importlib.import_module(name)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """One test."""
        self._within = 0.0
        before = self.enter(item.nodeid)
        for name in getattr(item, "fixturenames", ()):
            self._uses[item.nodeid].add(f"fixture {name}")
        result = yield
        self.leave(before)
        self._seconds[item.nodeid] = max(0.0, self._seconds[item.nodeid] - self._within)
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Iterator[None]:
        """A fixture that is made."""
        if fixturedef.scope == "function":
            return (yield)
        name = f"fixture {fixturedef.argname}"
        self._uses[self._context].add(name)
        before, since = self.enter(name), time.monotonic()
        try:
            return (yield)
        finally:
            self.leave(before)
            took = time.monotonic() - since
            self._fixtures[name] = max(took, self._fixtures.get(name, 0.0))
            if not before.startswith("fixture "):
                self._within += took

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test's setup, call or teardown is over."""
        self._seconds[report.nodeid] += report.duration
        if report.failed or self._outcomes.get(report.nodeid) != "failed":
            self._outcomes[report.nodeid] = report.outcome if report.when == "call" or not report.passed else "passed"

    def save(self) -> None:
        """At the end."""
        self._coverage.stop()
        os.write(self._end, b"null\n")
        self._listener.join()
        data = self._coverage.get_data()
        for context, files in self._told.items():
            data.set_context(context)
            data.add_lines(files)
        self._coverage.save()
        tests = {
            name: {"outcome": outcome, "seconds": round(self._seconds[name], 4)}
            for name, outcome in self._outcomes.items()
        }
        uses = {name: sorted(used) for name, used in self._uses.items()}
        fixtures = {name: round(took, 4) for name, took in self._fixtures.items()}
        known = {"tests": tests, "uses": uses, "fixtures": fixtures}
        (self._folder / "tests.json").write_text(json.dumps(known, indent=0), encoding="utf-8")

    def _listen(self) -> None:
        with (self._folder / "pipe").open("rb") as pipe:
            for message in pipe:
                told = json.loads(message)
                if told is None:
                    return
                if told[0] == "uses":
                    self._uses[told[1]].add(told[2])
                else:
                    self._told[told[1]][told[2]].add(told[3])


def _imported(tree: Path) -> set[str]:
    """Modules of the package that an import statement names."""
    found: set[str] = set()
    for path in (p for folder in ("components", "pages", "tests") for p in (tree / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {a.name for a in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module, *(f"{node.module}.{a.name}" for a in node.names)}
    return {name for name in found if name.split(".")[0] == "components"}
