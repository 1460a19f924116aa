"""Copies a whole library from one database into another, of either kind, row by row.

Every table of ``tables.py`` is copied but those that are left out by name: a table made later needs nothing here.
Memory stays flat, however many rows there are and however large their files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, LargeBinary, Table, Text, func, select, text
from sqlalchemy.exc import DBAPIError

from components.domain.errors import StoreFailed
from components.store.database import reason
from components.store.full_text import full_text
from components.store.tables import import_contents, import_drafts, metadata

Tell = Callable[[int, int], None]  # called with how many rows are copied, and of how many

# What was read of files and not added belongs to a visitor of one server, and no copy of it may outlive its batch.
LEFT_OUT = frozenset({import_drafts, import_contents})
COPIED = tuple(table for table in metadata.sorted_tables if table not in LEFT_OUT)
_MOST_ROWS = 500  # that are held at once
_MOST_BYTES = 4 * 2**20  # that they have together; one row may have more


def copy_library(source: Connection, target: Connection, tell: Tell = lambda done, of: None) -> None:
    """Put the library of ``source`` in place of what is in ``target``, whose tables are of this version.

    Both transactions are the caller's: of ``source`` one state is read where its transaction sees one. Raises
    StoreFailed where ``source`` can't be read, DBAPIError where ``target`` can't be written.
    """
    for one in (source, target):
        if one.dialect.name == "postgresql":
            # One waits for the other, for longer than others may be kept waiting: nobody waits for these.
            one.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
    total, done = _count(source), 0
    tell(done, total)
    search = full_text(target)
    search.drop_index(target)  # made of all articles at once it is made faster
    for table in reversed(COPIED):
        target.execute(table.delete())
    for table in COPIED:
        for rows in _rows(source, table):
            target.execute(table.insert(), rows)
            done += len(rows)
            tell(done, total)
    search.make_index(target)
    if target.dialect.name == "postgresql":
        _set_sequences(target)


def _count(source: Connection) -> int:
    with_rows = [select(func.count()).select_from(table).scalar_subquery() for table in COPIED]
    try:
        return sum(int(n) for n in source.execute(select(*with_rows)).one())
    except DBAPIError as error:
        raise _unread(error) from error


def _rows(source: Connection, table: Table) -> Iterator[Sequence[dict[str, Any]]]:
    """The rows of a table, some at a time."""
    try:
        at_once = _rows_at_once(source, table)
        found = source.execute(select(table).execution_options(yield_per=at_once)).mappings()
        for some in found.partitions():
            yield [dict(row) for row in some]
    except DBAPIError as error:
        raise _unread(error) from error


def _rows_at_once(source: Connection, table: Table) -> int:
    """How many rows of a table may be held at once, by its largest."""
    lengths = [func.coalesce(func.length(c), 0) for c in table.c if isinstance(c.type, Text | LargeBinary)]
    if not lengths:
        return _MOST_ROWS
    largest = source.execute(select(func.max(sum(lengths[1:], start=lengths[0])))).scalar() or 1
    return max(1, min(_MOST_ROWS, _MOST_BYTES // int(largest)))


def _unread(error: DBAPIError) -> StoreFailed:
    return StoreFailed(f"The library that is copied could not be read: {reason(error)}. Nothing was changed.")


def _set_sequences(target: Connection) -> None:
    """Let the numbers that PostgreSQL gives go on behind those that were copied."""
    for table in COPIED:
        if (column := table.autoincrement_column) is not None:
            last = target.execute(select(func.coalesce(func.max(column), 0))).scalar_one()
            target.execute(
                text("SELECT setval(pg_get_serial_sequence(:table, :column), :next, false)"),
                {"table": table.name, "column": column.name, "next": last + 1},
            )
