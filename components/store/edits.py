"""Queries on readers' edits: an append-only list for each article; undoing marks, it takes nothing out."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, func, select, update

from components.domain.record import Correction
from components.store.tables import edits


class Kept(msgspec.Struct, frozen=True):
    """An edit as it is kept: its place in the order, and when it was undone, if it was."""

    edit: Correction
    seq: int
    undone_at: str | None = None


def list_edits(connection: Connection, article_id: str) -> list[Kept]:
    """Every edit of an article, undone ones too, in their order."""
    rows = connection.execute(select(edits).where(edits.c.article_id == article_id).order_by(edits.c.seq))
    return [
        Kept(
            Correction(id=r.id, at=r.at, by=r.by, what=r.what, before=_raw(r.before), after=_raw(r.after)),
            r.seq,
            r.undone_at,
        )
        for r in rows
    ]


def in_effect(kept: Sequence[Kept]) -> list[Correction]:
    """The edits that weren't undone."""
    return [k.edit for k in kept if k.undone_at is None]


def add_edit(connection: Connection, article_id: str, edit: Correction) -> None:
    """Keep a new edit at the end."""
    last = connection.execute(select(func.max(edits.c.seq)).where(edits.c.article_id == article_id)).scalar()
    values = {name: getattr(edit, name) for name in ("id", "at", "by", "what")}
    sides = {name: bytes(getattr(edit, name)) for name in ("before", "after")}
    connection.execute(edits.insert().values(article_id=article_id, seq=(last or 0) + 1, **values, **sides))


def mark_undone(connection: Connection, article_id: str, ids: Sequence[str], at: str | None) -> int:
    """Undo edits (``at``) or do them again (None); how many."""
    query = update(edits).where(edits.c.article_id == article_id, edits.c.id.in_(list(ids))).values(undone_at=at)
    return int(connection.execute(query).rowcount)


def version(connection: Connection, article_id: str) -> str:
    """Changes with every edit, undoing and redoing of an article."""
    count, undone, last = connection.execute(
        select(func.count(), func.count(edits.c.undone_at), func.max(edits.c.undone_at)).where(
            edits.c.article_id == article_id
        )
    ).one()
    return f"{count}-{undone}-{last or ''}"


def edit_ids(connection: Connection) -> set[str]:
    """The ids of every edit in the library."""
    return set(connection.execute(select(edits.c.id)).scalars())


def all_edits(connection: Connection) -> list[tuple[str, str, bool]]:
    """Of every edit in the library: its article, what it is of, whether it is in effect."""
    rows = connection.execute(select(edits.c.article_id, edits.c.what, edits.c.undone_at).order_by(edits.c.seq))
    return [(r.article_id, r.what, r.undone_at is None) for r in rows]


def _raw(stored: bytes | None) -> msgspec.Raw:
    return msgspec.Raw(b"null" if stored is None else stored)
