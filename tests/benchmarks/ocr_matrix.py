"""``python -m tests.benchmarks.ocr_matrix``: words that text recognition reads right, in order, of scans and photos.

It sets invented stories with reportlab, draws the pages and spoils them as scanners, copiers and phones do.
``--held-out`` takes other stories and letters, which are for a last look alone; ``--only TEXT`` takes those whose name
holds TEXT; ``--keep FOLDER`` keeps the pictures; ``--show`` prints the words that are
wrong; ``--small tests/ingest/scans`` makes the pictures that the tests read.
A word is right as printed, with its signs; what is unsure is counted by what its words turn out to be.
"""

from __future__ import annotations

import argparse
import io
import re
import subprocess
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from rapidfuzz.distance import LCSseq

from components.domain.position_on_page import Box
from components.ingest.ocr import reader
from components.ingest.ocr.page_pictures import picture_pages
from components.ingest.ocr.reader import make_scan, read_scanned_page
from components.ingest.ocr.recognition import Recogniser
from components.ingest.reading_result import Block
from components.ingest.text_metadata import Head
from tests.benchmarks.pdf_matrix import expected, tokens
from tests.benchmarks.pdf_set import by_reportlab
from tests.benchmarks.pdf_texts import DEV, HELD_OUT, SMALL, Story

LAYOUTS = ("one", "two", "three")
FACES = {"serif": "Liberation Serif", "sans": "DejaVu Sans"}
OTHER_FACES = {"caladea": "Caladea", "lato": "Lato"}
GOALS = {"clean": 0.98, "photo": 0.92}


def _bytes(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def _noisy(picture: Image.Image, sigma: float, rng: np.random.Generator) -> Image.Image:
    grey = np.asarray(picture.convert("L"), dtype=np.float64)
    return Image.fromarray(np.clip(grey + rng.normal(0, sigma, grey.shape), 0, 255).astype(np.uint8))


def _shaded(picture: Image.Image, rng: np.random.Generator) -> Image.Image:
    """Light from one side, and the shadow of the hand that holds the phone."""
    grey = np.asarray(picture.convert("L"), dtype=np.float64)
    high, wide = grey.shape
    y, x = np.mgrid[0:high, 0:wide]
    light = 0.6 + 0.4 * (x / wide if rng.random() < 0.5 else 1 - x / wide)
    spot = ((x - wide * rng.uniform(0.2, 0.8)) / (0.35 * wide)) ** 2 + ((y - high * 0.8) / (0.3 * high)) ** 2
    return Image.fromarray(np.clip(grey * light * (1 - 0.35 * np.exp(-spot)), 0, 255).astype(np.uint8))


def _askew(picture: Image.Image, angle: float) -> Image.Image:
    return picture.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=235)


def _photo(page: Image.Image, rng: np.random.Generator, angle: float) -> Image.Image:
    """A sheet on a table, taken by hand: in perspective, askew, in uneven light, not quite sharp."""
    table = Image.new("L", (page.width + 300, page.height + 300), 120)
    table.paste(page.convert("L"), (150, 150))
    w, h = table.size
    shift = [rng.uniform(0, 0.03) * w for _ in range(4)] + [rng.uniform(0, 0.03) * h for _ in range(4)]
    corners = (
        -shift[0], -shift[4], -shift[1], h + shift[5], w + shift[2], h + shift[6], w + shift[3], -shift[7],
    )  # fmt: skip
    seen = table.transform((w, h), Image.Transform.QUAD, corners, Image.Resampling.BICUBIC)
    seen = seen.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=110)
    return _noisy(_shaded(seen.filter(ImageFilter.GaussianBlur(1.0)), rng), 9, rng)


def _draw(data: bytes, dpi: int) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    return document[0].render(scale=dpi / 72, grayscale=True).to_pil()


Spoil = Callable[[bytes, np.random.Generator], bytes]
WAYS: dict[str, Spoil] = {
    "clean": lambda pdf, rng: _bytes(_draw(pdf, 200)),
    "150 dpi, JPEG 50": lambda pdf, rng: _bytes(_draw(pdf, 150), "JPEG", quality=50),
    "black and white": lambda pdf, rng: _bytes(_draw(pdf, 200).point(lambda v: 255 * (v > 150)).convert("1")),
    "copy": lambda pdf, rng: _bytes(
        _noisy(_askew(_draw(pdf, 200), rng.uniform(-3, 3)).filter(ImageFilter.GaussianBlur(0.9)), 14, rng),
        "JPEG", quality=60,
    ),
    "photo": lambda pdf, rng: _bytes(_photo(_draw(pdf, 220), rng, rng.uniform(-5, 5)), "JPEG", quality=75),
    "photo, 10 degrees": lambda pdf, rng: _bytes(
        _photo(_draw(pdf, 220), rng, 10 * rng.choice((-1, 1))), "JPEG", quality=75
    ),
    "poor": lambda pdf, rng: _bytes(
        _noisy(_askew(_draw(pdf, 110), rng.uniform(-2, 2)).filter(ImageFilter.GaussianBlur(0.8)), 22, rng),
        "JPEG", quality=40,
    ),
    "photo, turned": lambda pdf, rng: _bytes(
        _photo(_draw(pdf, 220), rng, rng.choice((90, 180, 270)) + rng.uniform(-4, 4)), "JPEG", quality=75
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """One picture of the matrix; ``pages`` is one where the story fits its first page."""

    way: str
    layout: str
    face: str
    story: Story
    data: bytes

    @property
    def name(self) -> str:
        """As it is shown and chosen by."""
        return f"{self.way} {self.layout} {self.face}"


def _font(name: str) -> str:
    done = subprocess.run(["fc-match", "-f", "%{file}", name], capture_output=True, text=True, check=True)
    return done.stdout


def sheets(held_out: bool = False, only: str = "") -> Iterator[Sheet]:
    """The pictures: every way of spoiling, every layout, every face, the stories in turn."""
    stories = list((HELD_OUT if held_out else DEV).values())
    for w, (way, spoil) in enumerate(WAYS.items()):
        for n, layout in enumerate(LAYOUTS):
            for m, (face, font) in enumerate((OTHER_FACES if held_out else FACES).items()):
                story = stories[(n + m + w) % len(stories)]
                if only not in f"{way} {layout} {face}":
                    continue
                pdf = by_reportlab(story, layout, _font(font), 10.0)
                if pdf is None:
                    continue
                if len(pypdfium2.PdfDocument(pdf)) > 1:
                    pdf = by_reportlab(story, layout, _font(font), 8.5)
                rng = np.random.default_rng(len(stories) + 100 * w + 10 * n + m)
                yield Sheet(way, layout, face, story, spoil(pdf, rng))


def wrong_words(read: Sequence[str], source: Sequence[str]) -> set[int]:
    """Which of the words read stand in no such place in the source."""
    right = {
        a + k
        for a, _, size in SequenceMatcher(None, read, source, autojunk=False).get_matching_blocks()
        for k in range(size)
    }
    return set(range(len(read))) - right


def small_set(folder: Path) -> int:
    """The pictures that the tests read: a scan in two columns, a scan in one."""
    folder.mkdir(parents=True, exist_ok=True)
    for layout, size in (("one", 10), ("two", 15)):
        pdf = by_reportlab(SMALL, layout, _font(FACES["serif"]), float(size))
        page = _draw(pdf or b"", 2000 // size)
        box = page.point(lambda v: 255 * (v < 200)).getbbox() or (0, 0, 1, 1)
        cut = page.crop((box[0] - 60, box[1] - 60, box[2] + 60, box[3] + 60))
        cut.quantize(8).save(folder / f"scan_{layout}.png", optimize=True)
    return 0


def _confidences(blocks: Sequence[Block], sure: dict[tuple[Box, str], float]) -> Iterator[float]:
    """How sure each word of the blocks is that ``tokens`` counts."""
    by_box: dict[Box, float] = {box: least for (box, _), least in sure.items()}
    for block in blocks:
        for found in re.finditer(r"\S+", block.text):
            if any(c.isalnum() for c in found.group()):
                near = [
                    by_box[z.box] for z in block.zones if not z.sure and z.start < found.end() and found.start() < z.end
                ]
                yield min(near, default=1.0)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a row a way, a column a layout and face: the words right; then what was unsure, and the seconds a page."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.ocr_matrix")
    parser.add_argument("--only", default="")
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--show", action="store_true", help="print the words that are wrong")
    parser.add_argument("--small", type=Path)
    chosen = parser.parse_args(arguments)
    if chosen.small:
        return small_set(chosen.small)
    recogniser = Recogniser(1)
    recogniser.warm()
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    words: list[tuple[float, bool]] = []  # how sure each word was, and whether it is wrong
    reader.SURE = 2.0  # every word has a place and says how sure it is
    spent: list[float] = []
    for sheet in sheets(chosen.held_out, chosen.only):
        if chosen.keep:
            chosen.keep.mkdir(parents=True, exist_ok=True)
            (chosen.keep / f"{sheet.name.replace(' ', '_').replace(',', '')}.img").write_bytes(sheet.data)
        start = time.perf_counter()
        picture = picture_pages(sheet.data).draw(1)
        assert picture is not None
        scan = read_scanned_page(recogniser, picture, 1, None)
        reading = make_scan("picture", [scan.page], [scan], Head(), filename=None)
        spent.append(time.perf_counter() - start)
        main_words, _ = expected(sheet.story, sheet.layout)
        texts = [b for b in reading.blocks if not b.cut]
        read = [w for b in texts for w in tokens(b.text)]
        right = LCSseq.similarity(main_words, read) / len(main_words)
        found[sheet.way].append((f"{sheet.layout} {sheet.face}", right))
        wrong = wrong_words(read, main_words)
        sure = {(d.box, d.text): d.confidence for d in scan.doubts}
        for n, least in enumerate(_confidences(texts, sure)):
            words.append((least, n in wrong))
        if chosen.show and wrong:
            missing = wrong_words(main_words, read)
            print(  # noqa: T201
                sheet.name,
                "read:",
                [read[n] for n in sorted(wrong)],
                "source:",
                [main_words[n] for n in sorted(missing)],
            )
    for way, figures in found.items():
        goal = GOALS.get(way.split(",")[0], 0.0)
        row = "  ".join(f"{name} {right:.3f}{'!' if right < goal else ''}" for name, right in figures)
        print(f"{way:18} mean {np.mean([r for _, r in figures]):.3f}   {row}")  # noqa: T201
    for least in (0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95):
        marked = [wrong for sure, wrong in words if sure < least]
        others = [wrong for sure, wrong in words if sure >= least]
        print(  # noqa: T201
            f"unsure below {least:.2f}: of {len(words)} words {len(marked)} marked, "
            f"wrong {sum(marked)} ({sum(marked) / max(1, len(marked)):.3f}); "
            f"not marked, wrong {sum(others)} ({sum(others) / max(1, len(others)):.4f})"
        )
    print(f"seconds a page on one thread: median {np.median(spent):.1f}, most {max(spent):.1f}")  # noqa: T201
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
