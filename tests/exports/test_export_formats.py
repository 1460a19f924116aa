"""Exports: read back they equal the record; no cell is a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re

import msgspec
import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.domain.clickable_marks import tone_id
from components.domain.correction_replay import apply_edits, edit_path
from components.domain.errors import Refused
from components.domain.record import Correction, Record, from_json
from components.exports.chart_catalogue import article_charts
from components.exports.export_formats import CHARTS, FORMS, export_article, file_name
from components.exports.export_tables import VIEWS, view_table
from components.exports.spreadsheet_cells import csv_bytes, escape_formula
from tests.specimen import specimen

FORMULAS = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "  =1+1", "\n=1"]


def edited() -> Record:
    edit = Correction(id="c1", at="2026-01-01T10:00", by="=Ida", what=edit_path("actors", "ida-berg", "name"),
                      after=msgspec.Raw(b'"=Berg"'))  # fmt: skip
    return apply_edits(specimen(), [edit])


def read_csv(record: Record, view: str) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(export_article(record, "csv", view)), dtype=str, keep_default_na=False)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("record", [specimen(), edited()], ids=["machine", "corrected"])
def test_csv_read_back_is_the_views_table(record: Record, view: str) -> None:
    wanted, found = view_table(record, view), read_csv(record, view)
    assert list(found.columns) == list(wanted.columns) and len(found) == len(wanted)
    for column in wanted.columns:
        cells = [
            "" if c is None else c.isoformat() if isinstance(c, dt.date) else escape_formula(str(c))
            for c in wanted[column]
        ]
        assert list(found[column]) == cells


def test_the_tables_hold_the_record() -> None:
    record = specimen()
    assert list(read_csv(record, "quotes")["id"]) == [q.id for q in record.quotes]
    timeline = read_csv(record, "timeline")
    assert list(timeline["Earliest"]) == [e.earliest or "" for e in record.events]
    assert list(timeline["Latest"]) == [e.latest or "" for e in record.events]
    assert list(read_csv(record, "actors")["id"]) == [a.id for a in record.actors]
    assert len(read_csv(record, "mentions")) == sum(len(a.mentions) for a in record.actors)
    assert list(read_csv(record, "sentiment")["id"]) == [tone_id(t) for t in record.tones]
    assert list(read_csv(record, "loaded words")["Word"]) == ["new"]


def test_what_is_too_unsure_to_tell_is_in_no_export_but_json() -> None:
    record = specimen()
    identity = tone_id(record.unsure[0])
    assert identity not in export_article(record, "html").decode()
    assert not any(identity in view_table(record, view).to_numpy().ravel() for view in VIEWS)
    assert from_json(export_article(record, "json")).unsure == record.unsure


def test_the_workbook_has_a_sheet_a_view_frozen_with_real_dates() -> None:
    record = edited()
    book = openpyxl.load_workbook(io.BytesIO(export_article(record, "xlsx")))
    assert [s.lower() for s in book.sheetnames] == list(VIEWS)
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        wanted = view_table(record, sheet.title.lower())
        rows = [list(r) for r in sheet.iter_rows(min_row=2, values_only=True)]
        assert [c.value for c in sheet[1]] == list(wanted.columns)
        for got, want in zip(rows, wanted.itertuples(index=False), strict=True):
            for cell, value in zip(got, want, strict=True):
                if isinstance(value, dt.date):
                    assert isinstance(cell, dt.datetime) and cell.date() == value
                elif isinstance(value, int):
                    assert cell == value
                else:
                    assert (cell or "") == escape_formula("" if value is None else str(value))
        assert all(c.data_type != "f" for row in sheet.iter_rows() for c in row)


def test_json_is_the_record_corrections_and_all() -> None:
    assert from_json(export_article(edited(), "json")) == edited()


@pytest.mark.parametrize("cell", FORMULAS)
def test_no_cell_is_a_formula(cell: str) -> None:
    data = csv_bytes(pd.DataFrame([[cell]], columns=["x"])).decode("utf-8-sig")
    (_, (found,)) = csv.reader(io.StringIO(data, newline=""))
    assert found == f"'{cell}"


@given(st.text())
def test_harmless_changes_nothing_else(cell: str) -> None:
    made = escape_formula(cell)
    assert made in (cell, f"'{cell}") and not made.startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("title", ["../../etc/passwd", "=cmd", "ünï code", "", "a" * 300, "CON", "x\x00y"])
def test_names_of_files_are_clean(title: str) -> None:
    name = file_name(msgspec.structs.replace(specimen(), title=title), "csv", "quotes")
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,60}-quotes\.csv", name)


@pytest.mark.parametrize("view", VIEWS)
def test_a_table_is_called_after_its_view_in_letters_and_dashes(view: str) -> None:
    assert file_name(specimen(), "csv", view) == f"mayor-opens-bridge-in-arden-{view.replace(' ', '-')}.csv"


@pytest.mark.parametrize(("form", "view"), [("docx", "timeline"), ("csv", "nothing"), ("svg", "nothing")])
def test_what_is_not_there_is_refused(form: str, view: str) -> None:
    with pytest.raises(Refused):
        export_article(specimen(), form, view)


def test_every_form_has_words_and_a_kind() -> None:
    assert all(f.words and "/" in f.mime for f in FORMS.values())


def test_enough_quoted_words_have_a_chart_of_shares() -> None:
    record = specimen()
    long = " ".join(["word"] * 60)
    start = len(record.text) + 1
    quotes = tuple(msgspec.structs.replace(q, content=((start, start + len(long)),), kind="direct")
                   for q in record.quotes)  # fmt: skip
    quotes = (msgspec.structs.replace(quotes[0], id="q-again"), *quotes)
    rich = msgspec.structs.replace(record, text=f"{record.text} {long}", quotes=quotes)
    findings = {c.name: c.finding for c in article_charts(rich)}
    assert findings["share"].endswith("% of the quoted words are from Ida Berg")
    assert findings["strip"] == "Where in the text"
    assert {c.name: c.finding for c in article_charts(record)}["strip"].endswith("too little quoted to compare voices")
    assert set(findings) == set(CHARTS), "every chart that can be asked for, and no other"
