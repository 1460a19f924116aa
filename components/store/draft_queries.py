"""Queries on what was read of files and not yet added; what they change is kept by the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, delete, func, select, update

from components.store.tables import import_drafts


class StoredDraft(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a batch: ``number`` is its place in it, ``entry`` and ``choices`` are JSON, ``data`` the file.

    ``list_drafts`` leaves ``data`` out: ``draft_files`` has it.
    """

    number: int
    entry: bytes
    choices: bytes
    data: bytes | None = None


def put_drafts(connection: Connection, owner: str, drafts: Iterable[StoredDraft], now: str) -> None:
    """Keep drafts of a visitor in place of those with the same numbers."""
    for one in drafts:
        connection.execute(
            delete(import_drafts).where(import_drafts.c.owner == owner, import_drafts.c.number == one.number)
        )
        connection.execute(import_drafts.insert().values(owner=owner, kept_at=now, **msgspec.structs.asdict(one)))


def put_choices(connection: Connection, owner: str, number: int, choices: bytes, now: str) -> None:
    """Keep what a reader cut and changed of one file; nothing where its draft is gone."""
    connection.execute(
        update(import_drafts)
        .where(import_drafts.c.owner == owner, import_drafts.c.number == number)
        .values(choices=choices, kept_at=now)
    )


def list_drafts(connection: Connection, owner: str) -> list[StoredDraft]:
    """The drafts of a visitor, in order, without their files, which may be hundreds of megabytes."""
    of = import_drafts.c
    rows = connection.execute(select(of.number, of.entry, of.choices).where(of.owner == owner).order_by(of.number))
    return [StoredDraft(number=r.number, entry=r.entry, choices=r.choices) for r in rows]


def draft_files(connection: Connection, owner: str) -> dict[int, bytes]:
    """The files of a visitor's drafts by number; none where nothing was read, or files aren't kept."""
    of = import_drafts.c
    rows = connection.execute(select(of.number, of.data).where(of.owner == owner, of.data.is_not(None)))
    return {r.number: bytes(r.data) for r in rows}


def delete_drafts(connection: Connection, owner: str) -> int:
    """Take a visitor's drafts out for good; how many."""
    return int(connection.execute(delete(import_drafts).where(import_drafts.c.owner == owner)).rowcount)


def owners_idle_since(connection: Connection, before: str) -> list[str]:
    """The visitors whose batch was last changed before that time."""
    last = func.max(import_drafts.c.kept_at)
    found = select(import_drafts.c.owner).group_by(import_drafts.c.owner).having(last < before)
    return [str(row.owner) for row in connection.execute(found)]
