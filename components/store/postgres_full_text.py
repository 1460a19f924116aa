"""Full-text search in PostgreSQL: a table of each article's folded words, found by a tsvector and its GIN index.

The words are those of ``domain/folded_words.py``, so that searching depends neither on the server's language nor on its
extensions. Words that must stand side by side are looked for in the folded text of what the index finds: a tsvector
counts no place beyond 16,383 (PostgreSQL manual, 12.1.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    Text,
    and_,
    bindparam,
    cast,
    column,
    false,
    func,
    literal,
    or_,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlalchemy.sql.selectable import Subquery

from components.domain.folded_words import fold_words
from components.domain.search_words import SearchTerm
from components.store.snippet import Part, snippet
from components.store.tables import articles

_INDEX = (
    "CREATE TABLE article_words (number integer PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE, "
    "folded text NOT NULL, words tsvector NOT NULL)",
    "CREATE INDEX ix_article_words ON article_words USING gin (words)",
)
WORDS = table("article_words", column("number"), column("folded", Text), column("words", TSVECTOR))
FIELDS = {"title": "A", "byline": "B", "outlet": "C", "text": "D"}
WEIGHTS = "{0.125, 0.25, 0.375, 1.0}"  # of a word in the text, the outlet, the byline, the title
_BY_LENGTH = 1  # what ts_rank divides by: 1 + the logarithm of how many words there are
_LONGEST = 200  # characters of a word: a tsvector holds words of 2,046 bytes at most
_PLACES = 50  # of one word: how often it stands is weighed, no more
_MOST_BYTES = 1_000_000  # of a tsvector, of which the server takes 1,048,575
_BETWEEN = "\n"  # between two fields: no words stand side by side across it


def make_index(connection: Connection) -> None:
    """Make the index and put in every article that is there."""
    for statement in _INDEX:
        connection.exec_driver_sql(statement)
    ids = connection.execute(text("SELECT id FROM articles ORDER BY number")).scalars().all()
    for one in ids:
        put_words(connection, one)


def drop_index(connection: Connection) -> None:
    """Take the index out."""
    connection.exec_driver_sql("DROP TABLE article_words")


def put_words(connection: Connection, article_id: str) -> None:
    """Keep an article's words in place of those of before."""
    columns = [articles.c[name] for name in FIELDS]
    row = connection.execute(select(articles.c.number, *columns).where(articles.c.id == article_id)).one()
    fields = {name: fold_words(row._mapping[name] or "") for name in FIELDS}
    values = {
        "number": row.number,
        "folded": _BETWEEN.join(fields.values()),
        "words": tsvector((FIELDS[name], words.split()) for name, words in fields.items()),
    }
    connection.execute(
        text(
            "INSERT INTO article_words (number, folded, words) VALUES (:number, :folded, CAST(:words AS tsvector)) "
            "ON CONFLICT (number) DO UPDATE SET folded = excluded.folded, words = excluded.words"
        ),
        values,
    )


def forget_deleted(connection: Connection) -> None:
    """Nothing: an article's words go with it."""


def matching(connection: Connection, groups: Sequence[Sequence[SearchTerm]], *, ranked: bool) -> Subquery:
    """The numbers of the articles with one term of each group, with ``rank`` (the lowest is best) where asked for."""
    asked = [[(fold_words(term.words).split(), term.prefix) for term in group] for group in groups]
    # A sign that folding takes away (a mark alone) is no word: nothing has it.
    asked = [[(words, prefix) for words, prefix in group if words] for group in asked]
    having = and_(*(or_(false(), *(_has(words, prefix) for words, prefix in group)) for group in asked))
    rank: ColumnElement[float] = literal(0.0)
    if ranked and all(asked):
        every = " & ".join(f"({' | '.join(_tsquery(*term) for term in group)})" for group in asked)
        rank = -func.ts_rank(text(f"CAST('{WEIGHTS}' AS real[])"), WORDS.c.words, cast(every, TSQUERY), _BY_LENGTH)
    return select(WORDS.c.number, rank.label("rank")).where(having).subquery()


def snippets(
    connection: Connection, groups: Sequence[Sequence[SearchTerm]], numbers: Sequence[int]
) -> dict[int, tuple[Part, ...]]:
    """Of each of these articles the part of its text that has most of the words."""
    terms = [term for group in groups for term in group]
    rows = connection.execute(select(articles.c.number, articles.c.text).where(articles.c.number.in_(list(numbers))))
    return {row.number: snippet(row.text, terms) for row in rows}


def among(connection: Connection, ids: Iterable[str]) -> Select[tuple[str]]:
    """The ids as a selection: however many they are, they are one parameter."""
    listed = text("SELECT value FROM jsonb_array_elements_text(CAST(:ids AS jsonb)) AS value").bindparams(
        bindparam("ids", msgspec.json.encode(sorted(i for i in ids if "\x00" not in i)).decode(), unique=True)
    )
    return select(listed.columns(column("value", String)).subquery().c.value)


def tsvector(fields: Iterable[tuple[str, Sequence[str]]]) -> str:
    """A tsvector as text, of fields with their weight (A to D) and folded words; of a huge text its first words."""
    places: dict[str, list[str]] = {}
    at = size = 0
    for weight, words in fields:
        for word in words:
            at += 1
            cut = word[:_LONGEST]
            if (found := places.get(cut)) is None:
                size += len(cut.encode()) + 8
                if size > _MOST_BYTES:
                    break
                found = places[cut] = []
            if len(found) < _PLACES:
                size += 2
                found.append(f"{min(at, 16_383)}{weight}")
    return " ".join(f"'{word}':{','.join(at)}" for word, at in places.items())


def _has(words: Sequence[str], prefix: bool) -> ColumnElement[bool]:
    found = WORDS.c.words.op("@@")(cast(_tsquery(words, prefix), TSQUERY))
    if len(words) == 1:
        return found
    beside = f"% {' '.join(words)}{'%' if prefix else ' %'}"
    return and_(found, WORDS.c.folded.like(beside))


def _tsquery(words: Sequence[str], prefix: bool) -> str:
    def parts() -> Iterator[str]:
        for n, word in enumerate(words):
            yield f"'{word[:_LONGEST]}'{':*' if prefix and n == len(words) - 1 else ''}"

    return f"({' & '.join(parts())})"
