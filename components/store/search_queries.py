"""Searches the library by words, actors, details, tags and collections, in pages; no query reads every text."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, false, func, not_, select
from sqlalchemy.sql.selectable import Subquery

from components.domain.article_search import PAGE, ArticleSearch
from components.domain.folded_words import fold, fold_words
from components.domain.search_words import SearchWords, search_words
from components.store.article_queries import LISTED, ListedArticle, listed_article
from components.store.full_text import among, full_text
from components.store.snippet import Part
from components.store.tables import article_actors, article_tags, articles, collection_articles, records, tags

MOST_OUTLETS = 300


class Hit(msgspec.Struct, frozen=True):
    """An article that was found; ``snippet`` is part of its text, in parts, those that were looked for told apart."""

    article: ListedArticle
    snippet: tuple[Part, ...] = ()


class Found(msgspec.Struct, frozen=True):
    """A page of what was found: ``total`` in all, on ``pages`` pages, of which this is ``page`` (from 1)."""

    total: int
    page: int
    pages: int
    hits: tuple[Hit, ...]


def find_articles(connection: Connection, search: ArticleSearch, within: Collection[str] | None = None) -> Found:
    """One page of the articles that a search finds; ``within``: of these alone. A page too far is the last one."""
    words = search_words(search.words)
    query = _query(connection, search, words, within, func.count())
    total = int(connection.execute(query).scalar_one())
    pages = max(1, -(-total // PAGE))
    page = min(search.page, pages)
    rows = connection.execute(
        _ordered(connection, search, words, within, *LISTED, articles.c.number).limit(PAGE).offset((page - 1) * PAGE)
    ).all()
    lit = (
        full_text(connection).snippets(connection, words.groups, [r.number for r in rows])
        if words.groups and rows
        else {}
    )
    hits = (Hit(listed_article(r), lit.get(r.number, ())) for r in rows)
    return Found(total, page, pages, tuple(hits))


def matching_ids(connection: Connection, search: ArticleSearch, within: Collection[str] | None = None) -> list[str]:
    """The ids of all articles that a search finds, in its order."""
    query = _ordered(connection, search, search_words(search.words), within, articles.c.id)
    return [str(row.id) for row in connection.execute(query)]


def outlets(connection: Connection) -> list[tuple[str, int]]:
    """Each outlet and how many articles it has, those with the most first."""
    count = func.count().label("of")
    query = (
        select(articles.c.outlet, count)
        .where(articles.c.deleted_at.is_(None), articles.c.outlet.is_not(None))
        .group_by(articles.c.outlet)
        .order_by(count.desc(), articles.c.outlet)
    )
    return [(row.outlet, row.of) for row in connection.execute(query)]


def _query(
    connection: Connection, search: ArticleSearch, words: SearchWords, within: Collection[str] | None, *columns: Any
) -> Select[Any]:
    """The columns of what a search finds, in no order."""
    joined = articles.outerjoin(records, records.c.article_id == articles.c.id)
    query = select(*columns).where(*_conditions(connection, search, words, within))
    if words.groups:
        found = full_text(connection).matching(connection, words.groups, ranked=False)
        query = query.where(articles.c.number.in_(select(found.c.number)))
    return query.select_from(joined)


def _ordered(
    connection: Connection, search: ArticleSearch, words: SearchWords, within: Collection[str] | None, *columns: Any
) -> Select[Any]:
    """The same in the search's order."""
    if search.order != "best" or not words.groups:
        return _query(connection, search, words, within, *columns).order_by(*_order(search))
    ranked: Subquery = full_text(connection).matching(connection, words.groups, ranked=True)
    joined = articles.join(ranked, ranked.c.number == articles.c.number).outerjoin(
        records, records.c.article_id == articles.c.id
    )
    return (
        select(*columns)
        .select_from(joined)
        .where(*_conditions(connection, search, words, within))
        .order_by(ranked.c.rank, articles.c.number.desc())
    )


def _order(search: ArticleSearch) -> tuple[ColumnElement[Any], ...]:
    newest = (articles.c.number.desc(),)  # not by added_at: the clock may have been set back in between
    title = func.lower(func.coalesce(func.nullif(articles.c.title, ""), records.c.title, articles.c.filename))
    date = func.coalesce(articles.c.date, records.c.date)
    by: dict[str, tuple[ColumnElement[Any], ...]] = {
        "date": (date.is_(None), date.desc()),
        "title": (title,),
        "outlet": (articles.c.outlet.is_(None), func.lower(articles.c.outlet)),
        "words": (articles.c.words.desc(),),
    }
    return (*by.get(search.order, ()), *newest)


def _conditions(
    connection: Connection, search: ArticleSearch, words: SearchWords, within: Collection[str] | None
) -> list[ColumnElement[bool]]:
    """What an article has to be, but for the words that it must have."""
    out: list[ColumnElement[bool]] = [articles.c.deleted_at.is_(None)]
    if within is not None:
        out.append(articles.c.id.in_(among(connection, within)))
    if words.without:
        without = full_text(connection).matching(connection, [words.without], ranked=False)
        out.append(not_(articles.c.number.in_(select(without.c.number))))
    if search.words and not words:
        out.append(false())  # signs alone, which no article has as words
    if search.who:
        out.append(articles.c.id.in_(_named(search.who)))
    if search.speaker:
        out.append(articles.c.id.in_(_named(search.speaker).where(article_actors.c.quotes > 0)))
    if search.outlet:
        # Compared as people do, which databases can't: there are few outlets.
        asked = fold_words(search.outlet)
        out.append(articles.c.outlet.in_([o for o, _ in outlets(connection) if asked and asked in fold_words(o)]))
    date = func.coalesce(articles.c.date, records.c.date)
    if search.earliest:
        out.append(date >= search.earliest)
    if search.latest:
        out.append(date <= search.latest)
    if search.kind:
        out.append(func.coalesce(articles.c.genre, records.c.genre) == search.kind)
    if search.tag:
        of = select(article_tags.c.article_id).join(tags, tags.c.id == article_tags.c.tag_id)
        out.append(articles.c.id.in_(of.where(tags.c.folded == fold(search.tag))))
    if search.collection:
        members = select(collection_articles.c.article_id)
        out.append(articles.c.id.in_(members.where(collection_articles.c.collection_id == search.collection)))
    if len(out) == 1 and not words.groups:
        # The newest of all come from the index of numbers; with the other one SQLite would sort the whole library.
        return [func.coalesce(articles.c.deleted_at, "") == ""]
    return out


def _named(name: str) -> Select[Any]:
    """The articles with an actor whose name has these words side by side."""
    folded = fold_words(name)
    named = article_actors.c.folded.contains(folded, autoescape=True) if folded else false()
    return select(article_actors.c.article_id).where(named)
