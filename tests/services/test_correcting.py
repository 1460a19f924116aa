"""A reader's date: it holds, it outlives a new reading of the article, it can be taken back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from components.domain.article import make_article
from components.domain.corrections import by_reader, corrected
from components.domain.errors import NotFound
from components.domain.record import Record
from components.services.correcting import put_on_date, take_back_date
from components.store import queries
from components.store.engine import Store
from tests.specimen import TEXT, specimen

DAY = dt.date(2026, 2, 1)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    with made.writing() as connection:
        queries.add_article(connection, make_article(TEXT), "2026-01-01")
        queries.put_record(connection, specimen(), "v1", "2026-01-01")
    return made


def opened(store: Store) -> Record:
    with store.reading() as connection:
        record = queries.get_record(connection, specimen().id)
        assert record is not None
        return corrected(record, queries.get_corrections(connection, record.id))


def undated() -> str:
    return next(e.id for e in specimen().events if not e.earliest and not e.latest)


def test_a_readers_date_holds_and_outlives_a_new_reading(store: Store) -> None:
    put_on_date(store, specimen().id, undated(), DAY, None)
    with store.writing() as connection:
        queries.put_record(connection, specimen(), "v2", "2026-01-02")
    record = opened(store)
    event = next(e for e in record.events if e.id == undated())
    assert (event.earliest, event.latest, event.confidence) == ("2026-02-01", None, 1.0)
    assert by_reader(record, event)
    assert [c.what for c in record.corrections] == [f"events/{undated()}/date"]


def test_the_last_word_holds_and_can_be_taken_back(store: Store) -> None:
    put_on_date(store, specimen().id, undated(), DAY, DAY)
    put_on_date(store, specimen().id, undated(), DAY, dt.date(2026, 2, 3))
    record = opened(store)
    assert len(record.corrections) == 1
    assert next(e for e in record.events if e.id == undated()).latest == "2026-02-03"
    take_back_date(store, specimen().id, undated())
    assert opened(store) == specimen()
    with pytest.raises(NotFound):
        take_back_date(store, specimen().id, undated())


def test_what_makes_no_sense_is_refused_and_changes_nothing(store: Store) -> None:
    with pytest.raises(ValueError, match="before the first"):
        put_on_date(store, specimen().id, undated(), DAY, dt.date(2026, 1, 1))
    with pytest.raises(ValueError, match="at least one"):
        put_on_date(store, specimen().id, undated(), None, None)
    with pytest.raises(NotFound):
        put_on_date(store, specimen().id, "e-none", DAY, DAY)
    assert opened(store) == specimen()
