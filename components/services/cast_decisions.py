"""What readers decide of who is the same in several articles: kept in order with by whom and when, undone, redone."""

from __future__ import annotations

from collections.abc import Collection

from components.collection.cast import CastMember, Decision
from components.domain.errors import NotFound, Refused
from components.services.clock import now
from components.store import cast_queries
from components.store.article_queries import get_record, which_are_there
from components.store.cast_queries import StoredDecision
from components.store.database import Store

Member = tuple[str, str]  # article, actor
MOST = 10_000  # decisions on the actors of one article


def decide(store: Store, left: Member, right: Member, *, same: bool, by: str) -> int:
    """Keep that two actors are the same, or are not; its number. Raises NotFound, Refused."""
    if left == right:
        raise Refused("An actor is the same as itself. Choose another one.")
    with store.writing() as connection:
        there = which_are_there(connection, [left[0], right[0]])
        for article, actor in (left, right):
            record = get_record(connection, article) if article in there else None
            if record is None or not actor or len(actor) > 80:
                raise NotFound("One of the two is not there any more: its article was deleted or read anew.")
        if len(cast_queries.list_decisions(connection, [left[0], right[0]])) >= MOST:
            raise Refused("There are too many decisions on these two articles.")
        return cast_queries.add_decision(connection, left, right, same=same, at=now(), by=by)


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
    kept = [d for d in decisions_on(store, articles) if d.undone_at is None]
    return [Decision(CastMember(*d.left), CastMember(*d.right), d.same) for d in kept]


def decisions_on(store: Store, articles: Collection[str]) -> list[StoredDecision]:
    """The decisions on actors of these articles, undone ones too, in their order."""
    with store.reading() as connection:
        return cast_queries.list_decisions(connection, articles)
