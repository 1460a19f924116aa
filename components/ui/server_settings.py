"""Where this server listens and what it was told, as Streamlit knows it."""

from __future__ import annotations

import streamlit as st

from components.services import owner_key
from components.services.server_address import ServerAddress


def listening() -> ServerAddress:
    """The address and port that this server listens on."""
    scheme = "https" if st.get_option("server.sslCertFile") else "http"
    return ServerAddress(str(st.get_option("server.address") or ""), int(st.get_option("server.port")), scheme)


def owner_needs_key() -> bool:
    """Whether the owner has to prove to be one (``services/owner_key.py``)."""
    return owner_key.needs_key(listening())


def own_hosts() -> list[str]:
    """Further names of this server that its owner configured (``server.allowedHosts``)."""
    return _words("server.allowedHosts")


def own_origins() -> list[str]:
    """Further origins that its owner allows (``server.corsAllowedOrigins``)."""
    return _words("server.corsAllowedOrigins")


def _words(option: str) -> list[str]:
    values = st.get_option(option) or []
    return [str(one) for one in (values if isinstance(values, list | tuple) else [values])]
