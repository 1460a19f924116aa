"""What tells this server from others on one database: the batches that it reads are its own."""

from __future__ import annotations

import secrets

from components.store.kept_word import KeptWord

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
