"""Records from a file of JSON lines, one at a time: what ``cast`` and ``chronicle`` read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import msgspec
from tqdm import tqdm

from components.cli.output import Failures
from components.domain.errors import DatelineError
from components.domain.record import Record, from_json


def read_records(path: str, failures: Failures) -> Iterator[Record]:
    """The records of a file ("-": standard input), in order; a line that is none is named and left out.

    Of a second record of one id the line is named and left out as well. Raises DatelineError where there is no file.
    """
    seen: set[str] = set()
    with ExitStack() as stack:
        if path == "-":
            file, size = sys.stdin.buffer, None
        else:
            try:
                file, size = stack.enter_context(Path(path).open("rb")), Path(path).stat().st_size
            except OSError as error:
                raise DatelineError(f"{path} can't be read: {error.strerror}.") from error
        bar = stack.enter_context(tqdm(total=size, unit="B", unit_scale=True, disable=not sys.stderr.isatty()))
        for number, line in enumerate(file, start=1):
            bar.update(len(line))
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
