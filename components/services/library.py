"""The library: list, take in, edit, delete and bring back articles."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from components.domain.article import DETAILS, Article, tidy_detail, tidy_details
from components.domain.errors import InputRefused, NotFound
from components.domain.original_file import Original
from components.ingest.format_dispatch import read_file
from components.services.clock import now, surely_not_past, surely_past
from components.services.original_files import kept_parts
from components.services.similar_articles import (
    SimilarArticle,
    WordCounts,
    fewest_and_most_words,
    most_like_counted,
    word_counts,
)
from components.store import article_queries, likeness_queries
from components.store.article_queries import ListedArticle
from components.store.collection_reading_queries import forget_readings
from components.store.data_folder import ROOT
from components.store.database import Store
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
            gone = article_queries.purge_deleted(connection, surely_past(UNDO_TIME))
        if gone:
            store.empty_log()

    def listing(self) -> list[ListedArticle]:
        """Every article, newest first."""
        with self._store.reading() as connection:
            return article_queries.list_articles(connection)

    def holds_others_than(self, article_id: str | None) -> bool:
        """Whether any article is there but that one."""
        with self._store.reading() as connection:
            return article_queries.holds_others_than(connection, article_id)

    def lines(self, ids: Collection[str]) -> list[ListedArticle]:
        """Those of the articles that are there, as lines of the library, by article date."""
        with self._store.reading() as connection:
            return article_queries.listed_of(connection, ids)

    def titles(self, ids: Collection[str]) -> dict[str, str]:
        """The titles of those of the articles that are there."""
        with self._store.reading() as connection:
            return article_queries.titles_of(connection, ids)

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
        counted = [(a, word_counts(a.text)) for a in articles]
        with self._store.writing() as connection:
            added = [
                AddedArticle(a.id, article_queries.add_article(connection, tidy_details(a), now())) for a, _ in counted
            ]
            for one, (_, counts) in zip(added, counted, strict=True):
                if one.new:
                    likeness_queries.put_word_counts(connection, one.id, counts.words, counts.counts)
                if one.id in files and get_original(connection, one.id) is None:
                    put_original(connection, one.id, kept_parts(files[one.id]))
        return added

    def most_similar(self, article: Article) -> SimilarArticle | None:
        """The article in the library whose text is this one's, or nearly: an earlier version of the same story."""
        if self.are_there([article.id]):
            return SimilarArticle(article.id, 1.0)
        self._count_words()
        fewest, most = fewest_and_most_words(word_counts(article.text).words)
        with self._store.reading() as connection:
            known = likeness_queries.list_word_counts(connection, fewest, most)
            return most_like_counted(
                article.text,
                {one: WordCounts(words, counts) for one, words, counts in known},
                lambda ids: likeness_queries.texts_of(connection, ids),
            )

    def are_there(self, ids: Collection[str]) -> set[str]:
        """Which of some articles are in the library."""
        with self._store.reading() as connection:
            return likeness_queries.ids_there(connection, ids)

    def _count_words(self) -> None:
        """Count the words of the articles of an older library, once."""
        while True:
            with self._store.reading() as connection:
                texts = likeness_queries.texts_not_counted(connection, 200)
            counted = [(one, word_counts(text)) for one, text in texts]
            if not counted:
                return
            with self._store.writing() as connection:
                there = likeness_queries.ids_kept(connection, [one for one, _ in counted])
                for one, counts in counted:
                    if one in there:
                        likeness_queries.put_word_counts(connection, one, counts.words, counts.counts)

    def edit(self, article_id: str, **changed: str | None) -> Article:
        """Change an article's details, each put on one line and cut to its length.

        A changed date's basis becomes "user". Raises NotFound, ValueError.
        """
        with self._store.writing() as connection:
            return edit_details(connection, article_id, changed)[1]

    def delete(self, article_id: str) -> None:
        """Delete an article; it can be brought back for an hour. Raises NotFound."""
        if not self.delete_all([article_id]):
            raise NotFound("This article was deleted already.")

    def delete_all(self, ids: Sequence[str]) -> list[str]:
        """Delete articles, all at once; they can be brought back for an hour. The ids of those that were there."""
        with self._store.writing() as connection:
            gone = article_queries.purge_deleted(connection, surely_past(UNDO_TIME))
            deleted = [one for one in ids if article_queries.mark_deleted(connection, one, surely_not_past())]
            if deleted:
                forget_readings(connection)  # they hold words of what was deleted
        if gone:
            self._store.empty_log()
        return deleted

    def undelete(self, article_id: str) -> None:
        """Bring a deleted article back; raises NotFound where it is gone for good."""
        if not self.undelete_all([article_id]):
            raise NotFound("This article can't be brought back: it was deleted over an hour ago.")

    def undelete_all(self, ids: Sequence[str]) -> int:
        """Bring deleted articles back, all at once; how many were not gone for good."""
        with self._store.writing() as connection:
            return sum(article_queries.mark_deleted(connection, one, None) for one in ids)


def edit_details(connection: Any, article_id: str, changed: Mapping[str, str | None]) -> tuple[Article, Article]:
    """Change an article's details within the caller's writing; the article as it was, and as it is.

    Raises NotFound, ValueError.
    """
    if unknown := set(changed) - set(DETAILS):
        raise ValueError(f"not editable: {sorted(unknown)}")
    values: dict[str, object] = {field: tidy_detail(field, value) for field, value in changed.items()}
    # Read where nobody else writes: another's change of another detail stays.
    article = article_queries.get_article(connection, article_id)
    if article is None:
        raise NotFound(GONE)
    if "date" in values and values["date"] != article.date:
        values["date_basis"] = "user" if values["date"] else None
    edited = msgspec.convert(msgspec.structs.asdict(article) | values, Article)
    article_queries.update_article(connection, edited)
    return article, edited


def seed_articles(folder: Path = SEEDS) -> list[Article]:
    """The articles that a fresh library starts with; one that can't be read is left out and logged."""
    out = []
    for path in sorted(folder.glob("*.txt")):
        try:
            out.append(msgspec.structs.replace(read_file(path.name, path.read_bytes()), filename=None))
        except InputRefused as error:
            log.warning("seed %s: %s", path.name, error)
    return out
