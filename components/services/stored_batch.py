"""One visitor's batch of files in the store: what waits to be read, what was read, what its reader changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from components.services.clock import now
from components.services.import_entry import ImportEntry, ReadContent, ReadersChoices
from components.services.original_files import originals_kept
from components.store import draft_queries
from components.store.database import Store
from components.store.draft_queries import StoredDraft

_INTERRUPTED = "not read: Dateline was stopped in between. Add it again."
_AT_ONCE = 32 * 2**20  # bytes of files that one transaction takes


class StoredBatch:
    """A visitor's batch by the number of each file; every call raises StoreFailed where the store fails."""

    def __init__(self, store: Store, owner: str) -> None:
        self._store, self._owner = store, owner

    def add(self, files: Iterable[tuple[ImportEntry, bytes]]) -> None:
        """Keep entries with the bytes that they are to be read from (of an address: its URL, of a text: the text)."""
        drafts: list[StoredDraft] = []
        for entry, data in files:
            if drafts and sum(len(d.data or b"") for d in drafts) + len(data) > _AT_ONCE:
                self._put(drafts)
                drafts = []
            drafts.append(
                StoredDraft(
                    number=entry.number,
                    entry=_entry_json(entry),
                    choices=msgspec.json.encode(entry.choices),
                    data=None if entry.done else data,
                )
            )
        self._put(drafts)

    def _put(self, drafts: Sequence[StoredDraft]) -> None:
        with self._store.writing() as connection:
            draft_queries.put_drafts(connection, self._owner, drafts, now())

    def update(self, entries: Sequence[ImportEntry], content: ReadContent | None = None) -> None:
        """Keep how far entries are; ``content`` is what was read of the one entry.

        The file itself stays while it is to be read (again), and where files are kept; that of ``content``, where it
        has one, takes its place.
        """
        bare = None
        data = content.original.data if content is not None and content.original is not None else None
        if content is not None:
            original = content.original and msgspec.structs.replace(content.original, data=None)
            bare = msgspec.json.encode(msgspec.structs.replace(content, original=original))
        with self._store.writing() as connection:
            for one in entries:
                read = one.found is not None and one.source != "pasted"
                file = not one.done or one.damaged or (read and originals_kept())
                draft_queries.update_draft(
                    connection, self._owner, one.number, _entry_json(one), now(), content=bare, file=file, data=data
                )

    def choose(self, choices: Mapping[int, ReadersChoices]) -> None:
        """Keep what the reader cut and changed, by number."""
        with self._store.writing() as connection:
            chosen = [(number, msgspec.json.encode(one)) for number, one in choices.items()]
            draft_queries.put_choices(connection, self._owner, chosen, now())

    def forget(self, numbers: Collection[int]) -> None:
        """Take files out for good."""
        with self._store.writing() as connection:
            gone = draft_queries.delete_drafts(connection, self._owner, numbers)
        if gone:
            self._store.empty_log()

    def file(self, number: int) -> bytes | None:
        """What an entry is read from; None where it isn't kept (any more)."""
        with self._store.reading() as connection:
            return draft_queries.draft_file(connection, self._owner, number)

    def content(self, number: int) -> ReadContent | None:
        """What was read of an entry, with its file where that is kept; None where nothing was."""
        with self._store.reading() as connection:
            stored = draft_queries.draft_content(connection, self._owner, number)
            if stored is None:
                return None
            content = msgspec.json.decode(stored, type=ReadContent)
            if content.original is None:
                return content
            data = draft_queries.draft_file(connection, self._owner, number)
        return msgspec.structs.replace(content, original=msgspec.structs.replace(content.original, data=data))

    def text(self, number: int) -> tuple[str, str] | None:
        """The id and the text of the article that was read of an entry; None where there is none."""
        with self._store.reading() as connection:
            stored = draft_queries.draft_content(connection, self._owner, number)
        if stored is None:
            return None
        article = msgspec.json.decode(stored, type=_ArticleAlone).article
        return article.id, article.text

    def entries(self) -> list[ImportEntry]:
        """What was kept, in order; raises ValueError, MsgspecError where another version's fields don't fit."""
        with self._store.reading() as connection:
            drafts = draft_queries.list_drafts(connection, self._owner)
        return [e for draft in drafts if (e := _stored_entry(draft)) is not None]


class _TextAlone(msgspec.Struct, frozen=True):
    id: str
    text: str


class _ArticleAlone(msgspec.Struct, frozen=True):
    article: _TextAlone


class _StateAlone(msgspec.Struct, frozen=True):
    state: str = "waiting"


def _entry_json(entry: ImportEntry) -> bytes:
    return msgspec.json.encode(msgspec.structs.replace(entry, choices=ReadersChoices(), pages=None))


def _stored_entry(draft: StoredDraft) -> ImportEntry | None:
    """An entry as it was kept; what was being read is to be read. None of one that an older version left out."""
    if msgspec.json.decode(draft.entry, type=_StateAlone).state == "left out":
        return None
    entry = msgspec.json.decode(draft.entry, type=ImportEntry)
    if entry.number != draft.number or (entry.state == "read" and not entry.found and not entry.why):
        raise ValueError("an entry isn't that of its number, or lacks what was read")
    if not entry.done and not entry.file:
        entry = msgspec.structs.replace(entry, state="cancelled", why=_INTERRUPTED)  # of a version that kept no file
    elif not entry.done:
        entry = msgspec.structs.replace(entry, state="waiting")
    return msgspec.structs.replace(entry, choices=msgspec.json.decode(draft.choices, type=ReadersChoices))
