"""A PostgreSQL server of the tests' own: on a free port, with a data folder of its own that goes with it."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

NEEDED = "DATELINE_TEST_POSTGRES"  # set where tests must not be skipped for want of a server (.ci/run)
_MISSING = "no PostgreSQL server is installed (Debian: postgresql)"
# Nothing of it has to outlive the tests.
_SETTINGS = "fsync=off synchronous_commit=off full_page_writes=off max_connections=200 shared_buffers=32MB"


class PostgresServer:
    """A running server; ``url`` names a new, empty database of it."""

    def __init__(self, folder: Path, port: int) -> None:
        self.port = port
        self._admin = f"host=127.0.0.1 port={port} user=dateline dbname=postgres"
        self._folder = folder

    @contextmanager
    def database(self, encoding: str = "UTF8") -> Iterator[str]:
        """The address of a new, empty database, which is dropped at the end."""
        name = f"t{secrets.token_hex(6)}"
        with psycopg.connect(self._admin, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING '{encoding}' LOCALE 'C'".encode())
            try:
                yield f"postgresql://dateline@127.0.0.1:{self.port}/{name}"
            finally:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@contextmanager
def running() -> Iterator[PostgresServer]:
    """A new server, until it is left; skips the test where none is installed."""
    programs = _programs()
    if programs is None:
        if os.environ.get(NEEDED):
            pytest.fail(_MISSING)
        pytest.skip(_MISSING)
    # PostgreSQL doesn't run as root: then as whoever its package made for it, or as nobody.
    user = _server_user() if os.getuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="dateline-postgres-"))
    if user:
        shutil.chown(folder, user)
    as_user = {"user": user, "cwd": folder} if user else {"cwd": folder}
    data, port = folder / "data", _free_port()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    make = [programs / "initdb", "-D", data, "-U", "dateline", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    subprocess.run(make, check=True, **as_user, **quiet)  # type: ignore[call-overload]
    settings = [f"-c {one}" for one in _SETTINGS.split()]
    options = " ".join([f"-p {port} -c listen_addresses=127.0.0.1 -k {folder}", *settings])
    control = [programs / "pg_ctl", "-D", data, "-w", "-t", "60"]
    log = ["-l", folder / "log", "-o", options]
    subprocess.run([*control, *log, "start"], check=True, **as_user, **quiet)  # type: ignore[call-overload]
    try:
        yield PostgresServer(folder, port)
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, **as_user, **quiet)  # type: ignore[call-overload]
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    """The folder of the newest server's programs."""
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: float(p.parent.name))
    found = [p for p in packaged if (p / "initdb").exists() and (p / "postgres").exists()]
    if found:
        return found[-1]
    named = shutil.which("initdb")
    return Path(named).resolve().parent if named and shutil.which("pg_ctl") else None


def _server_user() -> str:
    known = {one.pw_name for one in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
