"""The start of an empty library: the name, what it is for, the one adding area, and the sample."""

from __future__ import annotations

import streamlit as st

from components.domain.article import word_count
from components.domain.errors import DatelineError
from components.domain.plural import plural
from components.services.sample_article import sample
from components.ui.current_visitor import visitor_library
from components.ui.text_nodes import ASSETS, component

PURPOSE = (
    "Opens a news article and shows what happened when, who is in it, who said what, and in whose words. Every mark"
    " leads to its sentence."
)
# True for whoever sits at the computer that Dateline runs on, and for who signs in from another.
PRIVACY = "No outside service sees the text."
# Constants of our own: no word of an article ever comes in here.
_HEAD = f'<div class="start-head"><h1>Dateline</h1><p>{PURPOSE} {PRIVACY}</p></div>'
_picture = component("start_sample", (ASSETS / "start_sample.svg").read_text("utf-8"))


def draw_start_head() -> None:
    """The name and the purpose."""
    st.html(_HEAD)


def draw_sample() -> None:
    """The sample's picture and the way to its overview; nothing where there is no sample."""
    article = sample()
    if article is None:
        return
    words_in_it = plural(word_count(article.text), "word")
    with st.container(key="sample"):
        picture, words = st.columns([1.3, 1], gap="large", vertical_alignment="center")
        with picture:
            _picture(key="sample-picture")
        with words:
            st.html(
                '<div class="sample-words"><h2>Or look at a sample first</h2>'
                f"<p>A report of {words_in_it} on a visit to Beijing: its people, its dates, its quotes.</p></div>"
            )
            if st.button("See what Dateline makes of it", key="open-sample"):
                _open_sample()


def _open_sample() -> None:
    """Open the sample; one that was deleted comes back."""
    article = sample()
    if article is None:
        return
    try:
        visitor_library().take_in([article])
    except DatelineError as error:
        st.session_state["trouble"] = str(error)
    else:
        st.session_state["go_to"] = article.id
    st.rerun()
