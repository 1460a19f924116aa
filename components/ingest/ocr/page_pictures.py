"""The pages that text recognition reads, as pictures: scanned pages of a PDF, photographs, the pages of a TIFF.

Sizes are looked at before anything is unpacked: what is too large is refused with a sentence.
"""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import filetype
import numpy as np
import pypdfium2
from PIL import Image as images
from PIL import ImageOps

from components.domain.errors import NotText, TooLong
from components.ingest.limits import IMAGE_PIXELS, OCR_PAGES

Picture = np.ndarray[Any, np.dtype[np.uint8]]

DPI = 200  # at which a page of a PDF is drawn
LONGEST = 4_000  # pixels of the longer side that is read; more is made smaller
LEAST = 16  # pixels of a side, below which a picture holds no words
FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")
_DAMAGED = "The {kind} picture is damaged and can't be opened. Get another copy, or take it again."
_LARGE = "The picture has {pixels:.0f} million pixels; the limit is {most} million. Make it smaller and try again."


@dataclass(frozen=True)
class Pages:
    """The pages of a file that are to be read; ``draw(number)`` makes the picture of one (numbers count from 1).

    ``points`` is the size of a pixel, None where nothing states it; ``draw`` gives None where there can be no words.
    """

    numbers: tuple[int, ...]
    points: Callable[[int], float | None]
    draw: Callable[[int], Picture | None]


def pdf_pictures(data: bytes, numbers: tuple[int, ...]) -> Pages:
    """Pages of a PDF as they are displayed, in grey; raises NotText or TooLong."""
    if len(numbers) > OCR_PAGES:
        raise TooLong(
            f"The PDF has {len(numbers)} scanned pages; the limit is {OCR_PAGES}. Save the article's pages alone."
        )
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise NotText("The PDF is damaged and can't be opened. Get another copy, or copy its text.") from error

    def scale(number: int) -> float:
        width, height = document[number - 1].get_size()
        return float(min(DPI / 72, LONGEST / max(1.0, width, height)))

    def draw(number: int) -> Picture | None:
        page = document[number - 1]
        if min(page.get_size()) * scale(number) < LEAST:
            return None
        return _colours(page.render(scale=scale(number), grayscale=True).to_pil())

    return Pages(numbers, lambda n: 1 / scale(n), draw)


def picture_pages(data: bytes) -> Pages:
    """A picture's pages, turned as the camera says; raises NotText or TooLong."""
    images.MAX_IMAGE_PIXELS = IMAGE_PIXELS
    known = filetype.guess(data[:8192])
    damaged = _DAMAGED.format(kind=known.extension.upper()) if known else _DAMAGED.replace("{kind} ", "")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", images.DecompressionBombWarning)
            picture = images.open(io.BytesIO(data), formats=FORMATS)
            # A photograph's further pictures are previews, a moving one's are no pages.
            count = int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1
    except (images.DecompressionBombError, images.DecompressionBombWarning) as error:
        raise TooLong(
            f"The picture has over {IMAGE_PIXELS // 10**6} million pixels. Make it smaller and try again."
        ) from error
    except Exception as error:  # whatever a format's reader raises on what it doesn't expect
        raise NotText(damaged) from error
    if count > OCR_PAGES:
        raise TooLong(f"The picture has {count} pages; the limit is {OCR_PAGES}. Save the article's pages alone.")

    def draw(number: int) -> Picture | None:
        try:
            if number > 1:
                picture.seek(number - 1)
            width, height = picture.size
            if width * height > IMAGE_PIXELS:
                raise TooLong(_LARGE.format(pixels=width * height / 1e6, most=IMAGE_PIXELS // 10**6))
            if min(width, height) < LEAST or max(width, height) > 40 * min(width, height):
                return None
            picture.draft("RGB", (LONGEST, LONGEST))
            return _colours(_plain(ImageOps.exif_transpose(picture)))
        except (OSError, SyntaxError, ValueError, EOFError) as error:
            raise NotText(damaged) from error

    return Pages(tuple(range(1, count + 1)), lambda n: None, draw)


def _plain(picture: images.Image) -> images.Image:
    """In grey on white, and no larger than is read."""
    if picture.mode.startswith(("I", "F")):
        deep = np.asarray(picture, dtype=np.float64)
        low, high = float(np.nanmin(deep)), float(np.nanmax(deep))
        picture = images.fromarray(((deep - low) * (255 / max(1e-9, high - low))).astype(np.uint8))
    if "A" in picture.mode or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        paper = images.new("RGBA", seen.size, "white")
        picture = images.alpha_composite(paper, seen)
    picture = picture.convert("L")
    ratio = LONGEST / max(picture.size)
    if ratio < 1:
        picture = picture.resize(
            (max(1, math.floor(picture.width * ratio)), max(1, math.floor(picture.height * ratio))),
            images.Resampling.LANCZOS,
            reducing_gap=2.0,
        )
    return picture


def _colours(picture: images.Image) -> Picture:
    """Grey as the three colours that the models take."""
    grey = np.asarray(picture.convert("L"), dtype=np.uint8)
    return np.repeat(grey[:, :, None], 3, axis=2)
