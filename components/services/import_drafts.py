"""What visitors have read in and not yet added: one batch a visitor, kept until it is added, discarded or a week old.

A batch lies in the store, so that neither a reload nor a restart loses any of it: what waits is read after the restart.
What it is filed under (``filed_under``) is no name: two people may have the same one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import threading

import msgspec

from components.ingest.isolated_reader import IsolatedReader
from components.services.clock import surely_past
from components.services.entry_reading import IsolatedEntryReader
from components.services.file_import import FileImport
from components.services.import_entry import ImportEntry
from components.services.library import Library
from components.services.server_identity import server_id
from components.services.stored_batch import StoredBatch
from components.store import draft_queries
from components.store.database import Store

log = logging.getLogger(__name__)

KEPT_FOR = dt.timedelta(days=7)  # after the last change


def filed_under(account: str | None) -> str:
    """What a visitor's batch is filed under, at most 120 characters.

    ``account`` is what the newsroom's sign-in knows the visitor by for good; None of the owner, who needs no sign-in.
    """
    # Hashed: an account may be of any length, and none can be spelled so that it comes out as the owner.
    return "editor" if account is None else f"account:{hashlib.sha256(account.encode()).hexdigest()}"


class ImportDrafts:
    """The unfinished batches of one store; safe to use from many threads."""

    def __init__(self, store: Store, reader: IsolatedReader, library: Library) -> None:
        self._store, self._reader = store, IsolatedEntryReader(reader, library)
        # Two servers on one database don't read each other's batches, though they may be the same visitor's.
        self._of_this_server = f"{server_id()}/" if store.shared else ""
        self._lock = threading.Lock()
        self._open: dict[str, FileImport] = {}  # one for good: another page of its visitor may hold it
        self._lost: set[str] = set()  # whose files could not be brought back, until they are told

    def unfinished(self, owner: str) -> FileImport | None:
        """The visitor's batch, from before the last start of the server too; None where there is none."""
        found = self.begin(owner)
        return found if found.entries() else None

    def begin(self, owner: str) -> FileImport:
        """The visitor's batch, an empty one where there is none."""
        with self._lock:
            self._forget_old()
            if owner not in self._open:
                self._open[owner] = FileImport(
                    self._reader, StoredBatch(self._store, self._place(owner)), self._stored(owner)
                )
                self._open[owner].go_on()
            return self._open[owner]

    def resume(self) -> None:
        """Go on with every batch that was being read when the server stopped."""
        with self._store.reading() as connection:
            owners = draft_queries.draft_owners(connection)
        for place in owners:
            if place.startswith(self._of_this_server):
                self.begin(place.removeprefix(self._of_this_server))

    def discard(self, owner: str) -> None:
        """Forget what there is by now of the visitor's batch for good."""
        self.begin(owner).forget()

    def tell_lost(self, owner: str) -> bool:
        """Whether files of the visitor could not be brought back: true once for each time that it happened."""
        with self._lock:
            told = owner in self._lost
            self._lost.discard(owner)
        return told

    def close(self) -> None:
        """Read no further: the server stops."""
        with self._lock:
            for batch in self._open.values():
                batch.close()

    def _stored(self, owner: str) -> list[ImportEntry]:
        """What was kept of the visitor's batch; what can't be understood any more is deleted, and told of once."""
        try:
            return StoredBatch(self._store, self._place(owner)).entries()
        except (msgspec.MsgspecError, ValueError) as error:  # ValueError: no JSON in UTF-8
            log.warning("files that an older version read could not be brought back (%s)", type(error).__name__)
        with self._store.writing() as connection:
            draft_queries.delete_drafts(connection, self._place(owner))
        self._store.empty_log()
        self._lost.add(owner)
        return []

    def _place(self, owner: str) -> str:
        """What the visitor's batch is filed under in the store, at most 120 characters."""
        return self._of_this_server + owner

    def _forget_old(self) -> None:
        with self._store.reading() as connection:
            idle = draft_queries.owners_idle_since(connection, surely_past(KEPT_FOR))
            # A page of another server may still show one of these: that server forgets it, unless it is no more.
            long_idle = draft_queries.owners_idle_since(connection, surely_past(2 * KEPT_FOR))
        for place in [p for p in idle if p.startswith(self._of_this_server) or p in long_idle]:
            if (batch := self._open.get(place.removeprefix(self._of_this_server))) is not None:
                batch.forget()
            with self._store.writing() as connection:
                draft_queries.delete_drafts(connection, place)
        if idle:
            self._store.empty_log()
