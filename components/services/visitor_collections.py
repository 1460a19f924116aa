"""Tags and collections as a visitor may use them, what a collection's articles say together, who is who in it."""

from __future__ import annotations

from collections.abc import Sequence

from components.collection.cast import Decision
from components.domain.errors import NotFound
from components.services import cast_decisions, collections, tags
from components.services.cast_decisions import decisions_in_effect
from components.services.collection_readings import ReadingState
from components.services.visitor_rights import VisitorRights
from components.store.cast_queries import StoredDecision
from components.store.collection_queries import Collection as NamedSet
from components.store.collection_reading_queries import OF_LINK


class VisitorCollections(VisitorRights):
    """The part of a visitor's library that is of sets of articles."""

    def collection(self, collection_id: str) -> NamedSet:
        """A collection, of a visitor with a link the one that it opens; raises NotAllowed, NotFound."""
        if collection_id != self.visitor.collection:
            self._need("library")
        return collections.get_collection(self._queue.store, collection_id)

    def tag(self, name: str, ids: Sequence[str]) -> int:
        """Put a tag on articles; how many had it not. Raises NotAllowed, Refused."""
        self._need("organise")
        return tags.tag_articles(self._queue.store, name, ids)

    def untag(self, name: str, ids: Sequence[str]) -> int:
        """Take a tag from articles; from how many. Raises NotAllowed."""
        self._need("organise")
        return tags.untag_articles(self._queue.store, name, ids)

    def tags_on(self, ids: Sequence[str]) -> list[str]:
        """The tags that any of the articles has; raises NotAllowed."""
        self._need("organise")
        return tags.tags_on(self._queue.store, ids)

    def rename_tag(self, name: str, to: str) -> None:
        """Give a tag another name, or make it one with the tag of that name; raises NotAllowed, NotFound, Refused."""
        self._need("organise")
        tags.rename_tag(self._queue.store, name, to)

    def delete_tag(self, name: str) -> None:
        """Take a tag from every article; raises NotAllowed, NotFound."""
        self._need("organise")
        tags.delete_tag(self._queue.store, name)

    def make_collection(self, name: str, ids: Sequence[str] = ()) -> NamedSet:
        """A new collection that holds these articles; raises NotAllowed, Refused."""
        self._need("organise")
        return collections.make_collection(self._queue.store, name, articles=ids)

    def change_collection(self, collection_id: str, *, name: str, note: str) -> None:
        """Give a collection another name and note; raises NotAllowed, NotFound, Refused."""
        self._need("organise")
        collections.change_collection(self._queue.store, collection_id, name=name, note=note)

    def delete_collection(self, collection_id: str) -> None:
        """Delete a collection; its articles stay. Raises NotAllowed, NotFound."""
        self._need("organise")
        collections.delete_collection(self._queue.store, collection_id)

    def collect(self, collection_id: str, ids: Sequence[str]) -> int:
        """Add articles to a collection; how many were not in it. Raises NotAllowed, NotFound."""
        self._need("organise")
        return collections.collect(self._queue.store, collection_id, ids)

    def uncollect(self, collection_id: str, ids: Sequence[str]) -> int:
        """Take articles out of a collection; how many were in it. Raises NotAllowed, NotFound."""
        self._need("organise")
        return collections.uncollect(self._queue.store, collection_id, ids)

    def collection_reading(self, collection_id: str) -> ReadingState:
        """What the articles of a collection that the visitor may read say together; raises NotAllowed, NotFound."""
        articles = self.members(collection_id)
        link = self.visitor.share
        kept_under = collection_id if link is None else f"{OF_LINK}{link}"
        return self._queue.readings.state(kept_under, articles, or_of=collection_id)

    def decide_cast(self, left: tuple[str, str], right: tuple[str, str], *, same: bool) -> int:
        """Keep that two actors (article, actor) are the same, or are not; raises NotAllowed, NotFound, Refused."""
        for article, _ in (left, right):
            self._need("correct", article)
        return cast_decisions.decide(self._queue.store, left, right, same=same, by=self._name())

    def cast_decisions(self, collection_id: str) -> list[StoredDecision]:
        """What readers decided of who is who in a collection, undone ones too; raises NotAllowed, NotFound."""
        return cast_decisions.decisions_on(self._queue.store, self.members(collection_id))

    def decisions_on(self, articles: Sequence[str]) -> list[Decision]:
        """What readers decided of who is who in these articles, without what was undone; raises NotFound."""
        for one in articles:
            self._need("read", one)
        return decisions_in_effect(self._queue.store, articles)

    def undo_cast_decision(self, collection_id: str, seq: int, *, again: bool = False) -> None:
        """Undo a decision, or make it ``again``; raises NotAllowed, NotFound."""
        found = next((d for d in self.cast_decisions(collection_id) if d.seq == seq), None)
        if found is None:
            raise NotFound("This decision is not there any more.")
        for article in (found.left.article, found.right.article):
            self._need("correct", article)
        change = cast_decisions.redo_decision if again else cast_decisions.undo_decision
        change(self._queue.store, seq)

    def members(self, collection_id: str) -> list[str]:
        """The ids of a collection's articles, of a visitor with a link those that it opens.

        Raises NotAllowed, NotFound.
        """
        if collection_id == self.visitor.collection:
            return sorted(self._queue.library.are_there(self.visitor.articles))
        self._need("library")
        return collections.articles_of(self._queue.store, collection_id)
