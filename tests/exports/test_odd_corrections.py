"""Exports of an article whose corrections can't be read: each is made, and says so."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path

import openpyxl
import pytest
from icalendar import Calendar

from components.domain.record import Record, from_json
from components.exports.corrections_table import edit_words, edits_table, value_words
from components.exports.export_formats import export_article
from components.exports.export_tables import VIEWS
from components.exports.timeline_files import events_csv, ics, timelinejs
from tests.databases import sqlite_url
from tests.odd_edits import NAME, store_odd
from tests.pace import paces
from tests.services.test_corrections import ID, filled, opened


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Record:
    store = filled(sqlite_url(tmp_path_factory.mktemp("odd") / "x.sqlite3"))
    store_odd(store, ID)
    return opened(store)


def test_the_table_lists_each_on_one_line(odd: Record) -> None:
    frame = edits_table(odd)
    assert len(frame) == len(odd.corrections)
    assert {"yes", "no: what it is of is gone", "no: it can’t be read"} == set(frame["Still applies"])
    assert "unreadable" in set(frame["Before"]) and "unreadable" in set(frame["After"])
    assert "something unknown" in set(frame["What"])
    assert {"unknown", "2026-01-01T10:00"} <= set(frame["When (UTC)"])
    for cell in frame.to_numpy().ravel():
        assert len(str(cell)) < 4_000 and str(cell).isprintable(), cell


def test_each_form_is_made(odd: Record) -> None:
    assert from_json(export_article(odd, "json")) == odd
    assert "it can’t be read" in export_article(odd, "html").decode()
    book = openpyxl.load_workbook(io.BytesIO(export_article(odd, "xlsx")))
    assert book["Corrections"].max_row == len(odd.corrections) + 1
    for view in VIEWS:
        assert export_article(odd, "csv", view)
    assert json.loads(timelinejs(odd, odd.events)) and events_csv(odd, odd.events)
    assert Calendar.from_ical(ics(odd, odd.events, dt.datetime(2026, 3, 3, tzinfo=dt.UTC)))


def test_words_for_each_are_short(odd: Record) -> None:
    for edit in odd.corrections:
        assert len(edit_words(odd, edit)) < 4_000 and value_words(odd, edit, before=True) is not None


def test_a_table_of_many_corrections_is_quick(tmp_path: Path) -> None:
    store = filled(sqlite_url(tmp_path / "x.sqlite3"))
    store_odd(store, ID, [{"what": NAME, "after": b'"x"', "before": b'"y"'}] * 4_000)
    record = opened(store)
    assert paces(lambda: edits_table(record), 2) < 60  # a second
