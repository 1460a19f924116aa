"""Every form in which an article can be taken away, by name: for the pages and the command alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from components.domain.errors import Refused
from components.domain.ids import slug
from components.domain.record import Record, to_json
from components.exports.chart_catalogue import article_charts
from components.exports.chart_pictures import picture
from components.exports.excel_workbook import xlsx
from components.exports.export_tables import VIEWS, view_table
from components.exports.html_report import report
from components.exports.spreadsheet_cells import csv_bytes


class ExportFormat(NamedTuple):
    """A form of export: its file's ending, kind, what it is in words; ``of_view``: of one view rather than of all."""

    ending: str
    mime: str
    words: str
    of_view: bool = False


FORMS: dict[str, ExportFormat] = {
    "html": ExportFormat(
        "html", "text/html", "Report (HTML): every chart and its evidence in one file, for any browser"
    ),
    "xlsx": ExportFormat(
        "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Workbook (Excel)"
    ),
    "json": ExportFormat("json", "application/json", "Everything (JSON)"),
    "csv": ExportFormat("csv", "text/csv", "Table (CSV)", True),
    "svg": ExportFormat("svg", "image/svg+xml", "Picture (SVG)", True),
    "png": ExportFormat("png", "image/png", "Picture (PNG)", True),
}
_WHOLE: dict[str, Callable[[Record], bytes]] = {
    "html": report,
    "xlsx": xlsx,
    "json": to_json,
}
CHARTS = ("timeline", "narrative", "prominence", "presence", "network", "share", "strip", "matrix", "over")
_FIRST = {"timeline": "timeline", "actors": "network", "quotes": "share", "sentiment": "matrix"}
WIDE, SCALE = 1100, 2  # pixels of a picture, and how much finer a PNG is


def export_article(record: Record, form: str, view: str = "timeline") -> bytes:
    """The file; ``view`` is a view's name, or a chart's for a picture. Raises Refused."""
    if form not in FORMS:
        raise Refused(f"There is no export “{form}”: {', '.join(FORMS)}.")
    if form in _WHOLE:
        return _WHOLE[form](record)
    if form == "csv":
        try:
            return csv_bytes(view_table(record, view))
        except ValueError as error:
            raise Refused(f"{error}.") from error
    return _picture(record, form, view)


def file_name(record: Record, form: str, view: str = "") -> str:
    """A clean name for the file: from the title, letters, digits and dashes alone."""
    part = f"-{slug(view)}" if FORMS[form].of_view and view else ""
    return f"{slug(record.title) or 'article'}{part}.{FORMS[form].ending}"


def _picture(record: Record, form: str, view: str) -> bytes:
    name = _FIRST.get(view, view)
    charts = {d.name: d for d in article_charts(record)}
    if name == "share" and "share" not in charts:
        name = "strip"
    if name not in charts:
        there = ", ".join(charts) or "none"
        raise Refused(f"This article has no chart “{view}”; it has {there}.")
    figure = charts[name].figure
    figure.update_layout(paper_bgcolor="white", plot_bgcolor="white", font_color="#1d2327")
    try:
        return picture(figure, form, WIDE, SCALE if form == "png" else 1)
    except (ValueError, RuntimeError, OSError) as error:
        raise Refused(
            "Pictures need Chrome or Chromium on this computer, and it could not be started. "
            "Install one, or save the chart from its view in the browser."
        ) from error


__all__ = ["CHARTS", "FORMS", "VIEWS", "ExportFormat", "export_article", "file_name"]
