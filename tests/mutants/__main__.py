"""``python -m tests.mutants [PATHS]``: draws mutants, runs the tests that can notice each, says which none noticed."""

from __future__ import annotations

import argparse
import sys
import threading
import time
from collections.abc import Sequence
from typing import Any

from tests.mutants.copies import BUILD, ROOT, Copy, first_copy, further_copy
from tests.mutants.covered import Covered
from tests.mutants.drawing import draw, files_of
from tests.mutants.making import Mutant
from tests.mutants.recording import recorded
from tests.mutants.report import Equivalents, as_json, survivors, table
from tests.mutants.runs import Controls, Result, Server, try_mutant

OUT = ROOT / "build" / "mutants.json"


def say(text: str) -> None:
    """One line on standard output, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


class Work:
    """Mutants that wait for a process, and what came of the others."""

    def __init__(self, mutants: list[Mutant], about: dict[str, Any]) -> None:
        self._waiting = list(enumerate(mutants))[::-1]
        self._number = len(mutants)
        self._about = about
        self._results: dict[int, Result] = {}
        self._lock = threading.Lock()
        self._equivalents = Equivalents()
        self.errors: list[Exception] = []

    @property
    def results(self) -> list[Result]:
        """In the order in which they were drawn."""
        return [result for _, result in sorted(self._results.items())]

    def serve(self, copy: Copy, known: dict[str, Any], covered: Covered, controls: Controls, limit: float) -> None:
        """One process's part of it."""
        server = Server(copy, known)
        try:
            while not self.errors and (one := self._next()) is not None:
                place, mutant = one
                if self._equivalents.reason(mutant) is not None:
                    result = Result(mutant, "equivalent")
                else:
                    result = try_mutant(mutant, copy, server, covered, controls, limit)
                self._done(place, result)
        except Exception as error:
            self.errors.append(error)
        finally:
            server.close()

    def _next(self) -> tuple[int, Mutant] | None:
        with self._lock:
            return self._waiting.pop() if self._waiting else None

    def _done(self, place: int, result: Result) -> None:
        with self._lock:
            self._results[place] = result
            OUT.write_text(as_json(self.results, **self._about), encoding="utf-8")
            where = f"{result.mutant.file}:{result.mutant.line}"
            count = f"{len(self._results)}/{self._number}"
            say(f"{count:>8} {result.status:<10} {result.seconds:>6.1f} s  {where} {result.by}")


def main(arguments: Sequence[str] | None = None) -> int:
    """See the module."""
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("paths", nargs="*", help="packages or modules; all of components by default")
    parser.add_argument("--number", type=int, default=160, help="how many mutants")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws others")
    parser.add_argument("--jobs", type=int, default=1, help="how many are tried at once")
    parser.add_argument("--limit", type=float, default=30, help="seconds of tests for each mutant, as recorded")
    parser.add_argument("--tests", nargs="*", default=["tests"], help="which tests; all by default")
    parser.add_argument("--browser", action="store_true", help="with the tests of the server and in a browser")
    try:
        return run(parser.parse_args(arguments))
    except (RuntimeError, FileNotFoundError) as error:
        sys.stderr.write(f"{error}\n")
        return 1


def run(options: argparse.Namespace) -> int:
    """Draw, try and report."""
    BUILD.mkdir(parents=True, exist_ok=True)
    copy, digest = first_copy()
    files_of(copy.path, options.paths)  # whether they are there, before anything takes minutes
    left_out = [] if options.browser else ["--ignore=tests/server", "--ignore=tests/browser"]
    covered, known = recorded(copy, digest, [*options.tests, *left_out], say)
    for name in covered.failing:
        say(f"Left out, as it fails without any fault: {name}")
    mutants = draw(copy.path, options.paths, options.number, options.seed)
    about = {"seed": options.seed, "paths": options.paths, "limit": options.limit, "browser": options.browser}
    work, controls, since = Work(mutants, about), Controls(), time.monotonic()
    copies = [copy, *(further_copy(copy, n) for n in range(2, options.jobs + 1))]
    threads = [
        threading.Thread(target=work.serve, args=(c, known, covered, controls, options.limit), daemon=True)
        for c in copies
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if work.errors:
        raise work.errors[0]
    took = time.monotonic() - since
    say(f"\n{survivors(work.results)}\n\n{table(work.results)}")
    each = took / max(1, len(mutants))
    say(f"{took:.0f} s, {each:.1f} s a mutant; seed {options.seed}. All of it: {OUT.relative_to(ROOT)}")
    for test in sorted(name for name, passes in controls.passes.items() if not passes):
        say(f"Not believed, as it fails alone without any fault: {test}")
    for entry in Equivalents().gone(copy.path):
        say(f"No longer there, in equivalent.toml: {entry}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
