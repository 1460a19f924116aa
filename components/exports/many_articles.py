"""Many articles as one file: a record a line, or one view of all of them as a table."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from components.domain.record import Record, to_json
from components.exports.export_tables import as_date, view_table
from components.exports.spreadsheet_cells import csv_bytes

MOST = 1_000  # articles in one file


def articles_jsonl(records: Iterable[Record | None]) -> bytes:
    """The records as JSON lines (dateline.article/1), in their order; what has none is left out."""
    return b"".join(to_json(record) + b"\n" for record in records if record is not None)


def articles_csv(records: Iterable[Record | None], view: str) -> bytes:
    """A view of all articles as one table, each row with its article; raises ValueError for another view."""
    return csv_bytes(_article_rows(records) if view == "article" else _view_rows(records, view))


def _article_rows(records: Iterable[Record | None]) -> pd.DataFrame:
    """One row an article."""
    rows = []
    for record in records:
        if record is not None:
            frame = view_table(record, "article")
            rows.append(dict(zip(frame["What"], frame["Value"], strict=True)))
    return pd.DataFrame(rows, dtype=object).fillna("")


def _view_rows(records: Iterable[Record | None], view: str) -> pd.DataFrame:
    """The rows of the view, with article, outlet and date before them."""
    parts = []
    for record in records:
        if record is None:
            continue
        frame = view_table(record, view).astype(object)
        for column, value in reversed(
            (("Article id", record.id), ("Article", record.title), ("Outlet", record.outlet or ""),
             ("Article date", as_date(record.date)))
        ):  # fmt: skip
            frame.insert(0, column, pd.Series([value] * len(frame), dtype=object))
        parts.append(frame)
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
