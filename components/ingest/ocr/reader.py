"""From recognised words to a Reading: paragraphs by the same code as for PDFs, doubtful words with their places."""

from __future__ import annotations

import re
import statistics
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import msgspec

from components.domain.errors import NoArticle
from components.domain.position_on_page import Box, Zone
from components.ingest.file_kinds import Kind
from components.ingest.ocr.client import page_number_words
from components.ingest.ocr.line_order import dark_pixels, heights, part_by_columns, rows
from components.ingest.ocr.recognition import Picture, Recogniser, Row, StraightPage
from components.ingest.page_layout.lines import Page, Word
from components.ingest.page_layout.paragraphs import Paragraph, paragraphs
from components.ingest.reading_result import Block, Reading, make_reading
from components.ingest.text_metadata import Head

SURE = 0.9  # confidence of a word's least sure letter, below which it may be wrong (tests/benchmarks/ocr_matrix.py)
HEADING = 1.25  # times the usual size of letters
BASE = 0.24  # of a line's height that hangs below its base line
SIZE = 0.83  # of a line's height: the size of its letters
USUAL = 10.0  # points that the usual letters of a picture are taken to have: it states no measure
NO_WORDS = "No words were found in this picture. If it shows text, take a sharper one, nearer and in even light."
NO_WORDS_PDF = "The PDF is a scan, and no words were found in it. Get a sharper one, or type what it says."
NOTE = "Read from a picture by text recognition: check names and numbers against the original."
_END = re.compile(r"[-\u2010]$")


@dataclass(slots=True)
class DoubtfulWord:
    """A word that may be wrong: its middle on the straight page in points, its place on the page as displayed."""

    text: str
    x: float
    y: float
    box: Box
    confidence: float


@dataclass(slots=True)
class ScannedPage:
    """A page as text recognition read it; ``page`` is what page_layout takes, in points of the straight page."""

    page: Page
    doubts: list[DoubtfulWord]
    lines: list[tuple[float, float, Box]]  # left, middle of each line in points; its place on the page as displayed
    letters: int


def read_scanned_page(recogniser: Recogniser, picture: Picture, number: int, points: float | None) -> ScannedPage:
    """Read one page; ``points`` is a pixel's size (None: by its letters' size), ``number`` counts from 1."""
    straight = recogniser.straight(picture)
    found = rows(straight.boxes, dark_pixels(straight.picture)) if straight.boxes else []
    recogniser.read(straight.picture, found)
    columns = part_by_columns([row for row in found if row.words])
    return _placed(columns, straight, picture, number, points)


def empty(number: int) -> ScannedPage:
    """A page on which there can be no words."""
    return ScannedPage(Page(number, 1, 1, []), [], [], 0)


def _placed(
    columns: list[list[Row]], straight: StraightPage, picture: Picture, number: int, points: float | None
) -> ScannedPage:
    high, wide = straight.picture.shape[:2]
    tall = heights(columns)
    if points is None:
        sizes = sorted(
            h for h, column in zip(tall, columns, strict=True) for r in column for w in r.words for _ in w.text
        )
        points = USUAL / (SIZE * sizes[len(sizes) // 2]) if sizes else 1.0
    shown_high, shown_wide = picture.shape[:2]

    def shown(left: float, top: float, right: float, bottom: float) -> Box:
        x0, y0, x1, y1 = straight.place(left, top, right, bottom)
        return _share(x0 / shown_wide), _share(y0 / shown_high), _share(x1 / shown_wide), _share(y1 / shown_high)

    page = Page(number, wide * points, high * points, [])
    out = ScannedPage(page, [], [], 0)
    for column, height in zip(columns, tall, strict=True):
        for row in column:
            half = min(height, row.height) / 2
            base = row.middle + height * (0.5 - BASE)
            out.lines.append((row.left * points, row.middle * points, shown(row.left, row.top, row.right, row.bottom)))
            for seen in row.words:
                word = Word(
                    seen.text, seen.left * points, (row.middle - half) * points, seen.right * points,
                    (row.middle + half) * points, base * points, round(SIZE * height * points, 1),
                )  # fmt: skip
                page.words.append(word)
                out.letters += sum(c.isalnum() for c in seen.text)
                if seen.confidence < SURE:
                    box = shown(seen.left, row.middle - half, seen.right, row.middle + half)
                    x = (seen.left + seen.right) / 2 * points
                    out.doubts.append(DoubtfulWord(seen.text, x, row.middle * points, box, seen.confidence))
    return out


def make_scan(
    kind: Kind, pages: Sequence[Page], scans: Collection[ScannedPage], stated: Head, *, filename: str | None
) -> Reading:
    """The reading of pages of which ``scans`` were recognised; raises InputRefused."""
    if not any(any(c.isalpha() for c in word.text) for page in pages for word in page.words):
        raise NoArticle(NO_WORDS if kind == "picture" else NO_WORDS_PDF)
    found = paragraphs(pages)
    by_number = {scan.page.number: scan for scan in scans}
    blocks = [Block(p.text, p.cut, _zones(p, by_number)) for p in found]
    own = msgspec.structs.replace(stated, title=_title(found) or stated.title)
    return make_reading(kind, blocks, own, filename=filename, notes=_notes(pages, by_number))


def _notes(pages: Sequence[Page], scans: Collection[int]) -> tuple[str, ...]:
    if len(scans) == len(pages):
        return (NOTE,)
    return (NOTE.replace("Read", f"{page_number_words(sorted(scans))} read", 1),)


def _zones(one: Paragraph, scans: dict[int, ScannedPage]) -> tuple[Zone, ...]:
    """A paragraph's lines, those of scans placed on the page as it is displayed, and in them each doubtful word."""
    out: list[Zone] = []
    for zone in one.zones:
        scan = scans.get(zone.page)
        if scan is None:
            out.append(zone)
            continue
        left, top, right, bottom = (
            v * s for v, s in zip(zone.box, 2 * (scan.page.width, scan.page.height), strict=True)
        )
        inside = [box for x, y, box in scan.lines if left - 1 <= x <= right + 1 and top <= y <= bottom]
        out.append(Zone(zone.start, zone.end, zone.page, _around(inside) if inside else zone.box))
        text = one.text[zone.start : zone.end]
        at = 0
        for doubt in sorted(
            (d for d in scan.doubts if left <= d.x <= right and top <= d.y <= bottom), key=lambda d: d.x
        ):
            word = _END.sub("", doubt.text) or doubt.text
            places = [m.start() for m in re.finditer(re.escape(word), text) if m.start() >= at]
            if not places:
                continue
            expected = (doubt.x - left) / max(1e-6, right - left) * len(text) - len(word) / 2
            at = min(places, key=lambda p: abs(p - expected))
            out.append(Zone(zone.start + at, zone.start + at + len(word), zone.page, doubt.box, sure=False))
            at += len(word)
    return tuple(out)


def _share(value: float) -> float:
    return round(min(1.0, max(0.0, value)), 4)


def _around(boxes: Sequence[Box]) -> Box:
    return (
        min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes),
    )  # fmt: skip


def _title(found: Sequence[Paragraph]) -> str | None:
    """The largest letters among what the first page begins with."""
    text = [p for p in found if not p.cut]
    first = [p for p in text if p.page == text[0].page][:6]
    usual = statistics.median(p.size for p in text for _ in range(len(p.text))) if text else 0
    largest = max(first, key=lambda p: p.size, default=None)
    if largest is None or largest.size < HEADING * usual or not 2 <= len(largest.text.split()) <= 40:
        return None
    return largest.text
