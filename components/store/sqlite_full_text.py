"""Full-text search in SQLite: an FTS5 table that reads its words from ``articles`` and is kept by triggers.

A migration that rebuilds the table ``articles`` has to make the triggers anew.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, Float, Integer, Select, String, bindparam, column, select, text
from sqlalchemy.sql.selectable import Subquery

from components.domain.search_words import SearchTerm
from components.store.snippet import SNIPPET_WORDS, Part

_FIELDS = "title, outlet, byline, text"
_OLD = "old.number, old.title, old.outlet, old.byline, old.text"
_NEW = "new.number, new.title, new.outlet, new.byline, new.text"
_TAKE_OUT = f"INSERT INTO article_words(article_words, rowid, {_FIELDS}) VALUES ('delete', {_OLD});"  # noqa: S608
_PUT_IN = f"INSERT INTO article_words(rowid, {_FIELDS}) VALUES ({_NEW});"  # noqa: S608
_INDEX = (
    # Without indexes of beginnings the snippets of "c*" took 0.7 s in 5,000 articles; they add a sixth to the file.
    f"CREATE VIRTUAL TABLE article_words USING fts5({_FIELDS}, content='articles', content_rowid='number', "
    "prefix='1 2 3', tokenize='unicode61 remove_diacritics 2')",
    f"CREATE TRIGGER article_words_added AFTER INSERT ON articles BEGIN {_PUT_IN} END",
    f"CREATE TRIGGER article_words_gone AFTER DELETE ON articles BEGIN {_TAKE_OUT} END",
    "CREATE TRIGGER article_words_changed AFTER UPDATE OF title, outlet, byline, text, number ON articles "
    "WHEN old.title IS NOT new.title OR old.outlet IS NOT new.outlet OR old.byline IS NOT new.byline "
    f"OR old.text IS NOT new.text OR old.number IS NOT new.number BEGIN {_TAKE_OUT} {_PUT_IN} END",
    "INSERT INTO article_words(article_words) VALUES ('rebuild')",
)
WEIGHTS = (8.0, 2.0, 3.0, 1.0)  # of a word in the title, the outlet, the byline, the text (BM25)


def make_index(connection: Connection) -> None:
    """Make the index and put in every article that is there."""
    for statement in _INDEX:
        connection.exec_driver_sql(statement)


def drop_index(connection: Connection) -> None:
    """Take the index out."""
    for name in ("added", "gone", "changed"):
        connection.exec_driver_sql(f"DROP TRIGGER article_words_{name}")
    connection.exec_driver_sql("DROP TABLE article_words")


def forget_deleted(connection: Connection) -> None:
    """Leave no word of purged articles in the index: until it is merged it keeps them, marked as deleted."""
    connection.exec_driver_sql("INSERT INTO article_words(article_words) VALUES ('optimize')")


def put_words(connection: Connection, article_id: str) -> None:
    """Nothing: triggers put in the words of every article."""


def matching(connection: Connection, groups: Sequence[Sequence[SearchTerm]], *, ranked: bool) -> Subquery:
    """The numbers of the articles with one term of each group, with ``rank`` (the lowest is best) where asked for."""
    rank = f"bm25(article_words, {', '.join(map(str, WEIGHTS))})" if ranked else "0.0"
    query = text(
        f"SELECT rowid AS number, {rank} AS rank FROM article_words WHERE article_words MATCH :words"  # noqa: S608
    )
    query = query.bindparams(bindparam("words", _expression(groups), unique=True))
    return query.columns(column("number", Integer), column("rank", Float)).subquery()


def snippets(
    connection: Connection, groups: Sequence[Sequence[SearchTerm]], numbers: Sequence[int]
) -> dict[int, tuple[Part, ...]]:
    """Of each of these articles the part of its text that has most of the words."""
    # Marks that no article can hold, as nobody knows them before.
    start, end = (f"\x02{secrets.token_hex(8)}\x03" for _ in range(2))
    query = text(
        f"SELECT rowid, snippet(article_words, 3, :start, :end, '…', {SNIPPET_WORDS}) FROM article_words "  # noqa: S608
        "WHERE article_words MATCH :words AND rowid IN :numbers"
    ).bindparams(bindparam("numbers", list(numbers), expanding=True))
    rows = connection.execute(query, {"start": start, "end": end, "words": _expression(groups)})
    return {number: _parts(words, start, end) for number, words in rows}


def among(connection: Connection, ids: Iterable[str]) -> Select[tuple[str]]:
    """The ids as a selection: however many they are, they are one parameter."""
    listed = text("SELECT value FROM json_each(:ids)").bindparams(
        bindparam("ids", msgspec.json.encode(sorted(ids)).decode(), unique=True)
    )
    return select(listed.columns(column("value", String)).subquery().c.value)


def _expression(groups: Sequence[Sequence[SearchTerm]]) -> str:
    return " AND ".join("(" + " OR ".join(map(_phrase, group)) + ")" for group in groups)


def _phrase(term: SearchTerm) -> str:
    # In quotation marks everything is words; those within are none.
    words = term.words.replace('"', " ").replace("\x00", " ")
    return f'"{words}"{" *" if term.prefix else ""}'


def _parts(marked: str, start: str, end: str) -> tuple[Part, ...]:
    out: list[Part] = []
    for n, piece in enumerate(marked.split(start)):
        lit, _, rest = piece.partition(end) if n else ("", "", piece)
        out += [(re.sub(r"\s+", " ", words), is_lit) for words, is_lit in ((lit, True), (rest, False)) if words]
    return tuple(out)
