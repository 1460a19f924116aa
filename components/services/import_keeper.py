"""Where a batch of files lies while it is read: what services/file_import.py needs, and stored_batch.py does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from components.services.import_entry import ImportEntry, ReadContent, ReadersChoices


class Keeper(Protocol):
    """Where a batch lies: services/stored_batch.py."""

    def add(self, files: Iterable[tuple[ImportEntry, bytes]]) -> None:
        """Keep entries with what they are read from."""

    def update(self, entries: Sequence[ImportEntry], content: ReadContent | None = None) -> None:
        """Keep how far entries are, and what was read of the one."""

    def choose(self, choices: Mapping[int, ReadersChoices]) -> None:
        """Keep what the reader changed."""

    def forget(self, numbers: Collection[int]) -> None:
        """Take files out for good."""

    def file(self, number: int) -> bytes | None:
        """What an entry is read from."""

    def content(self, number: int) -> ReadContent | None:
        """What was read of an entry."""

    def text(self, number: int) -> tuple[str, str] | None:
        """The id and text of its article."""
