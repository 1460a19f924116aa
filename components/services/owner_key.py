"""The owner's key: how the owner proves to be one where others can reach the server.

On a server for this computer alone whoever sits at it is the owner. As soon as others can reach it (it listens on more
than loopback, ``DATELINE_PUBLIC_URL`` or ``DATELINE_OWNER=key`` is set) an address proves nothing: a tunnel or a proxy
that adds no header makes strangers look as if they came from this computer. Then the owner opens an address with a key
once, which the server prints at its start; a cookie keeps it, made for the very host and port that it was opened at.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Mapping
from urllib.parse import urlsplit

from components.services.cookie_header import cookie_values
from components.services.server_address import ServerAddress
from components.store.kept_word import KeptWord

QUERY = "key"  # the field of the address that carries the key
_OWNER_KEY = KeptWord(
    "owner.key",
    r"[\w-]{43}",  # 256 bits, as secrets.token_urlsafe writes them
    lambda: secrets.token_urlsafe(32),
    "the owner's key can't be kept in the data folder: it holds until the server stops",
)


def needs_key(where: ServerAddress) -> bool:
    """Whether the owner has to prove to be one."""
    wish = os.environ.get("DATELINE_OWNER", "").strip().lower()
    # A word that nobody knows is no reason to trust an address.
    return where.open_to_others or wish not in {"", "computer"}


def owner_key() -> str:
    """The key, made at its first use and kept in the data folder for its owner's eyes alone."""
    return _OWNER_KEY.get()


def is_key(key: str) -> bool:
    """Whether that is the key."""
    return hmac.compare_digest(key.encode("utf-8", "replace"), owner_key().encode())


def owner_address(where: ServerAddress) -> str:
    """The address, key and all, at which the owner opens the server on its own computer."""
    return f"{where.near}/?{QUERY}={owner_key()}"


def owner_cookie(host: str) -> tuple[str, str]:
    """Name and value of the cookie that keeps the proof for a host (and port), as the Host header names it.

    Browsers send a host's cookies to all of its ports: another port's server must learn nothing that opens this one at
    another address, and must not overwrite it.
    """
    port = _port(host)
    proof = hmac.new(owner_key().encode(), f"dateline owner at {host.lower()}".encode(), hashlib.sha256)
    return f"dateline_owner_{port}", proof.hexdigest()


def proves_owner(headers: Mapping[str, str]) -> bool:
    """Whether a request carries the owner's proof for the host that it asks; header names are lower-case."""
    name, value = owner_cookie(headers.get("host", ""))
    proofs = cookie_values(headers.get("cookie", ""), name)
    return any(hmac.compare_digest(one.encode("utf-8", "replace"), value.encode()) for one in proofs)


def _port(host: str) -> int:
    try:
        return urlsplit(f"//{host}").port or 0
    except ValueError:
        return 0
