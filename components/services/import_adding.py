"""Adds what is new of a batch of files to the library, some at a time, so that it may be larger than the memory."""

from __future__ import annotations

from components.domain.article import Article
from components.domain.original_file import Original
from components.services.file_import import FileImport
from components.services.import_entry import articles_to_add, ids_to_look_up
from components.services.library import AddedArticle, Library

ARTICLES, BYTES = 50, 32 * 2**20  # that one transaction takes


def add_batch(batch: FileImport, library: Library) -> list[tuple[AddedArticle, str]]:
    """Add what is new of the entries that are read by now, and forget these; each article with its title.

    Where it is interrupted, what wasn't added is still in the batch, and what was is known as the same text.
    """
    entries = [e for e in batch.entries() if e.done]
    added: list[tuple[AddedArticle, str]] = []
    some: list[tuple[Article, Original | None]] = []

    def add() -> None:
        originals = {a.id: o for a, o in some if o is not None}
        done = library.add([a for a, _ in some], originals)
        added.extend((one, a.title or a.filename or "Untitled") for one, (a, _) in zip(done, some, strict=True))
        some.clear()

    size = 0
    for entry, article, original in articles_to_add(entries, library.are_there(ids_to_look_up(entries)), batch.content):
        some.append((article, original))
        size += entry.size
        if len(some) >= ARTICLES or size >= BYTES:
            add()
            size = 0
    if some:
        add()
    batch.forget([e.number for e in entries])
    return added
