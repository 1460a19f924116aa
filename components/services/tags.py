"""Tags on articles: put on, taken off, renamed, deleted; each is one transaction."""

from __future__ import annotations

from collections.abc import Collection

from components.domain.errors import NotFound, Refused
from components.domain.folded_words import fold
from components.domain.single_line_text import plain_line
from components.store import tag_queries
from components.store.article_queries import which_are_there
from components.store.database import Store

LONGEST = 60  # characters of a tag
GONE = "There is no such tag any more."


def tag_articles(store: Store, name: str, articles: Collection[str]) -> int:
    """Put a tag on those of the articles that are there; how many had it not. Raises Refused where it is none."""
    tag = tidy_tag(name)
    with store.writing() as connection:
        there = which_are_there(connection, articles)
        return tag_queries.put_tag(connection, tag, [a for a in articles if a in there]) if there else 0


def untag_articles(store: Store, name: str, articles: Collection[str]) -> int:
    """Take a tag from articles; from how many."""
    with store.writing() as connection:
        return tag_queries.take_tag(connection, name, articles)


def rename_tag(store: Store, name: str, to: str) -> None:
    """Give a tag another name; one that another tag has makes both one. Raises NotFound, Refused."""
    tag = tidy_tag(to)
    with store.writing() as connection:
        if not tag_queries.rename_tag(connection, name, tag):
            raise NotFound(GONE)


def delete_tag(store: Store, name: str) -> None:
    """Take a tag from every article; raises NotFound."""
    with store.writing() as connection:
        if not tag_queries.delete_tag(connection, name):
            raise NotFound(GONE)


def list_tags(store: Store) -> list[tag_queries.Tag]:
    """Every tag and on how many articles it is."""
    with store.reading() as connection:
        return tag_queries.list_tags(connection)


def tags_on(store: Store, articles: Collection[str]) -> list[str]:
    """The tags that any of the articles has, in the order of the alphabet."""
    with store.reading() as connection:
        return tag_queries.tags_on(connection, articles)


def tidy_tag(name: str) -> str:
    """A tag as it is kept, on one line; raises Refused where it has no words or too many."""
    tag = plain_line(name)
    if not fold(tag):
        raise Refused("A tag needs a word.")
    if len(tag) > LONGEST:
        raise Refused(f"A tag has at most {LONGEST} characters, and this one has {len(tag):,}.")
    return tag
