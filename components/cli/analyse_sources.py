"""What ``analyse`` is to read: files, folders, addresses, rows of JSON lines or Parquet; nothing before its turn."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import Any

import msgspec

from components.cli import parquet_files
from components.cli.locations import files_within, kind_of, opened, size_of
from components.cli.output import Failures
from components.cli.own_output import OwnOutput
from components.domain.errors import DatelineError, InputRefused
from components.ingest.file_kinds import SUFFIXES

_NOTHING_THERE = "There is no such file or folder. Check the path."
_NO_OUTPUT = OwnOutput((), resumed=False)
_NEEDED = ("id", "text")
_COLUMNS = (*_NEEDED, "date", "title")


class Source(msgspec.Struct, frozen=True):
    """Where an article will be read from."""

    name: str
    file: str = ""  # a path or an address; "-": standard input
    row: bytes | dict[str, Any] | InputRefused | None = None
    data: bytes | None = None  # of a file within an archive
    upto: int = 0  # how much of the input is read with it, in the input's unit


class Sources(msgspec.Struct):
    """All that is to be read, one after the other, and how much that is."""

    each: Iterator[Source]
    total: int | None  # where it is known beforehand
    unit: str  # of ``total`` and of a source's ``upto``


def files(names: list[str], failures: Failures, own: OwnOutput) -> Sources:
    """The files named, and those in the folders named (every depth, in order of name)."""
    suffixes, wanted = tuple(SUFFIXES), "file that Dateline reads"
    found = [file for name in names for file in _files_of(name, suffixes, wanted, failures, own)]
    shown = (Source("standard input" if f == "-" else f, f, upto=n) for n, f in enumerate(found, start=1))
    return Sources(shown, len(found), "file")


def json_lines(name: str, failures: Failures, own: OwnOutput = _NO_OUTPUT) -> Sources:
    """The rows of a JSON-lines file, or of all in a folder."""
    names = _files_of(name, (".jsonl",), ".jsonl file", failures, own)
    sizes = [size_of(n) for n in names]
    total = None if None in sizes else sum(size or 0 for size in sizes)

    def each() -> Iterator[Source]:
        upto = 0
        for file in names:
            try:
                with opened(file) as lines:
                    for number, line in enumerate(lines, start=1):
                        upto += len(line)
                        row = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
                        if row.strip():
                            yield Source(f"{file} line {number}", row=row, upto=upto)
            except (DatelineError, OSError) as error:
                failures.tell(file, error)

    return Sources(each(), total, "B")


def parquet(name: str, failures: Failures, own: OwnOutput) -> Sources:
    """The rows of a Parquet file, or of all in a folder."""
    counts: dict[str, int] = {}
    if name == "-":
        raise InputRefused("A Parquet file can't be read from standard input. Name it.")
    for file in _files_of(name, (parquet_files.SUFFIX,), f"{parquet_files.SUFFIX} file", failures, own):
        try:
            with opened(file) as data:
                counts[file] = parquet_files.row_count(data, file, _NEEDED)
        except DatelineError as error:
            failures.tell(file, error)

    def each() -> Iterator[Source]:
        upto = 0
        for file in counts:
            try:
                with opened(file) as data:
                    for number, row in enumerate(parquet_files.rows(data, file, _COLUMNS), start=1):
                        upto += 1
                        yield Source(f"{file} row {number}", row=row, upto=upto)
            except DatelineError as error:
                failures.tell(file, error)

    return Sources(each(), sum(counts.values()), "row")


def _files_of(name: str, suffixes: tuple[str, ...], wanted: str, failures: Failures, own: OwnOutput) -> list[str]:
    """The file itself, or those in the folder but the output; that there is none ``wanted`` is told."""
    try:
        if name == "-":
            return [name]
        kind = kind_of(name)
        inside = files_within(name, suffixes) if kind == "folder" else [name] if kind else []
    except DatelineError as error:
        failures.tell(name, error)
        return []
    if not inside:
        failures.tell(name, f"The folder holds no {wanted}." if kind else _NOTHING_THERE)
    return own.left_out(name, inside)
