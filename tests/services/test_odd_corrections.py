"""Corrections that are stored and can't be read: they change nothing, hinder nothing and can be undone."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from components.domain.article import make_article
from components.domain.correction_checks import is_readable
from components.domain.correction_replay import corrected_items
from components.domain.record import Record, from_json, to_json
from components.services import corrections, corrections_import_export
from components.services.library import Library, edit_details
from components.store import article_queries
from components.store.correction_queries import edits_version
from components.store.database import Store
from components.store.tables import edits
from tests.databases import SQLITE_ALONE
from tests.odd_edits import NAME, keepable, odd_rows, store_odd
from tests.services.test_corrections import ID, filled, opened
from tests.specimen import TEXT, specimen


@pytest.fixture
def store(library_url: str) -> Store:
    return filled(library_url)


def without_corrections(record: Record) -> Record:
    return msgspec.structs.replace(record, corrections=())


def details(store: Store) -> Any:
    return lambda connection, changed: edit_details(connection, ID, changed)


def test_each_is_replayed_or_left_out_and_undone(store: Store) -> None:
    tell = details(store)
    for row in keepable(store, odd_rows()):
        with store.writing() as connection:
            connection.execute(edits.delete())
        (identity,) = store_odd(store, ID, [row])
        record, said = opened(store), ascii(row)[:200]
        assert len(record.corrections) == 1, said
        assert record.corrections[0].fits or without_corrections(record) == specimen(), said
        assert from_json(to_json(record)) == record and corrected_items(record) is not None, said
        corrections_import_export.correction_file(store, ID, "x")
        corrections.undo(store, ID, identity, details=tell)
        assert opened(store) == specimen(), said
        corrections.redo(store, ID, details=tell)
        assert opened(store) == record, said


def test_all_are_undone_and_done_again_at_once(store: Store) -> None:
    ids = store_odd(store, ID)
    record = opened(store)
    assert [c.id for c in record.corrections] == ids
    assert 0 < sum(c.fits for c in record.corrections) < len(ids)
    assert from_json(to_json(record)) == record
    assert corrections.undo_all(store, ID, details=details(store)) == len(ids)
    assert opened(store) == specimen()
    assert corrections.redo_all(store, ID, details=details(store)) == len(ids)
    assert opened(store) == record
    assert corrections.correction_counts(store)
    # And the article takes corrections as before.
    corrections.correct(store, ID, "actors/drivers-union/name", "Union", by="Ida")
    assert any(a.name == "Union" for a in opened(store).actors)


@SQLITE_ALONE  # whose queries have the fewest parameters
def test_more_than_a_query_can_name_are_undone_at_once(store: Store) -> None:
    store_odd(store, ID, [{"what": NAME, "after": b'"x"'}] * 40_000)
    with store.reading() as connection:
        before = edits_version(connection, ID)
    assert corrections.undo_all(store, ID) == 40_000
    assert corrections.undo_all(store, ID) == 0
    with store.reading() as connection:
        assert edits_version(connection, ID) != before
    assert corrections.redo_all(store, ID) == 40_000


def test_an_edit_made_at_no_known_time_still_holds(store: Store) -> None:
    store_odd(store, ID, [{"what": NAME, "after": b'"Mayor Berg"', "at": "9999-12-31T23:59:59-12:00"}])
    assert opened(store).actors[0].name == "Mayor Berg"


def test_what_is_far_too_long_is_unreadable(store: Store) -> None:
    store_odd(store, ID, [{"what": NAME, "after": b'"' + b"x" * 3_000_000 + b'"'}])
    (kept,) = corrections.history(store, ID)
    assert bytes(kept.edit.after) == b'{"unreadable":true}' and not is_readable(kept.edit)


@pytest.mark.parametrize(
    ("rows", "undone", "redone"),
    [
        # Undone: as it was at first; done again: what it says.
        ([(b'"A"', b'"B"')], "A", "B"),
        # What can't be read says nothing, whichever it is.
        ([(b'"A"', b"{")], "A", "A"),
        ([(b"{", b'"B"')], "Now", "B"),
        ([(b"5", b"[]")], "Now", "Now"),
        ([(b'"A"', b'"B"'), (b'"B"', b"{")], "A", "B"),
        ([(b"{", b"{"), (b'"B"', b'"C"')], "B", "C"),
        # A line break that was stored is taken out.
        ([(b'"A\\nB"', b'"C\\r\\nD"')], "A B", "C D"),
    ],
)
def test_details_undone_and_done_again_from_odd_values(
    store: Store, rows: list[tuple[bytes, bytes]], undone: str, redone: str
) -> None:
    library = Library(store)
    library.edit(ID, title="Now")
    store_odd(store, ID, [{"what": "article/title", "before": b, "after": a} for b, a in rows])
    corrections.undo_all(store, ID, details=details(store))
    assert library.article(ID).title == undone
    corrections.redo_all(store, ID, details=details(store))
    assert library.article(ID).title == redone


@pytest.mark.parametrize("field", ["title", "outlet", "byline", "url"])
def test_a_detail_enters_on_one_line(store: Store, field: str) -> None:
    odd = "https://a.example/\r\nX: y\u202e\x00" + "z" * 5000
    library = Library(store)
    edited = library.edit(ID, **{field: odd})
    assert edited == library.article(ID)
    kept = getattr(edited, field)
    assert kept.isprintable() and kept.startswith("https://a.example/") and len(kept) <= 2_000
    # And with a new article, whoever made it.
    with store.writing() as connection:
        article_queries.purge_deleted(connection, "9999")
    article = msgspec.structs.replace(make_article(TEXT + " More."), **{field: odd})
    added = library.add([article])[0]
    assert getattr(library.article(added.id), field) == kept


def test_a_day_or_kind_of_text_that_is_none_is_refused(store: Store) -> None:
    library = Library(store)
    for changed in ({"date": "20260101"}, {"date": "soon"}, {"genre": "poem"}, {"text": "other"}):
        with pytest.raises(ValueError, match=r"no day|isoformat|no kind|not editable"):
            library.edit(ID, **changed)
