"""What a visitor can reach: every way from a page to the library goes through here and is checked here.

An article that a visitor may not read and one that isn't there are the same: NotFound with the same words.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from components.analysis.client import Job
from components.domain.article import Article
from components.domain.article_search import ArticleSearch
from components.domain.errors import NotAllowed, NotFound
from components.domain.original_file import Original
from components.domain.permissions import Action, Visitor
from components.domain.record import Record
from components.domain.spans import Span
from components.services import (
    cast_decisions,
    collections,
    corrections,
    corrections_import_export,
    library_search,
    share_links,
    tags,
)
from components.services.analysis_queue import AnalysisQueue, OpenedArticle
from components.services.background_reading import ReadingProgress
from components.services.collection_readings import ReadingState
from components.services.correction_storage import need_room
from components.services.file_import import FileImport
from components.services.import_drafts import filed_under
from components.services.library import GONE, AddedArticle
from components.services.library_search import SearchChoices, SearchResult
from components.services.sample_article import holds_only_the_sample
from components.store.article_queries import ListedArticle
from components.store.cast_queries import StoredDecision
from components.store.collection_queries import Collection as NamedSet
from components.store.correction_queries import StoredEdit, edits_version
from components.store.original_queries import StoredOriginal
from components.store.share_queries import Share


class VisitorLibrary:
    """The library and the analysis queue as one visitor may use them.

    ``account`` is what the newsroom's sign-in knows the visitor by for good, whatever its name; None without one.
    """

    def __init__(self, queue: AnalysisQueue, visitor: Visitor, account: str | None = None) -> None:
        self._queue, self.visitor = queue, visitor
        self._drafts = filed_under(account)

    def may(self, action: Action, article_id: str | None = None) -> bool:
        """Whether the visitor may do it: pages ask before they offer it."""
        return self.visitor.may(action, article_id)

    def _need(self, action: Action, article_id: str | None = None) -> None:
        if self.may(action, article_id):
            return
        if article_id is not None and not self.may("read", article_id):
            raise NotFound(GONE)
        raise NotAllowed("This link doesn't allow that. Ask whoever sent it for one that does.")

    def need_export(self, article_id: str) -> None:
        """Raise NotAllowed or NotFound where the visitor may take nothing of the article away."""
        self._need("export", article_id)

    # Reading

    def open(self, article_id: str, *, with_corrections: bool = True) -> OpenedArticle:
        """The article's record, or the job that makes it; raises NotFound."""
        self._need("read", article_id)
        return self._queue.open(article_id, with_corrections=with_corrections)

    def article(self, article_id: str) -> Article:
        """The article as it was taken in; raises NotFound."""
        self._need("read", article_id)
        return self._queue.library.article(article_id)

    def read_again(self, article_id: str) -> Job:
        """Analyse an article whose last analysis failed; raises NotAllowed, NotFound."""
        self._need("details", article_id)
        return self._queue.read_again(article_id)

    def original(self, article_id: str) -> StoredOriginal | None:
        """What is known of the file that the article was read from; raises NotFound."""
        self._need("read", article_id)
        return self._queue.originals.about(article_id)

    def original_file(self, article_id: str) -> bytes:
        """The file that the article was read from; raises NotFound, also where it isn't kept."""
        self._need("read", article_id)
        return self._queue.originals.data(article_id)

    def has_pages(self, article_id: str) -> bool:
        """Whether pages of that file can be shown; raises NotFound."""
        self._need("read", article_id)
        return self._queue.originals.has_pages(article_id)

    def page_image(self, article_id: str, page: int, spans: Sequence[Span], *, whole: bool = False) -> bytes:
        """A page of that file with passages marked, as PNG; raises NotFound, ReaderStopped."""
        self._need("read", article_id)
        return self._queue.originals.page_image(article_id, page, spans, whole=whole)

    def articles_ahead(self, job: Job) -> int:
        """How many articles are read before this one."""
        return self._queue.articles_ahead(job)

    def listing(self) -> list[ListedArticle]:
        """The whole library; of a visitor with a link what that link opens. Pages have it in parts: ``search``."""
        listed = self._queue.library.listing()
        return listed if self.may("library") else [one for one in listed if self.may("read", one.id)]

    def search(self, search: ArticleSearch) -> SearchResult:
        """A page of what is found in the library; of a visitor with a link of what that link opens."""
        within = None if self.may("library") else self.visitor.articles
        return library_search.search_library(self._queue.store, search, within)

    def passage(self, article_id: str, start: int, end: int) -> str:
        """Words of an article; raises NotFound."""
        return self.article(article_id).text[start:end]

    def lines(self, ids: Iterable[str]) -> list[ListedArticle]:
        """Those of the articles that are there and that the visitor may read, by article date."""
        return self._queue.library.lines([one for one in ids if self.may("read", one)])

    def titles(self, ids: Iterable[str]) -> dict[str, str]:
        """The titles of those of the articles that are there and that the visitor may read."""
        return self._queue.library.titles([one for one in ids if self.may("read", one)])

    def kept_record(self, article_id: str) -> Record | None:
        """The record as it was last made, corrected, None where there is none; nothing is read for it.

        Raises NotAllowed, NotFound.
        """
        self._need("export", article_id)
        return self._queue.kept_record(article_id)

    def collection(self, collection_id: str) -> NamedSet:
        """A collection, of a visitor with a link the one that it opens; raises NotAllowed, NotFound."""
        if collection_id != self.visitor.collection:
            self._need("library")
        return collections.get_collection(self._queue.store, collection_id)

    # The library

    def holds_only_the_sample(self) -> bool:
        """Whether nobody has added an article yet, or all that were added are gone; raises NotAllowed."""
        self._need("library")
        return holds_only_the_sample(self._queue.library)

    def found_ids(self, search: ArticleSearch) -> list[str]:
        """The ids of everything that a search finds, in its order; raises NotAllowed."""
        self._need("library")
        return library_search.found_ids(self._queue.store, search)

    def search_choices(self) -> SearchChoices:
        """What can be asked for: outlets, tags, collections, names; raises NotAllowed."""
        self._need("library")
        return library_search.search_choices(self._queue.store)

    def unfinished_import(self) -> FileImport | None:
        """The batch of files that the visitor read in and hasn't added yet, or None; raises NotAllowed."""
        self._need("add")
        return self._queue.drafts.unfinished(self._drafts)

    def tell_lost_import(self) -> bool:
        """Whether files that the visitor read in could not be brought back, said once; raises NotAllowed."""
        self._need("add")
        return self._queue.drafts.tell_lost(self._drafts)

    def begin_import(self) -> FileImport:
        """The visitor's batch of files to read, a new one where there is none; raises NotAllowed."""
        self._need("add")
        return self._queue.drafts.begin(self._drafts)

    def discard_import(self) -> None:
        """Forget what the visitor read in and hasn't added; raises NotAllowed."""
        self._need("add")
        self._queue.drafts.discard(self._drafts)

    def finish_import(self) -> list[tuple[AddedArticle, str]]:
        """Add what is new of the visitor's batch, as the visitor left it, and forget what was read of it by now.

        What still waits, and what another page adds in the meantime, stays. Each article added with its title. Raises
        NotAllowed.
        """
        self._need("add")
        return self._queue.add_batch(self._queue.drafts.begin(self._drafts))

    def reading_progress(self) -> ReadingProgress | None:
        """How far the background reading of many added articles is; None where none goes on; raises NotAllowed."""
        self._need("add")
        return self._queue.background.progress()

    def are_there(self, ids: Collection[str]) -> set[str]:
        """Which of some articles are in the library; raises NotAllowed."""
        self._need("add")
        return self._queue.library.are_there(ids)

    def take_in(
        self, articles: Iterable[Article], originals: Mapping[str, Original] | None = None
    ) -> list[AddedArticle]:
        """Add articles, with the files that they were read from, and have them read; raises NotAllowed."""
        self._need("add")
        return self._queue.take_in(articles, originals)

    def edit(self, article_id: str, **changed: str | None) -> Article:
        """Change an article's details, which counts as a correction; raises NotAllowed, NotFound, Refused."""
        self._need("details", article_id)
        need_room(self._queue.store, article_id, len(changed))
        before = msgspec.structs.asdict(self._queue.library.article(article_id))
        edited = self._queue.library.edit(article_id, **changed)
        after = {name: getattr(edited, name) for name in changed}
        corrections.note_details(self._queue.store, article_id, before, after, self._name())
        return edited

    def delete(self, article_id: str) -> None:
        """Delete an article; raises NotAllowed, NotFound."""
        self._need("delete", article_id)
        self._queue.library.delete(article_id)
        self._queue.originals.forget(article_id)

    def undelete(self, article_id: str) -> None:
        """Bring a deleted article back; raises NotAllowed, NotFound."""
        self._need("delete", article_id)
        self._queue.library.undelete(article_id)

    def delete_all(self, ids: Sequence[str]) -> list[str]:
        """Delete articles, all at once; the ids of those that were there. Raises NotAllowed."""
        self._need("delete")
        deleted = self._queue.library.delete_all(ids)
        for one in deleted:
            self._queue.originals.forget(one)
        return deleted

    def undelete_all(self, ids: Sequence[str]) -> int:
        """Bring deleted articles back, all at once; how many. Raises NotAllowed."""
        self._need("delete")
        return self._queue.library.undelete_all(ids)

    # Tags and collections

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
        kept_under = collection_id if link is None else f"share:{link}"
        return self._queue.readings.state(kept_under, articles, or_of=collection_id)

    def decide_cast(self, left: tuple[str, str], right: tuple[str, str], *, same: bool) -> int:
        """Keep that two actors (article, actor) are the same, or are not; raises NotAllowed, NotFound, Refused."""
        for article, _ in (left, right):
            self._need("correct", article)
        return cast_decisions.decide(self._queue.store, left, right, same=same, by=self._name())

    def cast_decisions(self, collection_id: str) -> list[StoredDecision]:
        """What readers decided of who is who in a collection, undone ones too; raises NotAllowed, NotFound."""
        return cast_decisions.decisions_on(self._queue.store, self.members(collection_id))

    def undo_cast_decision(self, collection_id: str, seq: int, *, again: bool = False) -> None:
        """Undo a decision, or make it ``again``; raises NotAllowed, NotFound."""
        found = next((d for d in self.cast_decisions(collection_id) if d.seq == seq), None)
        if found is None:
            raise NotFound("This decision is not there any more.")
        for article in (found.left[0], found.right[0]):
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

    # Correcting

    def correct(self, article_id: str, what: str, after: Any, *, seen: str | None = None) -> None:
        """Correct a field (domain/correction_replay.py); raises NotAllowed, NotFound, Refused, Clash."""
        self._need("correct", article_id)
        corrections.correct(self._queue.store, article_id, what, after, by=self._name(), seen=seen)

    def history(self, article_id: str) -> list[StoredEdit]:
        """Every correction of an article, undone ones too; raises NotFound."""
        self._need("read", article_id)
        return corrections.history(self._queue.store, article_id)

    def corrections_version(self, article_id: str) -> str:
        """Changes with every correction of the article; raises NotFound."""
        self._need("read", article_id)
        with self._queue.store.reading() as connection:
            return edits_version(connection, article_id)

    def undo(self, article_id: str, edit_id: str | None = None) -> None:
        """Undo a correction, or the last one; raises NotAllowed, NotFound."""
        self._need("correct", article_id)
        corrections.undo(self._queue.store, article_id, edit_id, details=self._details(article_id))

    def redo(self, article_id: str, edit_id: str | None = None) -> None:
        """Do a correction again, or the one undone last; raises NotAllowed, NotFound."""
        self._need("correct", article_id)
        corrections.redo(self._queue.store, article_id, edit_id, details=self._details(article_id))

    def undo_all(self, article_id: str) -> int:
        """Undo every correction; raises NotAllowed, NotFound."""
        self._need("correct", article_id)
        return corrections.undo_all(self._queue.store, article_id, details=self._details(article_id))

    def redo_all(self, article_id: str) -> int:
        """Do every undone correction again; raises NotAllowed, NotFound."""
        self._need("correct", article_id)
        return corrections.redo_all(self._queue.store, article_id, details=self._details(article_id))

    def corrections_file(self, article_id: str, title: str) -> bytes:
        """The corrections alone, as a file; raises NotAllowed, NotFound."""
        self._need("export", article_id)
        return corrections_import_export.correction_file(self._queue.store, article_id, title)

    def import_corrections(self, article_id: str, data: bytes) -> tuple[int, int]:
        """Take in corrections from a file; raises NotAllowed, NotFound, Refused."""
        self._need("correct", article_id)
        return corrections_import_export.import_corrections(self._queue.store, article_id, data)

    def _name(self) -> str:
        return self.visitor.name or "a colleague"

    def _details(self, article_id: str) -> Callable[[Mapping[str, str | None]], object]:
        return lambda changed: self._queue.library.edit(article_id, **changed)

    # Links

    def share(
        self, articles: Sequence[str], *, view: str, query: Mapping[str, str], correct: bool, days: float | None
    ) -> tuple[Share, str]:
        """Make a link: (what is kept, its token); raises NotAllowed, NotFound."""
        for one in articles:
            self._need("share", one)
        return share_links.make_link(self._queue.store, articles, view=view, query=query, correct=correct, days=days)

    def links(self) -> list[Share]:
        """Every link that was given out; raises NotAllowed."""
        self._need("share")
        return share_links.list_links(self._queue.store)

    def revoke(self, which: str) -> None:
        """Take one link back; raises NotAllowed, NotFound."""
        self._need("share")
        share_links.revoke_one(self._queue.store, which)

    def revoke_all(self) -> int:
        """Take every link back; raises NotAllowed."""
        self._need("share")
        return share_links.revoke_all(self._queue.store)
