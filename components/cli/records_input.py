"""Records from files of JSON lines or Parquet: what ``cast`` and ``chronicle`` read, in this process or in others."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from typing import Generic, TypeVar

import msgspec
from tqdm import tqdm

from components.cli import parquet_files
from components.cli.locations import opened, size_of
from components.cli.ordered_map import OrderedMap
from components.cli.output import Failures
from components.domain.record import Record, from_json

T = TypeVar("T")
Line = tuple[int, bytes]  # with its number, from 1
CHUNK = 1_000_000  # bytes of lines that are read at once: some twenty records


class ReadLine(msgspec.Struct, Generic[T], frozen=True):
    """What was made of the record of a line, or why there is none."""

    number: int
    article: str = ""
    made: T | None = None
    error: str = ""


def read_records(path: str, failures: Failures, make: Callable[[Record], T], over: OrderedMap) -> Iterator[T]:
    """What ``make`` makes of each record of a file ("-": standard input) or address, in order; ``over`` says where.

    A line that is no record is named and left out, and so is a second record of one id. Raises DatelineError where
    there is no file.
    """
    seen: set[str] = set()
    for lines in over(partial(_read, make), _chunks(_lines(path))):
        for line in lines:
            if line.made is None:
                failures.tell(f"{path} line {line.number}", line.error)
            elif line.article in seen:
                told = f"A record of “{line.article}” came before; this one is left out."
                failures.tell(f"{path} line {line.number}", told)
            else:
                seen.add(line.article)
                yield line.made


def _read(make: Callable[[Record], T], lines: list[Line]) -> list[ReadLine[T]]:
    return [_read_line(make, number, line) for number, line in lines]


def _read_line(make: Callable[[Record], T], number: int, line: bytes) -> ReadLine[T]:
    try:
        record = from_json(line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        return ReadLine(number, error=f"It is no record (dateline.article/1): {error}.")
    return ReadLine(number, record.id, make(record))


def _chunks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    chunk: list[Line] = []
    size = 0
    for line in lines:
        chunk.append(line)
        size += len(line[1])
        if size >= CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _lines(path: str) -> Iterator[Line]:
    """The lines of a file that aren't empty, or the records of a Parquet file."""
    with ExitStack() as stack:
        file = opened(path)
        if path != "-":
            stack.callback(file.close)
        lines: Iterable[bytes] = file
        unit, total = "B", size_of(path)
        if path.endswith(parquet_files.SUFFIX):
            lines = parquet_files.record_lines(file, path)
            unit, total = "row", parquet_files.row_count(file, path)
        bar = stack.enter_context(tqdm(total=total, unit=unit, unit_scale=unit == "B", disable=not sys.stderr.isatty()))
        for number, line in enumerate(lines, start=1):
            bar.update(len(line) if unit == "B" else 1)
            if line.strip():
                yield number, line
