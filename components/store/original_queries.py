"""Queries on the files that articles were read from; what they change is kept by the caller's transaction."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, delete, select

from components.domain.original_file import Original
from components.domain.position_on_page import Zone
from components.store.tables import originals


class StoredOriginal(msgspec.Struct, frozen=True):
    """What is known of an original without its bytes; ``size`` in bytes, None where the file itself isn't kept."""

    name: str
    kind: str
    size: int | None


def put_original(connection: Connection, article_id: str, original: Original) -> None:
    """Keep the file of an article in place of an older one."""
    connection.execute(delete(originals).where(originals.c.article_id == article_id))
    connection.execute(
        originals.insert().values(
            article_id=article_id,
            name=original.name,
            kind=original.kind,
            size=None if original.data is None else len(original.data),
            data=original.data,
            zones=msgspec.json.encode(original.zones),
        )
    )


def get_original(connection: Connection, article_id: str) -> StoredOriginal | None:
    """What is known of an article's file; None where it was pasted, or came before files were kept."""
    row = connection.execute(
        select(originals.c.name, originals.c.kind, originals.c.size).where(originals.c.article_id == article_id)
    ).first()
    return StoredOriginal(row.name, row.kind, row.size) if row else None


def get_zones(connection: Connection, article_id: str) -> tuple[Zone, ...]:
    """Where the article's words stand on the pages of its file."""
    stored = connection.execute(select(originals.c.zones).where(originals.c.article_id == article_id)).scalar()
    return msgspec.json.decode(stored, type=tuple[Zone, ...]) if stored else ()


def get_data(connection: Connection, article_id: str) -> bytes | None:
    """The file itself; None where it isn't kept."""
    stored = connection.execute(select(originals.c.data).where(originals.c.article_id == article_id)).scalar()
    return bytes(stored) if stored is not None else None
