"""One file, address or pasted text that is taken in: how far it is, what its reader changed, the article it makes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

import msgspec

from components.domain.article import Article
from components.domain.errors import InputRefused
from components.domain.original_file import Original
from components.ingest.damage_detection import LOOKS_DAMAGED
from components.ingest.reading_result import Reading, article_of, article_zones
from components.services.similar_articles import SimilarArticle

State = Literal["waiting", "reading", "read", "refused", "cancelled", "left out"]
PASTED = "The pasted text"


class ReadersChoices(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader changed before adding.

    ``changed`` are the numbers of blocks that were cut or brought back; ``details`` the article's fields that differ
    from what was read (title, outlet, byline, url, date; None: emptied); ``as_version`` whether a text that is nearly
    an earlier one is kept as its later version.
    """

    changed: tuple[int, ...] = ()
    details: dict[str, str | None] = {}
    as_version: bool = True


class ImportEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One file, address or pasted text and how far it is.

    ``like`` is the article of the library, or of this batch, that the text is the same as or a version of; ``original``
    the file itself.
    """

    number: int
    name: str
    inner: bool = False  # from an archive
    state: State = "waiting"
    reading: Reading | None = None
    article: Article | None = None
    why: str = ""
    like: SimilarArticle | None = None
    original: Original | None = None
    pages: tuple[int, int] | None = None  # done and in all, while text is recognised
    choices: ReadersChoices = ReadersChoices()

    @property
    def damaged(self) -> bool:
        """Whether it is a PDF whose words look damaged, which text recognition may read better."""
        notes = [self.why, *(self.reading.notes if self.reading is not None else ())]
        return self.original is not None and any(words.startswith(LOOKS_DAMAGED) for words in notes)


def original_of(entry: ImportEntry, changed: Collection[int] = ()) -> Original | None:
    """The file that an entry was read from, with the places of the words that its article has.

    ``changed`` are the numbers of blocks that a reader cut or brought back.
    """
    if entry.original is None or entry.reading is None:
        return None
    return msgspec.structs.replace(entry.original, zones=article_zones(entry.reading, changed))


def chosen_article(entry: ImportEntry) -> Article:
    """The article of an entry that was read, as its reader left it; raises InputRefused where all of it is cut."""
    reading, article, choices = entry.reading, entry.article, entry.choices
    if reading is None or article is None:
        raise InputRefused(entry.why or "It was not read.")
    if choices.changed:
        article = article_of(reading, choices.changed)
    details = dict(choices.details)
    if "date" in details:
        details["date_basis"] = "user" if details["date"] else None
    if "title" in details:
        details["title"] = details["title"] or ""
    return msgspec.convert(msgspec.structs.asdict(article) | details, Article)


def is_new(entry: ImportEntry, entries: Sequence[ImportEntry], library: Collection[str]) -> bool:
    """Whether the library would gain by it: it was read, and no article or other file of the batch is the same text."""
    if entry.state != "read" or entry.article is None:
        return False
    there = set(library) | {e.article.id for e in entries if e.article is not None and e.number < entry.number}
    return entry.like is None or not entry.like.is_same_text or entry.like.id not in there


def articles_to_add(entries: Sequence[ImportEntry], library: Collection[str]) -> list[tuple[Article, Original | None]]:
    """The new articles of a batch as their readers left them, each with its file; one that is cut wholly is left out.

    ``library`` are the ids of the articles that are there. A text that was cut differently has another id than when it
    was read: versions of it point to that one, and to nothing that isn't there.
    """
    out: list[tuple[ImportEntry, Article]] = []
    now: dict[str, str] = {}
    for entry in entries:
        if not is_new(entry, entries, library) or entry.article is None:
            continue
        try:
            article = chosen_article(entry)
        except InputRefused:
            continue
        now[entry.article.id] = article.id
        out.append((entry, article))
    there = set(library) | set(now.values())
    made = []
    for entry, article in out:
        of = now.get(entry.like.id, entry.like.id) if entry.like is not None and entry.choices.as_version else None
        of = of if of in there and of != article.id else None
        original = original_of(entry, entry.choices.changed)
        made.append((msgspec.structs.replace(article, version_of=of), original))
    return made
