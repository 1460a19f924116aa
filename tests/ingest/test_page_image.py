"""Pages as images: drawn by a process of their own, with the passage marked."""

from __future__ import annotations

import io

import psutil
import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen import canvas

from components.domain.errors import ReaderStopped
from components.ingest.limits import IMAGE_PIXELS
from components.ingest.page_image.client import page_image

BOX = (0.1, 0.2, 0.4, 0.25)


def pdf(pages: int = 2) -> bytes:
    out = io.BytesIO()
    made = canvas.Canvas(out, pagesize=(400, 600))
    for n in range(pages):
        made.drawString(50, 500, f"The council voted on page {n + 1}.")
        made.showPage()
    made.save()
    return out.getvalue()


def picture(form: str, size: tuple[int, int] = (800, 1200), orientation: int = 1) -> bytes:
    out = io.BytesIO()
    made = Image.new("RGB", size, "white")
    exif = Image.Exif()
    exif[0x0112] = orientation
    made.save(out, form, **({"exif": exif} if form == "JPEG" else {}))
    return out.getvalue()


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def is_marked(image: Image.Image, x: float, y: float) -> bool:
    red, green, blue = image.getpixel((round(x * image.width), round(y * image.height)))  # type: ignore[misc]
    return red > 200 and green > 190 and blue < 200


@pytest.mark.parametrize("data", [pdf(), picture("PNG"), picture("JPEG"), picture("TIFF"), picture("WEBP")])
def test_the_passage_is_marked_on_its_page(data: bytes) -> None:
    image = opened(page_image(data, 1, [BOX], width=500))
    assert image.width == 500 and image.height == 750
    assert is_marked(image, 0.25, 0.225) and not is_marked(image, 0.25, 0.4) and not is_marked(image, 0.6, 0.225)


def test_a_part_of_a_page_is_as_wide_as_asked() -> None:
    image = opened(page_image(pdf(), 2, [BOX], crop=(0.0, 0.1, 0.5, 0.4), width=600))
    assert abs(image.width - 600) <= 2 and abs(image.height - 540) <= 3
    assert is_marked(image, 0.5, 0.4)


def test_a_page_stands_as_it_is_displayed() -> None:
    turned, out = pypdfium2.PdfDocument(pdf()), io.BytesIO()
    turned[0].set_rotation(90)
    turned.save(out)
    assert opened(page_image(out.getvalue(), 1, width=600)).size == (600, 400)
    assert opened(page_image(picture("JPEG", (1200, 800), orientation=6), 1, width=400)).size == (400, 600)


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7 nothing", pdf()[:200], b"\x89PNG\r\n\x1a\n" + b"x" * 500, picture("JPEG")[:300], b"<html>",
     picture("PNG")[:60]],
)  # fmt: skip
def test_what_is_no_page_gives_a_sentence(data: bytes) -> None:
    with pytest.raises(ReaderStopped, match="Download the file"):
        page_image(data, 1)


def test_a_page_that_is_not_there_gives_a_sentence() -> None:
    for page in (0, -1, 3, 10**9):
        with pytest.raises(ReaderStopped):
            page_image(pdf(), page)


def test_a_picture_of_too_many_points_is_not_opened() -> None:
    side = int(IMAGE_PIXELS**0.5) + 200
    out = io.BytesIO()
    Image.new("1", (side, side)).save(out, "PNG")
    before = psutil.Process().memory_info().rss
    with pytest.raises(ReaderStopped):
        page_image(out.getvalue(), 1)
    assert psutil.Process().memory_info().rss - before < 60 * 2**20


def test_no_process_is_left() -> None:
    page_image(pdf(), 1)
    left = [p for p in psutil.Process().children() if "page_image_worker" in " ".join(p.cmdline())]
    assert not left
