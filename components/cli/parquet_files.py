"""Parquet files: rows of articles in, records out and in again; never a whole file in memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
import pyarrow as pa
from pyarrow import parquet

from components.cli.locations import why
from components.domain.errors import DatelineError, InputRefused

SUFFIX = ".parquet"
ROWS_AT_ONCE = 64  # that are read
ROW_GROUP = 1_000  # records that are written together: some tens of megabytes
RECORD_COLUMN = "record"
_SCHEMA = pa.schema(
    [("id", pa.string()), ("title", pa.string()), ("date", pa.string()), ("words", pa.int32()), ("record", pa.string())]
)


class _Columns(msgspec.Struct):
    """What of a record has a column of its own."""

    id: str
    title: str
    words: int
    date: str | None = None


def _opened(file: BinaryIO, name: str) -> parquet.ParquetFile:
    try:
        # Row groups may be larger than memory: read page by page.
        return parquet.ParquetFile(file, pre_buffer=False, buffer_size=2**20)
    except (pa.ArrowException, OSError) as error:
        raise DatelineError(f"{name} is no Parquet file: {why(error)}.") from error


def row_count(file: BinaryIO, name: str, needed: Iterable[str] = ()) -> int:
    """The rows of a file; raises DatelineError where it is no Parquet file or lacks one of the columns needed."""
    table = _opened(file, name)
    for column in needed:
        if column not in table.schema_arrow.names:
            raise DatelineError(f"{name} has no column “{column}”.")
    return int(table.metadata.num_rows)


def rows(file: BinaryIO, name: str, columns: Iterable[str]) -> Iterator[dict[str, Any] | InputRefused]:
    """Each row's values of those of the columns that are there, days as "YYYY-MM-DD", or why they can't be read.

    Raises DatelineError where the file can't be read.
    """
    table = _opened(file, name)
    there = [c for c in columns if c in table.schema_arrow.names]
    try:
        for batch in table.iter_batches(ROWS_AT_ONCE, columns=there):
            yield from _values(batch)
    except (pa.ArrowException, OSError) as error:
        raise DatelineError(f"{name} can't be read: {why(error)}.") from error


def _values(batch: pa.RecordBatch) -> Iterator[dict[str, Any] | InputRefused]:
    try:
        batched = batch.to_pylist()
    except (ValueError, OverflowError, pa.ArrowException) as error:  # a day beyond the calendar, text that isn't UTF-8
        if batch.num_rows == 1:
            yield InputRefused(f"A value of it can't be read: {why(error)}.")
        else:
            for at in range(batch.num_rows):
                yield from _values(batch.slice(at, 1))
        return
    for row in batched:
        yield {column: _plain(value) for column, value in row.items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, dt.date) else value


def record_lines(file: BinaryIO, name: str) -> Iterator[bytes]:
    """The records that ``write_records`` wrote, as lines of JSON; raises DatelineError where there are none."""
    for row in rows(file, name, [RECORD_COLUMN]):
        if isinstance(row, InputRefused):
            raise DatelineError(f"{name} can't be read: {row}")
        if not isinstance(row.get(RECORD_COLUMN), str):
            raise DatelineError(f"{name} has no column “{RECORD_COLUMN}” of records.")
        yield row[RECORD_COLUMN].encode() + b"\n"


def write_records(lines: Iterable[bytes], target: Path) -> None:
    """A row a record: its id, title, date and words, and the whole of it as JSON in ``record``."""
    with parquet.ParquetWriter(target, _SCHEMA, compression="zstd") as writer:
        group: list[dict[str, Any]] = []
        for line in lines:
            group.append(
                msgspec.to_builtins(msgspec.json.decode(line, type=_Columns)) | {"record": line.decode().rstrip("\n")}
            )
            if len(group) == ROW_GROUP:
                writer.write_table(pa.Table.from_pylist(group, _SCHEMA))
                group = []
        if group:
            writer.write_table(pa.Table.from_pylist(group, _SCHEMA))
