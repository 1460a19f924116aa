"""Scans among many files: progress page by page, stopped at once, and PDFs with damaged words read as pictures."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from components.ingest.isolated_reader import IsolatedReader
from components.services.file_import import FileImport, ImportEntry
from components.services.import_drafts import ImportDrafts
from components.services.import_entry import original_of
from components.services.library import Library
from components.store.database import Store
from tests.ingest.pdf_drawn import with_map
from tests.ingest.test_pdf_damage import PLAIN, SHUFFLED

SCAN = (Path(__file__).parents[1] / "ingest" / "scans" / "scan_one.png").read_bytes()


@pytest.fixture
def intake(reader: IsolatedReader, tmp_path: Path) -> Iterator[FileImport]:
    store = Store(f"sqlite:///{tmp_path / 'library.sqlite3'}")
    yield ImportDrafts(store, reader, Library(store)).begin("owner")
    store.close()


def pages(number: int) -> bytes:
    out = io.BytesIO()
    one = Image.open(io.BytesIO(SCAN))
    one.save(out, "TIFF", save_all=True, append_images=[one] * (number - 1))
    return out.getvalue()


def only(intake: FileImport) -> ImportEntry:
    (one,) = intake.entries()
    return one


def test_a_scan_is_taken_in_with_its_file_and_the_places_of_its_words(intake: FileImport) -> None:
    intake.add_files([("scan.png", SCAN)])
    intake.wait(120)
    one = only(intake)
    content = intake.content(one.number)
    assert one.state == "read" and content is not None
    original = original_of(content)
    assert original is not None
    assert original.kind == "picture" and original.data == SCAN
    assert original.zones and {z.page for z in original.zones} == {1}
    assert all(0 <= z.start < z.end <= len(content.article.text) for z in original.zones)


def test_pages_are_told_and_it_stops_at_once(intake: FileImport) -> None:
    intake.add_files([("scans.tiff", pages(4))])
    until = time.monotonic() + 60
    while only(intake).pages is None or only(intake).pages[0] < 1:  # type: ignore[index]
        assert time.monotonic() < until and intake.running
        time.sleep(0.05)
    done, of = only(intake).pages or (0, 0)
    assert (1 <= done < 4) and of == 4
    began = time.monotonic()
    intake.cancel()
    intake.wait(30)
    assert time.monotonic() - began < 5
    assert (only(intake).state, only(intake).why) == ("cancelled", "not read: you stopped it")


def test_a_pdf_whose_words_are_damaged_is_read_as_a_picture_when_asked(intake: FileImport) -> None:
    broken = with_map(PLAIN, lambda code: ord(SHUFFLED.get(chr(code), chr(code))))
    sound = with_map(PLAIN, lambda code: code)
    intake.add_files([("broken.pdf", broken), ("sound.pdf", sound)])
    intake.wait(60)
    first, second = intake.entries()
    assert first.damaged and not second.damaged
    intake.recognise([0])
    intake.wait(120)
    first = intake.entries()[0]
    content = intake.content(first.number)
    assert first.state == "read" and content is not None and not first.damaged
    told, meant = content.article.text.split(), PLAIN.split()
    assert len(set(told) & set(meant)) > 0.8 * len(set(meant))  # the curly marks are read as they look
