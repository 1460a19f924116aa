"""Cells for spreadsheets: none is a formula, whatever an article says."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pandas as pd

# A cell that begins so is a formula to a spreadsheet (OWASP ASVS 5.0 V1.2.10; CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\x00")


def escape_formula(cell: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet would compute; white space before it doesn't hide it."""
    return f"'{cell}" if cell.startswith(_FORMULA) or cell.lstrip(" \n").startswith(_FORMULA) else cell


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """A table as CSV in UTF-8 with a mark that spreadsheets know it by; dates as ISO."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(frame.columns)
    for row in frame.itertuples(index=False):
        writer.writerow([_text(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _text(cell: object) -> str:
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, dt.date) else escape_formula(str(cell))
