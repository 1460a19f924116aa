"""Which annotated sentences are kept apart from training, to measure and calibrate on."""

from __future__ import annotations

import zlib

PART = 8  # one article in so many is kept apart


def article_of(row_id: str) -> str:
    """The article that a row of NewsMTSC is from, so that its sentences stay on one side."""
    return "_".join(row_id.split("_")[:3])


def apart(row_id: str) -> bool:
    """Whether the row's article is kept apart."""
    return zlib.crc32(article_of(row_id).encode()) % PART == 0
