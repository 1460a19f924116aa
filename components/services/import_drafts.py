"""What visitors have read in and not yet added: one batch a visitor, kept until it is added, discarded or a week old.

A batch is held in this process, so that a reload goes on where it was, and in the store, so that a restart does.
What it is filed under (``filed_under``) is no name: two people may have the same one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import threading
from collections.abc import Mapping, Sequence

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


def filed_under(account: str | None) -> str:
    """What a visitor's batch is filed under, at most 120 characters.

    ``account`` is what the newsroom's sign-in knows the visitor by for good; None of the owner, who needs no sign-in.
    """
    # Hashed: an account may be of any length, and none can be spelled so that it comes out as the owner.
    return "editor" if account is None else f"account:{hashlib.sha256(account.encode()).hexdigest()}"


class ImportDrafts:
    """The unfinished batches of one store; safe to use from many threads."""

    def __init__(self, store: Store, reader: IsolatedReader, library: Library) -> None:
        self._store, self._reader, self._library = store, reader, library
        self._lock = threading.Lock()
        self._open: dict[str, FileImport] = {}
        self._lost: set[str] = set()  # whose files could not be brought back, until they are told

    def unfinished(self, owner: str) -> FileImport | None:
        """The visitor's batch, from before the last start of the server too; None where there is none."""
        with self._lock:
            found = self._found(owner)
        return found if found is not None and found.entries() else None

    def begin(self, owner: str) -> FileImport:
        """The visitor's batch, a new one where there is none.

        One that is still empty may just have been given to another page of the visitor, so it is the batch of both.
        """
        with self._lock:
            found = self._found(owner)
            if found is None:
                found = self._open[owner] = self._made(owner, ())
            return found

    def discard(self, owner: str) -> None:
        """Forget the visitor's batch for good."""
        with self._lock:
            if (batch := self._open.pop(owner, None)) is not None:
                batch.close()
            with self._store.writing() as connection:
                gone = draft_queries.delete_drafts(connection, owner)
        if gone:
            self._store.empty_log()

    def tell_lost(self, owner: str) -> bool:
        """Whether files of the visitor could not be brought back: true once for each time that it happened."""
        with self._lock:
            told = owner in self._lost
            self._lost.discard(owner)
        return told

    def _found(self, owner: str) -> FileImport | None:
        """The visitor's batch, an empty one too; the caller holds the lock."""
        self._forget_old()
        if owner not in self._open and (entries := self._stored(owner)):
            self._open[owner] = self._made(owner, entries)
        return self._open.get(owner)

    def _made(self, owner: str, entries: Sequence[ImportEntry]) -> FileImport:
        return FileImport(self._reader, self._library, _StoredBatch(self._store, owner), entries)

    def _stored(self, owner: str) -> list[ImportEntry]:
        """What was kept of the visitor's batch; what can't be understood any more is deleted, and told of once."""
        with self._store.reading() as connection:
            drafts = draft_queries.list_drafts(connection, owner)
            try:
                entries = _entries(drafts)
            except (msgspec.MsgspecError, ValueError) as error:  # ValueError: no JSON in UTF-8
                log.warning("files that an older version read could not be brought back: %s", error)
            else:
                return _with_files(entries, draft_queries.draft_files(connection, owner)) if entries else []
        with self._store.writing() as connection:
            draft_queries.delete_drafts(connection, owner)
        self._store.empty_log()
        self._lost.add(owner)
        return []

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


def _entries(drafts: Sequence[StoredDraft]) -> list[ImportEntry]:
    """What was kept, without the files; raises ValueError where another version's fields or numbers don't fit."""
    entries = [_entry(draft) for draft in drafts]
    if [e.number for e in entries] != list(range(len(entries))) or any(
        e.number != draft.number for e, draft in zip(entries, drafts, strict=True)
    ):
        raise ValueError("a number is not its file's place in the batch")
    return entries


def _entry(draft: StoredDraft) -> ImportEntry:
    entry = msgspec.json.decode(draft.entry, type=ImportEntry)
    choices = msgspec.json.decode(draft.choices, type=ReadersChoices)
    if entry.state in {"waiting", "reading"}:
        entry = msgspec.structs.replace(entry, state="cancelled", why=_INTERRUPTED)
    return msgspec.structs.replace(entry, choices=choices)


def _with_files(entries: Sequence[ImportEntry], files: Mapping[int, bytes]) -> list[ImportEntry]:
    """The entries with the files that they were read from, by number."""
    return [
        msgspec.structs.replace(e, original=msgspec.structs.replace(e.original, data=files[e.number]))
        if e.original is not None and e.number in files
        else e
        for e in entries
    ]
