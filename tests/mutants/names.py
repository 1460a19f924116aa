"""Which lines use what a module sets up when it is imported.

A constant's line runs once, whoever imports it first; what a fault in it changes are the lines that name the constant.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

Line = tuple[str, int]  # a file and a line of it
_OF_ITS_OWN = {"self", "cls"}


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
        self._bodies: dict[str, dict[int, str]] = {}  # lines within functions: the function's name, or its class's
        self._imports: dict[str, dict[str, tuple[str, str]]] = {}  # a file's names: the module and name they are of
        self._uses: defaultdict[tuple[str, str], set[Line]] = defaultdict(set)  # of what a file binds
        paths = sorted((tree / "components").rglob("*.py"))
        modules = {path.relative_to(tree).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in paths}
        for file, module in modules.items():
            self._sort(file, module)
        for file, module in modules.items():
            self._look_up(file, module)

    def using(self, file: str, line: int) -> set[Line]:
        """Lines within functions that depend on what the line sets up at import.

        For a line within a function: those that depend on what is made by calling it at import.
        """
        found: set[Line] = set()
        done: set[tuple[str, str]] = set()
        waiting = {(file, name) for name in self._bound(file, line)}
        if not waiting and line not in self._bodies[file]:  # a bare call that registers something: all of the module
            return {(file, n) for n in self._bodies[file]}
        while waiting:
            done |= waiting
            uses = {use for one in waiting for use in self._uses[one]}
            found |= {(where, n) for where, n in uses if n in self._bodies[where]}
            outside = uses - found
            waiting = {(where, name) for where, n in outside for name in self._bound(where, n)} - done
        return found

    def _bound(self, file: str, line: int) -> frozenset[str]:
        if line in self._bodies[file]:
            return frozenset({self._bodies[file][line]})
        return frozenset().union(*(s.names for s in self._statements[file] if s.first <= line <= s.last))

    def _sort(self, file: str, module: ast.Module) -> None:
        bodies: dict[int, str] = {}
        statements: list[_Statement] = []
        _walk(module.body, "", bodies, statements)
        self._bodies[file], self._statements[file] = bodies, statements
        self._imports[file] = {}
        for node in ast.walk(module):
            if isinstance(node, ast.ImportFrom):
                self._imports[file] |= {a.asname or a.name: (node.module or "", a.name) for a in node.names}

    def _look_up(self, file: str, module: ast.Module) -> None:
        for node in ast.walk(module):
            if isinstance(node, ast.Name):
                self._uses[file, node.id].add((file, node.lineno))
                if node.id in self._imports[file]:
                    self._uses[self._origin(*self._imports[file][node.id])].add((file, node.lineno))
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                if node.value.id in _OF_ITS_OWN:
                    self._uses[file, node.attr].add((file, node.lineno))
                elif node.value.id in self._imports[file]:  # of a module
                    self._uses[self._origin(".".join(self._imports[file][node.value.id]), node.attr)].add(
                        (file, node.lineno)
                    )

    def _origin(self, module: str, name: str) -> tuple[str, str]:
        """The file that binds a module's name; a package may have it from a module of its own."""
        path = module.replace(".", "/")
        file = next((f for f in (f"{path}.py", f"{path}/__init__.py") if f in self._imports), "")
        further = self._imports.get(file, {}).get(name)
        return self._origin(*further) if further else (file, name)


def _walk(body: list[ast.stmt], owner: str, bodies: dict[int, str], statements: list[_Statement]) -> None:
    """Sort statements; ``owner`` is the class around them, by whose name they are used."""
    for node in body:
        last = node.end_lineno or node.lineno
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            start, name = node.body[0].lineno, owner or node.name
            bodies.update(dict.fromkeys(range(start, last + 1), name))
            first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
            statements.append(_Statement(first, start - 1, frozenset({name})))
        elif isinstance(node, ast.ClassDef):
            first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
            statements.append(_Statement(first, node.body[0].lineno - 1, frozenset({owner or node.name})))
            _walk(node.body, owner or node.name, bodies, statements)
        elif isinstance(node, ast.If | ast.Try | ast.With | ast.For | ast.While):
            names = frozenset({owner}) if owner else _stored(node)
            statements.append(_Statement(node.lineno, node.body[0].lineno - 1, names))
            for part in ("body", "orelse", "finalbody"):
                _walk(getattr(node, part, []), owner, bodies, statements)
            for handler in getattr(node, "handlers", []):
                _walk(handler.body, owner, bodies, statements)
        elif not isinstance(node, ast.Import | ast.ImportFrom):
            statements.append(_Statement(node.lineno, last, frozenset({owner}) if owner else _stored(node)))


def _stored(node: ast.AST) -> frozenset[str]:
    return frozenset(n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))
