"""The main script: every address runs through here, then through its page, if the visitor may see one."""

from __future__ import annotations

import streamlit as st

from components.domain.errors import DatelineError
from components.ui.current_visitor import admit
from components.ui.navigation import ALL, LIBRARY
from components.ui.page_style import apply_style
from components.ui.script_errors import tell_error
from components.ui.text_nodes import ASSETS

st.set_page_config(page_title="Dateline", page_icon=str(ASSETS / "icon.png"), layout="wide")
apply_style()
page = st.navigation(
    [
        st.Page(LIBRARY.path, title=f"{LIBRARY.title} · Dateline", url_path="library", default=True),
        *(st.Page(view.path, title=f"{view.title} · Dateline", url_path=view.name) for view in ALL if view != LIBRARY),
    ],
    position="hidden",
)
try:
    if admit():
        page.run()
except DatelineError as error:  # fragments, dialogs and callbacks have theirs told by app.py's on_script_error
    tell_error(error)
