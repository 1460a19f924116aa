"""The article that a new library starts with, as a sample of what Dateline makes of one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from components.domain.article import Article
from components.services.library import seed_articles
from components.store.article_queries import ListedArticle


@cache
def sample() -> Article | None:
    """The sample; None where it can't be read."""
    return next(iter(seed_articles()), None)


def holds_only_the_sample(listing: Sequence[ListedArticle]) -> bool:
    """Whether nobody has added an article yet, or all that were added are gone."""
    one = sample()
    return all(one is not None and article.id == one.id for article in listing)
