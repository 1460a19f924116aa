"""The address: what it says of the view (design, section 5), and links made from the view's state."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

import streamlit as st

from components.ui.navigation import LIBRARY

KEPT = ("article", "actor", "share", "reading")  # what moving between views keeps


class Address(NamedTuple):
    """The query's own fields; None where it doesn't say."""

    article: str | None
    actor: str | None
    mark: str | None


def current_address() -> Address:
    """What the address says now."""
    query = st.query_params
    return Address(*(query.get(name) or None for name in Address._fields))


def kept_parameters(**more: str) -> dict[str, str]:
    """The query of a link to another view, with ``more`` added."""
    query = st.query_params
    return {name: query[name] for name in KEPT if query.get(name)} | more


def pick_mark(mark: str | None) -> None:
    """Choose a mark, or none."""
    _set("mark", mark)


def take_pick(found: Mapping[str, Any] | None) -> None:
    """Keep what the browser says is picked (``id``, empty: nothing) and which of its picks that is (``turn``)."""
    told = found or {}
    pick_mark(str(told.get("id", "")) or None)
    st.session_state["turn"] = int(told.get("turn", 0))


def pick_state() -> dict[str, Any]:
    """What the browser needs to tell an answer to its last pick from one to an earlier one, or to another visit's."""
    state = st.session_state
    return {"turn": state.get("turn", 0), "visit": state.setdefault("visit", secrets.token_hex(8))}


def narrow_to(actor: str | None) -> None:
    """Narrow every view to an actor, or to none."""
    _set("actor", actor)


def _set(name: str, value: str | None) -> None:
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)


def link(view: str, *, mark: str | None = None) -> str:
    """The whole address of a view as it is now, built from its state and never from the address bar."""
    parts = urlsplit(st.context.url or "http://127.0.0.1:8501/")
    query = kept_parameters(**filters()) | ({"mark": mark} if mark else {})
    path = "" if view == LIBRARY.name else view
    return f"{parts.scheme}://{parts.netloc}/{path}" + (f"?{urlencode(query)}" if query else "")


def filters() -> dict[str, str]:
    """The view's own filters: every further field of the query."""
    own_names = {*KEPT, "mark"}
    return {name: st.query_params[name] for name in st.query_params if name not in own_names}
