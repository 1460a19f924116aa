"""A library as one closed SQLite file, as a backup is: written whole or not at all, read without being changed."""

from __future__ import annotations

import os
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from components.domain.errors import StoreFailed
from components.store.database import Store, reason
from components.store.private_files import make_private
from components.store.revisions import bring_up_to_date, known_revisions, newest_revision

OLDER = "older.sqlite3"  # the copy of an older version's library that is brought to this one
_BESIDE = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a file that is in use, or was when its program died
_FORGOTTEN = 24 * 3600  # seconds after which nobody is writing a file any more that nobody has written to
_SETTINGS = (
    # Whoever dies while it is written leaves a part that nobody reads; it is brought to the disk as a whole at its end.
    "journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE", "foreign_keys=ON", "secure_delete=ON",
)  # fmt: skip


@contextmanager
def new_library_file(file: Path, *, replace: bool = False) -> Iterator[Connection]:
    """A connection to fill a new library with, which is there under its name once that ends well.

    ``replace``: in place of a file that is there. Raises StoreFailed, also where the filling raises a DBAPIError.
    """
    _check_place(file, replace)
    part = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    try:
        _remove_forgotten_parts(file)
        make_private(part)
        with _connected(f"file:{_escaped(part)}?mode=rw", _SETTINGS) as connection, connection.begin():
            bring_up_to_date(connection)
            yield connection
        _check_sound(part, part.name)
        _to_disk(part)
        _check_place(file, replace)  # another one may have been made meanwhile
        part.replace(file)
        if os.name == "posix":
            _to_disk(file.parent)
    except (DBAPIError, sqlite3.Error, OSError) as error:
        raise StoreFailed(f"{file} could not be written: {_why(error)}. Nothing was kept of it.") from error
    finally:
        for name in ("", *_BESIDE):
            part.with_name(part.name + name).unlink(missing_ok=True)


@contextmanager
def library_in_file(file: Path, scratch: Path) -> Iterator[Connection]:
    """A connection that reads a library in a file, at this version's tables; the file is not changed.

    An older one is brought to this version in a copy, within the folder ``scratch``. Raises StoreFailed where it is no
    library, damaged, or of a newer version.
    """
    revision = check_library_file(file)
    if revision == newest_revision():
        with _connected(_reading(file), ("query_only=ON",)) as connection, connection.begin():
            yield connection
        return
    copy = scratch / OLDER
    make_private(copy)
    try:
        with closing(sqlite3.connect(_reading(file), uri=True)) as old, closing(sqlite3.connect(copy)) as new:
            old.backup(new)
    except sqlite3.Error as error:
        raise StoreFailed(f"{file} could not be copied into {scratch}: {_why(error)}. Nothing was changed.") from error
    store = Store(URL.create("sqlite", database=str(copy)))
    try:
        with store.reading() as connection:
            yield connection
    finally:
        store.close()


def check_library_file(file: Path) -> str:
    """The version of the tables of a library in a file; raises StoreFailed where it can't be read as one."""
    if not file.is_file():
        raise StoreFailed(f"There is no file {file}.")
    try:
        with file.open("rb") as opened:
            head = opened.read(16)
    except OSError as error:
        raise StoreFailed(f"{file} can't be read: {_why(error)}.") from error
    if head != b"SQLite format 3\0":
        raise StoreFailed(f"{file} is no Dateline library. Nothing was changed.")
    _check_sound(file, str(file))
    try:
        with closing(sqlite3.connect(_reading(file), uri=True)) as raw:
            raw.execute("SELECT id FROM articles LIMIT 1")
            (revision,) = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    except (sqlite3.Error, TypeError) as error:  # another program's database
        raise StoreFailed(f"{file} is no Dateline library. Nothing was changed.") from error
    if revision not in known_revisions():
        raise StoreFailed(f"{file} was made by a newer Dateline. Update this one, then try again.")
    return str(revision)


def _check_sound(file: Path, name: str) -> None:
    try:
        with closing(sqlite3.connect(_reading(file), uri=True)) as raw:
            verdict = raw.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            raise StoreFailed(f"{name} can't be read: {_why(error)}. Nothing was changed.") from error
        verdict = _why(error)
    if verdict != "ok":
        raise StoreFailed(f"{name} is damaged ({verdict}). Nothing was changed.")


def _check_place(file: Path, replace: bool) -> None:
    """Raises StoreFailed where no library may be written to."""
    if not file.parent.is_dir():
        raise StoreFailed(f"There is no folder {file.parent}. Make it, or name another file.")
    if file.exists() and not file.is_file():
        raise StoreFailed(f"{file} is no plain file. Name another.")
    if file.exists() and not replace:
        raise StoreFailed(f"{file} is there already. Name another file, or replace it with --force.")
    # A log that is there would be taken for the new file's, and break it.
    beside = [file.name + name for name in _BESIDE if file.with_name(file.name + name).exists()]
    if beside:
        raise StoreFailed(f"{file} is a library in use: {beside[0]} lies beside it. Name another file.")


def _remove_forgotten_parts(file: Path) -> None:
    """Take out what a backup to the same file left that was killed."""
    for part in file.parent.iterdir():
        its = part.name.startswith(f".{file.name}.") and part.name.endswith(".part")
        if its and time.time() - part.stat().st_mtime > _FORGOTTEN:
            part.unlink(missing_ok=True)


@contextmanager
def _connected(uri: str, pragmas: tuple[str, ...]) -> Iterator[Connection]:
    engine: Engine = create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(uri, uri=True, isolation_level=None), poolclass=NullPool
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    with engine.connect() as connection:
        raw = connection.connection
        for pragma in pragmas:
            raw.cursor().execute(f"PRAGMA {pragma}")
        yield connection


def _reading(file: Path) -> str:
    """The address to read a file at, so that nothing is written, be it beside it."""
    # Without a log nobody is writing, and it may lie where nothing can be written.
    alone = not any(file.with_name(file.name + name).exists() for name in _BESIDE)
    return f"file:{_escaped(file)}?mode=ro{'&immutable=1' if alone else ''}"


def _escaped(file: Path) -> str:
    return file.absolute().as_uri().removeprefix("file://")


def _to_disk(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _why(error: Exception) -> str:
    if isinstance(error, DBAPIError):
        return reason(error)
    return (error.strerror if isinstance(error, OSError) else None) or str(error).rstrip(".")
