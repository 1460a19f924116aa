"""Reads a Cookie header: one odd cookie, of whatever program, hides no other."""

from __future__ import annotations


def cookies_in(header: str) -> dict[str, str]:
    """Name to value; of a name that comes twice the first, as browsers send the nearest path first (RFC 6265, 5.4)."""
    found: dict[str, str] = {}
    for part in header.split(";"):
        name, is_one, value = part.partition("=")
        if is_one:
            found.setdefault(name.strip(), value.strip().strip('"'))
    return found
