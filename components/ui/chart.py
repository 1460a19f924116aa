"""A chart on the page, and what makes its marks ways to their passages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import plotly.graph_objects as go
import streamlit as st

from components.charts.chart_style import with_correction_marks, with_ink
from components.ui.text_nodes import component

CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}
_chart_marks = component("chart_marks", after=("pick_state",))


def chart(figure: go.Figure, *, key: str, alt: str, corrected: Collection[str] = ()) -> None:
    """Draw a figure; ``corrected`` are ids of what readers corrected, which looks so.

    A click on a mark (its id is the first of its customdata) picks it, where ``draw_chart_marks`` is on the page.
    """
    made = with_ink(with_correction_marks(figure, corrected), _ink())
    with st.container(key=f"{key}-room", height=int(made.layout.height), border=False):
        st.plotly_chart(made, key=key, config=CONFIG, alt=alt)


def _ink() -> str:
    """The theme's colour of text: Streamlit's own for charts is too pale to be read by everybody."""
    return str(st.get_option(f"theme.{st.context.theme.type or 'light'}.textColor"))


def draw_chart_marks(ways: Mapping[str, Callable[[], None]]) -> None:
    """Let a click on a chart's mark pick it, and ring what is picked in every chart of the page.

    ``ways``: what is done on a click on a point that is no mark, by what it carries in place of an id.
    """

    def taken() -> None:
        way = ways.get(str(st.session_state["chart-marks"].get("way")))
        if way is not None:
            way()

    _chart_marks(data={"ways": list(ways)}, key="chart-marks", on_way_change=taken)
