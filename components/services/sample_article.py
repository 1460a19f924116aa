"""The article that a new library starts with, as a sample of what Dateline makes of one."""

from __future__ import annotations

from functools import cache

from components.domain.article import Article
from components.services.library import Library, seed_articles


@cache
def sample() -> Article | None:
    """The sample; None where it can't be read."""
    return next(iter(seed_articles()), None)


def holds_only_the_sample(library: Library) -> bool:
    """Whether nobody has added an article yet, or all that were added are gone."""
    one = sample()
    return not library.holds_others_than(one.id if one is not None else None)
