"""The library in an SQLite file: how it is set, its check, its copy before a migration, its write-ahead log."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from components.domain.errors import StoreFailed
from components.store.data_folder import data_folder
from components.store.private_files import make_private, private_file, private_folder
from components.store.revisions import SELECT_VERSION, one_revision

log = logging.getLogger(__name__)

READ_ONLY = (
    "The data folder can't be written, or the library's file in it: it was not opened, and nothing was changed. Let "
    "Dateline write there, or name another folder in DATELINE_DATA."
)
MOVED = (
    "The library could not be written: its file was moved, replaced or deleted while Dateline runs. Nothing was "
    "changed. Put it back where it was; if you can't, take away what you need as files before you stop Dateline."
)
BUSY = 5_000  # milliseconds to wait for another process that is writing


class SqliteDatabase:
    """An SQLite database; one writer at a time, as SQLite has it."""

    help = "Check that the disk has space and that the data folder can be written, then try again."

    def __init__(self, url: URL) -> None:
        self.file = file_of(url)
        if self.file is not None:
            _close_to_others(self.file)
            self._opened = _identity(self.file)
        self.engine = _engine(url)

    def revision(self) -> str | None:
        """The migration that the file is at; None of a new one, or where the file can't tell."""
        file = self.file
        if file is None:
            return None
        # Past the engine, whose connections set the file up: one of a newer Dateline is left byte for byte as it is.
        try:
            with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
                return one_revision(connection.execute(SELECT_VERSION))
        except sqlite3.Error:  # check() tells what is wrong with it
            return None

    def check(self) -> None:
        """Raises StoreFailed where the file can't be written, or is damaged."""
        file = self.file
        if file is not None and not all(os.access(one, os.W_OK) for one in (file.parent, file) if one.exists()):
            raise StoreFailed(READ_ONLY)
        try:
            with self.engine.connect() as connection:
                verdict = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        except DBAPIError as error:  # so damaged that it can't be checked
            if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF not in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
                raise
            verdict = str(error.orig)
        if verdict != "ok":
            raise StoreFailed(
                f"The library's file is damaged ({verdict}). It was left as it is: stop Dateline, move it away with "
                "its -wal and -shm, if there are any, then restore a backup: python -m components restore FILE"
            )

    def begin_writing(self, connection: Connection) -> None:
        """Nothing more, as the transaction began IMMEDIATE; raises StoreFailed where the file was moved or deleted.

        What is written into a file that is deleted while it is open is gone for good, and SQLite says nothing.
        """
        if (file := self.file) is not None and _identity(file) != self._opened:
            raise StoreFailed(MOVED)

    def before_migration(self, connection: Connection, revision: str | None) -> None:
        """A copy of the file as it was before a migration, beside it."""
        source = self.file
        if source is None or revision is None:
            return
        copy = source.with_suffix(f".before-{revision}.sqlite3")
        make_private(copy)
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(copy)) as new:
            old.backup(new)

    def is_busy(self, error: DBAPIError) -> bool:
        """Whether the error is that another program was writing for over ``BUSY``."""
        code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF  # without what extends it
        return code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}

    def empty_log(self) -> None:
        """Move what was written from the write-ahead log into the database, and leave nothing of it in the log.

        What was deleted is in the log until then. Where another program is reading just now, the next time does it.
        """
        if self.file is None:
            return
        try:
            # Past SQLAlchemy, as it would begin a transaction, within which SQLite does nothing here.
            with closing(self.engine.raw_connection()) as connection:
                cursor = connection.cursor()
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                busy = (cursor.fetchone() or (0,))[0]
        except (sqlite3.Error, DBAPIError) as error:
            log.warning("the write-ahead log was not emptied: %s", error)
        else:
            if busy:
                log.warning("the write-ahead log was not emptied: another program is reading the library")

    def used_elsewhere(self) -> bool:
        """Whether any other connection to the file is open: SQLite gives up its log for the last one alone."""
        if self.file is None:
            return False
        self.engine.dispose()  # what it opens from now on has a log again
        with closing(sqlite3.connect(self.file, timeout=0, isolation_level=None)) as connection:
            try:
                connection.execute("PRAGMA journal_mode=DELETE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                    return True
                raise DBAPIError("PRAGMA journal_mode", None, error) from error
        return False

    @contextmanager
    def claim(self, name: str) -> Iterator[bool]:
        """True: whoever shares the file is of this computer and reads an article twice at worst."""
        yield True

    def claimed(self, names: list[str]) -> set[str]:
        """None of them."""
        return set()


def file_of(url: URL) -> Path | None:
    """The database's file; None where it is none, or a URI that only SQLite understands."""
    name = url.database
    if not name or name == ":memory:" or name.startswith("file:"):
        return None
    return Path(name)


def _close_to_others(file: Path) -> None:
    """Make the database's folder and file for this user alone, also where they are there; raises StoreFailed.

    A folder that was named for the database alone, beside the data folder, is its owner's matter.
    """
    folder = file.parent
    try:
        if folder == data_folder() or not folder.exists():
            private_folder(folder)
    except OSError as error:
        raise StoreFailed(
            f"The data folder can't be made ({error.strerror}). Name another in DATELINE_DATA."
        ) from error
    try:
        make_private(file)  # SQLite gives its log and its index the same permissions
        for beside in (*folder.glob(f"{file.name}-*"), *folder.glob(f"{file.stem}.before-*.sqlite3")):
            private_file(beside)
    except OSError:  # a folder that can't be written in: opening the database tells why
        pass


def _identity(file: Path) -> tuple[int, int] | None:
    """What tells a file from any other, whatever it is called; None where there is none."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _engine(url: URL) -> Engine:
    engine = create_engine(url, hide_parameters=True)  # no log holds what was to be written

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _: object) -> None:
        # The driver must not begin transactions by itself: a write begins IMMEDIATE, below.
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY}", "secure_delete=ON"
        ):  # fmt: skip
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("dateline_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine
