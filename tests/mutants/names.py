"""Which lines use what a module sets up when it is imported.

A constant's line runs once, whoever imports it first; what a fault in it changes are the lines that name the constant.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_WORD = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True)
class _Statement:
    """A statement that runs at import, with the names that it binds."""

    first: int
    last: int
    names: frozenset[str]


class Names:
    """Looks names up in all modules of a tree."""

    def __init__(self, tree: Path) -> None:
        self._statements: dict[str, list[_Statement]] = {}
        self._bodies: dict[str, dict[int, str]] = {}  # lines within functions: the outermost function's name
        self._uses: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
        for path in sorted((tree / "components").rglob("*.py")):
            self._read(path.relative_to(tree).as_posix(), path.read_text(encoding="utf-8"))

    def using(self, file: str, line: int) -> set[tuple[str, int]]:
        """Lines within functions that depend on what the line sets up at import.

        For a line within a function: those that depend on what is made by calling it at import.
        """
        found: set[tuple[str, int]] = set()
        done: set[tuple[str, str]] = set()
        waiting = {(file, name) for name in self._bound(file, line)}
        if not waiting and line not in self._bodies[file]:  # a bare call that registers something: all of the module
            return {(file, n) for n in self._bodies[file]}
        while waiting:
            done |= waiting
            uses = {use for where, name in waiting for use in self._of(where, name)}
            found |= {(where, n) for where, n in uses if n in self._bodies[where]}
            outside = uses - found
            waiting = {(where, name) for where, n in outside for name in self._bound(where, n)} - done
        return found

    def _bound(self, file: str, line: int) -> frozenset[str]:
        if line in self._bodies[file]:
            return frozenset({self._bodies[file][line]})
        return frozenset().union(*(s.names for s in self._statements[file] if s.first <= line <= s.last))

    def _of(self, file: str, name: str) -> Iterator[tuple[str, int]]:
        for where, line in self._uses[name]:
            if where == file or not name.startswith("_"):
                yield where, line

    def _read(self, file: str, source: str) -> None:
        for number, text in enumerate(source.splitlines(), 1):
            for name in set(_WORD.findall(text)):
                self._uses[name].add((file, number))
        bodies: dict[int, str] = {}
        statements: list[_Statement] = []
        _walk(ast.parse(source).body, frozenset(), bodies, statements)
        self._bodies[file], self._statements[file] = bodies, statements


def _walk(body: list[ast.stmt], around: frozenset[str], bodies: dict[int, str], statements: list[_Statement]) -> None:
    for node in body:
        last = node.end_lineno or node.lineno
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            start = node.body[0].lineno
            bodies.update(dict.fromkeys(range(start, last + 1), node.name))
            # Defaults and decorators: whoever calls the function, and its own lines, by its name.
            first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
            statements.append(_Statement(first, start - 1, around | {node.name}))
        elif isinstance(node, ast.ClassDef):
            first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
            statements.append(_Statement(first, node.body[0].lineno - 1, frozenset({node.name})))
            _walk(node.body, frozenset({node.name}), bodies, statements)
        elif isinstance(node, ast.If | ast.Try | ast.With | ast.For | ast.While):
            statements.append(_Statement(node.lineno, node.body[0].lineno - 1, around))
            for part in ("body", "orelse", "finalbody"):
                _walk(getattr(node, part, []), around, bodies, statements)
            for handler in getattr(node, "handlers", []):
                _walk(handler.body, around, bodies, statements)
        elif not isinstance(node, ast.Import | ast.ImportFrom):
            names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
            statements.append(_Statement(node.lineno, last, around | names))
