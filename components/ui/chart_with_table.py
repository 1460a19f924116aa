"""A chart with its table: both lead to the same mark, the table by keyboard too."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.charts.chart_style import with_correction_marks
from components.ui import page_address

CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}


def chart(figure: go.Figure, *, key: str, alt: str, corrected: Collection[str] = ()) -> None:
    """Draw a figure; a click on a mark (its id is the first of its customdata) picks it.

    ``corrected``: ids of what readers corrected, which looks so.
    """
    st.plotly_chart(
        with_correction_marks(figure, corrected),
        key=key,
        on_select=lambda: _from_chart(key),
        selection_mode="points",
        config=CONFIG,
        alt=alt,
    )


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


def _from_chart(key: str) -> None:
    points = _selection(key).get("points", [])
    data = points[0].get("customdata") if points else None
    page_address.pick_mark(str(data[0] if isinstance(data, (list, tuple)) else data) if data else None)


def _from_table(key: str, ids: Sequence[str]) -> None:
    rows = _selection(key).get("rows", [])
    page_address.pick_mark(ids[rows[0]] if rows and rows[0] < len(ids) else None)
