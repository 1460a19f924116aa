"""How far the reading of a long text is, and what its beginning tells already."""

from __future__ import annotations

import msgspec


class FirstReading(msgspec.Struct, frozen=True):
    """Who is in the beginning of a text, and who is quoted there.

    who: names with roles, the most prominent first. quotes: (words with their marks, speaker's name), in text
    order. part: of the text that was read for it (0..1).
    """

    who: tuple[str, ...]
    quotes: tuple[tuple[str, str | None], ...]
    part: float


class ReadingProgress(msgspec.Struct, frozen=True):
    """``share`` of the reading that is done (0..1); ``first`` once there is any."""

    share: float
    first: FirstReading | None = None
