"""The one desk of this server, held by Streamlit's cache; pages reach it through ``access.room`` alone."""

from __future__ import annotations

import streamlit as st

from components.services.desk import Desk

_open: list[Desk] = []


@st.cache_resource(show_spinner=False)
def desk() -> Desk:
    """Open the library and start the worker, once a server; raises StoreFailed."""
    made = Desk()
    _open.append(made)
    return made


def close_desk() -> None:
    """Stop the worker and close the library; the next call of ``desk`` opens it again."""
    desk.clear()
    while _open:
        _open.pop().close()
