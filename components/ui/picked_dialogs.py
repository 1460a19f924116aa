"""What can be done with picked articles: tagged, collected, compared, taken away as files, deleted with a way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from components.domain.article_search import ArticleSearch
from components.domain.errors import DatelineError
from components.domain.plural import plural
from components.exports.export_tables import VIEWS
from components.exports.many_articles import MOST, articles_csv, articles_jsonl
from components.services import collections, tags
from components.ui.article_list import Act, Picked
from components.ui.current_visitor import made_for_articles, visitor_library
from components.ui.found_articles import end_picks
from components.ui.name_field import draw_name_field
from components.ui.navigation import BY_NAME
from components.ui.page_address import kept_parameters
from components.ui.text_nodes import Chip, draw_chips, draw_text

ASKED, DONE, DELETED = "picked_act", "picked_done", "deleted"  # in the session's state
COMPARED = (2, 6)  # articles that can be compared
_TAG, _COLLECT, _EXPORT = Act("tag", "Tag"), Act("collect", "Add to a collection"), Act("export", "Export")
_COMPARE = (Act("compare", "Compare", *COMPARED),) if "compare" in BY_NAME else ()
LIBRARY_ACTS = (_TAG, _COLLECT, *_COMPARE, _EXPORT, Act("delete", "Delete"))
COLLECTION_ACTS = (_TAG, _COLLECT, *_COMPARE, _EXPORT, Act("uncollect", "Take out"))


def ask_for(picked: Picked) -> None:
    """Have the page ask what an act needs once it is drawn: a callback can't open a dialog."""
    st.session_state[ASKED] = picked


def draw_asked(search: ArticleSearch) -> None:
    """Open the dialog of what was asked for, of the picked articles or of all that the search found."""
    picked: Picked | None = st.session_state.pop(ASKED, None)
    if picked is None:
        return
    ids = tuple(visitor_library().found_ids(search)) if picked.all else picked.ids
    if not ids:
        return
    if picked.what == "tag":
        _tag(ids)
    elif picked.what == "collect":
        _collect(ids)
    elif picked.what == "export":
        _export(ids)
    elif picked.what == "delete":
        _delete(ids)
    elif picked.what == "uncollect":
        _take_out(search.collection, ids)
        st.rerun()
    elif picked.what == "compare" and COMPARED[0] <= len(ids) <= COMPARED[1]:
        st.switch_page(BY_NAME["compare"].path, query_params={**kept_parameters(), "article": list(ids)})


def _take_out(collection_id: str, ids: Sequence[str]) -> None:
    try:
        out = visitor_library().uncollect(collection_id, ids)
    except DatelineError as error:
        say_done(str(error))
        return
    end_picks()
    already = "It was" if len(ids) == 1 else "All of them were"
    say_done(
        f"{plural(out, 'article')} taken out of this collection. Nothing was deleted."
        if out
        else f"{already} out of this collection already."
    )


def say_done(words: str) -> None:
    """Have the page say what was done, once."""
    st.session_state[DONE] = words


def draw_done() -> None:
    """What was done, and the way back from a deletion, which stays until something else is deleted or brought back."""
    if words := st.session_state.pop(DONE, None):
        draw_text(words, "body", key="done")
    if deleted := st.session_state.get(DELETED):
        said = "The article was deleted." if len(deleted) == 1 else f"{len(deleted):,} articles were deleted."
        with st.container(horizontal=True, vertical_alignment="center", key="deleted"):
            draw_text(said, "body")
            st.button("Undo", key="undo", on_click=_bring_back, args=(deleted,))


@st.dialog("Tag what is picked")
def _tag(ids: Sequence[str]) -> None:
    if _closed("tag-closed"):
        st.rerun()
    draw_text(plural(len(ids), "article"), "note", key="tag-count")
    known = visitor_library().search_choices().tags
    on_them = visitor_library().tags_on(ids)

    def put(name: str) -> None:
        def done() -> str:
            new = visitor_library().tag(name, ids)
            return (
                f"{plural(new, 'article')} tagged."
                if new
                else "It had this tag."
                if len(ids) == 1
                else "All of them had this tag."
            )

        _try("tag-closed", done)

    def take(name: str | None) -> None:
        def done() -> str:
            return f"The tag was taken from {plural(visitor_library().untag(name or '', ids), 'article')}."

        _try("tag-closed", done)

    draw_name_field(
        "A tag, new or known",
        [one.name for one in known],
        button="Tag",
        most=tags.LONGEST,
        key="tag-name",
        on_named=put,
    )
    if on_them:
        draw_text("Take one off", "heading", key="tag-off")
        chips = [Chip(name, name, "transparent", "tag tags") for name in on_them]
        draw_chips(chips, None, key="tag-chips", on_pick=take)
    _trouble()


@st.dialog("Add to a collection")
def _collect(ids: Sequence[str]) -> None:
    if _closed("collect-closed"):
        st.rerun()
    draw_text(plural(len(ids), "article"), "note", key="collect-count")
    known = visitor_library().search_choices().collections

    def put(collection_id: str | None) -> None:
        def done() -> str:
            new = visitor_library().collect(collection_id or "", ids)
            if new:
                return f"{plural(new, 'article')} added to the collection."
            return "It was in the collection already." if len(ids) == 1 else "All were in the collection already."

        _try("collect-closed", done)

    def make(name: str) -> None:
        same = next((one.id for one in known if one.name == name), None)
        if same is not None:
            put(same)
            return

        def done() -> str:
            made = visitor_library().make_collection(name, ids)
            return f"A collection of {plural(made.articles, 'article')} was made."

        _try("collect-closed", done)

    draw_name_field(
        "A new collection's name", [one.name for one in known], button="Add", most=collections.LONGEST_NAME,
        key="collect-name", on_named=make,
    )  # fmt: skip
    if known:
        draw_text("Or one of yours", "heading", key="collect-known")
        chips = [Chip(one.id, one.name, "transparent", "collection collections") for one in known]
        draw_chips(chips, None, key="collect-chips", on_pick=put)
    _trouble()


@st.dialog("Export what is picked")
def _export(ids: Sequence[str]) -> None:
    if len(ids) > MOST:
        draw_text(
            f"At most {MOST:,} articles can be taken away at once, and these are {len(ids):,}. Pick fewer, or narrow"
            " the search.",
            "alert", key="export-many",
        )  # fmt: skip
        return
    said = f"{plural(len(ids), 'article')}, with what readers corrected. What isn't read yet is left out."
    draw_text(said, "note", key="export-count")
    here = visitor_library()
    st.download_button(
        "Everything (JSON lines): one article a line",
        made_for_articles(ids, lambda: articles_jsonl(here.kept_record(one) for one in ids)),
        file_name="articles.jsonl", mime="application/x-ndjson", key="export-jsonl", on_click="ignore",
    )  # fmt: skip
    view = st.selectbox("Or one view as a table", VIEWS, format_func=str.capitalize, key="export-many-view")
    st.download_button(
        "Table (CSV)",
        made_for_articles(ids, lambda: articles_csv((here.kept_record(one) for one in ids), view)),
        file_name=f"articles-{view.replace(' ', '-')}.csv", mime="text/csv", key="export-many-csv", on_click="ignore",
    )  # fmt: skip


@st.dialog("Delete what is picked?")
def _delete(ids: Sequence[str]) -> None:
    draw_text(plural(len(ids), "article"), "heading", key="delete-count")
    what, they, them = ("Its text", "it", "it") if len(ids) == 1 else ("Their texts", "they", "them")
    draw_text(
        f"{what} and everything found in {them} go. For an hour {they} can be brought back.",
        "note", key="delete-so",
    )  # fmt: skip
    with st.container(horizontal=True):
        if st.button("Delete", type="primary", key="delete-yes", on_click=_delete_all, args=(ids,)):
            st.rerun()
        if st.button("Keep", key="delete-no"):
            st.rerun()


def _delete_all(ids: Sequence[str]) -> None:
    st.session_state[DELETED] = visitor_library().delete_all(ids)
    end_picks()


def _bring_back(ids: Sequence[str]) -> None:
    st.session_state.pop(DELETED, None)
    back = visitor_library().undelete_all(ids)
    if back < len(ids):
        gone = plural(len(ids) - back, "article")
        st.session_state["trouble"] = f"{gone} can't be brought back: deleted over an hour ago."


def _try(closes: str, done: Callable[[], str]) -> None:
    """Do it and have the dialog close, or have it say why not."""
    try:
        say_done(done())
    except DatelineError as error:
        st.session_state["picked_trouble"] = str(error)
    else:
        st.session_state[closes] = True


def _closed(name: str) -> bool:
    return bool(st.session_state.pop(name, False))


def _trouble() -> None:
    if words := st.session_state.pop("picked_trouble", None):
        draw_text(words, "alert", key="picked-trouble")
