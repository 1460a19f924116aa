"""A chart with its table: both lead to the same mark, the table by keyboard too."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.charts.chart_style import with_correction_marks
from components.ui import page_address
from components.ui.text_nodes import component

CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}


_ring = component("ring")


def chart(
    figure: go.Figure,
    *,
    key: str,
    alt: str,
    corrected: Collection[str] = (),
    ways: Mapping[str, Callable[[], None]] | None = None,
) -> None:
    """Draw a figure; a click on a mark (its id is the first of its customdata) picks it.

    ``corrected``: ids of what readers corrected, which looks so. ``ways``: what is done on a click on a point that
    is no mark, by what it carries in place of an id.
    """
    st.plotly_chart(
        with_correction_marks(figure, corrected),
        key=key,
        on_select=lambda: _from_chart(key, ways or {}),
        selection_mode="points",
        config=CONFIG,
        alt=alt,
    )


def draw_ring(key: str, mark: str | None) -> None:
    """A ring around the picked mark on the chart with that key, drawn by the browser over what the chart is."""
    _ring(data={"chart": key, "mark": mark or ""}, key=f"{key}-ring")


def table(frame: pd.DataFrame, *, key: str, height: int | None = None) -> None:
    """Draw a table whose rows can be picked; its first column is the mark's id and stays hidden."""
    st.dataframe(
        frame,
        key=key,
        hide_index=True,
        column_config={"id": None, **{c: st.column_config.TextColumn(c) for c in frame.columns if c != "id"}},
        on_select=lambda: _from_table(key, list(frame["id"])),
        selection_mode="single-row",
        height=height or min(420, 38 + 35 * max(1, len(frame))),
    )


def draw_table(frame: pd.DataFrame, *, key: str, label: str = "The same as a table") -> None:
    """The table of a chart, folded away below it."""
    with st.expander(label, key=f"{key}-fold"):
        table(frame, key=key)


def _selection(key: str) -> Any:
    state = st.session_state.get(key)
    return state["selection"] if state else {}


def _from_chart(key: str, ways: Mapping[str, Callable[[], None]]) -> None:
    points = _selection(key).get("points", [])
    data = points[0].get("customdata") if points else None
    picked = str(data[0] if isinstance(data, (list, tuple)) else data) if data else None
    if (way := ways.get(picked or "")) is not None:
        way()
    else:
        page_address.pick_mark(picked)


def _from_table(key: str, ids: Sequence[str]) -> None:
    rows = _selection(key).get("rows", [])
    page_address.pick_mark(ids[rows[0]] if rows and rows[0] < len(ids) else None)
