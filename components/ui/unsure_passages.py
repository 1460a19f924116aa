"""What is too unsure to be told, folded away below what is: a table with why, of which a row shows its sentence."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.domain.plural import plural
from components.ui.chart_with_table import table
from components.ui.text_nodes import draw_text


def draw_unsure(rows: pd.DataFrame, note: str) -> None:
    """The rows, a passage each, under a note that says what they are; nothing where there are none."""
    if rows.empty:
        return
    with st.expander(f"{plural(len(rows), 'passage')} too unsure to tell", key="unsure"):
        draw_text(note, "note")
        table(rows, key="unsure-table")
