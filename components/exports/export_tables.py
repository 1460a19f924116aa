"""The whole record as one table a view, as workbooks and CSV files have it."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from components.charts.sentiment import attitudes
from components.domain.record import Record
from components.exports.claim_rows import claims_table
from components.exports.corrections_table import edits_table
from components.exports.newsroom_words import DATE_BASES, GENRES
from components.exports.record_tables import (
    actors_table,
    events_table,
    loaded_words_table,
    mentions_table,
    quotes_table,
    relations_table,
    tones_table,
)
from components.exports.review_words import checked_sentence

VIEWS = (
    "article", "timeline", "actors", "mentions", "relations", "quotes", "claims", "sentiment", "loaded words",
    "corrections",
)  # fmt: skip


def view_table(record: Record, view: str) -> pd.DataFrame:
    """The table of a view; a date is a date, an open end is empty. Raises ValueError for another view."""
    if view == "article":
        return _article(record)
    if view == "timeline":
        return _timeline(record)
    if view == "actors":
        frame = actors_table(record, record.actors)
        frame["id"] = [a.id for a in record.actors]
        return frame
    if view == "mentions":
        return mentions_table(record, record.actors)
    if view == "relations":
        return relations_table(record, record.relations)
    if view == "quotes":
        return quotes_table(record, record.quotes)
    if view == "claims":
        return claims_table(record)
    if view == "sentiment":
        return tones_table(record, attitudes(record))
    if view == "loaded words":
        return loaded_words_table(record, record.loaded)
    if view == "corrections":
        return edits_table(record)
    raise ValueError(f"there is no view “{view}”: {', '.join(VIEWS)}")


def _article(record: Record) -> pd.DataFrame:
    basis = DATE_BASES[record.date_basis] if record.date and record.date_basis else ""
    details = {
        "Title": record.title, "Outlet": record.outlet or "", "Byline": record.byline or "",
        "Address": record.url or "", "Article date": as_date(record.date), "Where the date is from": basis,
        "Kind of text": GENRES[record.genre], "Words": record.words, "id": record.id,
        "Dateline": record.pipeline.dateline, "spaCy": record.pipeline.spacy, "Model": record.pipeline.model,
    }  # fmt: skip
    if checked := checked_sentence(record):
        details["Checked"] = checked
    return pd.DataFrame([[k, v] for k, v in details.items()], columns=["What", "Value"], dtype=object)


def _timeline(record: Record) -> pd.DataFrame:
    frame = events_table(record, record.events).astype(object)
    frame.insert(2, "Earliest", pd.Series([as_date(e.earliest) for e in record.events], dtype=object))
    frame.insert(3, "Latest", pd.Series([as_date(e.latest) for e in record.events], dtype=object))
    return frame


def as_date(iso: str | None) -> dt.date | None:
    """A day of the record; None where it gives none."""
    return dt.date.fromisoformat(iso[:10]) if iso else None
