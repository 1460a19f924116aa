"""Opens the database: where it is, how SQLite is set, migrations, one writer at a time."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import alembic.command
import alembic.config
import alembic.migration
import alembic.script
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError

from components.domain.errors import StoreFailed

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
        if self.url.get_backend_name() == "sqlite" and self.url.database not in {None, "", ":memory:"}:
            try:
                Path(str(self.url.database)).parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StoreFailed(
                    f"The data folder can't be made ({error.strerror}). Name another in DATELINE_DATA."
                ) from error
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

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def _check(self) -> None:
        if self.url.get_backend_name() != "sqlite":
            return
        with self.engine.connect() as connection:
            found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        if found != "ok":
            raise StoreFailed(f"The library's file is damaged ({found}). It was left as it is: restore a backup.")

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
        if self.url.get_backend_name() != "sqlite" or not self.url.database:
            return
        source = Path(self.url.database)
        with sqlite3.connect(source) as old, sqlite3.connect(source.with_suffix(f".before-{revision}.sqlite3")) as new:
            old.backup(new)


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
