"""Opens the database: where it is, how SQLite is set, migrations, one writer at a time."""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import alembic.command
import alembic.config
import alembic.migration
import alembic.script
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError

from components.domain.errors import StoreFailed
from components.store.private_files import make_private, private_file, private_folder

log = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[2]
MIGRATIONS = Path(__file__).parent / "migrations"
BUSY = 5_000  # milliseconds to wait for another process that is writing


def data_folder() -> Path:
    """``DATELINE_DATA``, or ``data/`` beside app.py."""
    named = os.environ.get("DATELINE_DATA", "").strip()
    return Path(named).expanduser() if named else ROOT / "data"


def database_url() -> str:
    """``DATELINE_DATABASE_URL``, or an SQLite file in the data folder."""
    named = os.environ.get("DATELINE_DATABASE_URL", "").strip()
    return named or f"sqlite:///{data_folder() / 'dateline.sqlite3'}"


class Store:
    """The library's database. ``reading`` and ``writing`` give a connection in one transaction."""

    def __init__(self, url: str | None = None) -> None:
        self.url = make_url(url or database_url())
        self._lock = threading.Lock()
        self.fresh = False  # whether opening it made its tables: a new library
        self._written = False  # whether the log may hold something of ours
        if (file := self._file()) is not None:
            _close_to_others(file)
        self.engine = _engine(self.url.render_as_string(hide_password=False))
        with _told("opened"):
            self._check()
            self._migrate()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with."""
        with _told("read"), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are kept together at its end, or not at all."""
        # One writer: SQLite before 3.51.3 could damage a WAL that two connections wrote and reset at once.
        with _told("written"), self._lock:
            connection = self.engine.connect().execution_options(dateline_write=True)
            with connection, connection.begin():
                yield connection
            self._written = True

    def empty_log(self) -> None:
        """Move what was written from the write-ahead log into the database, and leave nothing of it in the log.

        What was deleted is in the log until then. Where another program is reading just now, the next time does it.
        """
        if self._file() is None:
            return
        try:
            # Past SQLAlchemy, as it would begin a transaction, within which SQLite does nothing here.
            with self._lock, closing(self.engine.raw_connection()) as connection:
                cursor = connection.cursor()
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                busy = (cursor.fetchone() or (0,))[0]
        except (sqlite3.Error, DBAPIError) as error:
            log.warning("the write-ahead log was not emptied: %s", error)
        else:
            if busy:
                log.warning("the write-ahead log was not emptied: another program is reading the library")

    def close(self) -> None:
        """Close every connection; what was deleted is left in no file."""
        if self._written:
            self.empty_log()
        self.engine.dispose()

    def _file(self) -> Path | None:
        """The database's file; None where it is none, or a URI that only SQLite understands."""
        name = self.url.database
        if self.url.get_backend_name() != "sqlite" or not name or name == ":memory:" or name.startswith("file:"):
            return None
        return Path(name)

    def _check(self) -> None:
        if self.url.get_backend_name() != "sqlite":
            return
        with self.engine.connect() as connection:
            verdict = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        if verdict != "ok":
            raise StoreFailed(f"The library's file is damaged ({verdict}). It was left as it is: restore a backup.")

    def _migrate(self) -> None:
        config = alembic.config.Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with self._lock, self.engine.connect().execution_options(dateline_write=True) as connection:
            head = alembic.script.ScriptDirectory.from_config(config).get_current_head()
            now = alembic.migration.MigrationContext.configure(connection).get_current_revision()
            if now == head:
                return
            self.fresh = now is None
            if now is not None:
                self._back_up(now)
            config.attributes["connection"] = connection
            alembic.command.upgrade(config, "head")
            connection.commit()

    def _back_up(self, revision: str) -> None:
        """A copy of the SQLite file as it was before a migration, beside it."""
        source = self._file()
        if source is None:
            return
        copy = source.with_suffix(f".before-{revision}.sqlite3")
        make_private(copy)
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(copy)) as new:
            old.backup(new)


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


@contextmanager
def _told(done: str) -> Iterator[None]:
    """Database errors as a sentence for a reader."""
    try:
        yield
    except DBAPIError as error:
        raise StoreFailed(
            f"The library could not be {done}: {error.orig}. Nothing was changed. "
            "Check that the disk has space and that the data folder can be written, then try again."
        ) from error


def _engine(url: str) -> Engine:
    engine = create_engine(url)
    if engine.dialect.name != "sqlite":
        return engine

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
