"""Queries on the links that were given out."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, delete, select, update
from sqlalchemy.engine import Row

from components.store.tables import shares


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """A link to a view of one article or a chosen set; its token is nowhere but in the link itself."""

    id: str
    token_hash: str
    view: str
    query: dict[str, str]
    articles: tuple[str, ...]
    correct: bool
    made_at: str
    expires_at: str | None = None
    revoked_at: str | None = None
    opened_at: str | None = None
    opened: int = 0

    def open_at(self, now: str) -> bool:
        """Whether the link still opens something at that time (ISO, UTC)."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


def _share(row: Row[tuple[object, ...]]) -> Share:
    values = row._asdict()
    query: dict[str, str] = msgspec.json.decode(values["query"])
    return Share(**(values | {"query": query, "articles": tuple(msgspec.json.decode(values["articles"]))}))


def add_share(connection: Connection, share: Share) -> None:
    """Keep a new link."""
    values = msgspec.structs.asdict(share)
    values |= {name: msgspec.json.encode(values[name]) for name in ("query", "articles")}
    connection.execute(shares.insert().values(**values))


def get_share(connection: Connection, token_hash: str) -> Share | None:
    """The link whose token has this hash, open or not."""
    row = connection.execute(select(shares).where(shares.c.token_hash == token_hash)).first()
    return _share(row) if row else None


def list_shares(connection: Connection) -> list[Share]:
    """Every link, newest first."""
    return [_share(r) for r in connection.execute(select(shares).order_by(shares.c.made_at.desc(), shares.c.id))]


def note_opened(connection: Connection, share_id: str, now: str) -> None:
    """Count an opening."""
    values = {"opened_at": now, "opened": shares.c.opened + 1}
    connection.execute(update(shares).where(shares.c.id == share_id).values(**values))


def revoke(connection: Connection, now: str, share_id: str | None = None) -> int:
    """Revoke one link, or all; how many."""
    query = update(shares).where(shares.c.revoked_at.is_(None)).values(revoked_at=now)
    if share_id is not None:
        query = query.where(shares.c.id == share_id)
    return int(connection.execute(query).rowcount)


def purge_shares(connection: Connection, before: str) -> None:
    """Forget links that were revoked or expired before that time."""
    connection.execute(delete(shares).where((shares.c.revoked_at < before) | (shares.c.expires_at < before)))
