"""The address of a comparison: its articles, in their order, and what is shown of it."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

import streamlit as st

from components.ui import page_address

MOST = 6  # articles of a comparison


def compared_ids() -> list[str]:
    """The ids of the articles that the address names, each once, in their order."""
    return list(dict.fromkeys(one for one in st.query_params.get_all("article") if one))


def parameters(articles: list[str] | None = None) -> dict[str, list[str]]:
    """The query of a link to this comparison, or to one of other articles; without what is picked."""
    share = st.query_params.get("share")
    return {"article": compared_ids() if articles is None else articles} | ({"share": [share]} if share else {})


def link(*, mark: str | None = None) -> str:
    """The whole address of the comparison as it is now."""
    parts = urlsplit(st.context.url or "http://127.0.0.1:8501/")
    query = [("article", one) for one in compared_ids()]
    query += [(k, v) for k, v in page_address.filters().items() if k != "article"]
    query += [(k, v) for k, v in (("share", st.query_params.get("share")), ("mark", mark)) if v]
    return f"{parts.scheme}://{parts.netloc}/compare?{urlencode(query)}"
