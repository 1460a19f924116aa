"""Queries on what readers decided of who is the same in several articles; undoing marks, it takes nothing out."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, func, select, update

from components.store.full_text import among
from components.store.tables import cast_decisions


class StoredDecision(msgspec.Struct, frozen=True, kw_only=True):
    """That two actors (article, actor) are the same or are not, by whom and when; and when it was undone, if it was."""

    seq: int
    left: tuple[str, str]
    right: tuple[str, str]
    same: bool
    at: str
    by: str
    undone_at: str | None = None


def add_decision(
    connection: Connection, left: tuple[str, str], right: tuple[str, str], *, same: bool, at: str, by: str
) -> int:
    """Keep a decision at the end; its number."""
    last = int(connection.execute(select(func.max(cast_decisions.c.seq))).scalar() or 0)
    connection.execute(
        cast_decisions.insert().values(
            seq=last + 1,
            left_article=left[0],
            left_actor=left[1],
            right_article=right[0],
            right_actor=right[1],
            same=same,
            at=at,
            by=by,
        )
    )
    return last + 1


def mark_decision(connection: Connection, seq: int, undone_at: str | None) -> bool:
    """Undo a decision, or make it again (None); False where there is none, or it is so already."""
    of = cast_decisions.c
    query = update(cast_decisions).where(of.seq == seq)
    query = query.where(of.undone_at.is_(None) if undone_at is not None else of.undone_at.is_not(None))
    return bool(connection.execute(query.values(undone_at=undone_at)).rowcount)


def list_decisions(connection: Connection, articles: Iterable[str]) -> list[StoredDecision]:
    """The decisions on actors of these articles, undone ones too, in their order."""
    of = cast_decisions.c
    ids = list(articles)
    query = (
        select(cast_decisions)
        .where(of.left_article.in_(among(connection, ids)), of.right_article.in_(among(connection, ids)))
        .order_by(of.seq)
    )
    return [
        StoredDecision(
            seq=r.seq,
            left=(r.left_article, r.left_actor),
            right=(r.right_article, r.right_actor),
            same=bool(r.same),
            at=r.at,
            by=r.by,
            undone_at=r.undone_at,
        )
        for r in connection.execute(query)
    ]
