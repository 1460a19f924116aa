"""Reads a Cookie header: one odd cookie, of whatever program, hides no other."""

from __future__ import annotations


def cookie_values(header: str, name: str) -> list[str]:
    """Every value of a name: another program of the same host may have set one of its own (RFC 6265, 5.4)."""
    values = []
    for part in header.split(";"):
        key, is_one, value = part.partition("=")
        if is_one and key.strip() == name:
            values.append(value.strip().strip('"'))
    return values
