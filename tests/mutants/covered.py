"""What the recorder saw: which tests a fault can be noticed by."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property  # noqa: TID251 - one thread
from pathlib import Path

import coverage

from tests.mutants.making import Mutant
from tests.mutants.names import Names


@dataclass(frozen=True)
class Plan:
    """The tests for one mutant, in their order."""

    tests: list[str]
    left_out: int  # tests that run its line, too, but take longer than the limit


class Covered:
    """Tests by line."""

    def __init__(self, folder: Path, tree: Path) -> None:
        known = json.loads((folder / "tests.json").read_text(encoding="utf-8"))
        self.tests: dict[str, dict[str, object]] = known["tests"]
        self.failing = sorted(name for name, test in self.tests.items() if test["outcome"] == "failed")
        self._seconds = {n: float(str(t["seconds"])) for n, t in self.tests.items() if t["outcome"] == "passed"}
        self._fixtures: dict[str, float] = known["fixtures"]
        self._uses: dict[str, list[str]] = known["uses"]
        self._users: defaultdict[str, set[str]] = defaultdict(set)
        for user, used in self._uses.items():
            for name in used:
                self._users[name].add(user)
        self._data = coverage.CoverageData(str(folder / "lines.sqlite"))
        self._data.read()
        self._tree = tree
        self._lines: dict[str, dict[int, list[str]]] = {}
        self._behind: dict[str, frozenset[str]] = {}

    @cached_property
    def _names(self) -> Names:
        return Names(self._tree)

    def plan(self, mutant: Mutant, seconds: float) -> Plan:
        """Those that run the mutant's line, or what depends on it; as many as take no longer together."""
        lines = {(mutant.file, n) for n in range(mutant.span[0], mutant.span[1] + 1)}
        found = self._contexts(lines)
        if mutant.at_import or "" in found:
            found |= self._contexts(self._names.using(mutant.file, mutant.line))
        tests = sorted(found & self._seconds.keys(), key=lambda name: (self._seconds[name], name))
        own = [name for name in tests if name.startswith(_own(mutant.file))]
        taken: list[str] = []
        # Half the time for the package's own, then the fastest of all: slow tests must not keep many others out.
        spent = self._take(own, seconds / 2, taken)
        self._take(tests, seconds - spent, taken)
        return Plan(self._ordered(taken or tests[:1], mutant.file), len(tests) - max(len(taken), min(1, len(tests))))

    def _take(self, tests: list[str], seconds: float, taken: list[str]) -> float:
        """Add to ``taken`` as many of the tests as take no longer together; returns what they take."""
        paid = {fixture for name in taken for fixture in self._uses.get(name, ())}
        spent = 0.0
        for name in tests:
            fixtures = {f for f in self._uses.get(name, ()) if f in self._fixtures} - paid
            costs = self._seconds[name] + sum(self._fixtures[f] for f in fixtures)
            if name not in taken and spent + costs <= seconds:
                taken.append(name)
                paid |= fixtures
                spent += costs
        return spent

    def limit(self, test: str) -> float:
        """Seconds after which a test hangs."""
        fixtures = sum(self._fixtures.get(name, 0.0) for name in self._uses.get(test, ()))
        return 20 + 5 * (self._seconds[test] + fixtures)

    def beside(self, tests: Iterable[str]) -> list[str]:
        """All tests of the files that these are in."""
        files = {name.partition("::")[0] for name in tests}
        return [name for name in self.tests if name.partition("::")[0] in files]

    def _ordered(self, tests: Iterable[str], file: str) -> list[str]:
        """The package's own first, fastest first; a file's tests together, so that what they share is made once."""
        by_file: defaultdict[str, list[str]] = defaultdict(list)
        for name in tests:
            by_file[name.partition("::")[0]].append(name)

        def place(test_file: str) -> tuple[bool, float, str]:
            names = by_file[test_file]
            return not test_file.startswith(_own(file)), sum(self._seconds[n] for n in names) / len(names), test_file

        return [n for f in sorted(by_file, key=place) for n in sorted(by_file[f], key=lambda n: (self._seconds[n], n))]

    def _contexts(self, lines: Iterable[tuple[str, int]]) -> set[str]:
        """The tests behind lines, and "" where they run at import."""
        found: set[str] = set()
        for file, number in lines:
            for context in self._of(file).get(number, ()):
                found |= self._tests(context)
        return found

    def _of(self, file: str) -> dict[int, list[str]]:
        if file not in self._lines:
            self._lines[file] = self._data.contexts_by_lineno(str(self._tree / file))
        return self._lines[file]

    def _tests(self, context: str) -> frozenset[str]:
        """A test itself; of a fixture or a cached function, those that use it."""
        if context not in self._behind:
            done, waiting = set(), {context}
            while waiting:
                done |= waiting
                waiting = {user for name in waiting for user in self._users[name]} - done
            self._behind[context] = frozenset(n for n in done if n == "" or n in self._seconds)
        return self._behind[context]


def _own(file: str) -> str:
    """Where the tests of a file's package are."""
    return f"tests/{file.split('/')[1]}/"
