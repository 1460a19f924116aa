"""What a visitor can reach: every way from a page to the library goes through here and is checked here.

An article that a visitor may not read and one that isn't there are the same: NotFound with the same words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from components.analysis.client import Job
from components.domain.article import Article
from components.domain.article_search import ArticleSearch
from components.domain.original_file import Original
from components.domain.permissions import Visitor
from components.domain.record import Correction, Record
from components.domain.spans import Span
from components.services import (
    corrections,
    corrections_import_export,
    library_search,
    share_links,
)
from components.services.analysis_queue import AnalysisQueue, OpenedArticle
from components.services.background_reading import ReadingProgress
from components.services.correction_storage import need_room
from components.services.file_import import FileImport
from components.services.import_drafts import filed_under
from components.services.library import AddedArticle, edit_details
from components.services.library_search import SearchChoices, SearchResult
from components.services.sample_article import holds_only_the_sample
from components.services.visitor_collections import VisitorCollections
from components.store.article_queries import ListedArticle
from components.store.correction_queries import StoredEdit, edits_version
from components.store.original_queries import StoredOriginal
from components.store.share_queries import Share


class VisitorLibrary(VisitorCollections):
    """The library and the analysis queue as one visitor may use them.

    ``account`` is what the newsroom's sign-in knows the visitor by for good, whatever its name; None without one.
    """

    def __init__(self, queue: AnalysisQueue, visitor: Visitor, account: str | None = None) -> None:
        super().__init__(queue, visitor)
        self._drafts = filed_under(account)

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
        return corrections.correct_details(self._queue.store, article_id, changed, self._name())

    def delete(self, article_id: str) -> None:
        """Delete an article; raises NotAllowed, NotFound."""
        self._need("delete", article_id)
        self._queue.library.delete(article_id)
        self._queue.originals.forget(article_id)
        self._queue.readings.forget()

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
        self._queue.readings.forget()
        return deleted

    def undelete_all(self, ids: Sequence[str]) -> int:
        """Bring deleted articles back, all at once; how many. Raises NotAllowed."""
        self._need("delete")
        return self._queue.library.undelete_all(ids)

    # Correcting

    def correct(self, article_id: str, what: str, after: Any, *, seen: str | None = None) -> None:
        """Correct a field (domain/correction_replay.py); raises NotAllowed, NotFound, Refused, Clash."""
        self._need("correct", article_id)
        corrections.correct(self._queue.store, article_id, what, after, by=self._name(), seen=seen)

    def correct_all(
        self, article_id: str, changes: Sequence[tuple[str, Any, str | None]]
    ) -> list[tuple[str, Any, Correction]]:
        """Correct several fields, all or none: (what, after, the edit that was seen); those that clash come back.

        Raises NotAllowed, NotFound, Refused.
        """
        self._need("correct", article_id)
        return corrections.correct_all(self._queue.store, article_id, changes, by=self._name())

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

    def _details(self, article_id: str) -> corrections.Changed:
        return lambda connection, changed: edit_details(connection, article_id, changed)

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
