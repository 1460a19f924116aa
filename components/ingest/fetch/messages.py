"""What the server and its fetching program say to each other; what the program says is checked as it is decoded."""

from __future__ import annotations

from typing import Annotated

import msgspec

from components.ingest.limits import FETCH_BYTES

MAX_ANSWER = FETCH_BYTES + 512 * 1024  # bytes of an answer: a page, its address, what goes round them
MAX_FINAL_URL = 70_000  # characters; httpx makes none of over 65,536
MAX_ENCODING = 60  # characters of an encoding's name


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """A page to fetch."""

    url: str
    seconds: float
    private: bool = False  # whether addresses of this computer and of private networks may be asked


class Page(msgspec.Struct, frozen=True):
    """A page as it came: its bytes, its final address, the encoding that its server named."""

    data: Annotated[bytes, msgspec.Meta(max_length=FETCH_BYTES)]
    url: Annotated[str, msgspec.Meta(max_length=MAX_FINAL_URL, pattern="^https?://")]
    declared: Annotated[str, msgspec.Meta(max_length=MAX_ENCODING)] | None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The page, or why there is none (a sentence); ``error`` is the name of the error behind it, for the log."""

    page: Page | None = None
    refused: Annotated[str, msgspec.Meta(max_length=500)] = ""
    error: Annotated[str, msgspec.Meta(max_length=60, pattern=r"^\w*$")] = ""


def too_slow_message(seconds: float) -> str:
    """What is said of a page that took too long."""
    return f"The page took over {seconds:g} seconds. Try again later, or save the page and add that."
