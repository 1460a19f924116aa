"""What visitors have read in and not yet added: one batch a visitor, kept until it is added, discarded or a week old.

A batch is held in this process, so that a reload goes on where it was, and in the store, so that a restart does.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Sequence

import msgspec

from components.domain.errors import StoreFailed
from components.ingest.isolated_reader import IsolatedReader
from components.services.clock import now
from components.services.file_import import FileImport
from components.services.import_entry import ImportEntry, ReadersChoices
from components.services.library import Library
from components.services.original_files import kept_parts
from components.store import draft_queries
from components.store.database import Store
from components.store.draft_queries import StoredDraft

log = logging.getLogger(__name__)

KEPT_FOR = dt.timedelta(days=7)  # after the last change
_INTERRUPTED = "not read: Dateline was stopped in between. Add it again."


class ImportDrafts:
    """The unfinished batches of one store; safe to use from many threads."""

    def __init__(self, store: Store, reader: IsolatedReader, library: Library) -> None:
        self._store, self._reader, self._library = store, reader, library
        self._lock = threading.Lock()
        self._open: dict[str, FileImport] = {}

    def unfinished(self, owner: str) -> FileImport | None:
        """The visitor's batch, from before the last start of the server too; None where there is none."""
        with self._lock:
            self._forget_old()
            if owner not in self._open and (entries := self._stored(owner)):
                self._open[owner] = self._made(owner, entries)
            found = self._open.get(owner)
        return found if found is not None and found.entries() else None

    def begin(self, owner: str) -> FileImport:
        """The visitor's batch, a new one where there is none."""
        found = self.unfinished(owner)
        if found is not None:
            return found
        self.discard(owner)
        with self._lock:
            return self._open.setdefault(owner, self._made(owner, ()))

    def discard(self, owner: str) -> None:
        """Forget the visitor's batch for good."""
        with self._lock:
            if (batch := self._open.pop(owner, None)) is not None:
                batch.close()
            with self._store.writing() as connection:
                gone = draft_queries.delete_drafts(connection, owner)
        if gone:
            self._store.empty_log()

    def _made(self, owner: str, entries: Sequence[ImportEntry]) -> FileImport:
        return FileImport(self._reader, self._library, _StoredBatch(self._store, owner), entries)

    def _stored(self, owner: str) -> list[ImportEntry]:
        with self._store.reading() as connection:
            drafts = draft_queries.list_drafts(connection, owner)
        try:
            entries = [_entry(draft) for draft in drafts]
        except msgspec.MsgspecError as error:
            log.warning("files that an older version read could not be brought back: %s", error)
            return []
        # A number is a place in the batch.
        return entries if [e.number for e in entries] == list(range(len(entries))) else []

    def _forget_old(self) -> None:
        with self._store.reading() as connection:
            idle = draft_queries.owners_idle_since(connection, now(KEPT_FOR))
        for owner in idle:
            if (batch := self._open.pop(owner, None)) is not None:
                batch.close()
            with self._store.writing() as connection:
                draft_queries.delete_drafts(connection, owner)
        if idle:
            self._store.empty_log()


class _StoredBatch:
    """Keeps one visitor's batch in the store; where that fails, the batch is there until the server stops."""

    def __init__(self, store: Store, owner: str) -> None:
        self._store, self._owner = store, owner

    def put(self, entries: Sequence[ImportEntry]) -> None:
        drafts = [_draft(e) for e in entries]
        try:
            with self._store.writing() as connection:
                draft_queries.put_drafts(connection, self._owner, drafts, now())
        except StoreFailed as error:
            log.warning("what was read of files is not kept: %s", error)

    def choose(self, number: int, choices: ReadersChoices) -> None:
        try:
            with self._store.writing() as connection:
                draft_queries.put_choices(connection, self._owner, number, msgspec.json.encode(choices), now())
        except StoreFailed as error:
            log.warning("what was changed before adding is not kept: %s", error)


def _draft(entry: ImportEntry) -> StoredDraft:
    kept = kept_parts(entry.original) if entry.original is not None else None
    bare = None if kept is None else msgspec.structs.replace(kept, data=None)
    return StoredDraft(
        number=entry.number,
        entry=msgspec.json.encode(msgspec.structs.replace(entry, original=bare, choices=ReadersChoices())),
        choices=msgspec.json.encode(entry.choices),
        data=None if kept is None else kept.data,
    )


def _entry(draft: StoredDraft) -> ImportEntry:
    """What was kept; raises msgspec.MsgspecError where another version's fields don't fit."""
    entry = msgspec.json.decode(draft.entry, type=ImportEntry)
    choices = msgspec.json.decode(draft.choices, type=ReadersChoices)
    original = entry.original
    if original is not None and draft.data is not None:
        original = msgspec.structs.replace(original, data=bytes(draft.data))
    if entry.state in {"waiting", "reading"}:
        entry = msgspec.structs.replace(entry, state="cancelled", why=_INTERRUPTED)
    return msgspec.structs.replace(entry, original=original, choices=choices)
