"""The search field of a list of articles and its filters; what is asked for is put into the address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.domain.article_search import IN_ADDRESS, ArticleSearch, address_of, search_in_address
from components.exports.newsroom_words import GENRES
from components.services.library_search import SearchChoices
from components.ui.text_nodes import component

ORDERS = {
    "best": "Best match", "added": "Newest added", "date": "Article date", "title": "Title", "outlet": "Outlet",
    "words": "Longest",
}  # fmt: skip
_search = component("search", after=("dom",))


def search_of_address(collection: str | None = None) -> ArticleSearch:
    """What the address asks for; ``collection`` is the one whose page it is of."""
    query = {name: st.query_params[name] for name in IN_ADDRESS.values() if name in st.query_params}
    return search_in_address(query | ({"collection": collection} if collection is not None else {}))


def draw_search(search: ArticleSearch, choices: SearchChoices | None, *, label: str, within: bool, key: str) -> None:
    """The field and its filters; ``choices`` None: without what the owner alone knows. ``within``: one collection."""

    def asked() -> None:
        put_in_address(st.session_state[key].get("asked"))

    orders = [[name, words] for name, words in ORDERS.items() if name != "best" or search.words]
    offered: dict[str, Any] = {"kinds": list(GENRES.items()), "sort": orders}
    if choices is not None:
        offered |= {
            "outlets": [outlet for outlet, _ in choices.outlets],
            "names": [one.name for one in choices.names],
            "speakers": [one.name for one in choices.speakers],
            "tags": [one.name for one in choices.tags],
        }
        if not within:
            offered["collections"] = [[one.id, f"{one.name} ({one.articles:,})"] for one in choices.collections]
    data = {"values": address_of(search), "order": search.order, "choices": offered, "label": label}
    _search(data=data, key=key, on_asked_change=asked)


def put_in_address(asked: object) -> None:
    """Have the address ask for what the form holds, on its first page; what the form doesn't have stays as it is."""
    if not isinstance(asked, Mapping):
        return
    fields = set(IN_ADDRESS.values()) - {IN_ADDRESS["page"]}
    told = {str(name): str(value) for name, value in asked.items() if name in fields}
    # The order that holds anyway is not said.
    if told.get("sort") == ("best" if told.get("q") else "added"):
        told["sort"] = ""
    valid = address_of(search_in_address(told))
    stays = {name: value for name, value in st.query_params.to_dict().items() if name not in told}
    stays.pop(IN_ADDRESS["page"], None)
    # In one go: each change of the address is a step of its own on the way back.
    st.query_params.from_dict(stays | valid)


def narrow_to_tag(name: str) -> None:
    """Have the address ask for the articles with a tag alone."""
    put_in_address({IN_ADDRESS["tag"]: name})


def turn_to(page: int) -> None:
    """Have the address ask for another page of what is found."""
    if page > 1:
        st.query_params[IN_ADDRESS["page"]] = str(page)
    else:
        st.query_params.pop(IN_ADDRESS["page"], None)
