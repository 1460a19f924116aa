"""Every passage of a PDF knows its page and place."""

from __future__ import annotations

import functools
import unicodedata
from pathlib import Path

import msgspec
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.domain.position_on_page import Zone
from components.ingest.pdf.reader import read_pdf
from components.ingest.reading_result import Reading, article_of, article_zones
from tests.ingest import made
from tests.ingest.pdf_drawn import column, drawn

PDFS = sorted((Path(__file__).parent / "pdfs").glob("*.pdf"))
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"})


@functools.cache
def reading_of(path: Path) -> Reading:
    return read_pdf(path.read_bytes())


def letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFC", text.translate(LIGATURES)) if c.isalpha())


def printed(document: pypdfium2.PdfDocument, zone: Zone) -> str:
    """The letters in a zone's box, by PDFium's own search of the place (of pages that aren't turned)."""
    page = document[zone.page - 1]
    width, height = page.get_size()
    left, top, right, bottom = zone.box
    page_text = page.get_textpage()
    slack = 0.25 * (bottom - top)  # letters of the lines above and below reach into the box
    return page_text.get_text_bounded(
        left * width - 0.5, height * (1 - bottom + slack), right * width + 0.5, height * (1 - top - slack)
    )


@pytest.mark.parametrize(
    "path", [p for p in PDFS if "gs_" not in p.stem and "dropcap" not in p.stem], ids=lambda p: p.stem
)
def test_a_zone_holds_the_letters_of_its_printed_line(path: Path) -> None:
    reading = reading_of(path)
    text = article_of(reading).text
    zones = article_zones(reading)
    document = pypdfium2.PdfDocument(path.read_bytes())
    wrong = [
        (text[z.start : z.end], printed(document, z))
        for z in zones
        if letters(text[z.start : z.end]) != letters(printed(document, z))
    ]
    assert len(zones) > 10 and not wrong


@settings(max_examples=80, deadline=None)
@given(path=st.sampled_from(PDFS), picks=st.sets(st.integers(0, 40), max_size=8))
def test_zones_follow_what_a_reader_cuts_and_restores(path: Path, picks: set[int]) -> None:
    reading = reading_of(path)
    changed = {n for n in picks if n < len(reading.blocks)}
    kept = [b for n, b in enumerate(reading.blocks) if bool(b.cut) == (n in changed)]
    if not kept:
        return
    text = article_of(reading, changed).text
    zones = article_zones(reading, changed)
    lines = [b.text[z.start : z.end] for b in kept for z in b.zones]
    assert [text[z.start : z.end] for z in zones] == lines
    assert [z.start for z in zones] == sorted(z.start for z in zones)


@pytest.mark.parametrize("path", PDFS, ids=lambda p: p.stem)
def test_zones_cover_every_letter_of_a_block_once_and_lie_on_the_page(path: Path) -> None:
    for block in reading_of(path).blocks:
        covered = [n for z in block.zones for n in range(z.start, z.end)]
        assert len(covered) == len(set(covered))
        assert all(block.text[n].isspace() for n in set(range(len(block.text))) - set(covered))
        for zone in block.zones:
            left, top, right, bottom = zone.box
            assert 0 <= left < right <= 1 and 0 <= top < bottom <= 1 and zone.page >= 1 and zone.sure


def test_a_broken_word_belongs_to_both_of_its_lines() -> None:
    lines = [(60.0, 100.0, "The company told the inter-", 10.0), (60.0, 112.0, "ested public nothing at all.", 10.0)]
    block = read_pdf(drawn(lines)).blocks[0]
    assert block.text == "The company told the interested public nothing at all."
    assert [block.text[z.start : z.end] for z in block.zones] == [
        "The company told the inter",
        "ested public nothing at all.",
    ]
    assert block.zones[0].box[3] <= block.zones[1].box[1] + 0.01


@pytest.mark.parametrize(("rotate", "corner"), [(0, (0, 0)), (90, (1, 0)), (180, (1, 1)), (270, (0, 1))])
def test_places_are_those_of_the_page_as_it_is_displayed(rotate: int, corner: tuple[int, int]) -> None:
    lines = column("The council met on Monday and voted for the pool, by two votes.", 40, 40, 120)
    zones = [z for b in read_pdf(drawn(lines, rotate=rotate)).blocks for z in b.zones]
    for zone in zones:
        x, y = (zone.box[0] + zone.box[2]) / 2, (zone.box[1] + zone.box[3]) / 2
        assert abs(x - corner[0]) < 0.4 and abs(y - corner[1]) < 0.4


def test_places_survive_the_way_out_of_the_reading_process() -> None:
    reading = reading_of(PDFS[0])
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(reading), type=Reading) == reading
    assert msgspec.json.decode(msgspec.json.encode(reading), type=Reading) == reading


def test_what_has_no_pages_has_no_zones() -> None:
    from components.ingest.format_dispatch import read_bytes

    reading = read_bytes("a.html", made.as_html())
    assert article_zones(reading) == () and all(b.zones == () for b in reading.blocks)
