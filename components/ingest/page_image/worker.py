"""The program that draws one page: little memory, little time, no network, no files, no other programs.

``python -m components.ingest.page_image.worker`` greets, reads one request on its standard input, answers it on its
standard output and ends.
"""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import msgspec

from components.ingest.limits import IMAGE_PIXELS, IMAGE_SECONDS, READ_MEMORY
from components.ingest.page_image.client import Answer, Request
from components.processes.confinement import confine, limit_time
from components.processes.messages import receive, send

if TYPE_CHECKING:
    from PIL.Image import Image

MARK = (255, 214, 10, 96)  # over black letters on paper: a marker pen's yellow
EDGE = (11, 92, 122, 220)
AROUND = 0.003  # of the page's width, by which a mark is larger than its words


def draw_page(request: Request) -> bytes | None:
    """The page as PNG; None where there is no such page, or it can't be drawn."""
    page = _pdf_page(request) if request.data[:1024].find(b"%PDF-") >= 0 else _picture_page(request)
    if page is None:
        return None
    marked = _marked(page, request)
    if request.crop is not None:
        left, top, right, bottom = request.crop
        marked = marked.crop(
            (round(left * page.width), round(top * page.height), round(right * page.width), round(bottom * page.height))
        )
    out = io.BytesIO()
    marked.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _wide(request: Request) -> float:
    """Pixels that the whole page is wide, for the shown part to be as wide as it should."""
    return request.width if request.crop is None else request.width / max(0.1, request.crop[2] - request.crop[0])


def _pdf_page(request: Request) -> Image | None:
    import pypdfium2

    document = pypdfium2.PdfDocument(request.data)
    if not 1 <= request.page <= len(document):
        return None
    page = document[request.page - 1]
    width, height = page.get_size()
    scale = min(_wide(request) / max(width, 1), (IMAGE_PIXELS / max(width * height, 1)) ** 0.5)
    made: Image = page.render(scale=scale).to_pil().convert("RGB")
    return made


def _picture_page(request: Request) -> Image | None:
    from PIL import Image as images
    from PIL import ImageOps

    images.MAX_IMAGE_PIXELS = IMAGE_PIXELS
    picture = images.open(io.BytesIO(request.data))
    if picture.width * picture.height > IMAGE_PIXELS:
        return None
    if request.page > 1:
        picture.seek(request.page - 1)
    wide = round(_wide(request))
    picture.draft("RGB", (wide, wide * 4))
    upright = ImageOps.exif_transpose(picture).convert("RGB")
    height = max(1, round(upright.height * wide / upright.width))
    return upright.resize((wide, height)) if upright.width > wide else upright


def _marked(page: Image, request: Request) -> Image:
    from PIL import Image as images
    from PIL import ImageDraw

    layer = images.new("RGBA", page.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    more = AROUND * page.width
    for left, top, right, bottom in request.boxes:
        box = [
            left * page.width - more,
            top * page.height - more,
            right * page.width + more,
            bottom * page.height + more,
        ]
        draw.rectangle(box, fill=MARK)
        draw.line([box[0], box[3], box[2], box[3]], fill=EDGE, width=2)
    return images.alpha_composite(page.convert("RGBA"), layer).convert("RGB")


def main() -> None:
    """See the module."""
    inward, outward = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that prints must not break the answer
    import PIL.Image
    import PIL.ImageDraw
    import PIL.ImageOps
    import pypdfium2  # noqa: F401 - loaded before files may not be opened any more

    PIL.Image.init()
    send(outward, Answer())
    body = receive(inward)
    if body is None:
        return
    request = msgspec.msgpack.decode(body, type=Request)
    confine(READ_MEMORY)
    limit_time(IMAGE_SECONDS)
    try:
        png = draw_page(request)
    except Exception:  # whatever a format's library raises on what it doesn't expect, MemoryError among it
        png = None
    send(outward, Answer(png=png))


if __name__ == "__main__":
    main()
