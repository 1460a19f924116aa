"""The library in PostgreSQL, which several servers may share: one writer at a time, and who reads which article.

Writers wait for one another across servers as they do in an SQLite file, by an advisory lock that a transaction holds
to its end (PostgreSQL manual, 13.3.5): whatever a service checks before it writes still holds when it writes. Readers
wait for nobody and see one state of the library (REPEATABLE READ). Locks belong to connections: a server that dies
leaves none.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, NoSuchModuleError

from components.domain.errors import StoreFailed
from components.store.revisions import current_revision

log = logging.getLogger(__name__)

DRIVER = "postgresql+psycopg"
LOCK_WAIT = 30_000  # milliseconds to wait for others who are writing
CONNECT = 10  # seconds to wait for the server
WRITING_IDLE = 20  # seconds that a server may stand still in the middle of a change
# Reading in no order costs little where disks don't turn; else a search of few thousand articles reads all their words.
_OPTIONS = f"-c lock_timeout={LOCK_WAIT} -c random_page_cost=1.1"
# A computer that lost its power or its network loses what it held within two minutes.
_KEEPALIVES = {
    "tcp_keepalives_idle": 60, "tcp_keepalives_interval": 15, "tcp_keepalives_count": 3, "tcp_user_timeout": 90_000,
}  # fmt: skip
LEAVING = 2.0  # seconds within which one that was closed is gone
_WRITING = "writing"
_FEWEST = 130_000  # version 13: normalize(), trusted extensions


class PostgresDatabase:
    """A PostgreSQL database; its tables are in the first schema of the connection's search path."""

    help = (
        "Check that the PostgreSQL server of DATELINE_DATABASE_URL is there, has space, and lets its user make and "
        "change tables, then try again."
    )

    def __init__(self, url: URL) -> None:
        self.engine = _engine(url)
        self.file: Path | None = None

    def revision(self) -> str | None:
        """The migration that the database is at; None of a new one."""
        with self.engine.connect() as connection:
            return current_revision(connection)

    def check(self) -> None:
        """Raises StoreFailed where the server is too old or its encoding can't hold all characters."""
        with self.engine.connect() as connection:
            version = int(connection.exec_driver_sql("SHOW server_version_num").scalar_one())
            encoding = str(connection.exec_driver_sql("SHOW server_encoding").scalar_one())
        if version < _FEWEST:
            raise StoreFailed("The PostgreSQL server is older than version 13. Give Dateline a newer one.")
        if encoding != "UTF8":
            raise StoreFailed(
                f"The PostgreSQL database is in {encoding}, which can't hold every character. Make one with "
                "ENCODING 'UTF8' and name it in DATELINE_DATABASE_URL."
            )

    def begin_writing(self, connection: Connection) -> None:
        """Wait until no other writes, of any server; to the end of the transaction nobody else does."""
        # Whoever stands still while it writes loses its connection, as everybody else waits for it.
        connection.execute(
            text("SELECT set_config('idle_in_transaction_session_timeout', :idle, true), pg_advisory_xact_lock(:key)"),
            {"idle": f"{WRITING_IDLE}s", "key": lock_key(_WRITING)},
        )

    def before_migration(self, connection: Connection, revision: str | None) -> None:
        """Take the time that it needs; one that fails leaves the database as it was. Back-ups are its keeper's."""
        connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
        if revision is None:
            return
        log.warning(
            "the library is brought from version %s to this one; older versions of Dateline can't open it", revision
        )

    def is_busy(self, error: DBAPIError) -> bool:
        """Whether the error is that a lock was not to be had in time."""
        return getattr(error.orig, "sqlstate", None) == "55P03"  # lock_not_available

    def empty_log(self) -> None:
        """Nothing: the server takes out what was deleted by itself (VACUUM)."""

    def used_elsewhere(self) -> bool:
        """Whether any other client is connected to the database; asks for a while, as one may be leaving just now."""
        self.engine.dispose()
        query = text(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
            "AND usesysid IS NOT NULL AND coalesce(backend_type, 'client backend') = 'client backend'"
        )
        until = time.monotonic() + LEAVING
        while True:
            with self.engine.connect() as connection:
                if not connection.execute(query).scalar_one():
                    return False
            if time.monotonic() > until:
                return True
            time.sleep(0.1)

    @contextmanager
    def claim(self, name: str) -> Iterator[bool]:
        """Whether this has the name for itself, until it is left or its connection ends; raises DBAPIError."""
        key = {"key": lock_key(name)}
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            held = bool(connection.execute(text("SELECT pg_try_advisory_lock(:key)"), key).scalar_one())
            try:
                yield held
            finally:
                if held:
                    _release(connection, key)

    def claimed(self, names: list[str]) -> set[str]:
        """Those of the names that anybody has claimed."""
        query = text(
            "SELECT (classid::bigint << 32) | objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 "
            "AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        with self.engine.connect() as connection:
            held = set(connection.execute(query).scalars())
        return {name for name in names if lock_key(name) in held}


def lock_key(name: str) -> int:
    """The number of an advisory lock: 64 bits with a sign, the same on every server."""
    return int.from_bytes(hashlib.sha256(f"dateline:{name}".encode()).digest()[:8], signed=True)


def _release(connection: Connection, key: dict[str, int]) -> None:
    try:
        connection.execute(text("SELECT pg_advisory_unlock(:key)"), key)
    except DBAPIError as error:  # the connection is gone, and the lock with it
        log.warning("a lock was lost: %s", error.orig)
        connection.invalidate()


def _engine(url: URL) -> Engine:
    named = url.set(drivername=DRIVER).difference_update_query(["options"])
    given = url.query.get("options", ())  # what the address says holds, too
    options = [
        *([given] if isinstance(given, str) else given),
        _OPTIONS,
        *(f"-c {k}={v}" for k, v in _KEEPALIVES.items()),
    ]
    try:
        engine = create_engine(
            named,
            # A server that was started anew in between costs nobody anything.
            pool_pre_ping=True,
            hide_parameters=True,  # no log holds what was to be written
            pool_size=10,
            max_overflow=20,
            isolation_level="READ COMMITTED",
            connect_args={"connect_timeout": CONNECT, "client_encoding": "utf8", "options": " ".join(options)},
        )
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise StoreFailed(
            "A library in PostgreSQL needs psycopg. Install it with: python -m pip install -r requirements-postgres.txt"
        ) from error

    @event.listens_for(engine, "before_cursor_execute", retval=True)
    def without_nul(
        connection: Connection, cursor: object, statement: str, values: Any, context: object, many: bool
    ) -> tuple[str, Any]:
        return statement, [_without_nul(one) for one in values] if isinstance(values, list) else _without_nul(values)

    return engine


def _without_nul(values: Any) -> Any:
    """The values with U+FFFD for U+0000, the one character that PostgreSQL's texts can't hold; no place changes."""
    if not isinstance(values, dict) or not any(isinstance(v, str) and "\x00" in v for v in values.values()):
        return values
    return {k: v.replace("\x00", "\ufffd") if isinstance(v, str) else v for k, v in values.items()}
