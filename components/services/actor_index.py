"""Puts the actors of records that an earlier version made into the search's index, in the background."""

from __future__ import annotations

import logging
import threading

from components.domain.correction_replay import apply_edits
from components.domain.errors import StoreFailed
from components.store.actor_queries import not_indexed, put_actors
from components.store.article_queries import get_record
from components.store.correction_queries import edits_in_effect, edits_replayed_on, list_edits
from components.store.database import Store

log = logging.getLogger(__name__)

AT_ONCE = 50  # articles that are looked up together
TRIES = 5  # to index one that is being corrected


class ActorIndex:
    """Indexes one store's records; ``close`` stops it, and the next start goes on where it was."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._stop = threading.Event()
        with store.reading() as connection:
            waiting = bool(not_indexed(connection, 1))
        self._thread = threading.Thread(target=self._run, name="actor index", daemon=True) if waiting else None
        if self._thread is not None:
            self._thread.start()

    def close(self) -> None:
        """Stop, and wait for the article that is being indexed."""
        self._stop.set()
        self.wait()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until everything is indexed."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self) -> None:
        after = ""
        try:
            while not self._stop.is_set():
                with self._store.reading() as connection:
                    waiting = not_indexed(connection, AT_ONCE, after)
                if not waiting:
                    return
                for after in waiting:
                    if self._stop.is_set():
                        return
                    self._index(after)
        except StoreFailed as error:
            log.warning("the index of names is not complete: %s", error)

    def _index(self, article_id: str) -> None:
        """Index one article, read and replayed outside of the library's lock; nothing where it can't be read."""
        for _ in range(TRIES):
            with self._store.reading() as connection:
                version = edits_replayed_on(connection, article_id)
                try:
                    record = get_record(connection, article_id)
                except ValueError as error:  # msgspec's errors are ValueErrors
                    log.warning("the record of %s can't be read (%s)", article_id, type(error).__name__)
                    return
                edits = edits_in_effect(list_edits(connection, article_id))
            if record is None:
                return
            corrected = apply_edits(record, edits)
            with self._store.writing() as connection:
                if edits_replayed_on(connection, article_id) == version:
                    put_actors(connection, corrected)
                    return
