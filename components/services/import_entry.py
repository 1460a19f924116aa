"""One file, address or pasted text that is taken in: how far it is, what its reader changed, the article it makes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Literal

import msgspec

from components.domain.article import Article, word_count
from components.domain.errors import InputRefused
from components.domain.original_file import Original
from components.ingest.reading_result import Reading, article_of, article_zones
from components.services.similar_articles import SimilarArticle

State = Literal["waiting", "reading", "read", "refused", "cancelled"]
Source = Literal["file", "address", "pasted"]
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


class FoundArticle(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of an article that was read, without its text."""

    id: str
    title: str
    date: str | None
    words: int


class ImportEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One file, address or pasted text and how far it is; what was read of it is kept apart (``ReadContent``).

    ``file`` is the file's name as it came, ``size`` its bytes. ``like`` is the article of the library, or of this
    batch, that the text is the same as or a version of. ``damaged``: a PDF whose words look damaged, which text
    recognition may read better.
    """

    number: int
    name: str
    source: Source = "file"
    file: str = ""
    size: int = 0
    inner: bool = False  # from an archive
    state: State = "waiting"
    found: FoundArticle | None = None
    why: str = ""
    like: SimilarArticle | None = None
    damaged: bool = False
    pages: tuple[int, int] | None = None  # done and in all, while text is recognised
    choices: ReadersChoices = ReadersChoices()

    @property
    def done(self) -> bool:
        """Whether it neither waits nor is being read."""
        return self.state not in {"waiting", "reading"}


class ReadContent(msgspec.Struct, frozen=True, kw_only=True):
    """What was read of a file; ``original`` is the file itself, None of what was pasted."""

    reading: Reading
    article: Article
    original: Original | None = None


def found_article(article: Article) -> FoundArticle:
    """What is known of an article without its text."""
    return FoundArticle(id=article.id, title=article.title, date=article.date, words=word_count(article.text))


def original_of(content: ReadContent, changed: Collection[int] = ()) -> Original | None:
    """The file that was read, with the places of the words that its article has.

    ``changed`` are the numbers of blocks that a reader cut or brought back.
    """
    if content.original is None:
        return None
    return msgspec.structs.replace(content.original, zones=article_zones(content.reading, changed))


def chosen_article(content: ReadContent, choices: ReadersChoices) -> Article:
    """The article of what was read, as its reader left it; raises InputRefused where all of it is cut."""
    article = article_of(content.reading, choices.changed) if choices.changed else content.article
    details = dict(choices.details)
    if "date" in details:
        details["date_basis"] = "user" if details["date"] else None
    if "title" in details:
        details["title"] = details["title"] or ""
    return msgspec.convert(msgspec.structs.asdict(article) | details, Article)


def new_entries(entries: Sequence[ImportEntry], library: Collection[str]) -> list[ImportEntry]:
    """The entries that the library would gain by: read, and the same text as no article and no earlier file.

    ``library`` are the ids of the articles that are there.
    """
    out, earlier = [], set(library)
    for one in sorted(entries, key=lambda e: e.number):
        if one.state != "read" or one.found is None:
            continue
        if one.like is None or not one.like.is_same_text or one.like.id not in earlier:
            out.append(one)
        earlier.add(one.found.id)
    return out


def ids_to_look_up(entries: Sequence[ImportEntry]) -> set[str]:
    """The ids of which ``new_entries`` must know whether they are articles of the library."""
    return {e.like.id for e in entries if e.like is not None}


def articles_to_add(
    entries: Sequence[ImportEntry], library: Collection[str], content: Callable[[int], ReadContent | None]
) -> Iterator[tuple[ImportEntry, Article, Original | None]]:
    """The new articles of a batch as their readers left them, each with its file; one that is cut wholly is left out.

    ``library`` are the ids of the articles that are there, ``content`` gives what was read of an entry, by its number:
    one at a time, so that a batch may be larger than the memory. A text that was cut differently has another id than
    when it was read: versions of it point to that one, and to nothing that isn't there.
    """
    now: dict[str, str] = {}  # of the texts read: the id that each has by now
    new = new_entries(entries, library)
    for one in new:
        if one.found is not None:
            cut = one.choices.changed and (read := content(one.number)) is not None
            try:
                now[one.found.id] = chosen_article(read, one.choices).id if cut and read else one.found.id
            except InputRefused:
                continue
    there = set(library) | set(now.values())
    for one in new:
        if one.found is None or one.found.id not in now or (read := content(one.number)) is None:
            continue
        article = chosen_article(read, one.choices)
        of = now.get(one.like.id, one.like.id) if one.like is not None and one.choices.as_version else None
        of = of if of in there and of != article.id else None
        yield one, msgspec.structs.replace(article, version_of=of), original_of(read, one.choices.changed)
