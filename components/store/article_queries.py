"""Every query, as functions of a connection; what they change is kept by the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, delete, exists, func, select, update
from sqlalchemy.engine import Row

from components.domain.article import Article, word_count
from components.domain.correction_replay import apply_edits
from components.domain.record import DateBasis, Record, from_json, to_json
from components.store.actor_queries import put_actors
from components.store.correction_queries import edits_in_effect, list_edits
from components.store.full_text import full_text
from components.store.tables import articles, records
from components.store.tag_queries import forget_unused

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


_TITLE = func.coalesce(func.nullif(articles.c.title, ""), records.c.title, articles.c.filename, "Untitled")
LISTED = (
    articles.c.id,
    _TITLE.label("title"),
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


def listed_article(row: Row[Any]) -> ListedArticle:
    """A row of ``LISTED`` as a line of the library."""
    return ListedArticle(
        id=row.id,
        title=row.title or "Untitled",
        outlet=row.outlet,
        date=row.date or row.read_date,
        date_basis=row.date_basis if row.date else row.read_basis,
        words=row.words,
        added_at=row.added_at,
        filename=row.filename,
        failure=row.failure,
        read=row.read_title is not None,
        version_of=row.version_of,
    )


def _there(*columns: Any) -> Select[Any]:
    """Columns of the articles that aren't deleted, each beside its record."""
    joined = articles.outerjoin(records, records.c.article_id == articles.c.id)
    return select(*columns).select_from(joined).where(articles.c.deleted_at.is_(None))


def list_articles(connection: Connection) -> list[ListedArticle]:
    """The whole library, newest first: grows with it (search_queries.py has it in pages)."""
    rows = connection.execute(_there(*LISTED).order_by(articles.c.number.desc()))
    return [listed_article(row) for row in rows]


def listed_of(connection: Connection, ids: Collection[str]) -> list[ListedArticle]:
    """Those of the articles that are there, as lines of the library, by article date."""
    out: list[ListedArticle] = []
    for some in _in_parts(ids):
        rows = connection.execute(_there(*LISTED).where(articles.c.id.in_(some)))
        out += [listed_article(row) for row in rows]
    return sorted(out, key=lambda one: (one.date or "", one.title, one.id))


def titles_of(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """The titles of those of the articles that are there."""
    out: dict[str, str] = {}
    for some in _in_parts(ids):
        rows = connection.execute(_there(articles.c.id, _TITLE.label("title")).where(articles.c.id.in_(some)))
        out |= {row.id: row.title or "Untitled" for row in rows}
    return out


def which_are_there(connection: Connection, ids: Collection[str]) -> set[str]:
    """Those of the articles that are in the library."""
    out: set[str] = set()
    for some in _in_parts(ids):
        query = select(articles.c.id).where(articles.c.id.in_(some), articles.c.deleted_at.is_(None))
        out |= set(connection.execute(query).scalars())
    return out


def holds_others_than(connection: Connection, article_id: str | None) -> bool:
    """Whether any article is there but that one."""
    others = select(articles.c.id).where(articles.c.deleted_at.is_(None))
    if article_id is not None:
        others = others.where(articles.c.id != article_id)
    return bool(connection.execute(select(exists(others))).scalar())


def _in_parts(ids: Iterable[str], most: int = 500) -> Iterable[Sequence[str]]:
    """The ids in parts: a query can have only so many parameters."""
    listed = list(dict.fromkeys(ids))
    return (listed[n : n + most] for n in range(0, len(listed), most))


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
    last = connection.execute(select(func.max(articles.c.number))).scalar() or 0
    connection.execute(
        articles.insert().values(**values, words=word_count(article.text), added_at=now, number=last + 1)
    )
    full_text(connection).put_words(connection, article.id)
    return True


def update_article(connection: Connection, article: Article) -> bool:
    """Keep what a reader changed in an article's details (never its text); False where it is gone."""
    values = {name: getattr(article, name) for name in _FIELDS if name not in {"id", "text"}}
    done = connection.execute(
        update(articles).where(articles.c.id == article.id, articles.c.deleted_at.is_(None)).values(**values)
    )
    if done.rowcount:
        full_text(connection).put_words(connection, article.id)
    return bool(done.rowcount)


def mark_deleted(connection: Connection, article_id: str, now: str | None) -> bool:
    """Delete an article (``now``) or bring it back (None); False where there is none."""
    done = connection.execute(update(articles).where(articles.c.id == article_id).values(deleted_at=now))
    return bool(done.rowcount)


def purge_deleted(connection: Connection, before: str) -> int:
    """Take out for good what was deleted before that time; how many."""
    gone = int(connection.execute(delete(articles).where(articles.c.deleted_at < before)).rowcount)
    if gone:
        full_text(connection).forget_deleted(connection)
        forget_unused(connection)  # a tag that only they had
    return gone


def get_record(connection: Connection, article_id: str, made_with: str | None = None) -> Record | None:
    """The stored record; None where there is none, or (``made_with``) it was made by another version."""
    query = select(records.c.json).where(records.c.article_id == article_id)
    if made_with is not None:
        query = query.where(records.c.made_with == made_with)
    stored = connection.execute(query).scalar()
    return from_json(stored) if stored is not None else None


def get_corrected_record(connection: Connection, article_id: str) -> Record | None:
    """The stored record with the edits in effect; None where there is none."""
    record = get_record(connection, article_id)
    if record is None:
        return None
    return apply_edits(record, edits_in_effect(list_edits(connection, article_id)))


def put_record(connection: Connection, record: Record, made_with: str, now: str) -> bool:
    """Keep a record in place of an older one, and who is in it; False where its article is gone for good."""
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
    put_actors(connection, apply_edits(record, edits_in_effect(list_edits(connection, record.id))))
    connection.execute(update(articles).where(articles.c.id == record.id).values(failure=None))
    return True


def get_failure(connection: Connection, article_id: str) -> str | None:
    """Why the last analysis gave no record, None where it did or there was none."""
    stored = connection.execute(select(articles.c.failure).where(articles.c.id == article_id)).scalar()
    return str(stored) if stored else None


def put_failure(connection: Connection, article_id: str, why: str | None) -> None:
    """Keep why an article could not be read; None takes it back."""
    connection.execute(update(articles).where(articles.c.id == article_id).values(failure=why))
