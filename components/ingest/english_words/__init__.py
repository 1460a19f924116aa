"""English words, as data (LICENCE.txt)."""

from __future__ import annotations

import functools
import gzip
from pathlib import Path


@functools.cache
def english() -> frozenset[str]:
    """The 65,000 commonest English words in lower case, British and American."""
    with gzip.open(Path(__file__).with_name("english.txt.gz"), "rt", encoding="ascii") as file:
        return frozenset(file.read().split())
