"""Gathers a web page's bytes as they come: unpacked by steps and counted, so that a bomb swells to the limit alone.

A page is packed once at most (``Content-Encoding``): an encoding within an encoding lets some hundred bytes stand for
gigabytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from components.domain.errors import NotFetched

_GZIP = {"gzip", "x-gzip"}
_ELSE = "Open it in your browser, then save the page or copy its text."


def content_encoding(named: Iterable[str]) -> str:
    """The one encoding that a page is packed with: gzip, deflate or identity; raises NotFetched for any other."""
    found = [name for one in named if (name := one.strip().lower()) not in {"", "identity"}]
    if len(found) > 1:
        raise NotFetched(f"The page comes packed {len(found)} times over, which Dateline doesn't unpack. {_ELSE}")
    if not found:
        return "identity"
    if found[0] not in {*_GZIP, "deflate"}:
        name = "".join(c for c in found[0] if c.isascii() and (c.isalnum() or c in "-_."))[:20]
        raise NotFetched(f"The page comes packed in a way that Dateline doesn't know (“{name}”). {_ELSE}")
    return "gzip" if found[0] in _GZIP else "deflate"


class Body:
    """A page's bytes, at most ``most``, whether counted as they came or as unpacked; over them raises NotFetched."""

    def __init__(self, packed: str, most: int) -> None:
        """``packed`` is what ``content_encoding`` found."""
        self._packed, self._most = packed, most
        self._came = 0
        self._first = b""  # of a deflated page: too little yet to tell its kind
        self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 16) if packed == "gzip" else None
        self._out = bytearray()

    def add(self, raw: bytes) -> None:
        """Take what came next."""
        self._came += len(raw)
        if self._came > self._most:
            raise NotFetched(too_large_message(self._most))
        if self._packed == "deflate" and self._inflate is None:
            self._first += raw
            if len(self._first) < 2:
                return
            raw, self._first = self._first, b""
            self._inflate = zlib.decompressobj(zlib.MAX_WBITS if _has_zlib_head(raw) else -zlib.MAX_WBITS)
        if self._inflate is None:
            self._out += raw
        elif not self._inflate.eof:  # browsers pass over what follows the end, too
            self._unpack(self._inflate, raw)

    def whole(self) -> bytes:
        """All of it; raises NotFetched where it broke off."""
        if self._came and self._packed != "identity" and not (self._inflate and self._inflate.eof):
            raise NotFetched("The page broke off on its way. Try again, or save the page and add that.")
        return bytes(self._out)

    def _unpack(self, inflate: zlib._Decompress, raw: bytes) -> None:
        try:
            # One byte over the limit is enough to know.
            self._out += inflate.decompress(raw, self._most + 1 - len(self._out))
        except zlib.error as error:
            raise NotFetched(f"The page arrived damaged and could not be unpacked. {_ELSE}") from error
        if len(self._out) > self._most:
            raise NotFetched(too_large_message(self._most))


def too_large_message(most: int) -> str:
    """What is said of a page of over ``most`` bytes."""
    return f"The page is over {most // 2**20} MB. Save the article alone, or copy its text."


def _has_zlib_head(data: bytes) -> bool:
    """Whether a deflated page is in the zlib format, as it should be (RFC 1950); some servers send it bare."""
    return data[0] & 15 == 8 and data[0] >> 4 <= 7 and (data[0] << 8 | data[1]) % 31 == 0
