"""Who reads an article, among all servers on one database: each is read by one of them, once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from contextlib import ExitStack

from components.domain.article import Article
from components.domain.errors import AnalysisFailed, DatelineError
from components.domain.record import Record
from components.store import article_queries
from components.store.database import Store

log = logging.getLogger(__name__)


class ReadingClaims:
    """The articles that this server may read now; for one thread, but for ``claimed``."""

    def __init__(self, store: Store, made_with: Callable[[Article], str]) -> None:
        self._store, self._made_with = store, made_with
        self._held = ExitStack()

    def take(self, article: Article) -> bool:
        """Whether this server has the article to itself now; False where another one reads it."""
        self.release()
        try:
            return self._held.enter_context(self._store.claim(_name(article.id)))
        except DatelineError as error:  # then reading it twice is the smaller harm
            log.warning("an article is read without being claimed: %s", error)
            return True

    def made(self, article: Article) -> Record | None:
        """The record that another server made meanwhile; raises AnalysisFailed where that one could make none."""
        with self._store.reading() as connection:
            record = article_queries.get_record(connection, article.id, self._made_with(article))
            failure = None if record else article_queries.get_failure(connection, article.id)
        if failure is not None:
            raise AnalysisFailed(failure)
        return record

    def release(self) -> None:
        """Let others have what was taken."""
        try:
            self._held.close()
        except DatelineError as error:
            log.warning("a claim ended by itself: %s", error)

    def claimed(self, ids: Iterable[str]) -> set[str]:
        """Those of the articles that some server is reading."""
        names = {_name(one): one for one in ids}
        return {names[name] for name in self._store.claimed(list(names))}


def _name(article_id: str) -> str:
    return f"read {article_id}"
