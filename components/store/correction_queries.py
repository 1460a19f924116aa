"""Queries on readers' edits: an append-only list for each article; undoing marks, it takes nothing out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, case, func, select, update

from components.domain.correction_values import LONGEST_BY, LONGEST_WHAT, SIDE_BYTES, UNREADABLE
from components.domain.record import Correction
from components.domain.single_line_text import plain_line
from components.store.tables import edits, records


class StoredEdit(msgspec.Struct, frozen=True):
    """An edit as it is kept: its place in the order, and when it was undone, if it was."""

    edit: Correction
    seq: int
    undone_at: str | None = None


def list_edits(connection: Connection, article_id: str) -> list[StoredEdit]:
    """Every edit of an article, undone ones too, in their order.

    What is stored in a value's place and is no JSON, or far too long, comes as UNREADABLE: it fits nothing, but can be
    listed and undone.
    """
    rows = connection.execute(select(edits).where(edits.c.article_id == article_id).order_by(edits.c.seq))
    return [
        StoredEdit(
            Correction(
                id=str(r.id),
                at=_exact(r.at, 64),
                by=plain_line(str(r.by), LONGEST_BY),
                what=_exact(r.what, LONGEST_WHAT),
                before=_side(r.before),
                after=_side(r.after),
            ),
            r.seq if isinstance(r.seq, int) else 0,
            None if r.undone_at is None else str(r.undone_at),
        )
        for r in rows
    ]


def edits_in_effect(stored: Sequence[StoredEdit]) -> list[Correction]:
    """The edits that weren't undone."""
    return [k.edit for k in stored if k.undone_at is None]


def add_edits(connection: Connection, article_id: str, new: Sequence[Correction]) -> None:
    """Keep new edits at the end."""
    last = connection.execute(select(func.max(edits.c.seq)).where(edits.c.article_id == article_id)).scalar() or 0
    rows = [
        {name: getattr(edit, name) for name in ("id", "at", "by", "what")}
        | {name: bytes(getattr(edit, name)) for name in ("before", "after")}
        | {"article_id": article_id, "seq": last + n}
        for n, edit in enumerate(new, start=1)
    ]
    if rows:
        connection.execute(edits.insert(), rows)


def mark_undone(connection: Connection, article_id: str, edit_id: str | None, at: str | None) -> int:
    """Undo an edit (``at``) or do it again (None); without an id every correction that isn't so yet. How many.

    What says that a mark is right (``marks/…``) is no correction.
    """
    query = update(edits).where(edits.c.article_id == article_id)
    if edit_id is not None:
        query = query.where(edits.c.id == edit_id)
    else:
        query = query.where(edits.c.undone_at.is_(None) if at is not None else edits.c.undone_at.is_not(None))
        query = query.where(edits.c.what.not_like("marks/%"))
    return int(connection.execute(query.values(undone_at=at)).rowcount)


def count_edits(connection: Connection, article_id: str) -> int:
    """How many edits of an article are kept, undone ones too."""
    return int(connection.execute(select(func.count()).where(edits.c.article_id == article_id)).scalar_one())


def edits_version(connection: Connection, article_id: str) -> str:
    """Changes with every edit, undoing and redoing of an article."""
    count, undone, last, which = connection.execute(
        select(
            func.count(),
            func.count(edits.c.undone_at),
            func.max(edits.c.undone_at),
            func.sum(case((edits.c.undone_at.is_not(None), edits.c.seq))),
        ).where(edits.c.article_id == article_id)
    ).one()
    # Which ones are undone: two may be undone at the same time by a clock that was set back.
    return f"{count}-{undone}-{last or ''}" + (f"-{which}" if which else "")


def edits_replayed_on(connection: Connection, article_id: str) -> tuple[str, str | None]:
    """Changes with every edit of an article and with every new reading of it: what corrections are made upon."""
    read = connection.execute(select(records.c.made_at).where(records.c.article_id == article_id)).scalar()
    return edits_version(connection, article_id), read


def all_edits(connection: Connection) -> list[tuple[str, str, bool]]:
    """Of every edit in the library: its article, what it is of, whether it is in effect."""
    rows = connection.execute(select(edits.c.article_id, edits.c.what, edits.c.undone_at).order_by(edits.c.seq))
    return [(r.article_id, r.what, r.undone_at is None) for r in rows]


def _exact(stored: Any, most: int) -> str:
    """A stored path or time; one that is cut off or holds hidden characters is none, and looks so."""
    text = stored if isinstance(stored, str) else repr(stored)
    line = plain_line(text, most)
    return line if line == text else f"{line[: most - 1]}…"


def _side(stored: Any) -> msgspec.Raw:
    if stored is None:
        return msgspec.Raw(b"null")
    if not isinstance(stored, bytes) or len(stored) > SIDE_BYTES:
        return UNREADABLE
    try:
        msgspec.json.decode(stored)
    except (ValueError, RecursionError):
        return UNREADABLE
    return msgspec.Raw(stored)
