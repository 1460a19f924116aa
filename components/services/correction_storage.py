"""Keeps new edits of an article: made outside of the library's lock, upon what is still so when they are kept."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from components.domain.correction_checks import check_edit
from components.domain.correction_replay import apply_edits
from components.domain.correction_values import ARTICLE_EDITS
from components.domain.errors import NotFound, Refused
from components.domain.record import Correction, Record
from components.services.clock import later_than, now, utc_now
from components.store import article_queries
from components.store.actor_queries import put_actors
from components.store.correction_queries import (
    StoredEdit,
    add_edits,
    count_edits,
    edits_in_effect,
    edits_replayed_on,
    list_edits,
    mark_undone,
)
from components.store.database import Store

NO_RECORD = "This article has not been read yet. Wait until it is, then correct it."
INDEXED = ("actors/", "mentions/", "quotes/")  # edits of these change what the library is searched by
TRIES = 20  # to keep edits while others change the article's
OTHERS = "Others are correcting this article at this moment. Nothing was changed: try again."
Make = Callable[[Record, list[StoredEdit]], list[Correction]]
Choose = Callable[[list[StoredEdit]], list[StoredEdit]]
Also = Callable[[Any, list[Correction]], object]  # done with the connection and what was turned, in the same writing


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
        corrected = _indexed_anew(record, new, [*edits_in_effect(stored), *new])
        with store.writing() as connection:
            _need_article(connection, article_id)
            if edits_replayed_on(connection, article_id) == version:
                add_edits(connection, article_id, new)
                if corrected is not None:
                    put_actors(connection, corrected)
                return new
    raise Refused(OTHERS)


def turn_edits(
    store: Store, article_id: str, choose: Choose, *, undone: bool, also: Also | None = None
) -> list[Correction]:
    """Undo the edits that ``choose`` chooses of an article's (or do them again); those that were turned.

    ``also`` does in the same writing what hangs on them: both are kept, or neither. As with ``keep_edits`` nobody waits
    while it is seen what they change. Raises what ``choose`` and ``also`` do, Refused.
    """
    for _ in range(TRIES):
        with store.reading() as connection:
            version = edits_replayed_on(connection, article_id)
            record = article_queries.get_record(connection, article_id)
            stored = list_edits(connection, article_id)
        chosen = choose(stored)
        turned = [one.edit for one in chosen]
        places = {one.seq for one in chosen}
        effective = [k.edit for k in stored if (not undone if k.seq in places else k.undone_at is None)]
        corrected = _indexed_anew(record, turned, effective)
        with store.writing() as connection:
            if edits_replayed_on(connection, article_id) == version:
                # What was undone last is done again first, also where the clock was set back in between.
                at = later_than(max((k.undone_at or "" for k in stored), default="") or None) if undone else None
                for edit in turned:
                    mark_undone(connection, article_id, edit.id, at)
                if corrected is not None:
                    put_actors(connection, corrected)
                if also is not None:
                    also(connection, turned)
                return turned
    raise Refused(OTHERS)


def _indexed_anew(record: Record | None, changed: Sequence[Correction], effective: list[Correction]) -> Record | None:
    """The record with the edits in effect, where those that changed may be of who is in it or who speaks."""
    if record is None or not any(edit.what.startswith(INDEXED) for edit in changed):
        return None
    return apply_edits(record, effective)


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
