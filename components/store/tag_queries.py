"""Queries on tags: free words, however they are written; what they change is kept by the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, and_, delete, func, select, update

from components.domain.folded_words import fold
from components.store.full_text import among
from components.store.tables import article_tags, articles, tags


class Tag(msgspec.Struct, frozen=True):
    """A tag, on ``articles`` articles that are there."""

    name: str
    articles: int


def list_tags(connection: Connection) -> list[Tag]:
    """Every tag, in the order of the alphabet."""
    there = and_(articles.c.id == article_tags.c.article_id, articles.c.deleted_at.is_(None))
    query = (
        select(tags.c.name, func.count(articles.c.id).label("of"))
        .select_from(tags.outerjoin(article_tags, article_tags.c.tag_id == tags.c.id).outerjoin(articles, there))
        .group_by(tags.c.id)
        .order_by(tags.c.folded)
    )
    return [Tag(r.name, r.of) for r in connection.execute(query)]


def tags_of(connection: Connection, ids: Sequence[str]) -> dict[str, list[str]]:
    """The tags of each of a page of articles, by their ids; none where an article has none."""
    query = (
        select(article_tags.c.article_id, tags.c.name)
        .join(tags, tags.c.id == article_tags.c.tag_id)
        .where(article_tags.c.article_id.in_(ids))
        .order_by(tags.c.folded)
    )
    out: dict[str, list[str]] = {}
    for row in connection.execute(query):
        out.setdefault(row.article_id, []).append(row.name)
    return out


def tags_on(connection: Connection, ids: Iterable[str]) -> list[str]:
    """The tags that any of the articles has, in the order of the alphabet."""
    has = select(article_tags.c.tag_id).where(article_tags.c.article_id.in_(among(connection, ids)))
    return list(connection.execute(select(tags.c.name).where(tags.c.id.in_(has)).order_by(tags.c.folded)).scalars())


def put_tag(connection: Connection, name: str, ids: Iterable[str]) -> int:
    """Put a tag on articles, made where there is none like it; how many had it not."""
    tag_id = find_tag(connection, name)
    if tag_id is None:
        made = connection.execute(tags.insert().values(name=name, folded=fold(name)))
        tag_id = int(made.inserted_primary_key[0])  # type: ignore[index]
    has = set(connection.execute(select(article_tags.c.article_id).where(article_tags.c.tag_id == tag_id)).scalars())
    rows = [{"article_id": one, "tag_id": tag_id} for one in dict.fromkeys(ids) if one not in has]
    if rows:
        connection.execute(article_tags.insert(), rows)
    return len(rows)


def take_tag(connection: Connection, name: str, ids: Iterable[str]) -> int:
    """Take a tag from articles, and forget it where no article has it any more; from how many."""
    tag_id = find_tag(connection, name)
    if tag_id is None:
        return 0
    of = and_(article_tags.c.tag_id == tag_id, article_tags.c.article_id.in_(among(connection, ids)))
    taken = int(connection.execute(delete(article_tags).where(of)).rowcount)
    forget_unused(connection)
    return taken


def rename_tag(connection: Connection, name: str, to: str) -> bool:
    """Give a tag another name; where another tag has that one, both are one. False where there is no such tag."""
    tag_id, other = find_tag(connection, name), find_tag(connection, to)
    if tag_id is None:
        return False
    if other not in (None, tag_id):
        ids = connection.execute(select(article_tags.c.article_id).where(article_tags.c.tag_id == tag_id)).scalars()
        put_tag(connection, to, list(ids))
        connection.execute(delete(tags).where(tags.c.id == tag_id))
        tag_id = other
    connection.execute(update(tags).where(tags.c.id == tag_id).values(name=to, folded=fold(to)))
    return True


def delete_tag(connection: Connection, name: str) -> bool:
    """Take a tag from every article; False where there is no such tag."""
    return bool(connection.execute(delete(tags).where(tags.c.folded == fold(name))).rowcount)


def forget_unused(connection: Connection) -> None:
    """Forget the tags that no article has, not even a deleted one that may be brought back."""
    connection.execute(delete(tags).where(tags.c.id.not_in(select(article_tags.c.tag_id))))


def find_tag(connection: Connection, name: str) -> int | None:
    """The number of the tag that is written so, or nearly."""
    found = connection.execute(select(tags.c.id).where(tags.c.folded == fold(name))).scalar()
    return int(found) if found is not None else None
