"""Analyses an article or reuses its record, never twice for the same: the library and the queue before the worker."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack

import msgspec

from components.analysis.client import AnalysisClient, Job
from components.analysis.version import pipeline_version
from components.domain.article import Article
from components.domain.correction_replay import apply_edits
from components.domain.errors import AnalysisFailed, ModelMissing
from components.domain.ids import digest
from components.domain.original_file import Original
from components.domain.page_references import with_printed_pages
from components.domain.record import Record
from components.ingest.isolated_reader import IsolatedReader
from components.services.actor_index import ActorIndex
from components.services.background_reading import BackgroundReading
from components.services.clock import now
from components.services.collection_readings import CollectionReadings
from components.services.file_import import FileImport
from components.services.import_adding import add_batch
from components.services.import_drafts import ImportDrafts
from components.services.library import AddedArticle, Library
from components.services.original_files import OriginalFiles
from components.services.reading_claims import ReadingClaims
from components.services.server_identity import sole_use_of_data_folder
from components.store import article_queries
from components.store.correction_queries import edits_in_effect, list_edits
from components.store.database import Store
from components.store.original_queries import get_zones
from components.store.unread_queries import count_unread

log = logging.getLogger(__name__)
AT_ONCE = 20  # articles that are queued when they are added; more are read in the background


class OpenedArticle(msgspec.Struct, frozen=True):
    """A record, or the job that is making it; a failed analysis has ``failure`` and, at best, an older record."""

    record: Record | None = None
    job: Job | None = None
    failure: str | None = None


class Condition(msgspec.Struct, frozen=True):
    """Whether articles can be opened and read, and how many wait to be read or are being read."""

    ready: bool
    queue: int


def made_with(article: Article) -> str:
    """What a record depends on besides the text: the versions and what the article's details say."""
    version = pipeline_version()
    details = (
        article.title,
        article.outlet,
        article.byline,
        article.url,
        article.date,
        article.date_basis,
        article.genre,
    )
    return digest(version.dateline, version.spacy, version.model, *(str(k) for k in details), length=32)


class AnalysisQueue:
    """One store, its library and its worker, for all visitors of a server."""

    def __init__(
        self, store: Store | None = None, client: AnalysisClient | None = None, *, load_after: float = 0.0
    ) -> None:
        """``load_after``: seconds after which the model is loaded where no article waits for it."""
        self.store = store or Store()
        with ExitStack() as failed:  # whoever tries again opens another
            failed.callback(self.store.close)
            self._alone = failed.enter_context(sole_use_of_data_folder(self.store))
            self.library = Library(self.store)
            failed.pop_all()
        self.claims = ReadingClaims(self.store, made_with) if self.store.shared else None
        self.client = client or AnalysisClient(
            on_done=self._keep, on_mended=self._go_on, claims=self.claims, load_after=load_after
        )
        self.reader = IsolatedReader()
        self.originals = OriginalFiles(self.store)
        self.actors = ActorIndex(self.store)
        self.drafts = ImportDrafts(self.store, self.reader, self.library)
        self.background = BackgroundReading(self.store, self.open, self.claims)
        self.readings = CollectionReadings(self.store)

    def open(self, article_id: str, *, with_corrections: bool = True) -> OpenedArticle:
        """The article's record, with what readers corrected, where it is up to date, else the job that makes it.

        Raises NotFound.
        """
        article = self.library.article(article_id)
        with self.store.reading() as connection:
            record = article_queries.get_record(connection, article_id, made_with(article))
            failure = None if record else article_queries.get_failure(connection, article_id)
            older = article_queries.get_record(connection, article_id) if record is None else None
            edits = edits_in_effect(list_edits(connection, article_id)) if with_corrections else []
            zones = get_zones(connection, article_id)
        if record is None and failure is None:
            job = self.client.submit(article)
            if not (job.finished.is_set() and isinstance(job.error, ModelMissing)):
                return OpenedArticle(job=job)
            failure = str(job.error)
        record = record or older
        return OpenedArticle(
            record=apply_edits(with_printed_pages(record, zones), edits) if record else None, failure=failure
        )

    def kept_record(self, article_id: str) -> Record | None:
        """The article's record as it was last made, with what readers corrected; None where there is none.

        Nothing is read for it, whatever version made it. Raises NotFound.
        """
        self.library.article(article_id)
        with self.store.reading() as connection:
            record = article_queries.get_record(connection, article_id)
            edits = edits_in_effect(list_edits(connection, article_id))
            zones = get_zones(connection, article_id)
        return apply_edits(with_printed_pages(record, zones), edits) if record is not None else None

    def take_in(
        self, articles: Iterable[Article], originals: Mapping[str, Original] | None = None
    ) -> list[AddedArticle]:
        """Add articles and have them read one after the other; the same text twice is one article.

        ``originals`` are the files that they were read from, by the articles' ids.
        """
        added = self.library.add(articles, originals)
        self._have_read(added)
        return added

    def add_batch(self, batch: FileImport) -> list[tuple[AddedArticle, str]]:
        """Add what is new of a batch of files and have it read; each article with its title (import_adding)."""
        added = add_batch(batch, self.library)
        self._have_read([one for one, _ in added])
        return added

    def _have_read(self, added: Sequence[AddedArticle]) -> None:
        """A few at once; many in the background, so that an article that a visitor opens needn't wait for them all."""
        if len(added) > AT_ONCE:
            self.background.begin()
            return
        for one in added:
            self.open(one.id)

    def resume(self) -> None:
        """Go on with what the last stop of the server interrupted: files that were read in, articles to be read."""
        self.drafts.resume()
        self.background.begin()

    def read_again(self, article_id: str) -> Job:
        """Analyse an article whose last analysis failed; raises NotFound."""
        article = self.library.article(article_id)
        with self.store.writing() as connection:
            article_queries.put_failure(connection, article_id, None)
        return self.client.submit(article)

    def articles_ahead(self, job: Job) -> int:
        """How many articles are read before this one."""
        return self.client.place(job)

    def _go_on(self) -> None:
        """Read what waited for a model that was missing."""
        self.background.begin()

    def condition(self) -> Condition:
        """How it is; raises StoreFailed where the library can't be read."""
        with self.store.reading() as connection:
            unread = count_unread(connection)
        return Condition(ready=self.client.loaded, queue=max(unread, self.client.waiting))

    def close(self) -> None:
        """Stop the worker and the reader, and close the store."""
        self.background.close()
        self.readings.close()
        self.drafts.close()
        self.actors.close()
        self.client.close()
        self.reader.close()
        self._alone.close()
        self.store.close()

    def _keep(self, job: Job) -> None:
        """Store what the worker found, whether or not anyone is still waiting for it."""
        with self.store.writing() as connection:
            if job.record is not None:
                article_queries.put_record(connection, job.record, made_with(job.article), now())
            elif isinstance(job.error, AnalysisFailed) and not isinstance(job.error, ModelMissing):
                # A model that is missing is no fault of the article: it is read once the model is there.
                article_queries.put_failure(connection, job.article.id, str(job.error))
