"""Records from files of JSON lines or Parquet, one at a time: what ``cast`` and ``chronicle`` read."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack

import msgspec
from tqdm import tqdm

from components.cli import parquet_files
from components.cli.locations import opened, size_of
from components.cli.output import Failures
from components.domain.record import Record, from_json


def read_records(path: str, failures: Failures) -> Iterator[Record]:
    """The records of a file ("-": standard input) or address, in order; a line that is none is named and left out.

    Of a second record of one id the line is named and left out as well. Raises DatelineError where there is no file.
    """
    seen: set[str] = set()
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
            if not line.strip():
                continue
            try:
                record = from_json(line)
            except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                failures.tell(f"{path} line {number}", f"It is no record (dateline.article/1): {error}.")
                continue
            if record.id in seen:
                failures.tell(f"{path} line {number}", f"A record of “{record.id}” came before; this one is left out.")
                continue
            seen.add(record.id)
            yield record
