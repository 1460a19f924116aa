"""Tables as an Excel workbook, a record's a sheet a view: frozen headers, real dates, no formulas."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable

import pandas as pd
import xlsxwriter

from components.domain.record import Record
from components.exports.export_tables import VIEWS, view_table
from components.exports.spreadsheet_cells import escape_formula

FIRST_DAY = dt.date(1900, 3, 1)  # before it Excel counts days wrongly, or not at all: such a date is written out
WIDEST, NARROWEST = 60, 8  # characters of a column
_MOST = 32_000  # characters of a cell (Excel: 32,767)


def xlsx(record: Record) -> bytes:
    """The workbook of a record."""
    return workbook(record.title, ((view.capitalize(), view_table(record, view)) for view in VIEWS))


def workbook(title: str, sheets: Iterable[tuple[str, pd.DataFrame]]) -> bytes:
    """A workbook of tables; a sheet's name is our own words, at most 31 characters."""
    out = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, settings) as book:
        book.set_properties({"title": title[:200], "comments": "Made by Dateline"})
        head = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        for name, frame in sheets:
            _sheet(book.add_worksheet(name), frame, head, day, plain)
    return out.getvalue()


def _sheet(
    sheet: xlsxwriter.worksheet.Worksheet, frame: pd.DataFrame, head: object, day: object, plain: object
) -> None:
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(frame.columns):
        longest = max([len(str(name)), *(len(str(c)) for c in frame.iloc[:, column])], default=0)
        sheet.set_column(column, column, min(WIDEST, max(NARROWEST, longest + 1)))
        sheet.write_string(0, column, str(name), head)
    for number, row in enumerate(frame.itertuples(index=False), start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, dt.date) and cell >= FIRST_DAY:
                sheet.write_datetime(number, column, dt.datetime(cell.year, cell.month, cell.day), day)
            elif isinstance(cell, int) and not isinstance(cell, bool):
                sheet.write_number(number, column, cell)
            elif cell is not None:
                words = cell.isoformat() if isinstance(cell, dt.date) else str(cell)
                sheet.write_string(number, column, escape_formula(words)[:_MOST], plain)
    if len(frame):
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)
