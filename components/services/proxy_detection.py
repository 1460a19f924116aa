"""Notices that something forwards requests to a server that trusts its own computer's address.

A proxy or tunnel that adds no header can't be told from the owner. One that does, or that leaves the name that was
asked for, can: then the owner is told what to set (``DATELINE_OWNER=key``), since the next one may add nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping

from components.services.allowed_origins import host_name, names_this_computer
from components.services.owner_key import needs_key
from components.services.server_address import ServerAddress
from components.services.visitor_access import FORWARDED

_lock = threading.Lock()
_signs: list[str] = []


def note_forwarder(headers: Mapping[str, str], where: ServerAddress) -> None:
    """Look at a request's headers (lower-case) for a forwarder's signs, where they matter."""
    if _signs or needs_key(where):
        return
    host = headers.get("host", "")
    if not (any(name in headers for name in FORWARDED) or (host and not names_this_computer(host))):
        return
    with _lock:
        if not _signs:
            _signs.append(host_name(host)[:100] or "another name")


def forwarder_seen() -> str | None:
    """Under which name requests were forwarded to this server since it started; None where none were."""
    return _signs[0] if _signs else None


def forget_forwarder() -> None:
    """Forget what was seen."""
    _signs.clear()
