"""Runs tests against mutants, in copies of the tree."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from tests.mutants.copies import Copy
from tests.mutants.covered import Covered
from tests.mutants.making import Mutant

HERE = Path(__file__).resolve().parent
Status = Literal["caught", "survived", "no test", "equivalent"]


@dataclass(frozen=True)
class Result:
    """What became of a mutant."""

    mutant: Mutant
    status: Status
    by: str = ""  # the test that noticed it, or how else it showed
    ran: int = 0
    left_out: int = 0  # tests beyond the time limit
    seconds: float = 0.0


class Server:
    """A running ``server.py`` in a copy."""

    def __init__(self, copy: Copy, known: dict[str, Any]) -> None:
        self._log = str(copy.path.parent / f"{copy.path.name}.log")
        kept = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "PYTEST_ADDOPTS"}}
        fixed = {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1"}
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "server.py")],
            cwd=copy.path,
            env=kept | known["environment"] | fixed | {"COVERAGE_CORE": "ctrace"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._say(known["modules"])
        self._hear()

    def run(self, tests: list[str], covered: Covered) -> dict[str, Any]:
        """Run tests until one fails."""
        limits = {name: covered.limit(name) for name in tests}
        return self.ask({"tests": tests, "known": covered.beside(tests), "limits": limits})

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """One request."""
        self._say(request | {"log": self._log})
        answer: dict[str, Any] = json.loads(self._hear())
        return answer

    def close(self) -> None:
        """End it."""
        self._process.communicate()

    def _say(self, message: Any) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(message) + "\n")
        self._process.stdin.flush()

    def _hear(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"The process that runs the tests has ended. See {self._log}.")
        return line


@dataclass
class Controls:
    """Tests that noticed a fault, and whether they pass without it when they run alone."""

    passes: dict[str, bool] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def reliable(self, test: str, server: Server, covered: Covered) -> bool:
        """Whether to believe a test; the copy must be without fault."""
        with self.lock:
            if test in self.passes:
                return self.passes[test]
        passes = how_caught(server.run([test], covered)) is None
        with self.lock:
            self.passes[test] = passes
        return passes


def how_caught(outcome: dict[str, Any]) -> str | None:
    """What noticed the fault; None where all tests passed."""
    if outcome["slow"]:
        return f"time: {outcome['at'] or 'import'}"
    if outcome["failed"]:
        return str(outcome["failed"])
    if outcome["code"] is None:
        return f"crash: {outcome['at'] or 'import'}"
    return None if outcome["code"] in {0, 5} else "import"  # 5: the cases are gone that would have run


def try_mutant(
    mutant: Mutant, copy: Copy, server: Server, covered: Covered, controls: Controls, limit: float
) -> Result:
    """Run the tests that can notice a mutant."""
    plan = covered.plan(mutant, limit)
    tests: Sequence[str] = [t for t in plan.tests if controls.passes.get(t, True)]
    seconds, ran = 0.0, 0
    while tests:
        with copy.holding(mutant):
            outcome = server.run(list(tests), covered)
        seconds, ran = seconds + outcome["seconds"], outcome["ran"]
        by = how_caught(outcome)
        if by is None:
            return Result(mutant, "survived", "", ran, plan.left_out, seconds)
        test = outcome["failed"] or outcome["at"]
        if test not in covered.tests or controls.reliable(test, server, covered):
            return Result(mutant, "caught", by, ran, plan.left_out, seconds)
        tests = [name for name in tests if name != test]
    return Result(mutant, "no test", "", 0, plan.left_out, seconds)
