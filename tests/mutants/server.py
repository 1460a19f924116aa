"""A process that has imported every package that the tests need, and nothing of components: each run is a fork of it.

Run as a program in a copy of the repository, by path, so that nothing of ``tests`` is imported. Requests and answers
are JSON, one a line, on standard input and output.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import select
import signal
import sys
import time
from pathlib import Path
from typing import Any

import pytest

IMPORTS = 90.0  # seconds until the first test runs
ARGUMENTS = ["-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov", "--no-header", "--tb=short"]


class Chosen:
    """A pytest plugin: runs the tests that were asked for, in their order, and tells how far it is."""

    def __init__(self, tests: list[str], known: list[str], tell: int) -> None:
        self._order = {name: n for n, name in enumerate(tests)}
        self._known = set(known)
        self._functions = {name.partition("[")[0]: n for n, name in reversed(list(enumerate(tests)))}
        self._tell = tell

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Leave the others out."""
        places = {item: self._place(item.nodeid) for item in items}
        chosen = [(place, n) for n, item in enumerate(items) if (place := places[item]) is not None]
        kept = [items[n] for _, n in sorted(chosen)]
        config.hook.pytest_deselected(items=[item for item in items if places[item] is None])
        items[:] = kept

    def _place(self, name: str) -> int | None:
        if name in self._order:
            return self._order[name]
        # A case that isn't there without the fault: its values were made by what is at fault.
        return None if name in self._known else self._functions.get(name.partition("[")[0])

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """A test begins."""
        self._say({"at": nodeid})

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test failed."""
        if report.failed:
            self._say({"failed": report.nodeid})

    def _say(self, message: dict[str, str]) -> None:
        os.write(self._tell, json.dumps(message).encode() + b"\n")


def run(request: dict[str, Any]) -> dict[str, Any]:
    """Run tests in a fork, with seconds for each; a fork that takes longer is killed."""
    since = time.monotonic()
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        _in_fork(request, write)
    os.close(write)
    outcome: dict[str, Any] = {"ran": 0, "at": None, "failed": None, "slow": False, "code": None}
    until, text = since + request.get("start", IMPORTS), b""
    while not outcome["slow"] and (part := _read(read, until)):
        *lines, text = (text + part).split(b"\n")
        for message in map(json.loads, lines):
            outcome |= message
            if "at" in message:
                outcome["ran"] += 1
                until = time.monotonic() + request["limits"].get(message["at"], IMPORTS)
    os.close(read)
    if outcome["slow"]:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with contextlib.suppress(ProcessLookupError):  # programs that the tests started
        os.killpg(child, signal.SIGKILL)
    outcome["status"] = status
    outcome["seconds"] = round(time.monotonic() - since, 2)
    return outcome


def _read(pipe: int, until: float) -> bytes:
    """What a fork says, nothing when it has ended; where it is too late, a message of our own."""
    ready, _, _ = select.select([pipe], [], [], max(0.0, until - time.monotonic()))
    return os.read(pipe, 65536) if ready else b'{"slow": true}\n'


def _in_fork(request: dict[str, Any], tell: int) -> None:
    """Run pytest, tell its exit status, end."""
    code = 70
    try:
        os.setsid()
        log = os.open(request["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for to, source in ((0, nothing), (1, log), (2, log)):
            os.dup2(source, to)
        code = _record(request) if request.get("record") else _run_chosen(request, tell)
        os.write(tell, json.dumps({"code": code}).encode() + b"\n")
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code & 0xFF)


def _run_chosen(request: dict[str, Any], tell: int) -> int:
    chosen = Chosen(request["tests"], request["known"], tell)
    files = list(dict.fromkeys(name.partition("::")[0] for name in request["tests"]))
    return int(pytest.main([*ARGUMENTS, *files], plugins=[chosen]))


def _record(request: dict[str, Any]) -> int:
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    from recorder import Recorder

    sys.path.pop(0)
    sys.dont_write_bytecode = False  # what every later run reads
    recorder = Recorder(Path(request["record"]), Path.cwd())
    recorder.start()
    code = int(pytest.main([a for a in ARGUMENTS if a != "-x"] + request["arguments"], plugins=[recorder]))
    recorder.save()
    return code


def main() -> None:
    """See the module."""
    sys.path.pop(0)  # this folder
    for name in json.loads(sys.stdin.readline()):
        with contextlib.suppress(Exception):  # an optional part of a package
            importlib.import_module(name)
    import hypothesis

    # The same examples in each run, and none kept from one fault to the next.
    hypothesis.settings.register_profile("mutants", derandomize=True, database=None, deadline=None)
    hypothesis.settings.load_profile("mutants")
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(run(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
