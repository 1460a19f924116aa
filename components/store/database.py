"""Opens the database: SQLite or PostgreSQL, migrations, one writer at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, TimeoutError

from components.domain.errors import StoreFailed
from components.store.data_folder import database_url
from components.store.postgres_database import PostgresDatabase
from components.store.revisions import bring_up_to_date, current_revision, known_revisions, newest_revision
from components.store.sqlite_database import SqliteDatabase, file_of

LONGEST_WAIT = 30.0  # seconds to wait for others of this server who write
_CUT = 300  # characters of the database's own words that are told
NEWER = (
    "This library was made by a newer version of Dateline than this one. It was left as it is: open it with that "
    "version, or have this one make a library of its own (another folder in DATELINE_DATA, another database in "
    "DATELINE_DATABASE_URL)."
)


class Database(Protocol):
    """What differs from one kind of database to another; what searching differs in stands in full_text.py."""

    help: str  # what to do where it fails, in a sentence
    engine: Engine
    file: Path | None  # that it is kept in, where it is one file

    def revision(self) -> str | None:
        """The migration that the library is at, None of a new one or where it can't tell; changes no byte."""

    def check(self) -> None:
        """Raises StoreFailed where the database can't be used."""

    def begin_writing(self, connection: Connection) -> None:
        """Wait until nobody else writes; to the end of the transaction nobody does. Raises StoreFailed."""

    def before_migration(self, connection: Connection, revision: str | None) -> None:
        """Keep what a migration might harm; ``revision``: what it starts from, None of a new library."""

    def is_busy(self, error: DBAPIError) -> bool:
        """Whether the error is that another program kept the database for too long."""

    def empty_log(self) -> None:
        """Leave nothing of what was deleted in a log."""

    def used_elsewhere(self) -> bool:
        """Whether any other program, or another part of this one, has the database open; raises DBAPIError."""

    def claim(self, name: str) -> AbstractContextManager[bool]:
        """Whether this has the name for itself among all servers on the database, until it is left."""

    def claimed(self, names: list[str]) -> set[str]:
        """Those of the names that a server has claimed."""


class Store:
    """The library's database. ``reading`` and ``writing`` give a connection in one transaction."""

    def __init__(self, url: str | URL | None = None) -> None:
        self._lock = threading.Lock()
        self.fresh = False  # whether opening it made its tables: a new library
        self._written = False  # whether the log may hold something of ours
        self._database = _database(_address(url or database_url()))
        self.engine = self._database.engine
        with self._told("opened"):
            _need_known(self._database.revision())
            self._database.check()
            self._migrate()

    @property
    def file(self) -> Path | None:
        """The file that the library is kept in; None where it is in PostgreSQL."""
        return self._database.file

    @property
    def shared(self) -> bool:
        """Whether other servers may have the same database."""
        return self.engine.dialect.name != "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with: all that it reads is of one state of the library."""
        with self._told("read"), self.engine.connect() as connection:
            if self.shared:  # SQLite has it so in any case
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are kept together at its end, or not at all; nobody else writes meanwhile."""
        # One writer: SQLite before 3.51.3 could damage a WAL that two connections wrote and reset at once.
        with self._told("written"), self._alone():
            connection = self.engine.connect().execution_options(dateline_write=True)
            with connection, connection.begin():
                self._database.begin_writing(connection)
                yield connection
            self._written = True

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One writer of this server at a time."""
        if not self._lock.acquire(timeout=LONGEST_WAIT):
            raise StoreFailed("The library is very busy. Nothing was changed. Try again in a minute.")
        try:
            yield
        finally:
            self._lock.release()

    @contextmanager
    def claim(self, name: str) -> Iterator[bool]:
        """Whether this server has the name for itself, until it is left: what several servers must not do at once."""
        with self._told("opened"), self._database.claim(name) as held:
            yield held

    def claimed(self, names: list[str]) -> set[str]:
        """Those of the names that some server has claimed."""
        with self._told("read"):
            return self._database.claimed(names)

    def used_elsewhere(self) -> bool:
        """Whether any other program has the library open: a server, a command, a database's own tools."""
        with self._told("opened"), self._alone():
            return self._database.used_elsewhere()

    def empty_log(self) -> None:
        """Leave nothing of what was deleted in the database's log, where that is ours to do."""
        with self._lock:
            self._database.empty_log()

    def close(self) -> None:
        """Close every connection; what was deleted is left in no file."""
        if self._written:
            self.empty_log()
        self.engine.dispose()

    def _migrate(self) -> None:
        with self._lock, self.engine.connect().execution_options(dateline_write=True) as connection:
            self._database.begin_writing(connection)
            now = current_revision(connection)
            if now == newest_revision():
                return
            _need_known(now)  # once more: another server may have brought it further meanwhile
            self.fresh = now is None
            self._database.before_migration(connection, now)
            bring_up_to_date(connection)
            connection.commit()

    @contextmanager
    def _told(self, done: str) -> Iterator[None]:
        """Database errors as a sentence for a reader."""
        try:
            yield
        except DBAPIError as error:
            if self._database.is_busy(error):
                raise StoreFailed(
                    f"The library could not be {done}: another program is at work in it. Nothing was changed. Try "
                    "again; where that doesn't help, close the other program."
                ) from error
            raise StoreFailed(
                f"The library could not be {done}: {reason(error)}. Nothing was changed. {self._database.help}"
            ) from error
        except TimeoutError as error:  # of the pool: every connection is in use
            raise StoreFailed(f"The library is very busy. Nothing was changed. {self._database.help}") from error


def reason(error: DBAPIError) -> str:
    """The database's own words on what went wrong, for the middle of a sentence."""
    # Further lines may hold what was to be written.
    return str(error.orig).partition("\n")[0][:_CUT].rstrip(".")


def library_file() -> Path | None:
    """The file that the library is, or would be, kept in; None where it is in PostgreSQL. Raises StoreFailed."""
    url = _address(database_url())
    return file_of(url) if _kind(url) == "sqlite" else None


def _need_known(revision: str | None) -> None:
    """Raise StoreFailed where a library is at a migration that this version doesn't have."""
    if revision is not None and revision not in known_revisions():
        raise StoreFailed(NEWER)


def _address(named: str | URL) -> URL:
    try:
        return make_url(named)
    except ArgumentError as error:
        raise StoreFailed(
            "DATELINE_DATABASE_URL is no address of a database. Write postgresql://USER@HOST/NAME."
        ) from error


def _kind(url: URL) -> str:
    return url.drivername.partition("+")[0]


def _database(url: URL) -> Database:
    """The kind of database that an address names; raises StoreFailed."""
    kind = _kind(url)
    if kind == "sqlite":
        return SqliteDatabase(url)
    if kind in {"postgresql", "postgres"}:
        return PostgresDatabase(url)
    raise StoreFailed(f"The library can be in SQLite or in PostgreSQL, not in “{kind}”: change DATELINE_DATABASE_URL.")
