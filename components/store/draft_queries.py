"""Queries on what was read of files and not yet added; what they change is kept by the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import msgspec
from sqlalchemy import Connection, delete, func, select, update

from components.store.tables import import_contents, import_drafts


class StoredDraft(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a batch: ``number`` is its place in it, ``entry`` and ``choices`` are JSON, ``data`` the file.

    ``list_drafts`` leaves ``data`` out: ``draft_file`` has it.
    """

    number: int
    entry: bytes
    choices: bytes
    data: bytes | None = None


def put_drafts(connection: Connection, owner: str, drafts: Iterable[StoredDraft], now: str) -> None:
    """Keep further drafts of a visitor."""
    for one in drafts:
        connection.execute(import_drafts.insert().values(owner=owner, kept_at=now, **msgspec.structs.asdict(one)))


def update_draft(
    connection: Connection,
    owner: str,
    number: int,
    entry: bytes,
    now: str,
    *,
    content: bytes | None,
    file: bool,
    data: bytes | None = None,
) -> bool:
    """Keep how far a draft is and what was read of it (JSON); False where it is gone, which keeps nothing.

    Where ``file`` is true its file stays, or ``data`` takes its place.
    """
    of = import_drafts.c
    changed: dict[str, object] = {"entry": entry, "kept_at": now}
    if data is not None or not file:
        changed["data"] = data if file else None
    done = connection.execute(update(import_drafts).where(of.owner == owner, of.number == number).values(**changed))
    if not done.rowcount:
        return False
    kept = import_contents.c
    connection.execute(delete(import_contents).where(kept.owner == owner, kept.number == number))
    if content is not None:
        connection.execute(import_contents.insert().values(owner=owner, number=number, json=content))
    return True


def put_choices(connection: Connection, owner: str, choices: Iterable[tuple[int, bytes]], now: str) -> None:
    """Keep what a reader cut and changed of files, by number; nothing where a draft is gone."""
    for number, chosen in choices:
        connection.execute(
            update(import_drafts)
            .where(import_drafts.c.owner == owner, import_drafts.c.number == number)
            .values(choices=chosen, kept_at=now)
        )


def list_drafts(connection: Connection, owner: str) -> list[StoredDraft]:
    """The drafts of a visitor, in order, without their files, which may be gigabytes."""
    of = import_drafts.c
    rows = connection.execute(select(of.number, of.entry, of.choices).where(of.owner == owner).order_by(of.number))
    return [StoredDraft(number=r.number, entry=r.entry, choices=r.choices) for r in rows]


def draft_file(connection: Connection, owner: str, number: int) -> bytes | None:
    """The file of a draft; None where it isn't kept (any more)."""
    of = import_drafts.c
    stored = connection.execute(select(of.data).where(of.owner == owner, of.number == number)).scalar()
    return bytes(stored) if stored is not None else None


def draft_content(connection: Connection, owner: str, number: int) -> bytes | None:
    """What was read of a draft, as JSON; None where nothing was."""
    of = import_contents.c
    stored = connection.execute(select(of.json).where(of.owner == owner, of.number == number)).scalar()
    return bytes(stored) if stored is not None else None


def delete_drafts(connection: Connection, owner: str, numbers: Collection[int] | None = None) -> int:
    """Take drafts of a visitor out for good, those with the ``numbers`` alone where they are given; how many."""
    gone = 0
    wanted = None if numbers is None else sorted(numbers)
    # A statement takes some thousand values at most.
    for some in [None] if wanted is None else [wanted[n : n + 500] for n in range(0, len(wanted), 500)]:
        for table in (import_contents, import_drafts):
            query = delete(table).where(table.c.owner == owner)
            done = connection.execute(query if some is None else query.where(table.c.number.in_(some)))
            gone += done.rowcount if table is import_drafts else 0
    return gone


def draft_owners(connection: Connection) -> list[str]:
    """The visitors who have a batch."""
    return [str(o) for o in connection.execute(select(import_drafts.c.owner).distinct()).scalars()]


def owners_idle_since(connection: Connection, before: str) -> list[str]:
    """The visitors whose batch was last changed before that time."""
    last = func.max(import_drafts.c.kept_at)
    found = select(import_drafts.c.owner).group_by(import_drafts.c.owner).having(last < before)
    return [str(row.owner) for row in connection.execute(found)]
