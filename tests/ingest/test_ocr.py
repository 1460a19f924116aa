"""Scans and photographs are read: words, columns, turned pages, doubtful words; damaged and hostile files are not."""

from __future__ import annotations

import io
import struct
import threading
import time
import zlib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter
from rapidfuzz.distance import LCSseq

from components.domain.errors import InputRefused, NoArticle, NotText, ReaderStopped, TooLong
from components.ingest import reading_worker
from components.ingest.isolated_reader import IsolatedReader
from components.ingest.limits import OCR_PAGES
from components.ingest.ocr import client
from components.ingest.ocr.client import Recognition
from components.ingest.ocr.page_pictures import picture_pages
from components.ingest.ocr.reader import NOTE, empty, make_scan, read_scanned_page
from components.ingest.ocr.recognition import Recogniser
from components.ingest.reading_result import Reading
from components.ingest.text_metadata import Head
from tests.benchmarks.pdf_matrix import expected, tokens
from tests.benchmarks.pdf_texts import SMALL

SCANS = Path(__file__).parent / "scans"


_made: list[Recogniser] = []


def _begin() -> None:
    _made.append(Recogniser(1))
    _made[0].warm()


@pytest.fixture(scope="module")
def recogniser() -> Iterator[ProcessPoolExecutor]:
    """The models in a process without the analysis: the two want the runtime's threads set up differently."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_begin) as pool:
        yield pool


def page(layout: str = "two") -> Image.Image:
    return Image.open(SCANS / f"scan_{layout}.png").convert("L")


def as_bytes(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def _read(data: bytes) -> Reading:
    picture = picture_pages(data).draw(1)
    scan = empty(1) if picture is None else read_scanned_page(_made[0], picture, 1, None)
    return make_scan("picture", [scan.page], [scan], Head(), filename=None)


def read(recogniser: ProcessPoolExecutor, data: bytes) -> Reading:
    """What is made of a picture, without the confined processes around it."""
    return recogniser.submit(_read, data).result(300)


def right(reading: Reading, layout: str = "two") -> float:
    words, _ = expected(SMALL, layout)
    return float(LCSseq.similarity(words, tokens(reading.text)) / len(words))


def photographed(picture: Image.Image, angle: float) -> Image.Image:
    """Askew on a table, in light that falls off to one side, with the noise of a small lens."""
    table = Image.new("L", (picture.width + 160, picture.height + 160), 110)
    table.paste(picture, (80, 80))
    turned = table.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=110).filter(
        ImageFilter.GaussianBlur(0.7)
    )
    grey = np.asarray(turned, dtype=np.float64)
    grey *= np.linspace(0.55, 1, grey.shape[1])[None, :]
    grey += np.random.default_rng(3).normal(0, 7, grey.shape)
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))


def test_a_scanned_pdf_is_read_column_by_column_with_every_lines_place(reader: IsolatedReader) -> None:
    reading = reader.read("scan.pdf", as_bytes(page(), "PDF", resolution=200))
    assert isinstance(reading, Reading)
    assert right(reading) >= 0.98
    assert (reading.kind, reading.notes, reading.head.title) == ("scan", (NOTE,), SMALL.title)
    for block in reading.blocks:
        lines = [z for z in block.zones if z.sure]
        assert "".join(block.text[z.start : z.end] for z in lines).replace(" ", "") == block.text.replace(" ", "")
        assert all(z.page == 1 and 0 <= z.box[0] < z.box[2] <= 1 and 0 <= z.box[1] < z.box[3] <= 1 for z in lines)
    first = next(z for b in reading.blocks for z in b.zones if b.text.startswith(SMALL.paragraphs[0][:20]))
    last = [z for b in reading.blocks if not b.cut for z in b.zones][-1]
    assert first.box[2] < 0.55 < last.box[2]  # the left column first


def test_scanned_pages_stand_between_pages_of_text(reader: IsolatedReader) -> None:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    for text in ("The first page was typed by the clerk of the court and not by anybody else.", ""):
        if text:
            canvas.drawString(72, 700, text)
        else:
            canvas.drawImage(ImageReader(page("one")), 20, 400, 528, 243)
            canvas.drawImage(ImageReader(Image.new("L", (50, 50), 255)), 20, 20, 528, 370)
        canvas.showPage()
    canvas.drawString(72, 700, "The last page was typed again, and it holds the signatures of all the parties.")
    canvas.save()
    reading = reader.read("bundle.pdf", out.getvalue())
    assert isinstance(reading, Reading)
    assert reading.kind == "pdf"
    assert reading.notes == (NOTE.replace("Read", "Page 2 was read"),)
    places = [reading.text.index(t) for t in ("The first page", SMALL.paragraphs[1][:20], "The last page")]
    assert places == sorted(places)
    assert {z.page for b in reading.blocks for z in b.zones} == {1, 2, 3}
    assert right(reading, "one") >= 0.98


@pytest.mark.parametrize(("kind", "options"), [("JPEG", {"quality": 70}), ("WEBP", {}), ("TIFF", {}), ("PNG", {})])
def test_every_kind_of_picture(recogniser: ProcessPoolExecutor, kind: str, options: dict[str, object]) -> None:
    assert right(read(recogniser, as_bytes(page("one"), kind, **options)), "one") >= 0.98


@pytest.mark.parametrize("angle", [-9, 6, 90, 176, 268])
def test_a_photograph_is_put_upright_and_straight(recogniser: ProcessPoolExecutor, angle: float) -> None:
    reading = read(recogniser, as_bytes(photographed(page(), angle), "JPEG", quality=75))
    assert right(reading) >= 0.92


def test_a_photograph_is_turned_as_the_camera_says(recogniser: ProcessPoolExecutor) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = as_bytes(page("one").rotate(90, expand=True), "JPEG", quality=80, exif=exif)
    reading = read(recogniser, data)
    assert right(reading, "one") >= 0.98
    wide = [z.box for b in reading.blocks for z in b.zones if z.sure and len(b.text) > 100]
    assert all(box[2] - box[0] > box[3] - box[1] for box in wide[:3])  # places on the page as it is displayed


def test_words_that_are_unsure_have_places_of_their_own(recogniser: ProcessPoolExecutor) -> None:
    small = page().resize((428, 619), Image.Resampling.LANCZOS).filter(ImageFilter.GaussianBlur(0.7))
    grey = np.asarray(small, dtype=np.float64) + np.random.default_rng(5).normal(0, 22, (619, 428))
    reading = read(recogniser, as_bytes(Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))))
    doubts = [(b, z) for b in reading.blocks for z in b.zones if not z.sure]
    assert len(doubts) >= 5
    source = set(tokens(f"{SMALL.title} {SMALL.byline} {' '.join(SMALL.paragraphs)}"))
    for block, zone in doubts:
        word = block.text[zone.start : zone.end]
        assert word
        assert not any(c.isspace() for c in word)
        line = next(z for z in block.zones if z.sure and z.start <= zone.start and zone.end <= z.end)
        assert line.box[0] - 0.01 <= zone.box[0] < zone.box[2] <= line.box[2] + 0.01
        assert line.box[1] - 0.01 <= (zone.box[1] + zone.box[3]) / 2 <= line.box[3] + 0.01
    wrong = [b.text[z.start : z.end] not in source for b, z in doubts]
    sure = [
        w for b in reading.blocks for w in tokens(b.text)
        if not any(w in b.text[max(0, z.start - 20) : z.end + 20] for z in b.zones if not z.sure)
    ]  # fmt: skip
    assert sum(wrong) / len(wrong) > 4 * sum(w not in source for w in sure) / max(1, len(sure))


def test_pages_of_a_tiff_one_after_the_other_with_progress(reader: IsolatedReader) -> None:
    seen: list[tuple[int, int]] = []
    data = as_bytes(page("one"), "TIFF", save_all=True, append_images=[page("two")])
    reading = reader.read("pages.tif", data, progress=lambda done, of: seen.append((done, of)))
    assert isinstance(reading, Reading)
    assert seen == [(0, 2), (1, 2), (2, 2)]
    assert reading.kind == "picture"
    assert [z.page for b in reading.blocks for z in b.zones if z.sure] == sorted(
        z.page for b in reading.blocks for z in b.zones if z.sure
    )
    assert reading.text.count(SMALL.paragraphs[0][:30]) == 2


def test_it_can_be_stopped(reader: IsolatedReader) -> None:
    begun: list[Recognition] = []
    stopped: list[float] = []

    def stop(done: int, of: int) -> None:
        if not stopped:
            stopped.append(time.monotonic())
            threading.Timer(0.3, begun[0].stop).start()

    data = as_bytes(page("two"), "TIFF", save_all=True, append_images=[page("two")] * 9)
    with pytest.raises(ReaderStopped, match="you stopped it"):
        reader.read("pages.tif", data, begun=begun.append, progress=stop)
    assert time.monotonic() - stopped[0] < 5
    assert reader.read("a.txt", b"The council met on Monday.") is not None


def test_a_page_has_its_time() -> None:
    with pytest.raises(ReaderStopped, match="seconds to read"):
        Recognition("a.png", as_bytes(page("two")), seconds=0.4).reading()


def test_a_pdf_with_text_is_read_as_pictures_where_the_reader_asks_for_it(reader: IsolatedReader) -> None:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    for n, line in enumerate(
        ("The council voted on Tuesday to close the bridge", "after the engineer had warned of its bearings.")
    ):
        canvas.setFont("Times-Roman", 14)
        canvas.drawString(72, 700 - 18 * n, line)
    canvas.save()
    assert getattr(reader.read("a.pdf", out.getvalue()), "kind", "") == "pdf"
    reading = reader.read("a.pdf", out.getvalue(), ocr=True)
    assert isinstance(reading, Reading)
    assert (reading.kind, reading.notes) == ("scan", (NOTE,))
    assert (
        reading.text
        == "The council voted on Tuesday to close the bridge after the engineer had warned of its bearings."
    )


def huge() -> bytes:
    """A PNG of a few bytes that says it has 10,000,000,000 pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


HOSTILE = {
    "decompression bomb": (huge(), TooLong, "million pixels"),
    "truncated PNG": (as_bytes(page("one"))[:9_000], NotText, "damaged"),
    "truncated JPEG": (as_bytes(page("one"), "JPEG")[:300], NotText, "damaged"),
    "truncated TIFF": (as_bytes(page("one"), "TIFF")[:300], NotText, "damaged"),
    "noise for a JPEG": (b"\xff\xd8\xff\xe0" + np.random.default_rng(1).bytes(5_000), NotText, "damaged"),
    "noise for a WebP": (b"RIFF\x10\x27\0\0WEBPVP8 " + np.random.default_rng(2).bytes(5_000), NotText, "damaged"),
    "one pixel wide": (as_bytes(Image.new("L", (1, 100_000), 255)), NoArticle, "No words were found in this picture"),
    "blank": (as_bytes(Image.new("L", (900, 700), 255)), NoArticle, "No words were found in this picture"),
    "too many pages": (
        as_bytes(Image.new("1", (20, 20)), "TIFF", save_all=True, append_images=[Image.new("1", (20, 20))] * OCR_PAGES),
        TooLong,
        f"{OCR_PAGES + 1} pages",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pictures_are_refused_with_a_sentence(recogniser: ProcessPoolExecutor, name: str) -> None:
    data, kind, says = HOSTILE[name]
    with pytest.raises(kind, match=says):
        read(recogniser, data)


@pytest.mark.parametrize("name", ["decompression bomb", "one pixel wide", "truncated JPEG"])
def test_the_confined_process_refuses_them_too(reader: IsolatedReader, name: str) -> None:
    data, kind, says = HOSTILE[name]
    with pytest.raises(kind, match=says):
        reader.read("a.png", data)


def test_scanned_pdfs_of_too_many_pages_are_refused() -> None:
    dot = Image.new("1", (40, 40))
    data = as_bytes(dot, "PDF", save_all=True, append_images=[dot] * OCR_PAGES)
    with pytest.raises(TooLong, match=f"{OCR_PAGES + 1} scanned pages"):
        Recognition("a.pdf", data).reading()


def test_text_recognition_does_not_start_for_a_pdf_on_which_nothing_is_drawn() -> None:
    from reportlab.pdfgen.canvas import Canvas

    blank, drawn = io.BytesIO(), io.BytesIO()
    for out, lines in ((blank, 0), (drawn, 1)):
        canvas = Canvas(out)
        for _ in range(lines):
            canvas.line(100, 100, 200, 200)
        canvas.showPage()
        canvas.save()
    assert worker_answer(drawn.getvalue()).scan == "all"
    with pytest.raises(NoArticle, match="scan"):
        worker_answer(blank.getvalue())


def test_other_pictures_are_named() -> None:
    with pytest.raises(NotText, match=r"GIF picture\. Save it as JPEG or PNG"):
        worker_answer(as_bytes(Image.new("L", (9, 9)), "GIF"))


def worker_answer(data: bytes) -> reading_worker.Answer:
    """The reading process's answer, made here; raises what it refuses with."""
    from components.domain import errors

    made = reading_worker.answer(reading_worker.Request(name="", data=data))
    if made.refused:
        raise getattr(errors, made.refused[0], InputRefused)(made.refused[1])
    return made


def test_without_text_recognition_the_rest_works_and_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    monkeypatch.setattr(client, "ocr_installed", lambda: False)
    how = r"pip install -r requirements-ocr\.txt"
    with pytest.raises(NoArticle, match=rf"^The PDF is a scan: .* Run text recognition \(OCR\) on it first\. .*{how}"):
        worker_answer(as_bytes(page("one"), "PDF"))
    with pytest.raises(NoArticle, match=how):
        worker_answer(as_bytes(page("one")))
    with pytest.raises(NoArticle, match=how):
        Recognition("a.png", as_bytes(page("one"))).reading()
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 700, "The first page was typed by the clerk of the court.")
    canvas.showPage()
    canvas.drawImage(ImageReader(page("one")), 20, 20, 550, 800)
    canvas.save()
    reading = worker_answer(out.getvalue()).reading
    assert reading is not None
    assert reading.text == "The first page was typed by the clerk of the court."
    assert "Page 2 was left out" in reading.notes[0]
    assert "pip install" in reading.notes[0]


def test_it_opens_no_connection_and_writes_no_file(tmp_path: Path) -> None:
    import subprocess
    import sys

    program = """
import sys
import components
seen = []
def hook(event, a):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto", "subprocess.Popen", "os.mkdir", "os.rename"}:
        seen.append((event, str(a)))
    if event == "open" and a[2] & 3:
        seen.append((event, str(a)))
sys.addaudithook(hook)
from components.ingest.ocr.recognition import Recogniser
from components.ingest.ocr.page_pictures import picture_pages
from components.ingest.ocr.reader import read_scanned_page
one = Recogniser(1)
picture = picture_pages(open(sys.argv[1], "rb").read()).draw(1)
assert read_scanned_page(one, picture, 1, None).letters > 100
assert not seen, seen
"""
    done = subprocess.run(
        [sys.executable, "-B", "-c", program, str(SCANS / "scan_one.png")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
