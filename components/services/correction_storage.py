"""Keeps new edits of an article: made outside of the library's lock, upon what is still so when they are kept."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from typing import Any

import msgspec

from components.domain.correction_checks import check_edit
from components.domain.correction_values import ARTICLE_EDITS
from components.domain.errors import NotFound, Refused
from components.domain.record import Correction, Record
from components.services.clock import now
from components.store import article_queries
from components.store.correction_queries import StoredEdit, add_edits, count_edits, edits_replayed_on, list_edits
from components.store.database import Store

NO_RECORD = "This article has not been read yet. Wait until it is, then correct it."
TRIES = 20  # to keep edits while others change the article's
Make = Callable[[Record, list[StoredEdit]], list[Correction]]


def keep_edits(store: Store, article_id: str, make: Make) -> list[Correction]:
    """Keep the edits that ``make`` makes of the article's record and edits; nobody waits while it does.

    Where these changed before the edits were kept, they are made again. Raises what ``make`` does, NotFound, Refused.
    """
    for _ in range(TRIES):
        with store.reading() as connection:
            version = edits_replayed_on(connection, article_id)
            record, stored = _record(connection, article_id)
        new = make(record, stored)
        if new:
            _need_room(len(stored) + len(new))
        with store.writing() as connection:
            _need_article(connection, article_id)
            if edits_replayed_on(connection, article_id) == version:
                add_edits(connection, article_id, new)
                return new
    raise Refused("Others are correcting this article at this moment. Nothing was changed: try again.")


def need_room(store: Store, article_id: str, new: int = 1) -> None:
    """Raise Refused where an article has as many corrections as are kept."""
    with store.reading() as connection:
        _need_room(count_edits(connection, article_id) + new)


def _need_room(edits: int) -> None:
    if edits > ARTICLE_EDITS:
        raise Refused(
            f"An article can have {ARTICLE_EDITS:,} corrections, undone ones too, and these would be more. Nothing was "
            "changed. To go on, take the corrections away as a file, delete the article and add it again."
        )


def new_edit(what: str, before: Any, after: Any, by: str) -> Correction:
    """A new edit, as it is kept; raises NoLongerFits where there can be none like it."""
    edit = Correction(id=secrets.token_hex(6), at=now(), by=by, what=what, before=_raw(before), after=_raw(after))
    return check_edit(edit, utc_now())


def utc_now() -> dt.datetime:
    """The present, in UTC."""
    return dt.datetime.now(dt.UTC)


def _record(connection: Any, article_id: str) -> tuple[Record, list[StoredEdit]]:
    _need_article(connection, article_id)
    record = article_queries.get_record(connection, article_id)
    if record is None:
        raise NotFound(NO_RECORD)
    return record, list_edits(connection, article_id)


def _need_article(connection: Any, article_id: str) -> None:
    if article_queries.get_article(connection, article_id) is None:
        raise NotFound("This article is not in the library any more.")


def _raw(value: Any) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(value))
