"""What tells this server from others on one database: the batches that it reads are its own."""

from __future__ import annotations

import logging
import re
import secrets
import threading
from pathlib import Path

from components.store.data_folder import data_folder
from components.store.private_files import private_folder, write_private

log = logging.getLogger(__name__)

_FILE = "server.id"
_ID = re.compile(r"^[0-9a-f]{16}$")
_lock = threading.Lock()
_known: dict[Path, str] = {}


def server_id() -> str:
    """16 hexadecimal digits, made at the first use and kept in the data folder, which no other server may share."""
    path = data_folder() / _FILE
    with _lock:
        if path in _known:
            return _known[path]
        try:
            found = path.read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            found = ""
        if not _ID.match(found):
            found = secrets.token_hex(8)
            try:
                private_folder(path.parent)
                write_private(path, f"{found}\n".encode())
            except OSError:
                log.warning("the server's id can't be kept in the data folder: unfinished imports end with the server")
        _known[path] = found
        return found
