"""``analyse``, ``attitude`` and ``schema``: articles or rows in, one line of JSON each out."""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import sys
from collections.abc import Iterable, Iterator
from inspect import cleandoc
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from tqdm import tqdm

from components.analysis.prose_check import require_prose
from components.cli.output import Failures, output
from components.domain.article import Article, make_article
from components.domain.errors import DatelineError, InputRefused, NothingToRead, NotText, TooLong
from components.domain.page_references import with_printed_pages
from components.domain.plural import plural
from components.domain.position_on_page import Zone
from components.domain.record import Record, to_json
from components.ingest.file_kinds import SUFFIXES
from components.ingest.format_dispatch import display_name
from components.ingest.isolated_reader import IsolatedReader
from components.ingest.language_check import require_english
from components.ingest.limits import MAX_CHARACTERS
from components.ingest.mail.attachments import taken_apart
from components.ingest.reading_result import Reading, article_of, article_zones

BATCH = 16
T = TypeVar("T")


class ArticleRow(msgspec.Struct, frozen=True):
    """A row of ``analyse --jsonl``."""

    id: str
    text: str
    date: str | None = None
    title: str | None = None


class AttitudeRow(msgspec.Struct, frozen=True):
    """A row of ``attitude --jsonl``: who holds it and of whom it is, as spans of ``text``."""

    text: str
    holder: tuple[int, int]
    target: tuple[int, int]


def date(value: str) -> str:
    """A date as an argument."""
    try:
        return dt.date.fromisoformat(value).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{value}” is not a date: write YYYY-MM-DD") from None


def analyse(options: argparse.Namespace) -> Failures:
    """Write the record of each article."""
    if bool(options.paths) == bool(options.jsonl):
        raise InputRefused("Name files or folders, or give --jsonl FILE: one of the two.")
    failures = Failures(options.quiet)
    sources = _lines(options.jsonl, failures) if options.jsonl else _files(options.paths, failures)
    from components.analysis.pipeline import build  # spaCy is loaded only where something is read

    nlp = build()
    articles = _articles(_progress(sources, len(sources)), options.date, failures)
    with output(options.out) as out:
        for batch in _batches(articles, BATCH):
            for record in _records(nlp, batch, failures):
                out.write(to_json(record) + b"\n")
                out.flush()
    return failures


class SourceArticle(msgspec.Struct, frozen=True):
    """An article to be read: its source's name, and where its words stand on the pages of its file."""

    name: str
    article: Article
    zones: tuple[Zone, ...] = ()


def _records(nlp: Any, batch: list[SourceArticle], failures: Failures) -> Iterator[Record]:
    """The batch's records in order; where a text stops the pipeline it is named and the others go on."""
    from components.analysis.pipeline import analyse, analyse_many

    try:
        records = list(analyse_many(nlp, [one.article for one in batch], batch_size=BATCH))
    except Exception:  # one of them: found by reading each alone
        for one in batch:
            try:
                yield with_printed_pages(analyse(nlp, one.article), one.zones)
            except Exception as error:
                failures.tell(one.name, f"The reader stopped on this text ({type(error).__name__}).")
    else:
        yield from (with_printed_pages(record, one.zones) for record, one in zip(records, batch, strict=True))


class Source(msgspec.Struct, frozen=True):
    """Where an article will be read from; nothing is read before its turn."""

    name: str
    path: Path | None = None
    line: bytes = b""
    data: bytes | None = None  # of a file within an archive


def _files(paths: list[str], failures: Failures) -> list[Source]:
    """The files named, and those in the folders named (every depth, in order of name)."""
    out = []
    for name in paths:
        path = Path(name)
        if name == "-":
            out.append(Source("standard input"))
        elif path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in SUFFIXES)
            if not inside:
                failures.tell(name, "The folder holds no file that Dateline reads.")
            out.extend(Source(str(p), p) for p in inside)
        elif path.exists():
            out.append(Source(name, path))
        else:
            failures.tell(name, "There is no such file or folder. Check the path.")
    return out


def _lines(path: str, failures: Failures) -> list[Source]:
    """The rows of a JSON-lines file, not yet read."""
    if path == "-":
        data = sys.stdin.buffer.read()
    else:
        try:
            data = Path(path).read_bytes()
        except OSError as error:
            failures.tell(path, f"It can't be read: {error.strerror}.")
            return []
    rows = enumerate(data.splitlines(), start=1)
    return [Source(f"{path} line {n}", line=line) for n, line in rows if line.strip()]


def _articles(sources: Iterable[Source], date: str | None, failures: Failures) -> Iterator[SourceArticle]:
    """The articles that can be taken; the others are told of."""
    reader = IsolatedReader()
    try:
        for source in sources:
            waiting = [source]
            while waiting:
                one = waiting.pop(0)
                article: Article | None
                zones: tuple[Zone, ...] = ()
                inside: list[Source] = []
                try:
                    if one.line:
                        article, notes = _from_row(one.line, date), ""
                    else:
                        read, inside = _from_file(one, reader)
                        article, notes = (article_of(read), left_out_notes(read)) if read else (None, "")
                        zones = article_zones(read) if read else ()
                    failures.remark(one.name, notes)
                    waiting[:0] = inside
                    if article is None:
                        continue
                    require_prose(article.text)
                except OSError as error:
                    failures.tell(one.name, f"It can't be read: {error.strerror}.")
                except (DatelineError, ValueError) as error:
                    failures.tell(one.name, error)
                else:
                    if date and not article.date:
                        article = msgspec.structs.replace(article, date=date, date_basis="user")
                    yield SourceArticle(one.name, article, zones)
    finally:
        reader.close()


def _from_file(source: Source, reader: IsolatedReader) -> tuple[Reading | None, list[Source]]:
    """What was read of a file, and the files that it holds (an archive's, a mail's); raises InputRefused, OSError."""
    data = source.data
    if data is None:
        data = source.path.read_bytes() if source.path else sys.stdin.buffer.read()
    read = reader.read(source.path.name if source.path else "", data)
    inner = source.data is not None
    if isinstance(read, list):
        if inner:
            raise NotText("It is an archive within an archive. Unpack it and name the files themselves.")
        return None, _inside(source, read)
    read, files = taken_apart(read, inner)
    return read, _inside(source, files)


def _inside(source: Source, files: list[tuple[str, bytes]]) -> list[Source]:
    return [Source(f"{source.name}: {display_name(name)}", Path(name), data=content) for name, content in files]


def left_out_notes(reading: Reading) -> str:
    """What a reader should know of a file: how many paragraphs were cut away and why, what was not read."""
    cut = [b.cut for b in reading.blocks if b.cut]
    notes = [n.rstrip(".") for n in reading.notes]
    if cut:
        count = plural(len(cut), "paragraph")
        notes.insert(0, f"{count} cut away ({', '.join(dict.fromkeys(cut))})")
    return "; ".join(notes)


def _from_row(line: bytes, date: str | None) -> Article:
    """A row's article: the text as it is, its own id; raises InputRefused or ValueError."""
    row = msgspec.json.decode(line, type=ArticleRow)
    if not row.text.strip():
        raise NothingToRead(f"“{row.id}” is empty.")
    if len(row.text) > MAX_CHARACTERS:
        raise TooLong(f"“{row.id}” has {len(row.text):,} characters; the limit is {MAX_CHARACTERS:,}. Split it.")
    require_english(row.text)
    if row.date is not None:
        dt.date.fromisoformat(row.date)
    details = {"date": row.date, "date_basis": "metadata"} if row.date else {"date": date, "date_basis": "user"}
    if not details["date"]:
        details = {}
    return msgspec.structs.replace(make_article(row.text, title=row.title or "", **details), id=row.id)


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of ``size``."""
    iterator = iter(items)
    while batch := list(itertools.islice(iterator, size)):
        yield batch


def _progress(items: Iterable[T], total: int | None = None) -> Iterable[T]:
    """The items with a progress bar on a terminal, and none elsewhere."""
    bar: Iterable[T] = tqdm(items, total=total, unit="article", file=sys.stderr, disable=not sys.stderr.isatty())
    return bar


def attitude(options: argparse.Namespace) -> Failures:
    """Write for each row whether its holder speaks well or ill of its target, and how likely."""
    failures = Failures()
    rows = []
    for source in _lines(options.jsonl, failures):
        try:
            rows.append(msgspec.json.decode(source.line, type=AttitudeRow))
        except msgspec.DecodeError as error:
            # Answers stand in the order of the rows: a row left out would shift all that follow.
            raise InputRefused(f"{source.name}: {error}. Mend the row; nothing was written.") from error
    from components.analysis.tone.attitude_model import label_pairs

    with output(options.out) as out:
        for label, score in label_pairs((r.text, r.holder, r.target) for r in _progress(rows, len(rows))):
            out.write(json.dumps({"label": label, "score": score}).encode() + b"\n")
    return failures


def schema(options: argparse.Namespace) -> Failures:
    """Write the JSON schema of the record."""
    with output(options.out) as out:
        out.write(json.dumps(_dedented(msgspec.json.schema(Record)), indent=2, sort_keys=True).encode() + b"\n")
    return Failures()


def _dedented(part: Any) -> Any:
    """A schema whose descriptions are without their docstrings' indentation, which Python 3.13 takes out by itself."""
    if isinstance(part, dict):
        return {k: cleandoc(v) if k == "description" and isinstance(v, str) else _dedented(v) for k, v in part.items()}
    return [_dedented(p) for p in part] if isinstance(part, list) else part
