"""The files that articles were read from: kept beside them, handed out, gone with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from components.domain.article import make_article
from components.domain.errors import NotFound
from components.domain.original_file import Original
from components.domain.permissions import EDITOR, Visitor
from components.domain.position_on_page import Zone
from components.services import library
from components.services.analysis_queue import AnalysisQueue, made_with
from components.services.clock import now
from components.services.visitor_library import VisitorLibrary
from components.store import article_queries
from components.store.database import Store
from tests.databases import SQLITE_ALONE
from tests.ingest.test_page_image import pdf
from tests.services.test_share_links import Silent
from tests.specimen import TEXT, specimen

ONE = make_article(TEXT, title="Mayor Opens Bridge in Arden", date="2026-03-03", date_basis="user")
ZONES = (
    Zone(start=0, end=40, page=1, box=(0.1, 0.1, 0.9, 0.12)),
    Zone(start=41, end=len(TEXT), page=2, box=(0.1, 0.1, 0.9, 0.12)),
    Zone(start=50, end=54, page=2, box=(0.2, 0.1, 0.25, 0.12), sure=False),
)
FILE = Original(name="bridge <b>.pdf", kind="pdf", data=pdf(), zones=ZONES)


@pytest.fixture
def desk(library_url: str) -> Iterator[AnalysisQueue]:
    made = AnalysisQueue(Store(library_url), Silent())  # type: ignore[arg-type]
    made.take_in([ONE], {ONE.id: FILE})
    with made.store.writing() as connection:
        article_queries.put_record(connection, specimen(), made_with(ONE), now())
    yield made
    made.close()


def test_the_file_comes_back_as_it_was(desk: AnalysisQueue) -> None:
    room = VisitorLibrary(desk, Visitor(kind="reader", articles=frozenset({ONE.id})))
    kept = room.original(ONE.id)
    assert kept is not None and (kept.name, kept.kind, kept.size) == ("bridge <b>.pdf", "pdf", len(FILE.data or b""))
    assert room.original_file(ONE.id) == FILE.data and room.has_pages(ONE.id)


def test_the_record_knows_its_pages_and_what_may_be_wrong(desk: AnalysisQueue) -> None:
    record = desk.open(ONE.id).record
    assert record is not None and [p.page for p in record.pages] == [1, 2] and record.doubtful == ((50, 54),)
    with desk.store.reading() as connection:
        stored = article_queries.get_record(connection, ONE.id)
    assert stored == specimen()  # what the machine found stays as it was


def test_a_page_is_drawn_once(desk: AnalysisQueue, monkeypatch: pytest.MonkeyPatch) -> None:
    first = desk.originals.page_image(ONE.id, 2, [(45, 60)])
    assert first.startswith(b"\x89PNG")
    monkeypatch.setattr("components.services.original_files.page_image", lambda *_, **__: pytest.fail("drawn again"))
    assert desk.originals.page_image(ONE.id, 2, [(45, 60)]) == first


def test_a_file_that_is_there_stays_and_a_later_one_is_not_taken_for_it(desk: AnalysisQueue) -> None:
    desk.take_in([ONE], {ONE.id: msgspec.structs.replace(FILE, name="other.pdf")})
    kept = desk.originals.about(ONE.id)
    assert kept is not None and kept.name == "bridge <b>.pdf"


def test_where_files_are_not_kept_pages_are_still_named(desk: AnalysisQueue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_ORIGINALS", "off")
    two = make_article("The council of Arden voted on Monday to close the bridge.")
    desk.take_in([two], {two.id: msgspec.structs.replace(FILE, zones=ZONES[:1])})
    assert desk.originals.zones(two.id) == ZONES[:1] and not desk.originals.has_pages(two.id)
    with pytest.raises(NotFound, match="isn't kept"):
        desk.originals.data(two.id)


@SQLITE_ALONE
def test_the_file_goes_with_its_article(desk: AnalysisQueue, monkeypatch: pytest.MonkeyPatch) -> None:
    room = VisitorLibrary(desk, EDITOR)
    room.page_image(ONE.id, 1, [(0, 5)])
    room.delete(ONE.id)
    assert not desk.originals._drawn
    later = (dt.datetime.now(dt.UTC) + dt.timedelta(hours=2)).isoformat()
    monkeypatch.setattr(library, "now", lambda minus=dt.timedelta(0): later)
    room.undelete(ONE.id)
    room.delete(ONE.id)
    monkeypatch.undo()
    with desk.store.writing() as connection:
        assert article_queries.purge_deleted(connection, "9999") == 1
    assert desk.originals.about(ONE.id) is None
    desk.store.empty_log()
    folder = Path(str(desk.store.engine.url.database)).parent
    assert not any(b"bridge <b>.pdf" in p.read_bytes() for p in folder.iterdir())
