"""Every query, as functions of a connection; what they change is kept by the caller's transaction."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, delete, select, update
from sqlalchemy.engine import Row

from components.domain.article import Article, word_count
from components.domain.record import DateBasis, Record, from_json, to_json
from components.store.tables import articles, records

_FIELDS = list(Article.__struct_fields__)


class ListedArticle(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the library. ``title``, ``date`` come from the record where the article states none."""

    id: str
    title: str
    outlet: str | None
    date: str | None
    date_basis: DateBasis | None
    words: int
    added_at: str
    filename: str | None
    failure: str | None
    read: bool
    version_of: str | None = None


def _article(row: Row[tuple[object, ...]]) -> Article:
    return msgspec.convert({name: row._mapping[name] for name in _FIELDS}, Article)


def get_article(connection: Connection, article_id: str) -> Article | None:
    """The article, None where there is none or it is deleted."""
    row = connection.execute(
        select(articles).where(articles.c.id == article_id, articles.c.deleted_at.is_(None))
    ).first()
    return _article(row) if row else None


def list_articles(connection: Connection) -> list[ListedArticle]:
    """The library, newest first."""
    rows = connection.execute(
        select(
            articles.c.id,
            articles.c.title,
            articles.c.outlet,
            articles.c.date,
            articles.c.date_basis,
            articles.c.words,
            articles.c.added_at,
            articles.c.filename,
            articles.c.failure,
            articles.c.version_of,
            records.c.title.label("read_title"),
            records.c.date.label("read_date"),
            records.c.date_basis.label("read_basis"),
        )
        .outerjoin(records, records.c.article_id == articles.c.id)
        .where(articles.c.deleted_at.is_(None))
        .order_by(articles.c.added_at.desc(), articles.c.id)
    )
    return [
        ListedArticle(
            id=r.id,
            title=r.title or r.read_title or r.filename or "Untitled",
            outlet=r.outlet,
            date=r.date or r.read_date,
            date_basis=r.date_basis if r.date else r.read_basis,
            words=r.words,
            added_at=r.added_at,
            filename=r.filename,
            failure=r.failure,
            read=r.read_title is not None,
            version_of=r.version_of,
        )
        for r in rows
    ]


def article_texts(connection: Connection) -> list[tuple[str, str]]:
    """The id and the text of every article."""
    rows = connection.execute(select(articles.c.id, articles.c.text).where(articles.c.deleted_at.is_(None)))
    return [(r.id, r.text) for r in rows]


def add_article(connection: Connection, article: Article, now: str) -> bool:
    """Add an article, or bring back a deleted one; False where it is there already, which changes nothing."""
    row = connection.execute(select(articles.c.deleted_at).where(articles.c.id == article.id)).first()
    if row is not None:
        if row.deleted_at is None:
            return False
        connection.execute(update(articles).where(articles.c.id == article.id).values(deleted_at=None))
        return True
    values = {name: getattr(article, name) for name in _FIELDS}
    connection.execute(articles.insert().values(**values, words=word_count(article.text), added_at=now))
    return True


def update_article(connection: Connection, article: Article) -> bool:
    """Keep what a reader changed in an article's details (never its text); False where it is gone."""
    values = {name: getattr(article, name) for name in _FIELDS if name not in {"id", "text"}}
    done = connection.execute(
        update(articles).where(articles.c.id == article.id, articles.c.deleted_at.is_(None)).values(**values)
    )
    return bool(done.rowcount)


def mark_deleted(connection: Connection, article_id: str, now: str | None) -> bool:
    """Delete an article (``now``) or bring it back (None); False where there is none."""
    done = connection.execute(update(articles).where(articles.c.id == article_id).values(deleted_at=now))
    return bool(done.rowcount)


def purge_deleted(connection: Connection, before: str) -> int:
    """Take out for good what was deleted before that time; how many."""
    return int(connection.execute(delete(articles).where(articles.c.deleted_at < before)).rowcount)


def get_record(connection: Connection, article_id: str, made_with: str | None = None) -> Record | None:
    """The stored record; None where there is none, or (``made_with``) it was made by another version."""
    query = select(records.c.json).where(records.c.article_id == article_id)
    if made_with is not None:
        query = query.where(records.c.made_with == made_with)
    stored = connection.execute(query).scalar()
    return from_json(stored) if stored is not None else None


def put_record(connection: Connection, record: Record, made_with: str, now: str) -> bool:
    """Keep a record in place of an older one; False where its article is gone for good."""
    row = connection.execute(select(articles.c.id).where(articles.c.id == record.id)).first()
    if row is None:
        return False
    connection.execute(delete(records).where(records.c.article_id == record.id))
    connection.execute(
        records.insert().values(
            article_id=record.id,
            made_with=made_with,
            made_at=now,
            title=record.title,
            date=record.date,
            date_basis=record.date_basis,
            json=to_json(record),
        )
    )
    connection.execute(update(articles).where(articles.c.id == record.id).values(failure=None))
    return True


def get_failure(connection: Connection, article_id: str) -> str | None:
    """Why the last analysis gave no record, None where it did or there was none."""
    stored = connection.execute(select(articles.c.failure).where(articles.c.id == article_id)).scalar()
    return str(stored) if stored else None


def put_failure(connection: Connection, article_id: str, why: str | None) -> None:
    """Keep why an article could not be read; None takes it back."""
    connection.execute(update(articles).where(articles.c.id == article_id).values(failure=why))
