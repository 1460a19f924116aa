"""Queries on the word counts that likeness is told by; what they change is kept by the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, delete, select

from components.store.tables import articles, word_counts


def put_word_counts(connection: Connection, article_id: str, words: int, counts: bytes) -> None:
    """Keep the word counts of an article's text."""
    connection.execute(delete(word_counts).where(word_counts.c.article_id == article_id))
    connection.execute(word_counts.insert().values(article_id=article_id, words=words, counts=counts))


def texts_not_counted(connection: Connection, most: int) -> list[tuple[str, str]]:
    """(id, text) of articles whose words weren't counted yet, ``most`` of them."""
    rows = connection.execute(
        select(articles.c.id, articles.c.text)
        .outerjoin(word_counts, word_counts.c.article_id == articles.c.id)
        .where(word_counts.c.article_id.is_(None))
        .limit(most)
    )
    return [(r.id, r.text) for r in rows]


def list_word_counts(connection: Connection, fewest: int, most: int) -> list[tuple[str, int, bytes]]:
    """(id, words, counts) of the articles that have from ``fewest`` to ``most`` words; deleted ones are left out."""
    rows = connection.execute(
        select(word_counts.c.article_id, word_counts.c.words, word_counts.c.counts)
        .join(articles, articles.c.id == word_counts.c.article_id)
        .where(word_counts.c.words.between(fewest, most), articles.c.deleted_at.is_(None))
    )
    return [(r.article_id, r.words, r.counts) for r in rows]


def texts_of(connection: Connection, ids: Collection[str]) -> list[tuple[str, str]]:
    """(id, text) of those articles that are there."""
    rows = connection.execute(
        select(articles.c.id, articles.c.text).where(articles.c.id.in_(list(ids)), articles.c.deleted_at.is_(None))
    )
    return [(r.id, r.text) for r in rows]


def ids_there(connection: Connection, ids: Collection[str]) -> set[str]:
    """Which of some articles are there and not deleted."""
    wanted, found = list(ids), set()
    for n in range(0, len(wanted), 500):  # a statement takes some thousand values at most
        query = select(articles.c.id).where(articles.c.id.in_(wanted[n : n + 500]), articles.c.deleted_at.is_(None))
        found |= {str(i) for i in connection.execute(query).scalars()}
    return found


def ids_kept(connection: Connection, ids: Collection[str]) -> set[str]:
    """Which of some articles, 500 at most, are kept, deleted ones among them."""
    return {str(i) for i in connection.execute(select(articles.c.id).where(articles.c.id.in_(list(ids)))).scalars()}
