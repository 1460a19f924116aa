"""Searches the library for its pages: what was found with its tags and collections, and what can be asked for."""

from __future__ import annotations

import time
from collections.abc import Collection
from weakref import WeakKeyDictionary

import msgspec

from components.domain.article_search import ArticleSearch
from components.store import search_queries
from components.store.actor_queries import NamedActor, count_not_indexed, frequent_names
from components.store.article_queries import ListedArticle, titles_of
from components.store.collection_queries import Collection as NamedSet
from components.store.collection_queries import collections_of, list_collections
from components.store.database import Store
from components.store.snippet import Part
from components.store.tag_queries import Tag, list_tags, tags_of

NAMES = 300  # that are suggested
FRESH = 30.0  # seconds in which the names aren't counted again: of 5,000 articles it takes 50 ms
_Names = tuple[float, tuple[NamedActor, ...], tuple[NamedActor, ...]]
_names: WeakKeyDictionary[Store, _Names] = WeakKeyDictionary()


class FoundArticle(msgspec.Struct, frozen=True, kw_only=True):
    """An article that was found.

    ``snippet`` is part of its text, in parts, those that were looked for told apart; ``collections`` are (id, name);
    ``version_of`` the title of the article that this is a later version of.
    """

    article: ListedArticle
    snippet: tuple[Part, ...] = ()
    tags: tuple[str, ...] = ()
    collections: tuple[tuple[str, str], ...] = ()
    version_of: str | None = None


class SearchResult(msgspec.Struct, frozen=True, kw_only=True):
    """A page of what was found: ``total`` in all, on ``pages`` pages, of which this is ``page`` (from 1).

    ``unindexed`` articles are not searched by who is in them yet; counted where that was asked for.
    """

    total: int
    page: int
    pages: int
    articles: tuple[FoundArticle, ...]
    unindexed: int = 0


class SearchChoices(msgspec.Struct, frozen=True, kw_only=True):
    """What can be asked for: outlets with how many articles each has, tags, collections, the most frequent names."""

    outlets: tuple[tuple[str, int], ...]
    tags: tuple[Tag, ...]
    collections: tuple[NamedSet, ...]
    names: tuple[NamedActor, ...]
    speakers: tuple[NamedActor, ...]


def search_library(store: Store, search: ArticleSearch, within: Collection[str] | None = None) -> SearchResult:
    """One page of what a search finds.

    ``within``: of these articles alone, and without the owner's tags and collections, which aren't asked for either.
    """
    if within is not None:
        search = msgspec.structs.replace(search, tag="", collection="")
    with store.reading() as connection:
        found = search_queries.find_articles(connection, search, within)
        ids = [hit.article.id for hit in found.hits]
        tags = tags_of(connection, ids) if within is None else {}
        collections = collections_of(connection, ids) if within is None else {}
        earlier = {hit.article.version_of for hit in found.hits if hit.article.version_of}
        titles = titles_of(connection, earlier if within is None else earlier & set(within))
        unindexed = count_not_indexed(connection, within) if search.who or search.speaker or search.kind else 0
    articles = (
        FoundArticle(
            article=hit.article,
            snippet=hit.snippet,
            tags=tuple(tags.get(hit.article.id, ())),
            collections=tuple(collections.get(hit.article.id, ())),
            version_of=titles.get(hit.article.version_of or ""),
        )
        for hit in found.hits
    )
    return SearchResult(
        total=found.total, page=found.page, pages=found.pages, articles=tuple(articles), unindexed=unindexed
    )


def found_ids(store: Store, search: ArticleSearch) -> list[str]:
    """The ids of everything that a search finds, in its order."""
    with store.reading() as connection:
        return search_queries.matching_ids(connection, search)


def search_choices(store: Store) -> SearchChoices:
    """What can be asked for in this library; the names are those of some seconds ago (``FRESH``)."""
    with store.reading() as connection:
        at, names, speakers = _names.get(store, (0.0, (), ()))
        if not names or time.monotonic() - at > FRESH:
            names = tuple(frequent_names(connection, NAMES))
            speakers = tuple(frequent_names(connection, NAMES, speakers=True))
            _names[store] = (time.monotonic(), names, speakers)
        return SearchChoices(
            outlets=tuple(search_queries.outlets(connection)[: search_queries.MOST_OUTLETS]),
            tags=tuple(list_tags(connection)),
            collections=tuple(list_collections(connection)),
            names=names,
            speakers=speakers,
        )
