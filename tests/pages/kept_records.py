"""Records that are kept as they were written by hand, in the place of what the analysis would find."""

from __future__ import annotations

from components.domain.article import Article
from components.domain.record import Record
from components.services.analysis_queue import AnalysisQueue, made_with
from components.services.clock import now
from components.store import article_queries


def keep(library: AnalysisQueue, article: Article, record: Record) -> None:
    """Keep a record as an article's reading."""
    with library.store.writing() as connection:
        article_queries.put_record(connection, record, made_with(article), now())


def keep_with_details(library: AnalysisQueue, article: Article, record: Record) -> None:
    """Take an article in with its own details, and keep a record as its reading."""
    library.library.add([article])
    with library.store.writing() as connection:
        article_queries.update_article(connection, article)
    keep(library, article, record)
