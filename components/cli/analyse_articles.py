"""Sources -> the articles that can be taken; of the others it is told why not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator, Iterable
from pathlib import Path
from typing import Any

import msgspec

from components.analysis.batch.messages import PlacedArticle
from components.analysis.prose_check import require_prose
from components.cli.analyse_sources import Source
from components.cli.locations import opened, why
from components.cli.output import Failures
from components.domain.article import Article, make_article
from components.domain.errors import DatelineError, InputRefused, NothingToRead, NotText, TooLong
from components.domain.plural import plural
from components.ingest.format_dispatch import display_name
from components.ingest.isolated_reader import IsolatedReader
from components.ingest.language_check import require_english
from components.ingest.limits import MAX_CHARACTERS
from components.ingest.mail.attachments import taken_apart
from components.ingest.reading_result import Reading, article_of, article_zones


class ArticleRow(msgspec.Struct, frozen=True):
    """A row of ``analyse --jsonl`` or ``--parquet``."""

    id: str | int
    text: str
    date: str | None = None
    title: str | None = None


class SourceArticle(msgspec.Struct, frozen=True):
    """An article to be read, its source's name, and how much of the input is read with it."""

    name: str
    placed: PlacedArticle
    upto: int = 0


def articles(sources: Iterable[Source], date: str | None, failures: Failures) -> Generator[SourceArticle, None, None]:
    """The articles in the order of their sources; ``date`` is that of those that state none."""
    reader = IsolatedReader()
    try:
        for source in sources:
            waiting = [source]
            while waiting:
                one = waiting.pop(0)
                try:
                    placed, notes, inside = _read(one, date, reader)
                    failures.remark(one.name, notes)
                    waiting[:0] = inside
                    if placed is None:
                        continue
                    require_prose(placed.article.text)
                except OSError as error:
                    failures.tell(one.name, f"It can't be read: {why(error)}.")
                except (DatelineError, ValueError) as error:
                    failures.tell(one.name, error)
                else:
                    yield SourceArticle(one.name, placed, one.upto)
    finally:
        reader.close()


def _read(source: Source, date: str | None, reader: IsolatedReader) -> tuple[PlacedArticle | None, str, list[Source]]:
    """The article, what is to be told of it, the files that it holds; raises DatelineError, ValueError, OSError."""
    if source.row is not None:
        return PlacedArticle(_from_row(source.row, date)), "", []
    read, inside = _from_file(source, reader)
    if read is None:
        return None, "", inside
    article = article_of(read)
    if date and not article.date:
        article = msgspec.structs.replace(article, date=date, date_basis="user")
    return PlacedArticle(article, tuple(article_zones(read))), left_out_notes(read), inside


def _from_file(source: Source, reader: IsolatedReader) -> tuple[Reading | None, list[Source]]:
    """What was read of a file, and the files that it holds (an archive's, a mail's); raises InputRefused, OSError."""
    data = source.data
    if data is None:
        with opened(source.file) as file:
            data = file.read()
    read = reader.read("" if source.file == "-" else Path(source.file).name, data)
    inner = source.data is not None
    if isinstance(read, list):
        if inner:
            raise NotText("It is an archive within an archive. Unpack it and name the files themselves.")
        return None, _inside(source, read)
    read, files = taken_apart(read, inner)
    return read, _inside(source, files)


def _inside(source: Source, files: list[tuple[str, bytes]]) -> list[Source]:
    return [
        Source(f"{source.name}: {display_name(name)}", name, data=content, upto=source.upto) for name, content in files
    ]


def left_out_notes(reading: Reading) -> str:
    """What a reader should know of a file: how many paragraphs were cut away and why, what was not read."""
    cut = [b.cut for b in reading.blocks if b.cut]
    notes = [n.rstrip(".") for n in reading.notes]
    if cut:
        count = plural(len(cut), "paragraph")
        notes.insert(0, f"{count} cut away ({', '.join(dict.fromkeys(cut))})")
    return "; ".join(notes)


def _from_row(given: bytes | dict[str, Any] | InputRefused, date: str | None) -> Article:
    """A row's article: the text as it is, its own id; raises InputRefused or ValueError."""
    if isinstance(given, InputRefused):
        raise given
    row = (
        msgspec.json.decode(given, type=ArticleRow) if isinstance(given, bytes) else msgspec.convert(given, ArticleRow)
    )
    if not row.text.strip():
        raise NothingToRead(f"“{row.id}” is empty.")
    if len(row.text) > MAX_CHARACTERS:
        raise TooLong(f"“{row.id}” has {len(row.text):,} characters; the limit is {MAX_CHARACTERS:,}. Split it.")
    require_english(row.text)
    # Archives write times, too, and days in other forms of ISO 8601.
    day = None if row.date is None else dt.datetime.fromisoformat(row.date).date().isoformat()
    details = {"date": day, "date_basis": "metadata"} if day else {"date": date, "date_basis": "user"}
    if not details["date"]:
        details = {}
    return msgspec.structs.replace(make_article(row.text, title=row.title or "", **details), id=str(row.id))
