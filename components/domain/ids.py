"""Stable ids: made from an item's own words and place, so links survive a re-analysis."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

ADDED = "r-"  # how the ids begin of what readers add


def digest(*parts: str, length: int = 10) -> str:
    """A short hexadecimal SHA-256 of the parts."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:length]


def article_id(text: str) -> str:
    """An article's id: 16 hexadecimal digits of its text's hash; the same text is the same article."""
    return digest(text, length=16)


def words_key(text: str) -> str:
    """The words of ``text`` without case, marks and spacing: what an id is made from."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def slug(name: str, limit: int = 40) -> str:
    """An ASCII name for an address: "Scott Moe" gives "scott-moe"; other scripts fall back to a hash."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    cut = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:limit].strip("-")
    return cut or digest(name, length=8)


def distinct_ids(names: Iterable[str]) -> list[str]:
    """The ids in order, the second and later uses of one told apart by a count ("x", "x-2")."""
    counts: dict[str, int] = {}
    out = []
    for name in names:
        counts[name] = counts.get(name, 0) + 1
        out.append(name if counts[name] == 1 else f"{name}-{counts[name]}")
    return out


def item_ids(prefix: str, texts: Iterable[str]) -> list[str]:
    """Ids for items in text order, from their words; equal words are told apart by their count."""
    return distinct_ids(f"{prefix}-{digest(words_key(t), length=8)}" for t in texts)


def actor_ids(names: Iterable[str]) -> list[str]:
    """Ids for actors from their names, readable in an address."""
    return distinct_ids(slug(n) for n in names)
