"""The library: list, take in, edit, delete and bring back articles."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from components.domain.article import DETAILS, Article, tidy_detail, tidy_details
from components.domain.errors import InputRefused, NotFound
from components.domain.original_file import Original
from components.ingest.format_dispatch import read_file
from components.services.clock import now
from components.services.original_files import kept_parts
from components.services.similar_articles import SimilarArticle, most_like
from components.store import article_queries
from components.store.article_queries import ListedArticle
from components.store.database import ROOT, Store
from components.store.original_queries import get_original, put_original

log = logging.getLogger(__name__)

GONE = "This article is not in the library: it was deleted, or the address is wrong."
UNDO_TIME = dt.timedelta(hours=1)  # how long a deleted article can be brought back
SEEDS = ROOT / "seeds"


class AddedArticle(msgspec.Struct, frozen=True):
    """What became of one article: ``new`` is False where the same text was there already."""

    id: str
    new: bool


class Library:
    """The articles of one store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        if store.fresh:
            self.add(seed_articles())
        with store.writing() as connection:
            gone = article_queries.purge_deleted(connection, now(UNDO_TIME))
        if gone:
            store.empty_log()

    def listing(self) -> list[ListedArticle]:
        """Every article, newest first."""
        with self._store.reading() as connection:
            return article_queries.list_articles(connection)

    def article(self, article_id: str) -> Article:
        """One article; raises NotFound."""
        with self._store.reading() as connection:
            article = article_queries.get_article(connection, article_id)
        if article is None:
            raise NotFound(GONE)
        return article

    def add(self, articles: Iterable[Article], originals: Mapping[str, Original] | None = None) -> list[AddedArticle]:
        """Take articles in, all in one transaction, their details tidied; the same text twice is one article.

        ``originals`` are the files that they were read from, by the articles' ids; one that is there already stays.
        """
        files = originals or {}
        with self._store.writing() as connection:
            added = [
                AddedArticle(a.id, article_queries.add_article(connection, tidy_details(a), now())) for a in articles
            ]
            for one in added:
                if one.id in files and get_original(connection, one.id) is None:
                    put_original(connection, one.id, kept_parts(files[one.id]))
        return added

    def most_similar(self, article: Article) -> SimilarArticle | None:
        """The article in the library whose text is this one's, or nearly: an earlier version of the same story."""
        with self._store.reading() as connection:
            texts = article_queries.article_texts(connection)
        return most_like(article.text, texts)

    def edit(self, article_id: str, **changed: str | None) -> Article:
        """Change an article's details, each put on one line and cut to its length.

        A changed date's basis becomes "user". Raises NotFound, ValueError.
        """
        if unknown := set(changed) - set(DETAILS):
            raise ValueError(f"not editable: {sorted(unknown)}")
        values: dict[str, object] = {field: tidy_detail(field, value) for field, value in changed.items()}
        article = self.article(article_id)
        if "date" in values and values["date"] != article.date:
            values["date_basis"] = "user" if values["date"] else None
        edited = msgspec.convert(msgspec.structs.asdict(article) | values, Article)
        with self._store.writing() as connection:
            if not article_queries.update_article(connection, edited):
                raise NotFound("This article was deleted in the meantime.")
        return edited

    def delete(self, article_id: str) -> None:
        """Delete an article; it can be brought back for an hour. Raises NotFound."""
        with self._store.writing() as connection:
            gone = article_queries.purge_deleted(connection, now(UNDO_TIME))
            if not article_queries.mark_deleted(connection, article_id, now()):
                raise NotFound("This article was deleted already.")
        if gone:
            self._store.empty_log()

    def undelete(self, article_id: str) -> None:
        """Bring a deleted article back; raises NotFound where it is gone for good."""
        with self._store.writing() as connection:
            if not article_queries.mark_deleted(connection, article_id, None):
                raise NotFound("This article can't be brought back: it was deleted over an hour ago.")


def seed_articles(folder: Path = SEEDS) -> list[Article]:
    """The articles that a fresh library starts with; one that can't be read is left out and logged."""
    out = []
    for path in sorted(folder.glob("*.txt")):
        try:
            out.append(msgspec.structs.replace(read_file(path.name, path.read_bytes()), filename=None))
        except InputRefused as error:
            log.warning("seed %s: %s", path.name, error)
    return out
