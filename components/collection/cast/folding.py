"""Names as they are compared: without case, accents, points and apostrophes."""

from __future__ import annotations

import functools
import re
import unicodedata

_POINT = re.compile(r"(?<=\b\w)\.(?=\w\b|\s|$)")  # "U.S." is "us"
_POSSESSIVE = re.compile(r"['’]s?$")
_APART = re.compile(r"[^\w&]+")


@functools.lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name for comparing: "The U.S. Steel Corp.'s" -> "the us steel corp"."""
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", name.strip()))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = _POINT.sub("", plain).replace("'", "").replace("’", "")
    return " ".join(w for w in _APART.split(plain) if w)
