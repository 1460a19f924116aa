"""What can be done with the tag that the library is narrowed to: another name, or none at all any more."""

from __future__ import annotations

import streamlit as st

from components.domain.article_search import IN_ADDRESS
from components.domain.errors import DatelineError
from components.domain.plural import plural
from components.services.tags import LONGEST
from components.ui.current_visitor import visitor_library
from components.ui.picked_dialogs import say_done
from components.ui.text_nodes import draw_text

TO = "tag-to"  # the key of the field for a tag's new name


def draw_tag_tools(tag: str, articles: int) -> None:
    """Buttons for a tag that ``articles`` articles have; nothing where the visitor may not change it."""
    if not visitor_library().may("organise"):
        return
    with st.container(horizontal=True, key="tag-tools"):
        if st.button("Rename this tag", key="tag-rename", type="tertiary"):
            _rename(tag)
        if st.button("Delete this tag", key="tag-delete", type="tertiary"):
            _delete(tag, articles)


@st.dialog("Rename the tag")
def _rename(tag: str) -> None:
    draw_text(tag, "heading", key="tag-named")
    with st.form("tag-form", border=False):
        st.text_input("New name", tag, max_chars=LONGEST, key=TO, help="One that another tag has makes both one tag.")
        if st.form_submit_button("Rename", type="primary", key="tag-rename-yes", on_click=_give_name, args=(tag,)):
            st.rerun()


def _give_name(tag: str) -> None:
    to = str(st.session_state[TO])
    try:
        visitor_library().rename_tag(tag, to)
    except DatelineError as error:
        say_done(str(error))
    else:
        st.query_params[IN_ADDRESS["tag"]] = to


@st.dialog("Delete the tag?")
def _delete(tag: str, articles: int) -> None:
    draw_text(tag, "heading", key="tag-named")
    draw_text(f"It is taken from {plural(articles, 'article')}. No article is deleted.", "note", key="tag-stay")
    with st.container(horizontal=True):
        if st.button("Delete", type="primary", key="tag-delete-yes", on_click=_take_away, args=(tag,)):
            st.rerun()
        if st.button("Keep it", key="tag-delete-no"):
            st.rerun()


def _take_away(tag: str) -> None:
    visitor_library().delete_tag(tag)
    st.query_params.pop(IN_ADDRESS["tag"], None)
    say_done("The tag was deleted. Its articles are still here.")
