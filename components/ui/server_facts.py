"""Where this server listens, as Streamlit was told."""

from __future__ import annotations

import streamlit as st

from components.services.where import Where


def listening() -> Where:
    """The address and port that this server listens on."""
    return Where(str(st.get_option("server.address") or ""), int(st.get_option("server.port")))
