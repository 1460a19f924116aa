"""What readers decide of who is the same in several articles: kept in order with by whom and when, undone, redone.

An actor is kept with where its article names it, so that a decision holds when a new reading, or a correction, gives
the actor another id.
"""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from components.collection.cast import CastMember, Decision
from components.domain.errors import NotFound, Refused
from components.domain.record import Record
from components.services.clock import now
from components.store import cast_queries
from components.store.article_queries import get_corrected_record, which_are_there
from components.store.cast_queries import DecidedActor, StoredDecision
from components.store.database import Store

Member = tuple[str, str]  # article, actor
MOST = 10_000  # decisions on the actors of one article


def decide(store: Store, left: Member, right: Member, *, same: bool, by: str) -> int:
    """Keep that two actors are the same, or are not; its number. Raises NotFound, Refused."""
    if left == right:
        raise Refused("An actor is the same as itself. Choose another one.")
    with store.writing() as connection:
        there = which_are_there(connection, [left[0], right[0]])
        sides = []
        for article, actor in (left, right):
            record = get_corrected_record(connection, article) if article in there else None
            named_at = _named_at(record, actor) if record is not None else None
            if named_at is None:
                raise NotFound("One of the two is not there any more: its article was deleted or read anew.")
            sides.append(DecidedActor(article, actor, named_at))
        if len(cast_queries.list_decisions(connection, [left[0], right[0]])) >= MOST:
            raise Refused("There are too many decisions on these two articles.")
        return cast_queries.add_decision(connection, *sides, same=same, at=now(), by=by)


def undo_decision(store: Store, seq: int) -> None:
    """Undo a decision; raises NotFound."""
    with store.writing() as connection:
        if not cast_queries.mark_decision(connection, seq, now()):
            raise NotFound("This was undone already.")


def redo_decision(store: Store, seq: int) -> None:
    """Make an undone decision again; raises NotFound."""
    with store.writing() as connection:
        if not cast_queries.mark_decision(connection, seq, None):
            raise NotFound("This is in effect already.")


def decisions_in_effect(store: Store, articles: Collection[str]) -> list[Decision]:
    """Those that weren't undone, as joining takes them."""
    return [
        Decision(CastMember(d.left.article, d.left.actor), CastMember(d.right.article, d.right.actor), d.same)
        for d in decisions_on(store, articles)
        if d.undone_at is None
    ]


def decisions_on(store: Store, articles: Collection[str]) -> list[StoredDecision]:
    """The decisions on actors of these articles, undone ones too, in their order; actors by the ids they have now.

    Those on somebody whom a new reading doesn't find any more are left out.
    """
    with store.reading() as connection:
        decisions = cast_queries.list_decisions(connection, articles)
        about = {side.article for d in decisions for side in (d.left, d.right)}
        records = {one: get_corrected_record(connection, one) for one in about}
    sides = ((d, _as_now(d.left, records), _as_now(d.right, records)) for d in decisions)
    return [
        msgspec.structs.replace(d, left=left, right=right)
        for d, left, right in sides
        if left is not None and right is not None
    ]


def _named_at(record: Record, actor_id: str) -> tuple[int, int] | None:
    """Where a record names an actor first, else where it tells of it first; None of one that it doesn't have."""
    actor = next((a for a in record.actors if a.id == actor_id), None)
    if actor is None or not actor.mentions:
        return None
    first = min(actor.mentions, key=lambda m: (m.form != "name", m.start))
    return first.start, first.end


def _as_now(side: DecidedActor, records: dict[str, Record | None]) -> DecidedActor | None:
    """The actor by the id that it has now: whoever is named in the place that was decided on; None where nobody is."""
    record = records[side.article]
    if record is None or side.named_at is None:
        return side
    start, end = side.named_at
    there = [
        (m.form == "name", min(m.end, end) - max(m.start, start), m.start - m.end, a.id)
        for a in record.actors
        for m in a.mentions
        if m.start < end and start < m.end
    ]
    if not there:
        return None
    if any(actor == side.actor for *_, actor in there):
        return side
    return msgspec.structs.replace(side, actor=max(there)[-1])
