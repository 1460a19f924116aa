"""The files that articles were read from: kept, handed out, and drawn page by page with passages marked."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Sequence

import msgspec

from components.domain.errors import NotFound
from components.domain.original_file import Original
from components.domain.page_references import boxes_on
from components.domain.position_on_page import Box, Zone
from components.domain.spans import Span
from components.ingest.page_image.client import KINDS, page_image
from components.store.database import Store
from components.store.original_queries import StoredOriginal, get_data, get_original, get_zones

__all__ = ["OriginalFiles", "StoredOriginal", "kept_parts", "originals_kept"]

IMAGES = 48  # drawn pages that are remembered
_OFF = {"off", "no", "0", "false"}
NOT_KEPT = "The file that this article was read from isn't kept here."


def originals_kept() -> bool:
    """Whether files are kept beside the articles read from them: ``DATELINE_ORIGINALS`` is not ``off``."""
    return os.environ.get("DATELINE_ORIGINALS", "on").strip().lower() not in _OFF


def kept_parts(original: Original) -> Original:
    """What is kept of a file: where its words stand in any case, its bytes unless that is switched off."""
    return original if originals_kept() else msgspec.structs.replace(original, data=None)


class OriginalFiles:
    """The files of one store; safe to use from many threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._drawn: OrderedDict[tuple[object, ...], bytes] = OrderedDict()

    def about(self, article_id: str) -> StoredOriginal | None:
        """Name, kind and size of the file; None where the article was pasted or came without one."""
        with self._store.reading() as connection:
            return get_original(connection, article_id)

    def zones(self, article_id: str) -> tuple[Zone, ...]:
        """Where the article's words stand on the file's pages."""
        with self._store.reading() as connection:
            return get_zones(connection, article_id)

    def data(self, article_id: str) -> bytes:
        """The file; raises NotFound where it isn't kept."""
        with self._store.reading() as connection:
            original = get_data(connection, article_id)
        if original is None:
            raise NotFound(NOT_KEPT)
        return original

    def has_pages(self, article_id: str) -> bool:
        """Whether pages of the file can be shown."""
        original = self.about(article_id)
        return original is not None and original.kind in KINDS and original.size is not None

    def page_image(self, article_id: str, page: int, spans: Sequence[Span], *, whole: bool = False) -> bytes:
        """A page as PNG with the words of the spans marked, the part around them unless ``whole``.

        Raises NotFound where the file isn't kept, ReaderStopped where the page can't be drawn.
        """
        key = (article_id, page, tuple(spans), whole)
        with self._lock:
            if key in self._drawn:
                self._drawn.move_to_end(key)
                return self._drawn[key]
        boxes = boxes_on(self.zones(article_id), spans, page)
        image = page_image(self.data(article_id), page, boxes, crop=None if whole else _around(boxes))
        with self._lock:
            self._drawn[key] = image
            while len(self._drawn) > IMAGES:
                self._drawn.popitem(last=False)
        return image

    def forget(self, article_id: str) -> None:
        """Forget what was drawn of an article that is deleted."""
        with self._lock:
            for key in [k for k in self._drawn if k[0] == article_id]:
                del self._drawn[key]


def _around(boxes: Sequence[Box], more: float = 0.05, least: tuple[float, float] = (0.62, 0.18)) -> Box | None:
    """The part of a page around some boxes: wide and high enough to be read."""
    if not boxes:
        return None
    left, top = min(b[0] for b in boxes) - more, min(b[1] for b in boxes) - more
    right, bottom = max(b[2] for b in boxes) + more, max(b[3] for b in boxes) + more
    wide, high = max(0.0, least[0] - (right - left)) / 2, max(0.0, least[1] - (bottom - top)) / 2
    return max(0.0, left - wide), max(0.0, top - high), min(1.0, right + wide), min(1.0, bottom + high)
