"""What a search found, as a list: each article's facts, tags, collections and the words lit; picks and pages."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlencode

import msgspec
import streamlit as st

from components.domain.article_search import IN_ADDRESS, PAGE, ArticleSearch, address_of
from components.domain.ids import digest
from components.domain.plural import plural
from components.exports.newsroom_words import DATE_BASES, date_words
from components.services.library_search import FoundArticle, SearchResult
from components.ui.article_list import Act, ListEvents, Pages, Picks, Row, SetLink, draw_rows
from components.ui.local_time import in_reader_time
from components.ui.navigation import COLLECTION, LIBRARY
from components.ui.search_form import narrow_to_tag, turn_to
from components.ui.text_nodes import draw_text

ROUND = "picks_round"  # counts what ends the picks: a deletion


def draw_found(
    found: SearchResult,
    search: ArticleSearch,
    *,
    view: str,
    events: ListEvents,
    acts: tuple[Act, ...] = (),
    but: Collection[str] = (),
) -> None:
    """The page of the list, of the page ``view``; without those listed elsewhere (``but``: ids)."""
    said = _said(found, search, view)
    if not found.total:
        draw_text(said, "body", key="found-none")
        return
    if found.unindexed:
        draw_text(
            f"Who is in {plural(found.unindexed, 'article')} of an earlier version is still being looked up.",
            "note", key="unindexed",
        )  # fmt: skip
    asked = address_of(msgspec.structs.replace(search, page=1))
    picks = None
    if acts:
        state = digest(view, urlencode(asked), str(st.session_state.get(ROUND, 0)))
        picks = Picks(found.total, said, state, acts)
    elif found.total > 1:
        draw_text(said, "note", key="found-sum")
    pages = Pages(found.page, found.pages, _page_address(view, asked)) if found.pages > 1 else None
    share = st.query_params.get("share")
    within = search.collection if view == COLLECTION.name else ""
    draw_rows(
        [_row(one, share, within) for one in found.articles if one.article.id not in but],
        key="shelf",
        on=events._replace(tagged=events.tagged or narrow_to_tag, paged=events.paged or turn_to),
        picks=picks,
        pages=pages,
    )


def end_picks() -> None:
    """Have nothing be picked any more."""
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def _said(found: SearchResult, search: ArticleSearch, view: str) -> str:
    of_itself = {"collection": ""} if view == COLLECTION.name else {}
    narrowed = msgspec.structs.replace(search, **of_itself).narrows
    if not found.total:
        return "No article is like that. Take a filter away, or look for fewer words." if narrowed else "No articles."
    words = f"{plural(found.total, 'article')}{' found' if narrowed else ''}"
    if found.pages == 1:
        return words
    start = (found.page - 1) * PAGE + 1
    return f"{words}, {start:,} to {start + len(found.articles) - 1:,} on this page"


def _row(one: FoundArticle, share: str | None, within: str) -> Row:
    """An article; without the collection whose page it is on (``within``)."""
    query = {"article": one.article.id} | ({"share": share} if share else {})
    return Row(
        id=one.article.id,
        title=one.article.title,
        facts=facts(one),
        href=f"/overview?{urlencode(query)}",
        failed=one.article.failure is not None,
        snippet=one.snippet,
        tags=one.tags,
        collections=tuple(SetLink(i, name, collection_address(i)) for i, name in one.collections if i != within),
    )


def facts(one: FoundArticle) -> str:
    """One line on an article: outlet, date, words, when it was added, what it is a version of; or why it failed."""
    article = one.article
    if article.failure:
        return article.failure
    date = date_words(article.date) if article.date else "no date"
    if article.date and article.date_basis:
        date += f" ({DATE_BASES[article.date_basis]})"
    at = in_reader_time(article.added_at)
    added = f"added {date_words(at.date().isoformat())}, {at:%H:%M}"
    version = f"a later version of “{one.version_of}”" if one.version_of else ""
    return " · ".join(x for x in (article.outlet, date, plural(article.words, "word"), added, version) if x)


def collection_address(collection_id: str) -> str:
    """The address of a collection's page."""
    return f"/{COLLECTION.name}?{urlencode({'collection': collection_id})}"


def _page_address(view: str, asked: dict[str, str]) -> str:
    share = st.query_params.get("share")
    query = urlencode(asked | ({"share": share} if share else {}))
    path = "" if view == LIBRARY.name else view
    return f"/{path}?{query}{'&' if query else ''}{IN_ADDRESS['page']}=PAGE"
