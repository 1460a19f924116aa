"""Takes a collection away: the report, a workbook, one table, every record; each file is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from components.collection.reading import CollectionReading
from components.domain.ids import slug
from components.domain.record import Record
from components.exports.collection_report import MOST, TOO_MANY, collection_report
from components.exports.collection_tables import TABLES, ArticleFacts, collection_csv, collection_table
from components.exports.excel_workbook import workbook
from components.exports.many_articles import MOST as MOST_RECORDS
from components.exports.many_articles import articles_jsonl
from components.store.collection_queries import Collection
from components.ui.current_visitor import made_for_articles, visitor_library
from components.ui.text_nodes import draw_text

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw_export(one: Collection) -> None:
    """The button; nothing for whoever may take away none of its articles."""
    here = visitor_library()  # once: to know the visitor costs more than to ask of an article
    articles = here.members(one.id)
    may = bool(articles) and all(here.may("export", a) for a in articles)
    if may and st.button("Export", key="collection-export", type="tertiary"):
        _export(one, articles)


@st.dialog("Export the collection")
def _export(one: Collection, articles: Sequence[str]) -> None:
    state = visitor_library().collection_reading(one.id)
    if state.reading is None:
        draw_text(
            "Its articles are not read together yet. Open “Who is in it”, then try again.", "alert", key="not-yet"
        )
        return
    if not state.current:
        draw_text("What the articles say together is from before their last change.", "note", key="export-older")
    reading, name = state.reading, slug(one.name)
    here = visitor_library()

    def facts() -> dict[str, ArticleFacts]:
        return {a.id: ArticleFacts(a.title, a.outlet, a.date) for a in here.lines(articles)}

    def report() -> bytes:
        records = (here.kept_record(a.id) for a in here.lines(articles))
        return collection_report(one.name, one.note, reading, [r for r in records if r is not None])

    if len(articles) > MOST:
        draw_text(TOO_MANY.format(most=MOST, n=len(articles)), "note", key="export-too-many")
    else:
        _download("The report (HTML): all of it in one file", report, f"{name}.html", "text/html", articles)
    _download("A workbook (XLSX)", lambda: _workbook(one.name, reading, facts()), f"{name}.xlsx", _XLSX, articles)
    if len(articles) <= MOST_RECORDS:
        records = "Everything (JSON lines): one article a line"
        _download(
            records, lambda: _records(here.kept_record, articles), f"{name}.jsonl", "application/x-ndjson", articles
        )
    table = st.selectbox("Or one table", TABLES, format_func=str.capitalize, key="collection-table")
    _download(
        "Table (CSV)",
        lambda: collection_csv(reading, facts(), table),
        f"{name}-{table.replace(' ', '-')}.csv",
        "text/csv",
        articles,
    )


def _workbook(name: str, reading: CollectionReading, facts: dict[str, ArticleFacts]) -> bytes:
    return workbook(name, ((t.capitalize(), collection_table(reading, facts, t)) for t in TABLES))


def _records(record: Callable[[str], Record | None], articles: Sequence[str]) -> bytes:
    return articles_jsonl(record(a) for a in articles)


def _download(label: str, make: Callable[[], bytes], file: str, kind: str, articles: Sequence[str]) -> None:
    st.download_button(
        label, made_for_articles(articles, make), file_name=file, mime=kind, key=f"take-{kind}", on_click="ignore"
    )
