"""A page of a PDF, scan or picture as an image with passages marked on it, made in a process of its own.

The file is one from outside, so the server itself never opens it (docs/security.md); each image is made by a program
that ends with it (``worker.py``).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

import msgspec

from components.domain.errors import ReaderStopped
from components.domain.position_on_page import Box
from components.ingest.limits import IMAGE_BYTES, IMAGE_SECONDS, READER_START_SECONDS
from components.processes.worker_process import WorkerBroken, start_confined

log = logging.getLogger(__name__)

PROGRAM = "components.ingest.page_image.worker"
WIDTH = 1_000  # pixels
KINDS = frozenset(("pdf", "scan", "picture"))  # kinds of files that have pages to show
_BROKE = "This page can't be shown as a picture. Download the file and look there."


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """Which page of a file to draw (from 1), with ``boxes`` (fractions of the page) marked.

    ``crop`` is the part that is shown (None: all of it), ``width`` pixels wide.
    """

    data: bytes
    page: int
    width: int
    boxes: tuple[Box, ...] = ()
    crop: Box | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The image as PNG; None where there is none, or as the greeting."""

    png: bytes | None = None


def page_image(
    data: bytes, page: int, boxes: Sequence[Box] = (), *, crop: Box | None = None, width: int = WIDTH
) -> bytes:
    """The page, or a part of it, as PNG; raises ReaderStopped with a sentence where it can't be drawn."""
    try:
        program = start_confined(PROGRAM, seconds=READER_START_SECONDS, most_bytes=IMAGE_BYTES)
    except (WorkerBroken, OSError) as error:
        log.warning("the process that draws pages could not be started: %s", type(error).__name__)
        raise ReaderStopped(_BROKE) from error
    try:
        asked = Request(data=data, page=page, width=width, boxes=tuple(boxes), crop=crop)
        png = program.ask(asked, Answer, IMAGE_SECONDS).png
    except (WorkerBroken, TimeoutError) as error:
        log.info("a page could not be drawn: %s", type(error).__name__)
        raise ReaderStopped(_BROKE) from error
    finally:
        program.kill()
    if png is None or not png.startswith(b"\x89PNG\r\n\x1a\n"):
        raise ReaderStopped(_BROKE)
    return png
