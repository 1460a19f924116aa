"""Queries on what readers decided of who is the same in several articles; undoing marks, it takes nothing out."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, func, select, update

from components.store.full_text import among
from components.store.tables import cast_decisions


class DecidedActor(msgspec.Struct, frozen=True):
    """An actor of an article, and where the article names it (characters, end-exclusive; None: not known)."""

    article: str
    actor: str
    named_at: tuple[int, int] | None = None


class StoredDecision(msgspec.Struct, frozen=True, kw_only=True):
    """That two actors are the same or are not, by whom and when; and when it was undone, if it was."""

    seq: int
    left: DecidedActor
    right: DecidedActor
    same: bool
    at: str
    by: str
    undone_at: str | None = None


def add_decision(
    connection: Connection, left: DecidedActor, right: DecidedActor, *, same: bool, at: str, by: str
) -> int:
    """Keep a decision at the end; its number."""
    last = int(connection.execute(select(func.max(cast_decisions.c.seq))).scalar() or 0)
    connection.execute(
        cast_decisions.insert().values(
            seq=last + 1,
            same=same,
            at=at,
            by=by,
            **_side("left", left),
            **_side("right", right),
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
    query = select(cast_decisions).where(_within(connection, articles)).order_by(cast_decisions.c.seq)
    return [
        StoredDecision(
            seq=r.seq,
            left=DecidedActor(r.left_article, r.left_actor, _span(r.left_start, r.left_end)),
            right=DecidedActor(r.right_article, r.right_actor, _span(r.right_start, r.right_end)),
            same=bool(r.same),
            at=r.at,
            by=r.by,
            undone_at=r.undone_at,
        )
        for r in connection.execute(query)
    ]


def numbers_in_effect(connection: Connection, articles: Iterable[str]) -> list[int]:
    """The numbers of the decisions on actors of these articles that weren't undone, in their order."""
    of = cast_decisions.c
    query = select(of.seq).where(_within(connection, articles), of.undone_at.is_(None)).order_by(of.seq)
    return [int(seq) for seq in connection.execute(query).scalars()]


def _within(connection: Connection, articles: Iterable[str]) -> ColumnElement[bool]:
    """That both actors are of these articles."""
    of, ids = cast_decisions.c, among(connection, articles)
    return and_(of.left_article.in_(ids), of.right_article.in_(ids))


def _side(side: str, actor: DecidedActor) -> dict[str, object]:
    start, end = actor.named_at or (None, None)
    named = {"article": actor.article, "actor": actor.actor, "start": start, "end": end}
    return {f"{side}_{column}": value for column, value in named.items()}


def _span(start: int | None, end: int | None) -> tuple[int, int] | None:
    return (start, end) if start is not None and end is not None else None
