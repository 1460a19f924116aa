"""The collections of the library as links, each with how many articles it holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from components.store.collection_queries import Collection
from components.ui.found_articles import collection_address
from components.ui.text_nodes import component

_collections = component("collections", after=("dom", "one_step"))


def draw_collections(sets: Sequence[Collection], *, key: str, on_open: Callable[[str], None]) -> None:
    """The list; nothing where there are none. ``on_open`` gets the id of the one to open."""
    if not sets:
        return

    def opened() -> None:
        if found := st.session_state[key].get("opened"):
            on_open(str(found))

    listed = [
        {"id": one.id, "name": one.name, "articles": one.articles, "href": collection_address(one.id)} for one in sets
    ]
    _collections(data={"sets": listed, "label": "Collections"}, key=key, on_opened_change=opened)
