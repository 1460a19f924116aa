"""What is taken for a fault, which are drawn, and that each is told for what it is, on a tree of two modules."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent

import pytest

from tests.mutants.copies import Copy
from tests.mutants.drawing import draw, shares
from tests.mutants.making import Mutant, places_of
from tests.mutants.names import Names
from tests.mutants.recording import recorded
from tests.mutants.report import Equivalents, as_json, survivors, table
from tests.mutants.runs import Controls, Result, Server, try_mutant

SUMS = '''
"""Sums."""

import logging
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    LIMITS = 3 > 2

__all__ = ["total", "unused"]
log = logging.getLogger(__name__)
MOST = 10
_LEAST = MOST - 9


def total(numbers: list[int] | None = None) -> int:
    """The sum: 1 + 1."""
    assert numbers != 1
    log.warning("adding %s", 5)
    found = 0
    for number in numbers or []:
        if number > _LEAST and number < MOST:
            found += number
    return found


@cache
def doubled() -> int:
    return _twice(4)


def _twice(number: int, by: int = 2) -> int:
    return by * number


def unused() -> int:
    return 7
'''


SUMS_FILE, PROGRAM_FILE = "components/domain/sums.py", "components/domain/program.py"


def changes(source: str) -> set[tuple[str, str]]:
    made = [place.mutant() for place in places_of(SUMS_FILE, source)]
    return {(m.before, m.after) for m in made if m is not None}


def test_faults_are_put_into_what_the_program_does() -> None:
    found = changes(SUMS)
    assert ("MOST = 10", "MOST = 11") in found
    assert ("_LEAST = MOST - 9", "_LEAST = MOST + 9") in found
    assert ("found += number", "found -= number") in found
    assert ("return found", "return None") in found
    head = "if number > _LEAST and number < MOST:"
    assert (head, "if number >= _LEAST and number < MOST:") in found
    assert (head, "if number > _LEAST or number < MOST:") in found
    assert (head, "if not (number > _LEAST and number < MOST):") in found


@pytest.mark.parametrize("text", ["1 + 1", "assert", "log.", "logging", "import", "LIMITS", "@cache", "__all__"])
def test_and_not_into_what_only_describes_it(text: str) -> None:
    assert not [before for before, _ in changes(SUMS) if text in before]


def test_a_mutant_is_another_program_that_compiles() -> None:
    for place in places_of(SUMS_FILE, SUMS):
        mutant = place.mutant()
        assert mutant is None or compile(mutant.text, "mutant", "exec") != compile(SUMS, "mutant", "exec")


def test_each_package_has_its_least_and_the_rest_goes_by_size() -> None:
    given = shares({"small": 15, "middle": 400, "large": 8100}, 160)
    assert given["small"] == 12
    assert sum(given.values()) == 160
    assert given["middle"] < given["large"] < 8100 / 400 * given["middle"]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A repository with tests: of a sum, of what a cached function computes, of a program that is started."""
    root = tmp_path / "tree-1"
    texts = {
        "pyproject.toml": '[tool.pytest.ini_options]\npythonpath = ["."]\n',
        "components/__init__.py": "",
        "components/domain/__init__.py": "",
        "components/domain/sums.py": SUMS,
        "components/domain/program.py": """
            import os
            import sys


            def answer(word):
                left = 2
                while left > 0:
                    left -= 1
                return word + "!"


            for line in sys.stdin:
                sys.stdout.write(answer(line.strip()) + "\\n")
                sys.stdout.flush()
            """,
        "tests/__init__.py": "import components",
        "tests/domain/__init__.py": "",
        "tests/domain/test_sums.py": """
            import subprocess
            import sys

            import pytest

            from components.domain import sums

            @pytest.mark.parametrize("most", [sums.MOST])
            def test_numbers_up_to_a_limit_are_added(most):
                assert sums.total([2, 3, most]) == 5

            def test_a_number_is_there():
                assert sums.doubled() is not None

            def test_it_is_doubled():
                assert sums.doubled() == 8

            def test_a_program_answers():
                process = subprocess.Popen([sys.executable, "-m", "components.domain.program"],
                                           stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
                process.stdin.write("a\\n")
                process.stdin.flush()
                assert process.stdout.readline() == "a!\\n"
                process.kill()
                process.communicate()
            """,
    }
    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(dedent(text).lstrip(), encoding="utf-8")
    return root


def test_the_same_seed_draws_the_same_mutants_one_a_line(tree: Path) -> None:
    first = draw(tree, [], 8, 1)
    assert first == draw(tree, ["components/domain"], 8, 1)
    assert first != draw(tree, [], 8, 2)
    assert len({(m.file, m.line) for m in first}) == len(first) == 8


def test_a_constant_stands_for_the_lines_that_name_it(tree: Path) -> None:
    lines = SUMS.lstrip().splitlines()

    def line(text: str) -> int:
        return next(n for n, one in enumerate(lines, 1) if text in one)

    domain = tree / "components" / "domain"
    (domain / "__init__.py").write_text("from components.domain.sums import MOST as LIMIT\n", encoding="utf-8")
    reader = "from components.domain import LIMIT\n\ndef read():\n    return LIMIT\n"
    (domain / "reader.py").write_text(reader, encoding="utf-8")
    (domain / "other.py").write_text('MOST = 3\n\ndef read():\n    """MOST."""\n    return MOST\n', encoding="utf-8")
    here = (SUMS_FILE, line("if number >"))  # by itself and by way of _LEAST
    assert Names(tree).using(SUMS_FILE, line("MOST = 10")) == {here, ("components/domain/reader.py", 4)}


def mutant(tree: Path, before: str, after: str, file: str) -> Mutant:
    made = [place.mutant() for place in places_of(file, (tree / file).read_text(encoding="utf-8"))]
    return next(m for m in made if m is not None and (m.before, m.after) == (before, after))


def test_each_mutant_is_told_for_what_it_is(tree: Path) -> None:
    copy, said = Copy(tree), []
    covered, known = recorded(copy, "a digest", ["tests"], said.append)
    assert not covered.failing
    assert len(covered.tests) == 4
    server, controls = Server(copy, known), Controls()

    def told(before: str, after: str, file: str = SUMS_FILE) -> tuple[str, str]:
        result = try_mutant(mutant(tree, before, after, file), copy, server, covered, controls, 60)
        return result.status, result.by.removeprefix("tests/domain/test_sums.py::")

    try:
        added = ("caught", "test_numbers_up_to_a_limit_are_added[10]")
        assert told("found += number", "found -= number") == added
        edge = "if number {} _LEAST and number < MOST:"
        assert told(edge.format(">"), edge.format(">=")) == ("survived", "")
        # Without the fault there is no case [None]: its value comes from what is at fault.
        assert told("MOST = 10", "MOST = None")[0] == "caught"
        # A cached function's lines ran for its first caller alone, whose test doesn't notice.
        assert told("return by * number", "return by / number") == ("caught", "test_it_is_doubled")
        default = "def _twice(number: int, by: int = {}) -> int:"
        assert told(default.format(2), default.format(3)) == ("caught", "test_it_is_doubled")
        assert told("return 7", "return None") == ("no test", "")
        # In a program that the test kills: a wrong answer, and none at all.
        assert told('return word + "!"', "return None", PROGRAM_FILE) == ("caught", "test_a_program_answers")
        covered.limit = lambda test: 2.0  # type: ignore[method-assign]
        slow = "time: tests/domain/test_sums.py::test_a_program_answers"
        assert told("left -= 1", "left += 1", PROGRAM_FILE) == ("caught", slow)
    finally:
        server.close()
    assert (tree / SUMS_FILE).read_text(encoding="utf-8") == SUMS.lstrip()
    recorded(copy, "a digest", ["tests"], said.append)
    assert len([text for text in said if text.startswith("Running all tests once")]) == 1


def test_what_is_no_fault_is_counted_apart_and_a_stale_entry_is_told(tree: Path, tmp_path: Path) -> None:
    listed = tmp_path / "equivalent.toml"
    entry = '[[mutant]]\nfile = "{}"\nbefore = "{}"\nafter = "MOST = 11"\nreason = "why"\n'
    listed.write_text(entry.format(SUMS_FILE, "MOST = 10") + entry.format(SUMS_FILE, "MOST = 12"))
    equivalents = Equivalents(listed)
    limit = mutant(tree, "MOST = 10", "MOST = 11", SUMS_FILE)
    assert equivalents.reason(limit) == "why"
    assert equivalents.gone(tree) == [f"{SUMS_FILE}: MOST = 12"]
    other = mutant(tree, "return 7", "return None", SUMS_FILE)
    results = [Result(limit, "equivalent"), Result(other, "survived", ran=3), Result(other, "caught", "a test")]
    assert table(results).splitlines()[1].split() == ["components/domain", "3", "1", "1", "0", "1", "50%"]
    assert survivors(results).splitlines()[1:] == ["  - return 7", "  + return None"]
    assert json.loads(as_json(results, seed=1))["packages"]["all"] == {"equivalent": 1, "survived": 1, "caught": 1}
