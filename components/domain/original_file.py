"""The file that an article was read from, kept beside it."""

from __future__ import annotations

import msgspec

from components.domain.position_on_page import Zone


class Original(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it came: its name (words to show, no path), its kind (``Kind`` of ingest/file_kinds.py), its bytes.

    ``data`` is None where the file itself isn't kept; ``zones`` say where the article's words stand on its pages.
    """

    name: str
    kind: str
    data: bytes | None = None
    zones: tuple[Zone, ...] = ()
