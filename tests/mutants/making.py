"""Makes mutants: every place of a module where one small fault can be put, and the text with it.

The operators are mutmut's; two that it lacks are ours: a condition negated, a value that isn't returned. What is no
behaviour stays as it is: docstrings, annotations, imports, decorators, assertions, log messages.
"""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import libcst as cst
import libcst.matchers as m
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation import mutators

# What an operator's mutants are called; mutmut's `operator_swap_op` and `operator_keywords` by the node they change.
_KINDS = {
    mutators.operator_number: "number",
    mutators.operator_string: "string",
    mutators.operator_name: "constant",
    mutators.operator_assignment: "assignment",
    mutators.operator_augmented_assignment: "arithmetic",
    mutators.operator_remove_unary_ops: "condition",
    mutators.operator_dict_arguments: "argument",
    mutators.operator_arg_removal: "argument",
    mutators.operator_symmetric_string_methods_swap: "method",
    mutators.operator_unsymmetrical_string_methods_swap: "method",
    mutators.operator_lambda: "return",
    mutators.operator_match: "condition",
    mutators.operator_if_exp: "condition",
}
_BY_NODE = (
    (cst.BooleanOperation, "boolean"),
    ((cst.ComparisonTarget, cst.BaseCompOp), "comparison"),
    ((cst.Break, cst.Continue), "loop"),
)
_LOGGING = m.Call(func=m.Attribute(value=m.Name("log") | m.Name("logger") | m.Name("logging")))
_TYPING = m.Call(func=m.Name("cast") | m.Name("TypeVar") | m.Name("ParamSpec") | m.Name("NewType"))
# An argument less of these is an error at once, in whatever test.
_PLAIN = m.Call(func=m.Name("len") | m.Name("isinstance") | m.Name("issubclass") | m.Name("range"))
_NOT_RUN = m.If(test=m.Name("TYPE_CHECKING")) | m.If(test=m.Comparison(left=m.Name("__name__")))
# White space and punctuation, half of all nodes; the operators are asked about none of them.
_SYNTAX = (cst.BaseParenthesizableWhitespace, cst.TrailingWhitespace, cst.EmptyLine, cst.Comment, cst.Newline,
           cst.Comma, cst.Dot, cst.LeftParen, cst.RightParen, cst.Colon)  # fmt: skip
_DESCRIBES = m.SimpleStatementLine(
    body=[
        m.Expr(value=m.SimpleString() | m.ConcatenatedString())
        | m.Assign(value=_LOGGING | _TYPING)
        | m.Assign(targets=[m.AssignTarget(m.Name("__all__"))])
    ]
)
_NO_BEHAVIOUR = (cst.Annotation, cst.Import, cst.ImportFrom, cst.Decorator, cst.Assert, cst.Subscript)


@dataclass(frozen=True)
class Mutant:
    """One fault: a file's text with it, and what it changes."""

    file: str  # relative to the repository
    line: int  # the first line that differs
    span: tuple[int, int]  # lines of the statement around it, or of that statement's head
    at_import: bool  # outside of every function
    kind: str
    before: str
    after: str
    text: str  # the whole file


@dataclass(frozen=True)
class Place:
    """Where a mutant can be made."""

    file: str
    line: int
    kind: str
    span: tuple[int, int]
    at_import: bool
    module: cst.Module
    node: cst.CSTNode
    mutated: cst.CSTNode

    def mutant(self) -> Mutant | None:
        """The mutant; None where it is no other program, or none at all."""
        source = self.module.code
        text = self.module.deep_replace(self.node, self.mutated).code
        if not _differs(text, ast.dump(ast.parse(source))):
            return None
        line, before, after = _change(source, text)
        return Mutant(self.file, line, self.span, self.at_import, self.kind, before, after, text)


def places_of(file: str, source: str) -> list[Place]:
    """Every place of a module."""
    wrapper = MetadataWrapper(cst.parse_module(source), unsafe_skip_copy=True)
    places = _Places(file)
    wrapper.visit(places)
    return places.found


def _differs(text: str, same: str) -> bool:
    try:
        compile(text, "mutant", "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return ast.dump(ast.parse(text)) != same


def _change(source: str, text: str) -> tuple[int, str, str]:
    """The first line that differs, and the lines before and after in one line each."""
    old, new = source.splitlines(), text.splitlines()
    changes = [c for c in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if c[0] != "equal"]
    start, end = changes[0][1], changes[-1][2]
    new_start, new_end = changes[0][3], changes[-1][4]

    def joined(lines: list[str]) -> str:
        return " ".join(line.strip() for line in lines)

    return start + 1, joined(old[start:end]), joined(new[new_start:new_end])


class _Places(cst.CSTVisitor):
    """Walks a module and asks the operators at every node that is behaviour."""

    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, file: str) -> None:
        super().__init__()
        self.found: list[Place] = []
        self._file = file
        self._functions: list[cst.CSTNode] = []  # whose bodies are around
        self._spans: list[tuple[int, int]] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.Module):
            self._module = node
        if isinstance(node, _NO_BEHAVIOUR) and not (isinstance(node, cst.Subscript) and self._functions):
            return False  # a subscript outside of functions is a type's
        if _is_left_out(node):
            return False
        if isinstance(node, cst.BaseStatement):
            self._spans.append(self._lines(node))
        if isinstance(node, cst.FunctionDef):
            self._functions.append(node)
            # A default shows where the body runs, not where the definition does.
            body = self.get_metadata(PositionProvider, node.body)
            self._spans.append((body.start.line, body.end.line))
            node.params.visit(self)
            self._spans.pop()
            node.body.visit(self)
            self._functions.pop()
            self._spans.pop()
            return False
        module, span, at_import = self._module, self._spans[-1] if self._spans else (1, 1), not self._functions
        for kind, mutated in _mutations(node):
            where = self.get_metadata(PositionProvider, node, None)
            line = where.start.line if where is not None else span[0]
            self.found.append(Place(self._file, line, kind, span, at_import, module, node, mutated))
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        statement = isinstance(original_node, cst.BaseStatement) and not isinstance(original_node, cst.FunctionDef)
        if statement and not _is_left_out(original_node):
            self._spans.pop()

    def _lines(self, node: cst.BaseStatement) -> tuple[int, int]:
        where = self.get_metadata(PositionProvider, node)
        last = where.end.line
        body = getattr(node, "body", None)
        if isinstance(body, cst.IndentedBlock):  # the head alone
            last = max(where.start.line, self.get_metadata(PositionProvider, body.body[0]).start.line - 1)
        return where.start.line, last


def _is_left_out(node: cst.CSTNode) -> bool:
    if isinstance(node, cst.Call):
        return m.matches(node, _LOGGING | _TYPING)
    if isinstance(node, cst.SimpleStatementLine):
        return m.matches(node, _DESCRIBES)
    return isinstance(node, cst.If) and m.matches(node, _NOT_RUN)


def _mutations(node: cst.CSTNode) -> Iterator[tuple[str, cst.CSTNode]]:
    if isinstance(node, _SYNTAX):
        return
    for of, operator in mutators.mutation_operators:
        if not isinstance(node, of) or (operator is mutators.operator_arg_removal and m.matches(node, _PLAIN)):
            continue
        for mutated in operator(node):
            yield _KINDS.get(operator) or _kind_of(node), mutated
    for mutated in _negated(node):
        yield "condition", mutated
    for mutated in _not_returned(node):
        yield "return", mutated


def _kind_of(node: cst.CSTNode) -> str:
    return next((kind for of, kind in _BY_NODE if isinstance(node, of)), "arithmetic")


def _negated(node: cst.CSTNode) -> Iterable[cst.CSTNode]:
    """``if x`` to ``if not x``; ``not x`` itself is mutmut's."""
    if not isinstance(node, cst.If | cst.While | cst.CompIf) or m.matches(node.test, m.UnaryOperation(m.Not())):
        return
    inner = node.test
    if not inner.lpar and not isinstance(inner, cst.Name | cst.Attribute | cst.Call | cst.Subscript):
        inner = inner.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    yield node.with_changes(test=cst.UnaryOperation(cst.Not(), inner))


def _not_returned(node: cst.CSTNode) -> Iterable[cst.CSTNode]:
    """``return x`` to ``return None``."""
    if isinstance(node, cst.Return) and node.value is not None and not m.matches(node.value, m.Name("None")):
        value = cst.Name("None")
        yield node.with_changes(value=value, whitespace_after_return=cst.SimpleWhitespace(" "))
