"""What tells this server from others on one database: the batches that it reads are its own."""

from __future__ import annotations

import secrets
import time
from contextlib import ExitStack

from components.domain.errors import StoreFailed
from components.store.database import Store
from components.store.kept_word import KeptWord

WAIT = 5.0  # seconds until a server that was stopped just now is gone

# In the data folder, which no other server may share.
_ID = KeptWord(
    "server.id",
    r"[0-9a-f]{16}",
    lambda: secrets.token_hex(8),
    "the server's id can't be kept in the data folder: unfinished imports end with the server",
)


def server_id() -> str:
    """16 hexadecimal digits, the same after each start."""
    return _ID.get()


def sole_use_of_data_folder(store: Store) -> ExitStack:
    """Hold the data folder until this is closed; raises StoreFailed where another server on the database has it."""
    held = ExitStack()
    until = time.monotonic() + WAIT
    while store.shared and not held.enter_context(store.claim(f"server {server_id()}")):
        held.close()
        if time.monotonic() > until:
            raise StoreFailed(
                "Another Dateline server has the same data folder. Give each its own in DATELINE_DATA; of one that "
                "lost its power the folder is free again after two minutes."
            )
        time.sleep(0.2)
    return held
