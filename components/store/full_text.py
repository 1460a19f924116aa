"""What asking one kind of database differs in from another: full-text search and long lists of ids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, cast

from sqlalchemy import Connection, Select
from sqlalchemy.sql.selectable import Subquery

from components.domain.search_words import SearchTerm
from components.store import postgres_full_text, sqlite_full_text
from components.store.snippet import Part


class FullText(Protocol):
    """Full-text search in one kind of database; what it changes is kept by the caller's transaction."""

    def make_index(self, connection: Connection) -> None:
        """Make the index and put in every article that is there."""

    def drop_index(self, connection: Connection) -> None:
        """Take the index out."""

    def put_words(self, connection: Connection, article_id: str) -> None:
        """Keep an article's words in place of those of before."""

    def forget_deleted(self, connection: Connection) -> None:
        """Leave no word of purged articles in the index."""

    def matching(self, connection: Connection, groups: Sequence[Sequence[SearchTerm]], *, ranked: bool) -> Subquery:
        """The numbers of the articles with one term of each group; ``ranked``: with ``rank`` (the lowest is best)."""

    def snippets(
        self, connection: Connection, groups: Sequence[Sequence[SearchTerm]], numbers: Sequence[int]
    ) -> dict[int, tuple[Part, ...]]:
        """Of each of these articles the part of its text that has most of the words."""

    def among(self, connection: Connection, ids: Iterable[str]) -> Select[tuple[str]]:
        """The ids as a selection: however many they are, they are one parameter."""


def full_text(connection: Connection) -> FullText:
    """That of the connection's database."""
    return cast("FullText", sqlite_full_text if connection.dialect.name == "sqlite" else postgres_full_text)


def among(connection: Connection, ids: Iterable[str]) -> Select[tuple[str]]:
    """The ids as a selection: however many they are, they are one parameter."""
    return full_text(connection).among(connection, ids)
